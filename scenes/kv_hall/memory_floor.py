"""The memory from above, to scale: the block of weights, a hall for every user that fits, and the one that does not.

Not here: where things stand on the floor (floor_plan), and its figure and words (memory_words).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scenes.kv_hall.flight import HallMoment
from scenes.kv_hall.floor_plan import MOST_HALLS, FloorPlan, plan_of
from scenes.kv_hall.memory_words import draw_memory_words
from tourapp.authoring import Frame, Picture, Rect, mix

KEYS, VALUES = (0.14, 0.36), (0.64, 0.86)
"""The two walls of a hall, as shares of its width."""
AREA = Rect(48.0, 276.0, 1404.0, 492.0)
"""What stands on the floor lies in here; its edges are whole pixels at 1280 x 720 too, so that layers and what is drawn
beside them fit."""
TOGETHER = 60
"""Halls that are kept as one layer once they are filled."""
STOPS = ("scales.first", "scales.second", "scales.third")


def draw_memory_floor(p: Picture, f: Frame, s: HallMoment) -> None:
    """The floor, while the whole memory is seen."""
    alpha = max(0.0, 2 * s.whole - 1)
    if alpha <= 0.01:
        return
    if alpha >= 1.0:  # no group where none is needed: what rests inside one is painted again in each frame
        _floor(p, f, s)
        return
    with p.group(opacity=alpha):
        _floor(p, f, s)


def _floor(p: Picture, f: Frame, s: HallMoment) -> None:
    """Ground, rim, halls, weights and words."""
    plan, filled, shown = _now(f, s)
    p.polys(plan.quad(0.0, max(plan.usable, plan.weights)), "raised", alpha=0.9, stroke="line", stroke_width=2.0)
    if plan.weights < plan.usable:
        p.polys(plan.quad(plan.weights, plan.usable), None, stroke="ink", stroke_width=2.5, stroke_alpha=0.9)
    key = ("kv memory floor", plan, int(f.inputs.batch))
    if plan.fits and filled > 0.999:
        p.bake(key, lambda inner: _halls(inner, plan, int(f.inputs.batch), 1.0), rect=AREA, alpha=shown)
        _reading(p, f, plan)
    elif plan.fits:
        _halls(p, plan, int(f.inputs.batch), filled)
    elif s.variants.missing is None:
        _overflow(p, f, plan, filled * shown)
    if plan.total == plan_of(plan.weights, plan.usable, plan.one, plan.fits).total:
        p.bake(("kv weights", plan), lambda inner: _weights(inner, plan), rect=AREA)
    else:
        _weights(p, plan)
    draw_memory_words(p, f, s, plan, filled)


def _now(f: Frame, s: HallMoment) -> tuple[FloorPlan, float, float]:
    """The plan, how much of it is filled (0..1), and how plainly its halls are seen."""
    plan = _plan(s, int(s.stop.users.value), float(s.stop.per_sequence.value))
    if not f.reached("scales") or f.past("scales"):
        return plan, f.move("grow", 0.16, 0.44), 1.0
    cues = [f.cue(name) for name in STOPS]
    if cues[0] < 1.0:
        return plan, cues[0], 1.0
    at = max((i for i in (1, 2) if cues[i] > 0.0), default=0)
    if at == 0 or cues[at] >= 1.0:
        return plan, 1.0, 1.0
    ends = [_plan(s, int(stop.users.value), float(stop.per_sequence.value)).total for stop in s.stops[at - 1 : at + 1]]
    plan = replace(plan, total=mix(ends[0], ends[1], cues[at]))
    return (plan, 1.0, 1 - 2 * cues[at]) if cues[at] < 0.5 else (plan, 2 * cues[at] - 1, 1.0)


def _plan(s: HallMoment, fits: int, one: float) -> FloorPlan:
    return plan_of(s.weights, s.usable, one, fits)


def _weights(p: Picture, plan: FloorPlan) -> None:
    """The block of weights; what of it memory cannot hold is hatched."""
    inside = min(plan.weights, plan.usable)
    low, high = plan.quad(0.0, inside), plan.quad(0.0, inside, 1.0)
    p.polys([[low[0], low[1], high[1], high[0]]], "weights", alpha=0.45)
    p.polys([[low[1], low[2], high[2], high[1]]], "weights", alpha=0.30)
    p.polys(high, "weights", alpha=0.80, stroke="weights", stroke_width=1.5)
    depth = np.linspace(0.0, 1.0, 41)[1:-1]
    ends = np.concatenate([plan.point(0.0, depth, 1.0), plan.point(inside, depth, 1.0)], 1)
    p.lines(ends, "ground", alpha=0.35)
    if plan.weights > plan.usable:
        _hatched(p, plan, plan.usable, plan.weights, 1.0)


def _halls(p: Picture, plan: FloorPlan, asked: int, filled: float) -> None:
    """As many halls as are filled so far: two walls each on a dark floor. Those of users asked for are bright."""
    if plan.fits > MOST_HALLS:
        _many(p, plan, filled)
        return
    column, row = plan.cells()
    count = round(len(column) * filled)
    if not count:
        return
    kept = (count - 1) // TOGETHER * TOGETHER
    _kept(p, plan, asked, kept)
    _some(p, plan, asked, (kept, count))
    p.polys(plan.boxes(column[:1], row[:1], (0.0, 1.0)), None, stroke="white", stroke_width=4.0)


def _kept(p: Picture, plan: FloorPlan, asked: int, count: int) -> None:
    """The first halls as one layer: the one of fewer halls and the next ones on it. A later hall stands behind or
    beside those before it. Hundreds of them painted one by one in every frame cost nine milliseconds."""
    if not count:
        return

    def build(q: Picture) -> None:
        _kept(q, plan, asked, count - TOGETHER)
        _some(q, plan, asked, (count - TOGETHER, count))

    p.bake(("kv halls", plan, asked, count), build, rect=AREA)


def _some(p: Picture, plan: FloorPlan, asked: int, span: tuple[int, int]) -> None:
    """Some of the halls, those behind first."""
    column, row = (each[slice(*span)] for each in plan.cells())
    back = np.argsort(-row, kind="stable")
    light = np.where(np.arange(*span) < asked, 1.0, 0.60)[back]
    column, row = column[back], row[back]
    for part, role in ((KEYS, "key"), (VALUES, "value")):
        p.polys(plan.boxes(column, row, part, 1.0), role, alpha=light)
        p.polys(plan.fronts(column, row, part), role, alpha=0.5 * light)


def _many(p: Picture, plan: FloorPlan, filled: float) -> None:
    """More halls than can be told apart: keys and values as narrow bands behind one another."""
    end = plan.weights + plan.fits * plan.one * filled
    for k in range(24):
        near, far = (k + 0.1) / 24, (k + 0.9) / 24
        corners = plan.point(np.array([plan.weights, end, end, plan.weights]), np.array([near, near, far, far]), 0.4)
        p.polys(corners, "value" if k % 2 else "key", alpha=0.5)


def _reading(p: Picture, f: Frame, plan: FloorPlan) -> None:
    """Now and then one of the halls is read: it lights for a moment."""
    if f.still or plan.fits > MOST_HALLS:
        return
    column, row = plan.cells()
    at = int(f.clock / 0.8) * 7 % len(column)
    light = 0.75 * float(np.sin(np.pi * (f.clock / 0.8 % 1.0))) ** 2
    for part, role in ((KEYS, "key"), (VALUES, "value")):
        p.polys(plan.boxes(column[at : at + 1], row[at : at + 1], part, 1.0), "white", alpha=light, stroke=role)


def _overflow(p: Picture, f: Frame, plan: FloorPlan, alpha: float) -> None:
    """One hall that is larger than the room: its walls up to the rim of the memory, hatched beyond it."""
    if alpha <= 0.01:
        return
    end, breath = plan.weights + plan.one, 1.0 if f.still else 0.86 + 0.14 * float(np.sin(2.4 * f.clock))
    for low, high, role in ((0.10, 0.34, "key"), (0.66, 0.90, "value")):
        across = np.array([plan.weights, plan.usable, plan.usable, plan.weights])
        p.polys(plan.point(across, np.array([low, low, high, high]), 1.0), role, alpha=0.85 * alpha)
    _hatched(p, plan, plan.usable, end, alpha * breath)


def _hatched(p: Picture, plan: FloorPlan, start: float, end: float, alpha: float) -> None:
    """A stretch of floor that memory does not have: slanted lines within a red frame."""
    p.polys(plan.quad(start, end), "waste", alpha=0.16 * alpha, stroke="waste", stroke_width=3.0, stroke_alpha=alpha)
    slant, step = 0.12 * plan.total, 0.022 * plan.total
    at = np.arange(start - slant, end, step)
    low, high = np.clip((start - at) / slant, 0, 1), np.clip((end - at) / slant, 0, 1)
    ends = np.concatenate([plan.point(at + slant * low, low), plan.point(at + slant * high, high)], 1)
    p.lines(ends, "waste", width=2.0, alpha=0.85 * alpha)
