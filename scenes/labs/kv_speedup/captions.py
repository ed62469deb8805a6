"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.lab_words import LabWords, fill_lab

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView, SpeedupCase

BY_BOX: dict[str, Phrase] = {
    "without": Phrase("Without a cache, every step reads everything again."),
    "with": Phrase("With a cache, every step reads one new token."),
    "ratio": Phrase("How many times fewer passes is that?"),
    "smallest": Phrase("How short may an answer be and still save that much?"),
}


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives both sentences their words."""
    if f.lab is not None:
        fill_lab(p, f.lab, _words(f.lab))


def _words(view: LabView) -> LabWords:
    case: SpeedupCase = view.case
    box = view.open_box
    told = {"p": case.prompt, "n": case.answer}
    return LabWords(
        ask=Phrase("What does an answer cost that forgets after every token?"),
        task=None if box is None else BY_BOX[box.id],
        end=Phrase("Who forgets reads the same words again and again."),
        how={
            "play": Phrase("A prompt of {p} tokens and an answer of {n}: count the token passes.", **told),
            "predict": Phrase(
                "{p} prompt tokens, {n} answer tokens: how many times more passes without a cache?", **told
            ),
            "task": Phrase("P, n and R may stand in a formula. Tab goes on, Enter checks the box; counts are exact."),
        },
    )
