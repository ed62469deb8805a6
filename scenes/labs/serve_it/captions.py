"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView, ServeCase

BY_BOX: dict[str, Phrase] = {
    "flow": Phrase("How many tokens a second does this traffic ask for?"),
    "flight": Phrase("How many answers are under way at once?"),
    "user": Phrase("What does one conversation keep, at its end?"),
    "held": Phrase("So much memory the caches need, before any weight."),
}


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives both sentences their words."""
    if f.lab is not None:
        p.fill(ask=_ask(f.lab), how=_how(f.lab))


def _ask(view: LabView) -> Phrase:
    case: ServeCase = view.case
    box = view.open_box
    if view.phase == "task" and box is not None:
        return BY_BOX[box.id]
    if view.phase == "check":
        return Phrase("Meet every limit, and pay no more than you must.")
    if view.phase in ("note", "done"):
        return Phrase("A deployment is a napkin with its limits written on it.")
    return Phrase("What do a million answer tokens of {model} cost here?", model=case.model_name)


def _how(view: LabView) -> Phrase:
    if view.phase in ("play", "predict"):
        return Phrase("On the cheapest machines offered that meet both limits. Enter goes on.")
    if view.phase == "locked":
        return Phrase("Enter opens the boxes. Nothing of it is timed.")
    if view.phase == "task":
        return Phrase("rate, prompt, answer, tpot and token may stand in a formula. Enter checks the box.")
    if view.phase == "check":
        return Phrase("Arrows turn a knob, Tab goes to the next; a bar that passes its line breaks a limit.")
    if view.phase == "note":
        return Phrase("What would you tell a friend? A sentence or two.")
    return Phrase("Enter saves the note as a file of text; Ctrl+R starts again with other numbers.")
