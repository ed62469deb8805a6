"""A question on the stage: its words, the box for the answer, what is said of it, and the button that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import LabAct, Phrase, Picture, Rect, Tag, sizes
from tourapp.figures.go_button import draw_aside, draw_go
from tourapp.figures.lab_field import Field, FieldLook, draw_check, draw_entry
from tourapp.figures.page_plan import PagePlan
from tourapp.figures.quiz_lamps import draw_cross, draw_lamp_row

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import QuizView

ROOM, FIELD_W, FIELD_H, SHOW_W, SHOW_H = 262.0, 520.0, 84.0, 430.0, 68.0
"""Height of a question; sizes of the box and of the button beside it."""
HIGH, LOW = 376.0, 462.0
"""From the top of the card to the box: below a question of two lines, and of more."""
SIZES, LARGE_SIZES = (sizes.CAPTION, sizes.TITLE, sizes.LINE), (sizes.CAPTION, sizes.TITLE, sizes.LINE, sizes.LABEL)
"""At which a question is written, the first that has room; in the wide card."""
MOST_SAID = 2
"""Lines of what is said of an answer, in the wide card."""
ANSWER, SHOW = "answer", "show"


def draw_question(p: Picture, f: Frame, plan: PagePlan, view: QuizView) -> None:
    """The card with the question."""
    p.rects([plan.card], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    number = Phrase("Question {n} of {all}", n=view.state.place + 1, all=view.count)
    top = draw_head(p, plan, view, number)
    words, inner = view.question.text, plan.inner
    if plan.wide:
        side = 1.55 * sizes.READOUT * plan.gain
        said = plan.card.bottom - MOST_SAID * plan.step(sizes.LABEL) - 8
        field = Rect(inner.x, said - 16 - side, 0.4 * inner.w, side)
        room = Rect(inner.x, top, inner.w, field.y - top - 12)
        size = plan.largest(words, room, LARGE_SIZES)
    else:
        size = plan.largest(words, Rect(inner.x, top, inner.w, ROOM), SIZES)
        high = plan.lines(words, size, inner.w) <= 2 and size > sizes.LINE
        field = Rect(inner.x, plan.card.y + (HIGH if high else LOW), FIELD_W, FIELD_H)
        said = field.bottom + 36
        p.text((inner.right, plan.card.y + 60), view.skill.words, size=sizes.LABEL, role="dim", align="right")
    p.text((inner.x, top), words, size=size, wrap=inner.w, lines=5)
    _draw_box(p, f, plan, view, field)
    if view.may_show:
        _draw_show(p, plan, view, field)
    _draw_said(p, plan, view, said)


def draw_head(p: Picture, plan: PagePlan, view: QuizView, number: Phrase) -> float:
    """Which question it is, where the card is wide with all lamps; the height at which its words begin."""
    x, y = plan.inner.x, plan.card.y
    if not plan.wide:
        p.text((x, y + 60), number, size=sizes.LINE, weight=600, role="dim")
        return y + 92
    high = 1.5 * sizes.LABEL * plan.gain
    p.text((x, y + 0.72 * high), number, size=sizes.LABEL, weight=600, role="dim")
    draw_lamp_row(p, view, Rect(x + 0.4 * plan.inner.w, y, 0.6 * plan.inner.w, high))
    return y + high + 4


def _draw_box(p: Picture, f: Frame, plan: PagePlan, view: QuizView, field: Rect) -> None:
    run = view.state
    focused, right = run.focus == ANSWER, run.over and not run.shown
    wrong = run.verdict is not None and not run.verdict.ok
    role = "good" if right else "white" if focused else "waste" if wrong else "dim"
    text = view.answer if run.shown else run.text
    draw_entry(p, f, Field(ANSWER, field), FieldLook(text, role, focused, ANSWER in view.stops))
    if view.sign and not run.shown:
        at = (field.right + 20, field.cy + 11 * plan.grown)
        p.text(at, "{unit}", unit=view.sign, size=sizes.READOUT, role="dim")


def _draw_show(p: Picture, plan: PagePlan, view: QuizView, field: Rect) -> None:
    """The button that shows the answer."""
    wide, high = (0.42 * plan.inner.w, field.h) if plan.wide else (SHOW_W, SHOW_H)
    aside = Rect(plan.inner.right - wide, field.cy - high / 2, wide, high)
    key, lit = "" if plan.wide else "Ctrl+H", view.state.focus == SHOW
    draw_aside(p, aside, Phrase("Show the answer"), key, lit=lit, gain=plan.grown)
    p.hot([aside], (Tag("quiz_show"),), (LabAct("hint"),))


def _draw_said(p: Picture, plan: PagePlan, view: QuizView, y: float) -> None:
    """What the answer is worth, with a mark of its own shape."""
    run, x = view.state, plan.inner.x
    size = sizes.LABEL if plan.wide else sizes.LINE
    mark = (x + 20, y + 0.69 * size * plan.gain)
    if run.shown:
        words, role = Phrase("The answer is {answer}.", answer=view.answer), "ink"
    elif run.over:
        words, role = Phrase("Right: {answer}.", answer=view.answer), "good"
        draw_check(p, mark, 1.3)
    elif run.verdict is not None:
        words, role = run.verdict.words, "waste"
        draw_cross(p, mark, 14.0)
    else:
        words, role = Phrase("Only the first try counts. A formula may stand in the box."), "dim"
    p.text((x + 52, y), words, size=size, role=role, wrap=plan.inner.w - 52, lines=4)


def draw_on(p: Picture, f: Frame, view: QuizView, box: Rect) -> None:
    """The button that goes on while questions are asked."""
    draw_go(p, f, box, onward(view) if view.state.over else Phrase("Check the answer"))


def onward(view: QuizView) -> Phrase:
    """What comes after this question."""
    last = view.state.place == view.state.asked.total - 1
    return Phrase("See how it went") if last else Phrase("Next question")


def asked_words(view: QuizView) -> tuple[Phrase, Phrase]:
    """The two sentences below a question: what it is about, and what to do."""
    run = view.state
    ask = Phrase("Work it out: {skill}.", skill=Phrase(view.skill.words))
    if run.over:
        return ask, Phrase("Enter goes on.")
    if view.may_show:
        return ask, Phrase("Try again, or have the answer shown: Tab or Ctrl+H.")
    return ask, Phrase("Type a number or a formula; Enter checks it.")
