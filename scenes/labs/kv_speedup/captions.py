"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView, SpeedupCase

BY_BOX: dict[str, Phrase] = {
    "without": Phrase("Without a cache, every step reads everything again."),
    "with": Phrase("With a cache, every step reads one new token."),
    "ratio": Phrase("How many times fewer passes is that?"),
    "smallest": Phrase("How short may an answer be and still save that much?"),
}


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives both sentences their words."""
    if f.lab is not None:
        p.fill(ask=_ask(f.lab), how=_how(f.lab))


def _ask(view: LabView) -> Phrase:
    box = view.open_box
    if view.phase == "task" and box is not None:
        return BY_BOX[box.id]
    if view.phase in ("note", "done"):
        return Phrase("Who forgets reads the same words again and again.")
    return Phrase("What does an answer cost that forgets after every token?")


def _how(view: LabView) -> Phrase:
    case: SpeedupCase = view.case
    told = {"p": case.prompt, "n": case.answer}
    if view.phase == "play":
        return Phrase("A prompt of {p} tokens and an answer of {n}: count the token passes.", **told)
    if view.phase == "predict":
        return Phrase("{p} prompt tokens, {n} answer tokens: how many times more passes without a cache?", **told)
    if view.phase == "locked":
        return Phrase("Enter opens the boxes. Nothing of it is timed.")
    if view.phase == "task":
        return Phrase("P, n and R may stand in a formula. Tab goes on, Enter checks the box; counts are exact.")
    if view.phase == "note":
        return Phrase("What would you tell a friend? A sentence or two.")
    return Phrase("Enter saves the note as a file of text; Ctrl+R starts again with other numbers.")
