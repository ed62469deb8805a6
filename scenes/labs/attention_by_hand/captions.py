"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture

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
        p.fill(ask=_ask(f.lab), how=_how(f.lab))


def _ask(view: LabView) -> Phrase:
    box = view.open_box
    if view.phase == "task" and box is not None:
        return ROWS[box.row]
    if view.phase in ("note", "done"):
        return Phrase("No token gets nothing: a share is never zero.")
    return Phrase("Which of the three tokens does the query look at most?")


def _how(view: LabView) -> Phrase:
    if view.phase == "play":
        return Phrase("One query, three keys, three values: two small numbers each.")
    if view.phase == "predict":
        return Phrase("Type its number, or click it; Enter locks.")
    if view.phase == "locked":
        return Phrase("Enter opens the five rows. Nothing of it is timed.")
    if view.phase == "task":
        return Phrase("Numbers or formulas, such as e^scaled1. Tab goes on, Enter checks the box.")
    if view.phase == "note":
        return Phrase("What would you tell a friend? A sentence or two.")
    return Phrase("Enter saves the note as a file of text; Ctrl+R starts again with other numbers.")
