"""Ridge points over generations: GPUs in the plane of math against bandwidth, and the ridge of one line as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.gpu_grid.facts import SIXTEEN, ChipAtWork, family
from tourapp.authoring import Axis, Chart, Picture, Rect, Series
from tourapp.authoring.sizes import LABEL, T15, T16, T17, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Chip

PLANE = Rect(150, 200, 690, 520)
BANDWIDTH = Axis(0.25, 10, "memory bandwidth", True, ((0.3, "0.3"), (1, "1"), (3, "3"), (10, "10 TB/s")))
MATH = Axis(50, 4000, "dense 16-bit TFLOP/s", True, ((100, "100"), (300, "300"), (1000, "1,000"), (3000, "3,000")))
EQUAL_RIDGES = ((100, 46.0), (300, -10.0))
"""FLOP per byte of the lines of equal ridge, and how far below its end each has its words."""
BARS = Rect(960, 240, 480, 480)
BARS_TITLE_Y, BARS_NOTE_Y = 156.0, 184.0
HEADROOM = 60.0
"""Room above the highest bar for its number."""
CROWDED = "h100-sxm"
"""A GPU with another one close at its right: its name stands at the left."""


def draw_generations(p: Picture, facts: ChipAtWork, grow: float) -> None:
    """The plane at the left and the bars at the right; `grow` 0..1 lets lights and bars appear."""
    chart = _draw_plane(p)
    _draw_gpus(p, chart, facts, grow)
    _draw_bars(p, facts, grow)


def _draw_plane(p: Picture) -> Chart:
    ends = np.array([BANDWIDTH.low, BANDWIDTH.high])
    series = [Series(ends, ends * ridge, "line", 1.5, dash=True) for ridge, _ in EQUAL_RIDGES]
    chart = p.chart(("generations",), PLANE, series, BANDWIDTH, MATH)
    p.text((PLANE.x, PLANE.y - 44), "Peak math against bandwidth", size=TAG, weight=600)
    for ridge, drop in EQUAL_RIDGES:
        right = min(BANDWIDTH.high, MATH.high / ridge)
        x, y = chart.point(right, right * ridge)
        p.text((x - 10, y + drop), "{n} FLOP/B", n=ridge, size=T16, role="dim", align="right", backed=0.5, spill=True)
    return chart


def _draw_gpus(p: Picture, chart: Chart, facts: ChipAtWork, grow: float) -> None:
    """A light for every GPU with its name; the chosen one is gold."""
    spots = np.array(
        [chart.point(float(item.bandwidth.value) / 1e12, float(item.peak.value) / 1e12) for item in facts.plane]
    )
    own = np.array([item.id == facts.chip.id for item in facts.plane])
    p.sprites(spots, 40, "weights", alpha=grow)
    p.sprites(spots, 11, "ink", kind="dot", additive=False, alpha=grow)
    if own.any():
        p.sprites(spots[own], 80, "decode", alpha=grow)
    for item, chosen, (x, y) in zip(facts.plane, own.tolist(), spots, strict=True):
        left = x > PLANE.right - 120 or item.id == CROWDED
        p.text(
            (x - 14 if left else x + 14, y + 6),
            "{name}",
            name=_without_brand(item),
            size=T17,
            role="decode" if chosen else "ink",
            weight=600 if chosen else 400,
            align="right" if left else "left",
            alpha=grow,
            spill=True,
        )


def _without_brand(chip: Chip) -> str:
    return chip.name.replace("GeForce ", "").replace("Instinct ", "")


def _draw_bars(p: Picture, facts: ChipAtWork, grow: float) -> None:
    """The ridge points of the line, as bars with the year of each announcement."""
    p.text((BARS.x, BARS_TITLE_Y), "Ridge point in {format}, FLOP per byte", format=SIXTEEN, size=TAG, weight=600)
    note_at, room = (BARS.x, BARS_NOTE_Y), BARS.w
    p.text(note_at, "how often a byte must be used before math is the limit", size=T15, role="dim", fit=room)
    most = max(float(item.ridge.value) for item in facts.line)
    for item, cell in zip(facts.line, BARS.columns(len(facts.line), 22), strict=True):
        h = (cell.h - HEADROOM) * float(item.ridge.value) / most * grow
        top, role = cell.bottom - h, "decode" if item.id == facts.chip.id else "weights"
        p.rects([(cell.x, top, cell.w, h)], role, radius=6, alpha=0.85, gradient="down", fade=0.35)
        value_at = (cell.cx, top - 14)
        p.text(value_at, "{v:.0f}", v=item.ridge, size=LABEL, mono=True, weight=600, align="center", alpha=grow)
        p.text((cell.cx, cell.bottom + 28), "{name}", name=family(item), size=T17, weight=600, align="center")
        if item.announced:
            year_at = (cell.cx, cell.bottom + 54)
            p.text(year_at, "{year:d}", year=item.announced, size=T15, role="dim", align="center")
