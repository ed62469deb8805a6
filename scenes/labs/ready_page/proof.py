"""The two fresh questions about one ability, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import LabAct, Phrase, Picture, Rect, Tag, sizes
from tourapp.figures.go_button import draw_aside, draw_go
from tourapp.figures.lab_field import draw_check
from tourapp.figures.quiz_card import BUTTON, CARD, INSET, LAMPS, draw_cross, draw_lamps, draw_on, draw_question

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import QuizView, ReadyView

BACK = Rect(LAMPS.x + 28.0, LAMPS.y + 260.0, LAMPS.w - 56.0, 60.0)


def draw_proof(p: Picture, f: Frame, view: ReadyView, quiz: QuizView) -> None:
    """A question, or how both went; the lamps of both beside it, with the way back."""
    tick = view.proving
    title = Phrase("Two fresh questions") if tick is None else tick.ability.words
    if quiz.state.phase == "ask":
        draw_question(p, f, quiz)
    else:
        _draw_outcome(p, view, quiz)
    draw_lamps(p, quiz, title)
    if quiz.state.phase == "ask":
        draw_aside(p, BACK, Phrase("Back to the list"), "", lit=view.focus == "back")
        p.hot([BACK], (Tag("ready_back"),), (LabAct("prove", ""),))
        draw_on(p, f, quiz)
    else:
        draw_go(p, f, BUTTON, Phrase("Back to the list"))


def _draw_outcome(p: Picture, view: ReadyView, quiz: QuizView) -> None:
    p.rects([CARD], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    tick, x = view.proving, CARD.x + INSET
    done = tick is not None and tick.by in ("lab", "questions")
    square = Rect(x, CARD.y + 120, 140, 140)
    p.rects([square], "good" if done else "ground", radius=24, alpha=0.25, stroke="good" if done else "dim",
            stroke_width=4)  # fmt: skip
    if done:
        draw_check(p, (square.cx, square.cy), 3.4)
    else:
        draw_cross(p, (square.cx, square.cy), 32.0)
    right = square.right + 48
    p.text((right, square.y + 62), "{n} of {all} right at the first try", n=quiz.right, all=quiz.count,
           size=sizes.TITLE, weight=600, fit=CARD.right - INSET - right)  # fmt: skip
    if tick is not None:
        p.text((right, square.y + 112), tick.words, size=sizes.LINE, role="good" if done else "dim",
               fit=CARD.right - INSET - right)  # fmt: skip
    rows = Rect(x, square.bottom + 60, CARD.w - 2 * INSET, CARD.bottom - square.bottom - 100).rows(quiz.count, 20.0)
    for place, (question, row) in enumerate(zip(quiz.quiz.questions, rows, strict=True)):
        mark = (row.x + 16, row.y + 17)
        if quiz.lamps[place] == "right":
            draw_check(p, mark)
        else:
            draw_cross(p, mark, 11.0)
        wide = row.w - 56
        p.text((row.x + 56, row.y), question.text, size=sizes.LABEL, role="dim", wrap=wide, lines=2, part="asked")
        p.text((row.x + 56, row.y + 110), "{answer}", answer=quiz.answers[place], size=sizes.READOUT, mono=True,
               part="answers")  # fmt: skip
