"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.labs.kv_speedup.race import told_of
from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.lab_words import LabWords, fill_lab

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
        fill_lab(p, f.lab, _words(f, f.lab))


def _words(f: Frame, view: LabView) -> LabWords:
    case: SpeedupCase = view.case
    box = view.open_box
    told = {"p": case.prompt, "n": case.answer}
    return LabWords(
        ask=Phrase("What does an answer cost that forgets after every token?"),
        task=None if box is None else BY_BOX[box.id],
        check=_measured(f, view),
        end=Phrase("Who forgets reads the same words again and again."),
        how={
            "play": Phrase("A prompt of {p} tokens and an answer of {n}: count the token passes.", **told),
            "predict": Phrase(
                "{p} prompt tokens, {n} answer tokens: how many times more passes without a cache?", **told
            ),
            "task": Phrase("P, n and R may stand in a formula. Tab goes on, Enter checks the box; counts are exact."),
            "check": _next(f, view, case),
            "note": Phrase("Why does time gain less or more than passes do? A sentence or two."),
        },
    )


def _measured(f: Frame, view: LabView) -> Phrase:
    """The question before the run; behind it what came out, and why."""
    told = told_of(f, view)
    if told is None:
        return Phrase("So much for passes: will time gain as much?")
    if told.gain == "less":
        return Phrase("Time gains less: a pass reads every weight once, however many tokens are in it.")
    return Phrase("Time gains more than passes do.") if told.gain == "more" else Phrase("Time gains as much as passes.")


def _next(f: Frame, view: LabView, case: SpeedupCase) -> Phrase:
    if view.state.runs and told_of(f, view) is None:
        return Phrase("The two ways take turns; the mark on the stage shows how far, and stops it.")
    if view.state.runs:
        return Phrase("Enter takes these rounds; Tab, then Enter, runs it again.")
    if case.raced < case.answer:
        told = {"p": case.prompt, "n": case.raced}
        return Phrase("Choose, then Enter: {p} prompt tokens again, but {n} of answer, so that a run is short.", **told)
    return Phrase("Choose, then Enter: the small model writes your answer both ways, round by round.")
