"""The frame of the chart: both axes, the line of equal times, what lies below it, and the band around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.held_against.places import CHART, NAME_Y, TICKS_Y, Plot
from tourapp.authoring import Phrase, Picture
from tourapp.authoring.sizes import LABEL, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Cloud

STROKES = 34
"""Slanted strokes below the line."""
LONGEST = 1.0
"""From so many seconds on a tick is told in seconds, below in milliseconds."""


def draw_chart(p: Picture, plot: Plot, across: Phrase, up: Phrase) -> None:
    """Axes with their ticks and names, and the line on which what is said is what was measured."""
    p.rects([CHART], "raised", radius=6, alpha=0.55)
    p.lines([(CHART.x, CHART.bottom, CHART.right, CHART.y)], "ink", width=2.5, alpha=0.85)
    p.lines(
        [(CHART.x, CHART.bottom, CHART.right, CHART.bottom), (CHART.x, CHART.y, CHART.x, CHART.bottom)],
        "dim",
        width=2.0,
    )
    for seconds in plot.decades:
        x, y = float(plot.xs(np.array(seconds))), float(plot.ys(np.array(seconds)))
        p.lines([(x, CHART.y, x, CHART.bottom), (CHART.x, y, CHART.right, y)], "line", alpha=0.9)
        words = _tick(seconds)
        p.text((x, CHART.bottom + TICKS_Y), words, size=TAG, role="dim", mono=True, align="center", part="ticks below")
        p.text((CHART.x - 12, y + 7), words, size=TAG, role="dim", mono=True, align="right", part="ticks at the left")
    p.text((CHART.right, CHART.bottom + NAME_Y), across, size=LABEL, align="right")
    p.text((64.0, CHART.y - 22), up, size=LABEL)


def _tick(seconds: float) -> Phrase:
    if seconds >= LONGEST:
        return Phrase("{n:g} s", n=seconds)
    return Phrase("{n:g} ms", n=seconds * 1e3)


def draw_impossible(p: Picture, cloud: Cloud, shown: float) -> None:
    """Below the line a run would be faster than the ideal: hatched, with how many are there."""
    if shown <= 0.01:
        return
    corner = np.array([(CHART.x, CHART.bottom), (CHART.right, CHART.bottom), (CHART.right, CHART.y)])
    p.polys(corner, "waste", alpha=0.10 * shown)
    u = (np.arange(STROKES) + 0.5) / STROKES
    x, y = CHART.x + u * CHART.w, CHART.bottom - u * CHART.h
    far = np.minimum(CHART.bottom - y, CHART.right - x)
    p.lines(np.stack([x, y, x + far, y + far], 1), "waste", alpha=0.4 * shown)
    at = (CHART.right - 24, CHART.bottom - 70)
    p.text(at, "faster than the ideal", size=LABEL, weight=600, role="waste", align="right", backed=0.9, alpha=shown)
    words = Phrase("{n} of {all} runs", n=cloud.faster, all=cloud.count)
    at = (CHART.right - 24, CHART.bottom - 32)
    p.text(at, words, size=LABEL, align="right", backed=0.9, alpha=shown)


def draw_band(p: Picture, plot: Plot, ends: tuple[float, float], shown: float) -> None:
    """Between which multiples of what is said nine of ten runs were measured."""
    if shown <= 0.01:
        return
    outline = plot.band(*ends)
    with p.group(clip=CHART, opacity=shown):
        p.polys(outline, "good", alpha=0.13)
        p.lines([(*outline[0], *outline[1]), (*outline[3], *outline[2])], "good", width=2.0, dash=True)
