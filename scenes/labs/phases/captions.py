"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.lab_words import LabWords, fill_lab

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
        fill_lab(p, f.lab, _words(f.lab))


def _words(view: LabView) -> LabWords:
    case: PhaseCase = view.case
    box = view.open_box
    told = {"model": case.model_name, "bits": case.bits, "n": case.context}
    return LabWords(
        ask=Phrase("From how many prompt tokens does a {gpu} run out of arithmetic?", gpu=case.gpu_name),
        task=None if box is None else BY_BOX[box.id],
        check=Phrase("How long may conversations be, and decode still reach the ridge?"),
        end=Phrase("Prefill shares the weights; decode cannot share its caches."),
        how={
            "play": Phrase("{model}, {bits} bit; decode with {n} tokens for each conversation.", **told),
            "predict": Phrase("{model}, {bits} bit, one prompt read in one pass. Enter locks.", **told),
            "task": Phrase(
                "peak, bandwidth, bits, flops and user may stand in a formula. Tab goes on, Enter checks the box."
            ),
            "check": Phrase("Turn the context with the arrows and watch the mark of decode; then have it checked."),
        },
    )
