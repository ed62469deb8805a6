"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.lab_words import LabWords, fill_lab

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
        fill_lab(p, f.lab, _words(f.lab))


def _words(view: LabView) -> LabWords:
    case: TileCase = view.case
    box = view.open_box
    first = Phrase(
        "A product of M = {m}, N = {n}, K = {k} in 16-bit numbers.", m=case.rows, n=case.columns, k=case.depth
    )
    return LabWords(
        ask=Phrase("How many times the traffic if the tile has half the edge?"),
        task=None if box is None else BY_BOX[box.id],
        check=Phrase("Find the tile that is nearly the best of all that fit."),
        end=Phrase("Carry once, use often, and leave no seat empty."),
        how={
            "play": first,
            "predict": first,
            "task": Phrase("M, N, K, b and sms may stand in a formula. Tab goes on, Enter checks the box."),
            "check": Phrase("Arrows turn a knob, Tab goes to the next; the longer bar is the time."),
        },
    )
