"""What stands below the page. Draws nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture
from tourapp.figures.quiz_card import asked_words

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import QuizView, ReadyView


def fill_captions(f: Frame, p: Picture) -> None:
    """Gives both sentences their words."""
    if f.ready is None:
        return
    if f.quiz is None:
        ask, how = _listed(f.ready, f.learner)
    elif f.quiz.state.phase == "ask":
        ask, how = asked_words(f.quiz)
    else:
        ask, how = _proved(f.ready, f.quiz)
    p.fill(ask=ask, how=how)


def _listed(view: ReadyView, learner: str) -> tuple[Phrase, Phrase]:
    all_, done = len(view.boxes), view.done
    ask = Phrase("Ready when you can: {n} of {all}.", n=done, all=all_)
    if done == all_ and not view.open:
        return ask, Phrase("All of it is proved.")
    if learner:
        return ask, Phrase("Tab or a click chooses an open one; Enter asks two fresh questions about it.")
    return ask, Phrase("For a guest only what is done here and now counts. Enter asks two fresh questions.")


def _proved(view: ReadyView, quiz: QuizView) -> tuple[Phrase, Phrase]:
    tick = view.proving
    done = tick is not None and tick.proved
    ask = Phrase("Proved by two fresh questions.") if done else Phrase("Not yet: two in a row prove it.")
    return ask, Phrase("Enter goes back to the list; Ctrl+R asks two others.")
