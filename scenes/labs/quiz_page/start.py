"""Before the first question: how many there are and about what, and how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import LabAct, Phrase, Picture, Rect, Tag, say_words, sizes, text_width
from tourapp.figures.go_button import draw_go
from tourapp.figures.page_plan import PagePlan

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import QuizView

TYPED_RULES = (
    Phrase("One question at a time: type a number or a formula."),
    Phrase("Only the first try counts; a usual mistake is called by its name."),
)
SAID_RULE = Phrase("What you say aloud is yours to judge: four points to tick, and a clock without a limit.")
SPOKEN_RULES = (
    Phrase("One question at a time: say your answer aloud, then four points come."),
    Phrase("You tick what you said; your own ear decides."),
    Phrase("A clock shows how long you speak; there is no limit."),
)
UNTIMED = Phrase("Nothing is timed.")
RULES_TOP, RULES_APART = 84.0, 28.0
"""From the top of the card to the first of them; between two."""
LONGEST = 24
"""Letters of a name."""
MOST_PITCH, TIGHT, ROOMY = 74.0, 46.0, 120.0
"""Between two topics; where they are nearer their words are small."""
FIGURE_H = 1.6 * sizes.LINE
"""Of the sentence in its place in the wide card."""


def draw_start(p: Picture, f: Frame, plan: PagePlan, view: QuizView) -> None:
    """The cards and the button."""
    p.rects([plan.card], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    draw_figure(p, plan, view.state.asked.total, _counted(view), "ink")
    if plan.lamps is None:
        _draw_wide(p, f, plan, view)
    else:
        _draw_topics(p, plan, view.topics)
        _draw_rules(p, f, plan, view, plan.lamps)
    draw_go(p, f, plan.buttons, Phrase("Begin"))


def draw_figure(p: Picture, plan: PagePlan, n: int, words: Phrase, role: str) -> None:
    """A large number and what it counts; one sentence in the wide card."""
    x, y = plan.inner.x, plan.card.y + 128
    if plan.wide:
        at = (x, plan.card.y + 0.75 * FIGURE_H * plan.gain)
        p.text(at, "{n} {words}", n=n, words=words, size=sizes.LINE, weight=600, role=role)
        return
    p.text((x, y), "{n}", n=n, size=sizes.FIGURE_LARGE, weight=600, mono=True, role=role)
    after = x + text_width(str(n), sizes.FIGURE_LARGE, "mono", 600) * 1.2 + 28
    p.text((after, y - 4), words, size=sizes.TITLE, role="dim", fit=plan.inner.right - after)


def _counted(view: QuizView) -> Phrase:
    """What there is, typed and aloud."""
    asked = view.state.asked
    if not asked.spoken:
        return Phrase("{n|question|questions} about", n=asked.count)
    if not asked.count:
        return Phrase("{n|question|questions} to answer aloud, about", n=asked.spoken)
    return Phrase("{n|question|questions}, {aloud} of them aloud, about", n=asked.total, aloud=asked.spoken)


def _draw_topics(p: Picture, plan: PagePlan, topics: tuple[str, ...]) -> None:
    """Each in a row, many in two columns."""
    room = Rect(plan.inner.x, plan.card.y + 190, plan.inner.w, plan.card.h - 220)
    columns = 1 if len(topics) <= 6 else 2
    rows = -(-len(topics) // columns)
    pitch = min(ROOMY, room.h / rows)
    size = sizes.TITLE if pitch >= MOST_PITCH else sizes.LINE if pitch >= TIGHT else sizes.LABEL
    for place, words in enumerate(topics):
        column, row = divmod(place, rows)
        left, y = room.x + room.w / columns * column, room.y + pitch * (row + 0.5)
        p.rects([(left, y - 6, 12, 12)], "good", radius=6)
        p.text((left + 36, y + 9), words, size=size, fit=room.w / columns - 60, part="skills")


def _draw_rules(p: Picture, f: Frame, plan: PagePlan, view: QuizView, room: Rect) -> None:
    """The rules and, of typed questions, whether answers are kept; its words lead to where a name is given."""
    p.rects([room], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    p.text((room.x + 28, room.y + 52), "How it goes", size=sizes.LINE, weight=600)
    asked = view.state.asked
    typed = (*TYPED_RULES, SAID_RULE if asked.spoken else UNTIMED, _kept(f.learner))
    wide, y = room.w - 56, room.y + RULES_TOP
    for rule in typed if asked.count else SPOKEN_RULES:
        high = plan.lines(rule, sizes.LABEL, wide) * plan.step(sizes.LABEL)
        p.text((room.x + 28, y), rule, size=sizes.LABEL, role="dim", wrap=wide, lines=4)
        if rule is typed[-1]:
            p.hot([(room.x, y, room.w, high)], (Tag("learner"),), (LabAct("learner"),))
        y += high + RULES_APART


def _kept(learner: str) -> Phrase:
    """Whether answers are kept, and how they can be."""
    if not learner:
        return Phrase("As a guest nothing is kept: Ctrl+, has a field for your name.")
    short = learner if len(learner) <= LONGEST else f"{learner[:LONGEST]}…"
    return Phrase("Your answers are kept under {name}.", name=short)


def _draw_wide(p: Picture, f: Frame, plan: PagePlan, view: QuizView) -> None:
    """The topics in running lines, and below them the one rule that matters and whether answers are kept."""
    asked, inner, foot = view.state.asked, plan.inner, plan.card.bottom - 12
    for last, words in enumerate((_kept(f.learner), TYPED_RULES[1]) if asked.count else (SPOKEN_RULES[1],)):
        high = plan.lines(words, sizes.TAG, inner.w) * plan.step(sizes.TAG)
        foot -= high + 12 * last
        p.text((inner.x, foot), words, size=sizes.TAG, role="dim", wrap=inner.w, lines=3)
        if asked.count and not last:
            p.hot([(inner.x, foot, inner.w, high)], (Tag("learner"),), (LabAct("learner"),))
    top = plan.card.y + FIGURE_H * plan.gain
    topics = " · ".join(say_words(each) for each in view.topics)
    size = plan.largest(topics, Rect(inner.x, top, inner.w, foot - top - 12), (sizes.LINE, sizes.LABEL, sizes.TAG))
    p.text((inner.x, top), "{topics}", topics=topics, size=size, wrap=inner.w, lines=6)
