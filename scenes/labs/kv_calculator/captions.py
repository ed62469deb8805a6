"""What stands below the page, by phase: what is asked, and what to do now. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import KvCase, LabView


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives both sentences their words."""
    if f.lab is not None:
        p.fill(ask=_ask(f.lab), how=_how(f.lab))


def case_of(view: LabView) -> KvCase:
    """The case of this lab."""
    case: KvCase = view.case
    return case


def _ask(view: LabView) -> Phrase:
    case = case_of(view)
    if view.phase in ("play", "predict", "locked"):
        return Phrase("How many people can talk to one {gpu} at once?", gpu=case.gpu_name)
    if view.phase == "task":
        return Phrase("Divide the room that is left by what one user keeps.")
    if view.phase == "check":
        words = {"p": case.weight_share, "n": case.fitting}
        return Phrase("Weights take {p:.0%} of the room you may fill; {n} conversations share what is left.", **words)
    return Phrase("One thing changed, and the card holds more than twice as many.")


def _how(view: LabView) -> Phrase:
    case = case_of(view)
    told = {"model": case.model_name, "bits": case.bits, "n": case.context}
    if view.phase == "play":
        return Phrase("{model}, {bits} bit, {n} tokens for each conversation.", **told)
    if view.phase == "predict":
        return Phrase("{model}, {bits} bit, {n} tokens each. A rough number will do; Enter locks it.", **told)
    if view.phase == "locked":
        return Phrase("Enter opens the long division. Nothing of it is timed.")
    if view.phase == "task":
        return Phrase("Numbers or formulas, such as token × context. Tab goes on, Enter checks the box.")
    if view.phase == "check":
        return Phrase("Turn one of the four with the arrows or the mouse, then have it checked.")
    if view.phase == "note":
        return Phrase("What would you tell a friend? A sentence or two.")
    return Phrase("Enter saves the note as a file of text; Ctrl+R starts again with other numbers.")
