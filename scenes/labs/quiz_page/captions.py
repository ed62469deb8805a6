"""What stands below the page, by phase. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.labs.quiz_page.aloud import aloud_words
from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.quiz_card import asked_words

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import QuizView


def fill_captions(f: Frame, p: Picture, view: QuizView) -> None:
    """Gives both sentences their words."""
    if view.state.phase == "ask":
        ask, how = asked_words(view)
    elif view.state.phase == "speak":
        ask, how = aloud_words(view)
    elif view.state.phase == "start":
        ask, how = _start_words(f, view)
    else:
        ask, how = _end_words(view)
    p.fill(ask=ask, how=how)


def _start_words(f: Frame, view: QuizView) -> tuple[Phrase, Phrase]:
    if not view.count:
        return Phrase("Can you say it in your own words?"), Phrase("Nothing of it is kept. Enter begins.")
    ask = Phrase("Test yourself: can you work it out?")
    if f.learner:
        return ask, Phrase("Numbers of your own: your neighbour has others. Enter begins.")
    return ask, Phrase("All guests have these numbers; under a name they are your own. Enter begins.")


def _end_words(view: QuizView) -> tuple[Phrase, Phrase]:
    said, most = view.said
    if not view.count:
        ask, how = Phrase("You said {n} of {all} points.", n=said, all=most), Phrase("Enter asks them once more.")
    else:
        ask = Phrase("{n} of {all} were right at the first try.", n=view.right, all=view.count)
        how = Phrase("Enter asks others, with fresh numbers.")
    if all(each.well for each in view.results):
        return ask, how
    if not view.count:
        return ask, Phrase("Read again what was missing; Enter asks them once more.")
    return ask, Phrase("Read again what went wrong; Enter asks others, with fresh numbers.")
