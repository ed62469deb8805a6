"""More users climb the slope: batch 1, 2, 4 up to the most that fit. The chip lights up in step, and the caches of all
of them pull the light back from where the weights alone would put it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.gpu_grid.bridges import draw_lanes
from scenes.gpu_grid.die import draw_die
from scenes.gpu_grid.facts import ChipAtWork, bare, shortly
from scenes.gpu_grid.floorplan import floorplan, lamp_order, lit_lamps
from scenes.gpu_grid.slant import quads
from scenes.gpu_grid.slope import CHART, Slope, draw_slope, slope_of
from tourapp.authoring import Frame, Phrase, Picture, mix, smooth
from tourapp.authoring.sizes import FIGURE, FIGURE_HUGE, LABEL, LINE, READOUT
from tourapp.figures.measured_dots import draw_measured

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Climb, Rung

LEFT_X = 64.0
SMALL, SMALL_AT = 0.36, (44.0, 238.0)
"""The chip beside the chart: its scale, and where its layer begins."""
SHARE_Y, FULL_Y = 656.0, 724.0
NAMED = (1, 4, 16, 64)
"""Batches whose places on the slope are named."""
NAME_ROOM = 260.0
"""Room for the name of the light right of it."""
TREMBLE = 3.0
"""How far the cord of the caches trembles, stage units."""


def draw_roof(f: Frame, p: Picture, facts: ChipAtWork) -> None:
    """Counter and chip at the left, the slope at the right."""
    climb, slope = f.world.climb, slope_of(facts)
    go = f.cue("roofline.climbs", eased=False) * (len(climb.rungs) - 1)
    step = min(int(go), len(climb.rungs) - 1)
    rung, share = climb.rungs[step], float(smooth((go - step) * 1.6))
    after = climb.rungs[min(step + 1, len(climb.rungs) - 1)]
    draw_slope(f, p, facts, slope)
    _draw_trail(p, slope, climb, step)
    like = f.world.measured_like
    places = [slope.under(float(i), float(rate)) for i, rate in zip(like.intensity, like.rate, strict=True)]
    if like.runs and step == len(climb.rungs) - 1:
        draw_measured(f, p, like, places, 1.0)
    _draw_own(p, slope, climb)
    whole = float(mix(float(rung.whole.value), float(after.whole.value), share))
    alone = float(mix(float(rung.alone.value), float(after.alone.value), share))
    ended = step == len(climb.rungs) - 1
    _draw_pull(p, slope, rung, (whole, alone), f.clock if ended else None)
    _draw_count(p, rung, climb)
    _draw_chip(p, facts, rung)
    if ended and climb.full:
        _draw_full(p, climb)


def _draw_trail(p: Picture, slope: Slope, climb: Climb, step: int) -> None:
    """Lights where the smaller batches stood."""
    for rung in climb.rungs[:step]:
        x, y = slope.at(float(rung.whole.value))
        p.sprites([(x, y)], 44, "decode")
        if rung.batch in NAMED and rung.batch != climb.own.batch:
            p.text((x - 12, y - 18), "{n}", n=rung.batch, size=LABEL, mono=True, role="decode", align="right")


def _draw_own(p: Picture, slope: Slope, climb: Climb) -> None:
    """The scenario's own batch: ours is a white frame."""
    x, y = slope.at(float(climb.own.whole.value))
    p.rects([(x - 15, y - 15, 30, 30)], None, radius=6, stroke="white", stroke_width=3.0)
    words = Phrase("batch {n}: {v}", n=climb.own.batch, v=bare(climb.own.whole))
    if x > CHART.right - NAME_ROOM:
        return
    p.lines([(x + 15, y + 15, x + 44, y + 58)], "white", width=2.0)
    p.text((x + 48, y + 78), words, size=LABEL, weight=600, backed=0.85)


