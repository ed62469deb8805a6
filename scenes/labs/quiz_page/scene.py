"""A page to work on: questions with numbers of one's own, one at a time."""

from __future__ import annotations

from scenes.labs.quiz_page.aloud import draw_aloud_on, draw_spoken
from scenes.labs.quiz_page.captions import fill_captions
from scenes.labs.quiz_page.result import draw_result
from scenes.labs.quiz_page.start import draw_start
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, scene
from tourapp.figures.page_plan import plan_of
from tourapp.figures.quiz_card import draw_on, draw_question
from tourapp.figures.quiz_lamps import draw_lamps

BEATS = [Beat("page", 8.0, "{ask}", "{how}")]


@scene(
    id="quiz_page",
    title="Test yourself",
    course="quiz",
    beats=BEATS,
    badge=Badge(
        "computed from specs",
        "numbers are drawn for who works here; ideal figures, as everywhere in the tour",
        "answers are worked out by the cost model, and held against the usual mistakes",
    ),
    light="good",
)
def draw(f: Frame, p: Picture) -> None:
    """The question at the left, a lamp for each at the right; before it what it is about, after it how it went."""
    if f.quiz is None:
        return
    plan = plan_of(f)
    fill_captions(f, p, f.quiz)
    if f.quiz.state.phase == "start":
        draw_start(p, f, plan, f.quiz)
    elif f.quiz.state.phase == "end":
        draw_result(p, f, plan, f.quiz)
    elif f.quiz.state.phase == "speak":
        draw_spoken(p, f, plan, f.quiz)
        draw_lamps(p, plan, f.quiz, Phrase("Your answers"))
        draw_aloud_on(p, f, plan, f.quiz)
    else:
        draw_question(p, f, plan, f.quiz)
        draw_lamps(p, plan, f.quiz, Phrase("Your answers"))
        draw_on(p, f, f.quiz, plan.buttons)
