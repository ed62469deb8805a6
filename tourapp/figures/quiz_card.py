"""A question on the stage: its words, the box for the answer, what is said of it; beside it a lamp for each question
and the button that goes on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tourapp.authoring import LabAct, Phrase, Picture, Rect, Tag, say_words, sizes, text_width
from tourapp.figures.go_button import draw_aside, draw_go
from tourapp.figures.lab_field import Field, FieldLook, draw_check, draw_entry

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import QuizView

CARD = Rect(64.0, 120.0, 1212.0, 724.0)
SIDE = Rect(1316.0, 120.0, 540.0, 724.0)
BUTTON_H, GAP, INSET = 84.0, 20.0, 40.0
BUTTON = Rect(SIDE.x, SIDE.bottom - BUTTON_H, SIDE.w, BUTTON_H)
LAMPS = Rect(SIDE.x, SIDE.y, SIDE.w, BUTTON.y - SIDE.y - GAP)
ROOM, FIELD_W, SHOW_W = 262.0, 520.0, 430.0
"""Height of a question; widths of the box and of the button beside it."""
HIGH, LOW = 376.0, 462.0
"""From the top of the card to the box: below a question of two lines, and of more."""
ANSWER, SHOW = "answer", "show"
FEW, LEADING, SLACK = 12, 1.38, 1.06
"""So many lamps may be large; height of a line, and how much wider words may be, by their size."""


def draw_question(p: Picture, f: Frame, view: QuizView) -> None:
    """The card with the question."""
    p.rects([CARD], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    run, x = view.state, CARD.x + INSET
    number = Phrase("Question {n} of {all}", n=run.place + 1, all=view.count)
    p.text((x, CARD.y + 60), number, size=sizes.LINE, weight=600, role="dim")
    p.text((CARD.right - INSET, CARD.y + 60), view.skill.words, size=sizes.LABEL, role="dim", align="right")
    words, wide = view.question.text, CARD.w - 2 * INSET
    size, lines = size_of(say_words(words), wide, f.text_gain)
    p.text((x, CARD.y + 92), words, size=size, wrap=wide, lines=5)
    field = Rect(x, CARD.y + (HIGH if lines <= 2 else LOW), FIELD_W, 84.0)
    _draw_box(p, f, view, field)
    if view.may_show:
        aside = Rect(CARD.right - INSET - SHOW_W, field.y + 8, SHOW_W, 68.0)
        draw_aside(p, aside, Phrase("Show the answer"), "Ctrl+H", lit=run.focus == SHOW)
        p.hot([aside], (Tag("quiz_show"),), (LabAct("hint"),))
    _draw_said(p, view, (x, field.bottom + 36))


def size_of(words: str, wide: float, gain: float) -> tuple[float, int]:
    """The largest size at which a question has room, and its lines."""
    for size in (sizes.CAPTION, sizes.TITLE):
        lines = math.ceil(text_width(words, size) * gain * SLACK / wide)
        if lines * size * gain * LEADING <= ROOM:
            return size, lines
    return sizes.LINE, 3


def _draw_box(p: Picture, f: Frame, view: QuizView, field: Rect) -> None:
    run = view.state
    focused, right = run.focus == ANSWER, run.over and not run.shown
    wrong = run.verdict is not None and not run.verdict.ok
    role = "good" if right else "white" if focused else "waste" if wrong else "dim"
    text = view.answer if run.shown else run.text
    draw_entry(p, f, Field(ANSWER, field), FieldLook(text, role, focused, ANSWER in view.stops))
    if view.sign and not run.shown:
        at = (field.right + 20, field.cy + 11)
        p.text(at, "{unit}", unit=view.sign, size=sizes.READOUT, role="dim")


def _draw_said(p: Picture, view: QuizView, at: tuple[float, float]) -> None:
    """What the answer is worth, with a mark of its own shape."""
    run, (x, y) = view.state, at
    mark = (x + 20, y + 22)
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
    p.text((x + 52, y), words, size=sizes.LINE, role=role, wrap=CARD.right - INSET - x - 52, lines=4)


def draw_cross(p: Picture, at: tuple[float, float], reach: float) -> None:
    """The mark of what is wrong."""
    x, y = at
    ends = [(x - reach, y - reach, x + reach, y + reach), (x - reach, y + reach, x + reach, y - reach)]
    p.lines(ends, "waste", width=5)


def draw_lamps(p: Picture, view: QuizView, title: Phrase) -> None:
    """The card with a lamp for each question: a tick, a cross, or its number."""
    p.rects([LAMPS], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    x, run = LAMPS.x + 28, view.state
    p.text((x, LAMPS.y + 52), title, size=sizes.LINE, weight=600, fit=LAMPS.w - 56)
    per_row = 4 if view.count <= FEW else 8
    pitch = (LAMPS.w - 56) / per_row
    for place, lamp in enumerate(view.lamps):
        row, column = divmod(place, per_row)
        half = 0.37 * pitch
        centre = (x + pitch * (column + 0.5), LAMPS.y + 92 + half + 0.94 * pitch * row)
        box = Rect(centre[0] - half, centre[1] - half, 2 * half, 2 * half)
        _draw_lamp(p, box, place, lamp, here=run.phase == "ask" and place == run.place)
    told = [Phrase("✓ right at the first try"), Phrase("✕ not at the first try")]
    if run.phase == "ask" and run.firsts:
        told.insert(0, Phrase("{n} of {all} right so far", n=view.right, all=len(run.firsts)))
    for row, words in enumerate(reversed(told)):
        weight, role = (600, "ink") if row == 2 else (400, "dim")
        p.text((x, LAMPS.bottom - 30 - 42 * row), words, size=sizes.LABEL, weight=weight, role=role, fit=LAMPS.w - 56)


def _draw_lamp(p: Picture, box: Rect, place: int, lamp: str, *, here: bool) -> None:
    half = box.w / 2
    role = {"right": "good", "wrong": "waste"}.get(lamp, "dim")
    radius = 0.3 * half if lamp == "wrong" else half
    p.rects([box], role if lamp == "right" else "ground", radius=radius, alpha=0.25, stroke=role, stroke_width=2)
    if here:
        p.rects([box.inset(-5)], None, radius=radius + 5, stroke="white", stroke_width=3)
    if lamp == "right":
        draw_check(p, (box.cx - 1, box.cy), half / 27)
    elif lamp == "wrong":
        draw_cross(p, (box.cx, box.cy), 0.4 * half)
    else:
        size = sizes.LINE if half > 30 else sizes.TAG
        p.text((box.cx, box.cy + 0.36 * size), "{n}", n=place + 1, size=size, role="ink" if here else "dim",
               align="center", part="lamps")  # fmt: skip


def draw_on(p: Picture, f: Frame, view: QuizView) -> None:
    """The button that goes on while questions are asked."""
    draw_go(p, f, BUTTON, onward(view) if view.state.over else Phrase("Check the answer"))


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
