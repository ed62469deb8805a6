"""Beside the chart: how far the ideal is from what was measured, and the steps from one to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.held_against.cloud import step_now
from scenes.held_against.facts import HeldFacts
from scenes.held_against.places import PANEL
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, pulse
from tourapp.authoring.sizes import FIGURE, FIGURE_HUGE, LABEL, LINE, READOUT, TAG
from tourapp.figures.measured_dots import ENGINES

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Cloud

IDEAL = Phrase("ideal: all at its peak")
ROW = 82.0
BAR_H = 10.0
WIDEST_RATIO = 4.0
"""A bar is full where measured is so many times what is said, or the ideal's own ratio where that is more."""


def draw_ideal_panel(f: Frame, p: Picture, cloud: Cloud) -> None:
    """How many times as long as the ideal a measured run took: the median, and both ends."""
    told, there = f.cue("ideal.told"), f.cue("ideal.appear")
    x, y = PANEL.x, PANEL.y
    p.text((x, y + 40), "measured over ideal, median", size=LINE, alpha=told)
    p.text((x - 6, y + 190), "{v}", v=cloud.ratio, size=FIGURE_HUGE, weight=700, alpha=told)
    _draw_span(f, p, cloud, Rect(x, y + 268.0, PANEL.w, 60.0), told)
    p.lines([(x, y + 420, PANEL.right, y + 420)], "line", alpha=told)
    p.text((x, y + 500), "{n}", n=cloud.count, size=FIGURE, weight=700, alpha=there)
    p.text((x, y + 546), "measured runs, each a mark", size=LABEL, alpha=there)
    names = [ENGINES.get(engine, engine) for engine in f.world.held_names.engines]
    p.text((x, y + 582), "engines: {names}", names=", ".join(names), size=LABEL, role="dim", alpha=there)


def _draw_span(f: Frame, p: Picture, cloud: Cloud, room: Rect, told: float) -> None:
    """From the least to the most, with the median on it."""
    p.rects([(room.x, room.cy - 4, room.w, 8)], "line", radius=4, alpha=told)
    p.sprites([(room.x, room.cy), (room.right, room.cy)], 18, "ink", kind="dot", additive=False, alpha=told)
    here = room.x + room.w * _share(cloud)
    p.spark((here, room.cy), "decode", size=90.0 * pulse(f.clock, 2.6, 0.85, 1.0), alpha=told)
    p.text((room.x, room.bottom + 28), "least {v}", v=cloud.least, size=LABEL, role="dim", alpha=told)
    p.text((room.right, room.bottom + 28), "most {v}", v=cloud.most, size=LABEL, role="dim", align="right", alpha=told)


def _share(cloud: Cloud) -> float:
    """Where the median stands between least and most, in equal ratios."""
    least, median, most = (float(np.log(each.value)) for each in (cloud.least, cloud.ratio, cloud.most))
    return (median - least) / (most - least) if most > least else 0.5


def draw_terms_panel(f: Frame, p: Picture, facts: HeldFacts) -> None:
    """A row for each step, with the median of measured over said after it."""
    whole, share = step_now(f, facts)
    ratios = facts.held.ratios
    p.text((PANEL.right, PANEL.y + 32), "measured over computed, median", size=TAG, role="dim", align="right")
    most = max(WIDEST_RATIO, *(float(ratio.value) for ratio in ratios))
    names = (IDEAL, *(step.name for step in facts.held.story))
    left_out = [False, *(step.id == f["held_without"] for step in facts.held.story)]
    for number, (name, ratio) in enumerate(zip(names, ratios, strict=True)):
        row = Rect(PANEL.x, PANEL.y + 52.0 + ROW * number, PANEL.w, ROW)
        lit = 1.0 if number <= whole else share if number == whole + 1 else 0.0
        last = number == whole and number == len(names) - 1
        _draw_step(p, row, (name, ratio, most), lit, left_out=left_out[number], last=last)


def _draw_step(
    p: Picture, row: Rect, told: tuple[Phrase, Quantity, float], lit: float, *, left_out: bool, last: bool
) -> None:
    """One row: its words, the ratio, and the ratio as a bar."""
    name, ratio, most = told
    words = Phrase("without {what}", what=name) if left_out else name
    role = "waste" if left_out else "ink"
    p.text(
        (row.x, row.y + 40),
        words,
        size=LABEL,
        weight=600 if lit > 0.5 else 400,
        role=role if lit > 0.5 else "dim",
        part="steps",
    )
    bar = Rect(row.x, row.y + 56, row.w, BAR_H)
    p.rects([bar], "line", radius=BAR_H / 2, alpha=0.7)
    if lit > 0.02:
        width = max(BAR_H, bar.w * float(ratio.value) / most * lit)
        p.rects([(bar.x, bar.y, width, bar.h)], "good" if last else "decode", radius=BAR_H / 2)
        p.text(
            (row.right, row.y + 42),
            "{v}",
            v=ratio,
            size=READOUT,
            mono=True,
            weight=600,
            align="right",
            alpha=lit,
            part="ratios",
        )
    one = bar.x + bar.w / most
    p.lines([(one, bar.y - 4, one, bar.bottom + 4)], "white", width=2.0)
