"""The hour of the machine: all that is paid for, and one second of it."""

from __future__ import annotations

import numpy as np

from scenes.spine.s_price.facts import question
from scenes.spine.s_price.places import HOUR, SECOND
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix, pulse
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LABEL, TAG

MOST_CHIPS, CHIP, CHIP_GAP = 16, 62.0, 18.0
MINUTES = (0, 15, 30, 45, 60)
ROUND = 7.0
"""Seconds in which a light goes once along the hour."""
CUT_AT = 0.42
"""Where in the hour the second is taken from."""


def draw_hour(f: Frame, p: Picture) -> None:
    """The machine's GPUs, their hour as a bar, and a second cut out of it."""
    laid, cut = f.cue("hour.bar"), f.cue("hour.second")
    _draw_machine(f, p)
    _draw_bar(f, p, laid)
    if cut > 0.004:
        _draw_second(f, p, cut)


def _draw_machine(f: Frame, p: Picture) -> None:
    """One square for each GPU, and what the hour costs."""
    n = min(int(f.inputs.gpus), MOST_CHIPS)
    side = CHIP if n <= 8 else CHIP * 0.62
    x = HOUR.x + np.arange(n) * (side + CHIP_GAP * side / CHIP)
    boxes = np.stack([x, np.full(n, 236.0 - side), np.full(n, side), np.full(n, side)], 1)
    p.rects(boxes, "raised", radius=10, stroke="weights", stroke_width=3.0)
    inner = boxes + np.array([14.0, 14.0, -28.0, -28.0]) * side / CHIP
    p.rects(inner, "weights", radius=4, alpha=pulse(f.clock, 3.0, 0.35, 0.6))
    name = Phrase("{n} × {gpu}, rented by the hour", n=int(f.inputs.gpus), gpu=f.world.chip.name)
    p.text((HOUR.x, 274.0), name, size=LABEL)
    price = f.world.cost.price.machine_hour
    p.text((HOUR.right, 236.0), "{v}", v=price, size=FIGURE_LARGE, weight=600, align="right")


def _draw_bar(f: Frame, p: Picture, laid: float) -> None:
    """The hour, with a light that goes through it."""
    box = Rect(HOUR.x, HOUR.y, HOUR.w * laid, HOUR.h)
    p.rects([HOUR], "line", radius=10, alpha=0.5)
    p.rects([box], "weights", radius=10, alpha=0.55)
    for minute in MINUTES:
        x = HOUR.x + HOUR.w * minute / 60
        align = "left" if minute == 0 else "right" if minute == 60 else "center"
        p.text((x, HOUR.bottom + 32), "{n} min", n=minute, size=TAG, role="dim", align=align, part="minutes")
    if laid > 0.99:
        u = (f.clock / ROUND) % 1.0
        p.spark((HOUR.x + HOUR.w * u, HOUR.cy), "white", size=70.0)


def _draw_second(f: Frame, p: Picture, cut: float) -> None:
    """A hair of the bar, opened below it."""
    x = HOUR.x + HOUR.w * CUT_AT
    top, wide = HOUR.bottom + 48, SECOND.w * cut
    left = mix(x, SECOND.x, cut)
    fan = [(x - 1, HOUR.bottom), (x + 1, HOUR.bottom), (left + wide, SECOND.y), (left, SECOND.y)]
    p.polys([fan], "white", alpha=0.10 * cut)
    p.lines([(x, HOUR.y - 8, x, top)], "white", width=2.0, alpha=cut)
    box = Rect(left, SECOND.y, wide, SECOND.h)
    p.rects([box], "weights", radius=12, alpha=0.7 * pulse(f.clock, 2.8, 0.8, 1.0), stroke="white", stroke_width=2.0)
    if cut < 0.6:
        return
    shown = (cut - 0.6) / 0.4
    at = (box.cx, box.cy + 22)
    second = question(f).second
    p.text(at, "{v}", v=second, size=FIGURE, weight=600, align="center", alpha=shown)
    words = "one second of the machine, whoever's token it works for"
    p.text((box.cx, box.bottom + 40), words, size=LABEL, align="center", alpha=shown)
    rule = "A token costs the time for which it holds the machine. Nothing else is paid for."
    p.text((box.cx, box.bottom + 82), rule, size=LABEL, weight=600, align="center", alpha=shown)
