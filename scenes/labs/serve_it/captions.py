"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.lab_words import LabWords, fill_lab

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
        fill_lab(p, f.lab, _words(f.lab))


def _fit(case: ServeCase) -> Phrase:
    """Whether so many conversations fit on one card."""
    told = {"n": case.flight, "gpu": case.napkin, "bits": case.napkin_bits, "room": case.room}
    return Phrase("Do {n:.0f} fit? One {gpu} with weights in {bits} bit has {room} left.", **told)


def _words(view: LabView) -> LabWords:
    case: ServeCase = view.case
    box = view.open_box
    first = Phrase("On the cheapest machines offered that meet both limits. Enter goes on.")
    return LabWords(
        ask=Phrase("What do a million answer tokens of {model} cost here?", model=case.model_name),
        task=None if box is None else _fit(case) if box.id == "fit" else BY_BOX[box.id],
        check=Phrase("Meet every limit, and stay within the budget."),
        end=Phrase("A deployment is a napkin with its limits written on it."),
        how={
            "play": first,
            "predict": first,
            "task": Phrase("rate, prompt, answer, tpot, token and room may stand in a formula. Enter checks the box."),
            "check": Phrase("Arrows turn a knob, Tab goes to the next; a bar that passes its line breaks a limit."),
        },
    )
