"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView, TileCase

BY_BOX: dict[str, Phrase] = {
    "tiles": Phrase("Into how many tiles is the result cut?"),
    "waves": Phrase("How many turns do the processors need?"),
    "busy": Phrase("How much of those turns is work?"),
    "traffic": Phrase("How much is carried for all tiles together?"),
}


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives both sentences their words."""
    if f.lab is not None:
        p.fill(ask=_ask(f.lab), how=_how(f.lab))


def _ask(view: LabView) -> Phrase:
    box = view.open_box
    if view.phase == "task" and box is not None:
        return BY_BOX[box.id]
    if view.phase == "check":
        return Phrase("Find the tile that is nearly the best of all that fit.")
    if view.phase in ("note", "done"):
        return Phrase("Carry once, use often, and leave no seat empty.")
    return Phrase("How many times the traffic if the tile has half the edge?")


def _how(view: LabView) -> Phrase:
    case: TileCase = view.case
    told = {"m": case.rows, "n": case.columns, "k": case.depth}
    if view.phase in ("play", "predict"):
        return Phrase("A product of M = {m}, N = {n}, K = {k} in 16-bit numbers.", **told)
    if view.phase == "locked":
        return Phrase("Enter opens the boxes. Nothing of it is timed.")
    if view.phase == "task":
        return Phrase("M, N, K, b and sms may stand in a formula. Tab goes on, Enter checks the box.")
    if view.phase == "check":
        return Phrase("Arrows turn a knob, Tab goes to the next; the longer bar is the time.")
    if view.phase == "note":
        return Phrase("What would you tell a friend? A sentence or two.")
    return Phrase("Enter saves the note as a file of text; Ctrl+R starts again with other numbers.")
