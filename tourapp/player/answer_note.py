"""The line that says whose words are on stage while the model writes: never an old answer under a new question.

It stands below the title of every stop that shows the answer, in three cases: the stage still shows an earlier
question; the answer to the question on stage is still being written; the words are those of a stand-in.
"""

from __future__ import annotations

from tourapp.authoring import Frame, Picture, Rect, sizes, text_width
from tourapp.player.drafts import rests_on
from tourapp.player.tour import Stop
from tourapp.words import Phrase

ANSWER = "recording"
LONGEST = 32
"""Letters of a prompt that are told."""
LEFT, BASE, WIDEST = 108.0, 113.0, 1340.0


def answer_note(stop: Stop, f: Frame) -> Phrase | None:
    """The words; None where the stage shows no answer, or the answer to what is asked, whole."""
    if not any(name == ANSWER or rests_on(name, ANSWER) for name in stop.scene.needs):
        return None
    asked, shown = f.wanted("prompt"), f.inputs.prompt
    if (asked, f.wanted("chat")) != (shown, f.inputs.chat):
        return Phrase("Still “{old}”: the answer to “{new}” is being written.", old=_short(shown), new=_short(asked))
    recording = f.world.recording
    if recording.writing:
        count = len(recording.ids)
        return Phrase("“{p}”: being written, {n} {n|token|tokens} so far.", p=_short(shown), n=count)
    if (recording.prompt, recording.chat) != (shown, f.inputs.chat):
        return Phrase(
            "These words answer “{old}”. For “{new}” the small model is needed: tourapp model install.",
            old=_short(recording.prompt),
            new=_short(shown),
        )
    return None


def draw_answer_note(p: Picture, stop: Stop, f: Frame) -> None:
    """The line, on a plate that keeps it readable over any picture."""
    words = answer_note(stop, f)
    if words is None:
        return
    size = sizes.LABEL
    width = min(WIDEST, text_width(str(words), size, weight=600) * max(1.0, f.text_gain) * 1.04)
    p.rects([Rect(LEFT - 12, BASE - 27, width + 24, 38)], "ground", radius=19, alpha=0.88, stroke="ink")
    p.text((LEFT, BASE), "{words}", words=words, size=size, role="ink", weight=600, fit=WIDEST)


def _short(prompt: str) -> str:
    line = " ".join(prompt.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
