"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView, PhaseCase

BY_BOX: dict[str, Phrase] = {
    "ridge": Phrase("Where the slope meets the roof, both run out at once."),
    "alone": Phrase("How many tokens share one reading of the weights there?"),
    "first": Phrase("Find the shortest prompt that leaves the slope."),
    "top": Phrase("In decode, a larger batch brings its caches with it."),
}


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives both sentences their words."""
    if f.lab is not None:
        p.fill(ask=_ask(f.lab), how=_how(f.lab))


def _ask(view: LabView) -> Phrase:
    case: PhaseCase = view.case
    box = view.open_box
    if view.phase == "task" and box is not None:
        return BY_BOX[box.id]
    if view.phase == "check":
        return Phrase("How long may conversations be, and decode still reach the ridge?")
    if view.phase in ("note", "done"):
        return Phrase("Prefill shares the weights; decode cannot share its caches.")
    return Phrase("From how many prompt tokens does a {gpu} run out of arithmetic?", gpu=case.gpu_name)


def _how(view: LabView) -> Phrase:
    case: PhaseCase = view.case
    told = {"model": case.model_name, "bits": case.bits, "n": case.context}
    if view.phase == "play":
        return Phrase("{model}, {bits} bit; decode with {n} tokens for each conversation.", **told)
    if view.phase == "predict":
        return Phrase("{model}, {bits} bit, one prompt read in one pass. Enter locks.", **told)
    if view.phase == "locked":
        return Phrase("Enter opens the boxes. Nothing of it is timed.")
    if view.phase == "task":
        return Phrase(
            "peak, bandwidth, bits, flops and user may stand in a formula. Tab goes on, Enter checks the box."
        )
    if view.phase == "check":
        return Phrase("Turn the context with the arrows and watch the mark of decode; then have it checked.")
    if view.phase == "note":
        return Phrase("What would you tell a friend? A sentence or two.")
    return Phrase("Enter saves the note as a file of text; Ctrl+R starts again with other numbers.")
