"""A lamp for each question of a quiz: a tick, a cross, or its number; four dots for one that is answered aloud, filled
where a point was said. In a card of their own, or in a row in the head of a wide one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tourapp.authoring import Phrase, Picture, Rect, sizes
from tourapp.figures.lab_field import draw_check
from tourapp.figures.page_plan import PagePlan

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import QuizView

FEW = 12
"""So many lamps may be large."""
LARGEST, APART = 44.0, 1.25
"""Most width of a lamp in a row, and from one to the next by it."""
PIPS = 4


class Lamp(NamedTuple):
    """One of them: its number from 1, what it tells ("right", "wrong", "open" or "aloud"), the points that were said,
    and whether its question is on stage."""

    number: int
    told: str
    points: frozenset[int] = frozenset()
    here: bool = False


def lamps_of(view: QuizView) -> tuple[Lamp, ...]:
    """Of all questions, those to be answered aloud behind the typed ones."""
    asks = view.state.phase in ("ask", "speak")
    told = [(each, frozenset[int]()) for each in view.lamps] + [("aloud", points) for points in view.pips]
    return tuple(Lamp(n + 1, *each, asks and n == view.state.place) for n, each in enumerate(told))


def draw_lamps(p: Picture, plan: PagePlan, view: QuizView, title: Phrase) -> None:
    """The card with all lamps and what they mean; nothing where they stand in the head of the wide card."""
    room = plan.lamps
    if room is None:
        return
    p.rects([room], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    x, lamps = room.x + 28, lamps_of(view)
    p.text((x, room.y + 52), title, size=sizes.LINE, weight=600, fit=room.w - 56)
    per_row = 4 if len(lamps) <= FEW else 8
    pitch = (room.w - 56) / per_row
    half = 0.37 * pitch
    for place, lamp in enumerate(lamps):
        row, column = divmod(place, per_row)
        centre = (x + pitch * (column + 0.5), room.y + 92 + half + 0.94 * pitch * row)
        _draw_lamp(p, _square(centre, half), lamp)
    for row, (words, strong) in enumerate(_legend(view)):
        weight, role = (600, "ink") if strong else (400, "dim")
        p.text((x, room.bottom - 30 - 42 * row), words, size=sizes.LABEL, weight=weight, role=role, fit=room.w - 56)


def draw_lamp_row(p: Picture, view: QuizView, room: Rect) -> None:
    """All lamps in one row, at the right of a room."""
    lamps = lamps_of(view)
    pitch = min(APART * LARGEST, room.w / len(lamps))
    for lamp in lamps:
        centre = (room.right - pitch * (len(lamps) - lamp.number + 0.5), room.cy)
        _draw_lamp(p, _square(centre, pitch / APART / 2), lamp, numbered=False)


def draw_cross(p: Picture, at: tuple[float, float], reach: float) -> None:
    """The mark of what is wrong."""
    x, y = at
    ends = [(x - reach, y - reach, x + reach, y + reach), (x - reach, y + reach, x + reach, y - reach)]
    p.lines(ends, "waste", width=5)


def draw_pips(p: Picture, box: Rect, points: frozenset[int]) -> None:
    """Four dots, two by two, filled where a point was said."""
    side = 0.3 * box.w
    for place in range(PIPS):
        x, y = box.cx + (place % 2 - 0.5) * 1.5 * side, box.cy + (place // 2 - 0.5) * 1.5 * side
        said = place in points
        p.rects([Rect(x - side / 2, y - side / 2, side, side)], "good" if said else None, radius=side / 2,
                stroke="good" if said else "dim", stroke_width=2)  # fmt: skip


def _legend(view: QuizView) -> Iterator[tuple[Phrase, bool]]:
    """From the lowest line up: what the lamps mean, and how it goes so far."""
    run = view.state
    if view.pips:
        yield Phrase("● a point that was said"), False
    if view.count:
        yield Phrase("✕ not at the first try"), False
        yield Phrase("✓ right at the first try"), False
    if run.phase == "ask" and run.firsts:
        yield Phrase("{n} of {all} right so far", n=view.right, all=len(run.firsts)), True


def _square(centre: tuple[float, float], half: float) -> Rect:
    return Rect(centre[0] - half, centre[1] - half, 2 * half, 2 * half)


def _draw_lamp(p: Picture, box: Rect, lamp: Lamp, *, numbered: bool = True) -> None:
    half = box.w / 2
    role = {"right": "good", "wrong": "waste"}.get(lamp.told, "dim")
    radius = 0.3 * half if lamp.told in ("wrong", "aloud") else half
    fill = role if lamp.told == "right" else "ground"
    p.rects([box], fill, radius=radius, alpha=0.25, stroke=role, stroke_width=2)
    if lamp.here:
        ring = min(5.0, 0.2 * half)
        p.rects([box.inset(-ring)], None, radius=radius + ring, stroke="white", stroke_width=3)
    if lamp.told == "right":
        draw_check(p, (box.cx - 1, box.cy), half / 27)
    elif lamp.told == "wrong":
        draw_cross(p, (box.cx, box.cy), 0.4 * half)
    elif lamp.told == "aloud":
        draw_pips(p, box, lamp.points)
    elif numbered:
        size = sizes.LINE if half > 30 else sizes.TAG
        p.text((box.cx, box.cy + 0.36 * size), "{n}", n=lamp.number, size=size, role="ink" if lamp.here else "dim",
               align="center", part="lamps")  # fmt: skip
