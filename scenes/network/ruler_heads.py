"""The words above the ruler: what each part of the trip adds up to, and the answer's crossing still to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.network.ruler import BELOW, TOP, Ruler
from tourapp.authoring import Phrase, Picture, Quantity, Rect, show, text_width
from tourapp.authoring.sizes import LABEL, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Trip, TripNumbers

LINE_Y = TOP - 14.0
"""Their baseline."""
WIDEST_TIME = 150.0
"""Crossings at least so wide have their time above them."""


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
    if hellos.w > 200.0:
        x = _named(p, hellos.x + 2, "handshakes", numbers.handshake, ("ink", shown.handshakes, gain))
        _legend(p, x + 34, numbers.rest, alpha=shown.handshakes, room=hellos.right - x - 34, gain=gain)
    elif ours.w > 500.0:
        p.text(
            (ours.right - 2, LINE_Y),
            "+ {v} routers and last mile = {whole}",
            v=numbers.rest,
            whole=numbers.one_way,
            size=LABEL,
            align="right",
            alpha=shown.glass,
        )
    if ours.w > 500.0 and hellos.w <= 200.0:
        _named(p, ours.x + 2, "in glass", numbers.glass, ("prefill", shown.glass, gain))
    elif ours.w > WIDEST_TIME:
        _value(p, ours, numbers.one_way, "prefill", alpha=shown.glass)
    if shown.answer > 0.01:
        _answer(p, ruler.box(trip.total_seconds, trip.total_seconds + trip.return_seconds), numbers, shown.answer)


def _named(p: Picture, x: float, words: str, value: Quantity, look: tuple[str, float, float]) -> float:
    """A name and its time from x on; `look` is role, alpha and the theme's enlargement of labels. Returns the end."""
    role, alpha, gain = look
    p.text((x, LINE_Y), words, size=LABEL, role=role, weight=600, alpha=alpha)
    x += text_width(words, LABEL, weight=600) * gain + 14.0
    p.text((x, LINE_Y), "{v}", v=value, size=READOUT, role=role, mono=True, weight=600, alpha=alpha)
    return x + text_width(show(value), READOUT, "mono")


def _value(p: Picture, box: Rect, value: Quantity, role: str, *, alpha: float, words: str = "{v}") -> None:
    """A time over the middle of its crossing."""
    size = READOUT if box.w > 190.0 else LABEL
    p.text((box.cx, LINE_Y), words, v=value, size=size, role=role, mono=True, weight=600, align="center", alpha=alpha)


def _legend(p: Picture, x: float, rest: Quantity, *, alpha: float, room: float, gain: float) -> None:
    """What the three ticks stand for, where there is room to say it."""
    words = Phrase("routers and last mile, {v} each", v=rest)
    if alpha > 0.01 and 28.0 + gain * text_width(show(words), LABEL) < room:
        at = x + np.array([0.0, 7.0, 14.0])
        ticks = np.stack([at, np.full(3, LINE_Y - 16), at, np.full(3, LINE_Y + 2)], -1)
        p.lines(ticks, "ink", width=1.6, alpha=0.8 * alpha)
        p.text((x + 28, LINE_Y), words, size=LABEL, role="dim", alpha=alpha)


def _answer(p: Picture, box: Rect, numbers: TripNumbers, alpha: float) -> None:
    """The crossing still to come, in the answer's colour, dashed."""
    if box.w < 20.0:
        return
    p.rects([box], None, radius=7, stroke="decode", stroke_width=2.0, stroke_alpha=0.95 * alpha, dash=True)
    y, tail, tip = box.cy, box.cx + 34, box.cx - 34
    arrow = [(tip, y, tail, y), (tip, y, tip + 9, y - 8), (tip, y, tip + 9, y + 8)]
    p.lines(arrow, "ink", width=2.6, alpha=alpha)
    if box.w > WIDEST_TIME:
        _value(p, box, numbers.one_way, "decode", alpha=alpha, words="+ {v}")
    p.text((box.cx, BELOW), "the answer", size=LABEL, role="decode", weight=600, align="center", alpha=alpha)
