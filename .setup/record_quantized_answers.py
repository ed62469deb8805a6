"""Records what the small model answers at 16, 8, 4, 3 and 2 bits a weight: assets/recordings/quantized_answers.json.

Run in the project's own environment with the small model installed; it takes minutes:
`.venv/bin/python .setup/record_quantized_answers.py`.
"""

from tourapp.engine.model import load_model
from tourapp.engine.quantized_answers import build_answers, shipped_answers
from tourapp.engine.tokenizer import shipped_tokenizer


def main() -> None:
    """Record, then print what was recorded."""
    print(build_answers(load_model()))
    for answer in shipped_answers().answers:
        share = answer.places().mean()
        print(f"{answer.bits:2d} bits, {share:.1%} first choices stay: {shipped_tokenizer().decode(answer.ids)!r}")


if __name__ == "__main__":
    main()
