"""Records how the small model's answer goes on from each token a class may choose.

Writes assets/recordings/class_answers.json.
Run in the project's own environment with the small model installed; it takes half a minute:
`.venv/bin/python .setup/record_class_answers.py`.
"""

from tourapp.engine.class_answers import build_class_answers, shipped_class_answers
from tourapp.engine.model import load_model
from tourapp.engine.shipped import shipped_recording
from tourapp.engine.tokenizer import shipped_tokenizer
from tourapp.world.parts.choices import Choices


def main() -> None:
    """Record, then print what was recorded."""
    recording = shipped_recording()
    print(build_class_answers(load_model(), recording, Choices(recording).widest))
    table = shipped_class_answers()
    for answer in table.answers:
        rest = answer.ids[table.step :]
        print(f"{len(answer.ids)} tokens: {shipped_tokenizer().decode(rest)!r}")
        if answer.ids == tuple(recording.ids.tolist()):
            print("  which is the recorded answer")


if __name__ == "__main__":
    main()
