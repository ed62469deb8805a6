"""A question to be answered aloud: its words and how long one has been speaking; then the four points, each to be
ticked by one's own ear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import LabAct, Phrase, Picture, Rect, Tag, sizes
from tourapp.figures.go_button import draw_go
from tourapp.figures.lab_field import draw_check
from tourapp.figures.page_plan import PagePlan
from tourapp.figures.quiz_card import LARGE_SIZES, SIZES, draw_head, onward

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import QuizView

ROWS_TOP, ROW_H, BOX = 340.0, 88.0, 44.0
"""From the top of the card to the points; height of one; side of the box that is ticked."""
NUMBER_AT, WORDS_AT = 68.0, 116.0
"""From the left of a box to its number, and to the words of its point."""


def draw_spoken(p: Picture, f: Frame, plan: PagePlan, view: QuizView) -> None:
    """The card: what is asked, and its points once one has spoken."""
    p.rects([plan.card], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    run, inner = view.state, plan.inner
    rows = Rect(inner.x - 12, plan.card.y + ROWS_TOP, inner.w + 24, len(view.spoken.points) * ROW_H)
    if plan.wide and run.looked:
        _draw_again(p, plan, view)
        return
    number = Phrase("Aloud, {n} of {all}", n=run.place - view.count + 1, all=view.state.asked.spoken)
    top = draw_head(p, plan, view, number)
    foot = plan.card.bottom - plan.step(sizes.TITLE) if plan.wide else rows.y
    words, room = view.spoken.text, Rect(inner.x, top, inner.w, foot - top - 12)
    p.text((inner.x, top), words, size=plan.largest(words, room, SIZES), wrap=inner.w, lines=4)
    if not run.looked:
        _draw_clock(p, plan, run.seconds)
    if not plan.wide:
        _draw_rows(p, plan, view, rows)


def _draw_again(p: Picture, plan: PagePlan, view: QuizView) -> None:
    """Where words are large the points need the card: the question stands above them, smaller."""
    words, room = view.spoken.text, Rect(plan.inner.x, plan.card.y + 12, plan.inner.w, 2 * plan.step(sizes.LABEL))
    size = plan.largest(words, room, LARGE_SIZES)
    p.text((room.x, room.y), words, size=size, weight=600, wrap=room.w, lines=3)
    top = room.y + plan.lines(words, size, room.w) * plan.step(size) + 12
    _draw_rows(p, plan, view, Rect(room.x - 12, top, room.w + 24, plan.card.bottom - top - 8))


def _draw_clock(p: Picture, plan: PagePlan, passed: int) -> None:
    """How long one has been speaking, in minutes and seconds."""
    minutes, seconds = divmod(passed, 60)
    size = sizes.TITLE if plan.wide else sizes.LINE
    at = (plan.inner.right, plan.card.bottom - 0.5 * plan.step(size) if plan.wide else plan.card.y + 60)
    p.text(at, "{m}:{s:02d}", m=minutes, s=seconds, size=size, mono=True, role="dim", align="right")


def _draw_rows(p: Picture, plan: PagePlan, view: QuizView, room: Rect) -> None:
    """What a good answer has, ticked where it was said; the places alone while somebody speaks."""
    for place, row in enumerate(room.rows(len(view.spoken.points), 10.0)):
        x = row.x + 12
        p.rects([row], "ground", radius=12, alpha=0.5)
        at = (x + NUMBER_AT, row.cy + 8 * plan.gain)
        p.text(at, "{n}", n=place + 1, size=sizes.LABEL, role="dim", mono=True, part="digits")
        if not view.state.looked:
            continue
        said, box = place in view.state.points, Rect(x, row.cy - BOX / 2, BOX, BOX)
        role = "good" if said else "dim"
        p.rects([box], role if said else "ground", radius=8, alpha=0.3, stroke=role, stroke_width=3)
        if said:
            draw_check(p, (box.cx - 1, box.cy), 0.8)
        _draw_point(p, plan, view.spoken.points[place], row)
        p.hot([row], (Tag("quiz_point", str(place + 1)),), (LabAct("tick", str(place + 1)),))


def _draw_point(p: Picture, plan: PagePlan, point: str, row: Rect) -> None:
    """Its words in one line at the largest size that has room, else in two."""
    x = row.x + 12 + WORDS_AT + (14 * (plan.gain - 1.0) if plan.wide else 0.0)
    room = row.right - 12 - x
    among = (sizes.LINE, sizes.LABEL, sizes.TAG) if plan.wide else (sizes.LINE,)
    one = next((size for size in among if plan.lines(point, size, room) == 1), None)
    if one is not None:
        p.text((x, row.cy + 0.36 * one * plan.gain), point, size=one, part="points")
        return
    size = sizes.TAG if plan.wide else sizes.LABEL
    p.text((x, row.cy - plan.step(size)), point, size=size, wrap=room, lines=2, part="points")


def draw_aloud_on(p: Picture, f: Frame, plan: PagePlan, view: QuizView) -> None:
    """The button that goes on."""
    draw_go(p, f, plan.buttons, onward(view) if view.state.looked else Phrase("I have said it"))


def aloud_words(view: QuizView) -> tuple[Phrase, Phrase]:
    """The two sentences below."""
    if view.state.looked:
        return Phrase("What did you say? Your own ear decides."), Phrase(
            "A click or 1 to 4 ticks a point; Enter goes on. It proves nothing, and nothing of it is kept."
        )
    return Phrase("Say it aloud, as to somebody who asks."), Phrase("Take your time; Enter shows four points.")
