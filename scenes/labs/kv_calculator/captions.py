"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.lab_words import LabWords, fill_lab

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import KvCase, LabView


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives both sentences their words."""
    if f.lab is not None:
        fill_lab(p, f.lab, _words(f.lab))


def case_of(view: LabView) -> KvCase:
    """The case of this lab."""
    case: KvCase = view.case
    return case


def _words(view: LabView) -> LabWords:
    case = case_of(view)
    told = {"model": case.model_name, "bits": case.bits, "n": case.context}
    return LabWords(
        ask=Phrase("How many people can talk to one {gpu} at once?", gpu=case.gpu_name),
        task=Phrase("Divide the room that is left by what one user keeps."),
        check=_shared(case) if view.phase == "check" else None,
        end=Phrase("One thing changed, and the card holds more than twice as many."),
        how={
            "play": Phrase("{model}, {bits} bit, {n} tokens for each conversation.", **told),
            "predict": Phrase("{model}, {bits} bit, {n} tokens each. A rough number will do; Enter locks it.", **told),
            "locked": Phrase("Enter opens the long division. Nothing of it is timed."),
            "task": Phrase("Numbers or formulas, such as token × context. Tab goes on, Enter checks the box."),
            "check": Phrase("Turn one of the four with the arrows or the mouse, then have it checked."),
        },
    )


def _shared(case: KvCase) -> Phrase:
    words = {"p": case.weight_share, "n": case.fitting}
    return Phrase("Weights take {p:.0%} of the room you may fill; {n} conversations share what is left.", **words)
