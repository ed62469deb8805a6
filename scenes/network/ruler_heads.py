"""The words above the ruler: what each part of the trip adds up to, and the answer's crossing still to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.network.ruler import HEIGHT, TOP, Ruler
from tourapp.authoring import Picture, Quantity, Rect
from tourapp.authoring.sizes import T15, T16, T18

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Trip, TripNumbers

LINE_Y = TOP - 15.0
"""Their baseline."""


@dataclass(frozen=True, slots=True)
class HeadsShown:
    """How far each part of the words has come, 0..1: the time in glass, the handshakes, the answer's way back."""

    glass: float
    handshakes: float
    answer: float


def draw_heads(
    p: Picture, ruler: Ruler, trip: Trip, numbers: TripNumbers, shown: HeadsShown, *, gain: float = 1.0
) -> None:
    """Each part as wide as it needs; those for which the ruler has no room are left out."""
    ours = ruler.leg_box(trip.legs[-1])
    hellos = ruler.box(0.0, trip.handshake_seconds)
    left, split = hellos.x + 2, shown.handshakes
    if hellos.w > 200.0:
        p.text((left, LINE_Y), "handshakes", size=T16, role="dim", weight=600, alpha=split)
        _value(p, (left + 100 * gain, LINE_Y), numbers.handshake, alpha=split)
        at, room = left + 226 * gain, hellos.w - 290 * gain
        _legend(p, at, "routers and last mile, {v} each", numbers.rest, alpha=split, fit=room)
    elif ours.w > 500.0:
        p.text(
            (ours.right - 2, LINE_Y),
            "+ {v} routers and last mile = {whole}",
            v=numbers.rest,
            whole=numbers.one_way,
            size=T18,
            role="ink",
            align="right",
            alpha=shown.glass,
            fit=ours.w - 250 * gain,
        )
    if ours.w > 150.0:
        left, room = ours.x + 2, max(30.0, min(200.0, ours.w - 76 * gain))
        p.text((left, LINE_Y), "in glass", size=T16, role="prefill", weight=600, fit=72 * gain, alpha=shown.glass)
        _value(p, (left + 74 * gain, LINE_Y), numbers.glass, "prefill", alpha=shown.glass, fit=room)
    if shown.answer > 0.01:
        _answer(p, ruler.box(trip.total_seconds, trip.total_seconds + trip.return_seconds), numbers, shown.answer)


def _value(
    p: Picture, at: tuple[float, float], value: Quantity, role: str = "ink", *, alpha: float, fit: float | None = None
) -> None:
    """A time among the words."""
    p.text(at, "{v}", size=T18, role=role, mono=True, weight=600, alpha=alpha, fit=fit, v=value)


def _legend(p: Picture, x: float, words: str, rest: Quantity, *, alpha: float, fit: float) -> None:
    """What the three ticks stand for."""
    if alpha > 0.01:
        at = x + np.array([0.0, 6.0, 12.0])
        ticks = np.stack([at, np.full(3, LINE_Y - 12), at, np.full(3, LINE_Y + 2)], -1)
        p.lines(ticks, "ink", width=1.4, alpha=0.6 * alpha)
        p.text((x + 24, LINE_Y), words, size=T15, role="dim", alpha=alpha, fit=fit, v=rest)


def _answer(p: Picture, box: Rect, numbers: TripNumbers, alpha: float) -> None:
    """The crossing still to come, in the answer's colour, dashed."""
    if box.w < 20.0:
        return
    p.rects(
        [box],
        "decode",
        radius=7,
        alpha=0.10 * alpha,
        stroke="decode",
        stroke_width=1.4,
        stroke_alpha=0.9 * alpha,
        dash=True,
    )
    y, tail, tip = box.cy, box.cx + 30, box.cx - 30
    arrow = [(tip, y, tail, y), (tip + 8, y - 7, tip, y), (tip + 8, y + 7, tip, y)]
    p.lines(arrow, "decode", width=2.0, alpha=alpha)
    p.text(
        (box.right - 2, LINE_Y),
        "+ {v}",
        size=T18,
        role="decode",
        mono=True,
        weight=600,
        align="right",
        alpha=alpha,
        fit=box.w - 4,
        v=numbers.one_way,
    )
    below = (box.cx, TOP + HEIGHT + 24)
    room = max(20.0, box.w - 6)
    p.text(below, "the answer", size=T15, role="decode", align="center", alpha=alpha, fit=room)
