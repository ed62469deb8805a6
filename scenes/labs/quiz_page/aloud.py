"""A question to be answered aloud: its words and how long one has been speaking; then the four points, each to be
ticked by one's own ear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import LabAct, Phrase, Picture, Rect, Tag, say_words, sizes, text_width
from tourapp.figures.go_button import draw_go
from tourapp.figures.lab_field import draw_check
from tourapp.figures.quiz_card import BUTTON, CARD, INSET, SLACK, onward, size_of

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import QuizView

POINTS_TOP, POINT_H, BOX = 340.0, 88.0, 44.0
"""From the top of the card to the points; height of one; side of the box that is ticked."""


def draw_spoken(p: Picture, f: Frame, view: QuizView) -> None:
    """The card."""
    p.rects([CARD], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    run, x, wide = view.state, CARD.x + INSET, CARD.w - 2 * INSET
    number = Phrase("Aloud, {n} of {all}", n=run.place - view.count + 1, all=view.state.asked.spoken)
    p.text((x, CARD.y + 60), number, size=sizes.LINE, weight=600, role="dim")
    words = view.spoken.text
    p.text((x, CARD.y + 92), words, size=size_of(say_words(words), wide, f.text_gain)[0], wrap=wide, lines=4)
    for place in range(len(view.spoken.points)):
        _draw_row(p, f, view, place)
    if not run.looked and not f.still:
        minutes, seconds = divmod(max(0, int(f.clock - run.since)), 60)
        at = (CARD.right - INSET, CARD.y + 60)
        p.text(at, "{m}:{s:02d}", m=minutes, s=seconds, size=sizes.LINE, mono=True, role="dim", align="right")


def _draw_row(p: Picture, f: Frame, view: QuizView, place: int) -> None:
    """What a good answer has, ticked where it was said; its place alone while somebody speaks."""
    x = CARD.x + INSET
    row = Rect(x - 12, CARD.y + POINTS_TOP + POINT_H * place, CARD.w - 2 * INSET + 24, POINT_H - 10)
    p.rects([row], "ground", radius=12, alpha=0.5)
    p.text((x + 68, row.cy + 8), "{n}", n=place + 1, size=sizes.LABEL, role="dim", mono=True, part="digits")
    if not view.state.looked:
        return
    said, box = place in view.state.points, Rect(x, row.cy - BOX / 2, BOX, BOX)
    role = "good" if said else "dim"
    p.rects([box], role if said else "ground", radius=8, alpha=0.3, stroke=role, stroke_width=3)
    if said:
        draw_check(p, (box.cx - 1, box.cy), 0.8)
    _draw_point(p, view.spoken.points[place], row, f.text_gain)
    p.hot([row], (Tag("quiz_point", str(place + 1)),), (LabAct("tick", str(place + 1)),))


def _draw_point(p: Picture, point: str, row: Rect, gain: float) -> None:
    """Its words in one line, or smaller in two."""
    x, room = row.x + 116, row.w - 140
    if text_width(say_words(point), sizes.LINE) * gain * SLACK <= room:
        p.text((x, row.cy + 10), point, size=sizes.LINE, part="points")
    else:
        p.text((x, row.y + 2), point, size=sizes.LABEL, wrap=room, lines=2, part="points")


def draw_aloud_on(p: Picture, f: Frame, view: QuizView) -> None:
    """The button that goes on."""
    draw_go(p, f, BUTTON, onward(view) if view.state.looked else Phrase("I have said it"))


def aloud_words(view: QuizView) -> tuple[Phrase, Phrase]:
    """The two sentences below."""
    if view.state.looked:
        return Phrase("What did you say? Your own ear decides."), Phrase(
            "A click or 1 to 4 ticks a point; Enter goes on. It proves nothing, and nothing of it is kept."
        )
    return Phrase("Say it aloud, as to somebody who asks."), Phrase("Take your time; Enter shows four points.")
