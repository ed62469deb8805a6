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
        ask = Phrase("Test yourself: can you work it out?")
        own = Phrase("Numbers of your own: your neighbour has others. Enter begins.")
        how = (
            own if f.learner else Phrase("All guests have these numbers; under a name they are your own. Enter begins.")
        )
    else:
        ask = Phrase("{n} of {all} were right at the first try.", n=view.right, all=view.count)
        how = Phrase("Read again what went wrong; Enter asks others, with fresh numbers.")
    p.fill(ask=ask, how=how)