def _draw_pull(p: Picture, slope: Slope, rung: Rung, reached: tuple[float, float], rests: float | None) -> None:
    """The light of the batch, the place the weights alone would have, and the cord of the caches between them. reached:
    FLOP per byte of both; rests: seconds of its trembling once the climb has ended, when all is named."""
    ended = rests is not None
    here, ghost = np.array(slope.at(reached[0])), np.array(slope.at(reached[1]))
    if np.hypot(*(ghost - here)) > 14.0:
        bend = (here + ghost) / 2 + [-64.0, -46.0 + TREMBLE * np.sin((rests or 0.0) * 5.0)]
        u = np.linspace(0, 1, 28)[:, None]
        cord = (1 - u) ** 2 * ghost + 2 * u * (1 - u) * bend + u**2 * here
        p.curves(cord, "key", width=4.0)
        p.curves(np.add(cord, 5.0), "value", width=4.0)
        p.sprites([ghost], 30, "ink", kind="ring", additive=False)
        if ended and rung.bound == "memory":
            at = (bend[0] + 8, bend[1] - 52)
            p.text(at, "weights alone: {v}", v=bare(rung.alone), size=LABEL, align="right", backed=0.85)
            at = (bend[0] + 8, bend[1] - 14)
            words = Phrase("{n} caches pull", n=rung.batch)
            p.text(at, words, size=LABEL, weight=600, role="key", align="right", backed=0.85)
    p.spark((float(here[0]), float(here[1])), "decode", size=110.0)
    if ended:
        words = Phrase("{n} {n|user|users}: {v}", n=rung.batch, v=bare(rung.whole))
        left = here[0] > CHART.right - NAME_ROOM
        x, y = float(here[0]) + (-10 if left else 26), float(here[1]) + (150 if left else 92)
        p.lines([(here[0] + 8, here[1] + 14, x + 10, y - 32)], "decode", width=2.0)
        align = "right" if left else "left"
        p.text((x, y), words, size=READOUT, weight=600, role="decode", align=align, backed=0.85)


def _draw_count(p: Picture, rung: Rung, climb: Climb) -> None:
    most = rung is climb.rungs[-1] and climb.full
    n = climb.most if most else rung.batch
    p.text((LEFT_X - 6, 230), "{n}", n=n, size=FIGURE_HUGE, weight=600)
    x = LEFT_X + 18 + 86 * len(str(int(climb.most.value) if most else rung.batch))
    first, second = Phrase("users share"), Phrase("each read")
    if climb.none:
        first, second = Phrase("users fit"), Phrase("beside the weights")
    elif rung.batch == 1:
        first, second = Phrase("user has each"), Phrase("read alone")
    for y, words in ((176, first), (218, second)):
        p.text((x, y), words, size=READOUT, weight=600)


def _draw_chip(p: Picture, facts: ChipAtWork, rung: Rung) -> None:
    """The chip, small, with as many cores lit as the math is busy, and that share as a figure."""
    plan, busy = floorplan(facts.processors, facts.lamps_each), min(1.0, float(rung.busy.value))
    lit = lit_lamps(plan.count, busy)
    with p.group(scale=SMALL, move=SMALL_AT):
        draw_die(p, facts, words=False)
        draw_lanes(p, facts.stacks, min(1.0, facts.decode.stream))
        p.polys(quads(plan.lamps[lamp_order(plan.count)[:lit]]), "decode")
    p.text((LEFT_X, SHARE_Y), "{v}", v=shortly(rung.busy), size=FIGURE, weight=600, role="decode")
    p.text((LEFT_X + 222, SHARE_Y - 26), "of the math, ideal", size=LABEL)
    if facts.chip.tensor_cores is not None:
        words = Phrase("{n} of {cores} cores", n=lit, cores=facts.chip.tensor_cores)
        p.text((LEFT_X + 222, SHARE_Y + 6), words, size=LABEL, role="dim")


def _draw_full(p: Picture, climb: Climb) -> None:
    """Why it ends there."""
    p.hatch([(LEFT_X, FULL_Y, 500, 34)], "waste", alpha=0.9, radius=6)
    words = (
        Phrase("weights fill the memory: no user fits") if climb.none else Phrase("memory is full: no room for more")
    )
    p.text((LEFT_X, FULL_Y + 76), words, size=LINE, weight=600, role="waste")
