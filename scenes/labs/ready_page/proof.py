"""The two fresh questions about one ability, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import LabAct, Phrase, Picture, Rect, Tag, sizes
from tourapp.figures.go_button import draw_aside, draw_go
from tourapp.figures.lab_field import draw_check
from tourapp.figures.page_plan import PagePlan, plan_of
from tourapp.figures.quiz_card import draw_on, draw_question
from tourapp.figures.quiz_lamps import draw_cross, draw_lamps

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import QuizView, ReadyView

BACK_AT, BACK_H, BACK_SHARE = 260.0, 60.0, 0.38
"""From the top of the lamps' card to the way back; its height; its share of the row of buttons."""


def draw_proof(p: Picture, f: Frame, view: ReadyView, quiz: QuizView) -> None:
    """A question, or how both went; the lamps of both beside it, with the way back."""
    tick, plan = view.proving, plan_of(f)
    title = Phrase("Two fresh questions") if tick is None else tick.ability.words
    if quiz.state.phase == "ask":
        draw_question(p, f, plan, quiz)
    else:
        _draw_outcome(p, plan, view, quiz)
    draw_lamps(p, plan, quiz, title)
    if quiz.state.phase != "ask":
        draw_go(p, f, plan.buttons, Phrase("Back to the list"))
        return
    back, on = _buttons(plan)
    draw_aside(p, back, Phrase("Back to the list"), "", lit=view.focus == "back", gain=plan.grown)
    p.hot([back], (Tag("ready_back"),), (LabAct("prove", ""),))
    draw_on(p, f, quiz, on)


def _buttons(plan: PagePlan) -> tuple[Rect, Rect]:
    """What leads back and what goes on: one in the lamps' card, or both in a row."""
    row = plan.buttons
    if plan.lamps is not None:
        return Rect(plan.lamps.x + 28, plan.lamps.y + BACK_AT, plan.lamps.w - 56, BACK_H), row
    wide = BACK_SHARE * row.w
    return Rect(row.x, row.y, wide - 20, row.h), Rect(row.x + wide, row.y, row.w - wide, row.h)


def _draw_outcome(p: Picture, plan: PagePlan, view: ReadyView, quiz: QuizView) -> None:
    """Whether it is proved, why, and both questions with their answers."""
    p.rects([plan.card], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    tick, inner = view.proving, plan.inner
    done = tick is not None and tick.proved
    square = Rect(inner.x, plan.card.y + (24 if plan.wide else 120), 140, 140)
    p.rects([square], "good" if done else "ground", radius=24, alpha=0.25, stroke="good" if done else "dim",
            stroke_width=4)  # fmt: skip
    if done:
        draw_check(p, (square.cx, square.cy), 3.4)
    else:
        draw_cross(p, (square.cx, square.cy), 32.0)
    right, first, second = square.right + 48, sizes.TITLE, sizes.LINE
    if plan.wide:
        first = second = sizes.LABEL
    y = square.cy - 0.1 * first * plan.grown if plan.wide else square.y + 62
    p.text((right, y), "{n} of {all} right at the first try", n=quiz.right, all=quiz.count, size=first, weight=600,
           fit=inner.right - right)  # fmt: skip
    if tick is not None:
        at = (right, y + (1.3 * second * plan.grown if plan.wide else 50))
        p.text(at, tick.words, size=second, role="good" if done else "dim", fit=inner.right - right)
    top = square.bottom + (16 if plan.wide else 60)
    foot = plan.card.bottom - (8 if plan.wide else 40)
    _draw_answers(p, plan, quiz, Rect(inner.x, top, inner.w, foot - top))


def _draw_answers(p: Picture, plan: PagePlan, quiz: QuizView, room: Rect) -> None:
    """Each question with a mark and its answer."""
    size = sizes.TAG if plan.wide else sizes.LABEL
    for place, (question, row) in enumerate(zip(quiz.quiz.questions, room.rows(quiz.count, 20.0), strict=True)):
        mark = (row.x + 16, row.y + 0.7 * size * plan.gain)
        if quiz.lamps[place] == "right":
            draw_check(p, mark)
        else:
            draw_cross(p, mark, 11.0)
        x, wide = row.x + 56, row.w - 56
        p.text((x, row.y), question.text, size=size, role="dim", wrap=wide, lines=2, part="asked")
        said = sizes.LABEL if plan.wide else sizes.READOUT
        y = row.y + (2 * plan.step(size) + 0.9 * said * plan.gain if plan.wide else 110)
        p.text((x, y), "{answer}", answer=quiz.answers[place], size=said, mono=True, part="answers")
