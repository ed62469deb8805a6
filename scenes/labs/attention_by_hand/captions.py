"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.lab_words import LabWords, fill_lab

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView

ROWS: dict[str, Phrase] = {
    "score": Phrase("A score says how well a key fits the query."),
    "scaled": Phrase("Scaling keeps the scores small, however wide the keys are."),
    "power": Phrase("Powers of e make every score positive, and large ones larger."),
    "weight": Phrase("Shares of the sum: now they are weights."),
    "output": Phrase("The output is a mixture of the values."),
}


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives both sentences their words."""
    if f.lab is not None:
        fill_lab(p, f.lab, _words(f.lab))


def _words(view: LabView) -> LabWords:
    box = view.open_box
    return LabWords(
        ask=Phrase("Which of the three tokens does the query look at most?"),
        task=None if box is None else ROWS[box.row],
        end=Phrase("No token gets nothing: a share is never zero."),
        how={
            "play": Phrase("One query, three keys, three values: two small numbers each."),
            "predict": Phrase("Type its number, or click it; Enter locks."),
            "locked": Phrase("Enter opens the five rows. Nothing of it is timed."),
            "task": Phrase("Numbers or formulas, such as e^scaled1. Tab goes on, Enter checks the box."),
        },
    )
