"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView, SamplerCase

BY_BOX: dict[str, Phrase] = {
    "sum": Phrase("Top-k cuts by rank: how much of the row does it leave?"),
    "kept": Phrase("Top-p cuts by share, of what top-k left."),
    "best": Phrase("What is left is one again."),
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
        return Phrase("Put the four blocks into an order that does what the engine does.")
    if view.phase in ("note", "done"):
        return Phrase("The same cuts in another order are another sampler.")
    return Phrase("Of eight candidates, how many are left for the draw?")


def _how(view: LabView) -> Phrase:
    case: SamplerCase = view.case
    told = {"t": case.temperature, "k": case.top_k, "p": case.top_p}
    if view.phase in ("play", "predict"):
        return Phrase("Temperature {t:.1f}, then top-k {k}, then top-p {p:.1f}.", **told)
    if view.phase == "locked":
        return Phrase("Enter opens the boxes. Nothing of it is timed.")
    if view.phase == "task":
        return Phrase("The letters are their heated shares, such as A + B; p and k may be used too.")
    if view.phase == "check":
        return Phrase("Arrows change a block, Tab goes to the next; the lit bars are what your chain keeps.")
    if view.phase == "note":
        return Phrase("What would you tell a friend? A sentence or two.")
    return Phrase("Enter saves the note as a file of text; Ctrl+R starts again with other numbers.")
