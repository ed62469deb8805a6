"""The chart: every shown run as a mark, what is said of it from left to right and what was measured upwards; on the
line both are the same.

In a beat the marks move as its story says; at rest a light runs along the line and shows how far off each run is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.held_against.facts import HeldFacts, first_shown
from scenes.held_against.marks import SIZE, draw_marks, mark_kinds
from scenes.held_against.places import CHART, Plot, close_plot, first_plot, ideal_first_plot, token_plot
from tourapp.authoring import Frame, Picture, cascade, mix, smooth

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Cloud

TOKEN, FIRST = "decode", "prefill"
"""Roles: a generated token is gold, what prefill decides is blue."""
LOOP, WIDE = 7.0, 0.04
"""Seconds in which the light runs along the line, and how far around it runs are lit (shares of the axis)."""
CROSS, HALF, NEAR = 7.0, 0.5, 4
"""Arm of a cross; where one role becomes the other; how many runs nearest to the scenario have a frame."""
WALKED = 0.62
"""Share of its time in which a step of the walk moves; then it rests."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """The marks at a moment: their places [n, 2] and light [n], the role they have, and the axis they stand on."""

    at: np.ndarray
    alpha: np.ndarray
    role: str
    plot: Plot


def placed(f: Frame, facts: HeldFacts) -> Placed:
    """Where every run stands now."""
    shown = facts.held.shown.astype(float)
    if f.beat_name == "ideal":
        return _risen(f, facts, shown)
    if f.beat_name == "terms":
        return _walked(f, facts, shown)
    if f.beat_name == "first":
        return _turned(f, facts, shown)
    return _at_rest(f, facts, shown)


def _risen(f: Frame, facts: HeldFacts, shown: np.ndarray) -> Placed:
    """Every run begins on the line, where the ideal would have it, and rises to where it was measured."""
    many = facts.many
    first = first_shown(f)
    plot = ideal_first_plot(many) if first else token_plot(many, facts.held)
    said, measured = (many.first_ideal, many.first_measured) if first else (many.ideal, many.measured)
    x, line, up = plot.xs(said), plot.ys(said), plot.ys(_known(measured, said))
    order = np.argsort(np.argsort(x))
    grown = cascade(f.cue("ideal.appear", eased=False), len(x), 0.3)[order]
    risen = smooth(np.asarray(cascade(f.cue("ideal.rise", eased=False), len(x), 0.5))[order])
    there = np.isfinite(measured)
    return Placed(np.stack([x, line + (up - line) * risen], 1), shown * there * grown, _role(first), plot)


def _walked(f: Frame, facts: HeldFacts, shown: np.ndarray) -> Placed:
    """From the ideal time to the achieved one, a step after another."""
    many, plot = facts.many, token_plot(facts.many, facts.held)
    whole, share = step_now(f, facts)
    ways = (many.ideal, *facts.held.steps)
    x = plot.xs(ways[whole])
    if share > 0:
        x = x + (plot.xs(ways[whole + 1]) - x) * share
    return Placed(np.stack([x, plot.ys(many.measured)], 1), shown, TOKEN, plot)


def step_now(f: Frame, facts: HeldFacts) -> tuple[int, float]:
    """How many steps are done, and the share of the next one."""
    count = len(facts.held.steps)
    go = f.cue("terms.walk", eased=False) * count
    whole = min(int(go), count)
    return whole, 0.0 if whole == count else float(smooth(min(1.0, (go - whole) / WALKED)))


def _turned(f: Frame, facts: HeldFacts, shown: np.ndarray) -> Placed:
    """From the time between tokens to the time to the first one: another axis, another colour."""
    many, turn = facts.many, f.cue("first.turn")
    plot = close_plot(many, facts.held).toward(first_plot(many), turn)
    measured = _known(many.first_measured, many.first_said)
    across, up = _mixed(full(facts), many.first_said, turn), _mixed(many.measured, measured, turn)
    alpha = shown * np.where(np.isfinite(many.first_measured), 1.0, 1.0 - turn)
    return Placed(np.stack([plot.xs(across), plot.ys(up)], 1), alpha, _role(turn >= HALF), plot)


def _at_rest(f: Frame, facts: HeldFacts, shown: np.ndarray) -> Placed:
    """As it is told with every term; the axis closes in on what is there."""
    many, first = facts.many, first_shown(f)
    close = f.cue("unseen.zoom")
    plot = first_plot(many) if first else token_plot(many, facts.held).toward(close_plot(many, facts.held), close)
    said, measured = (many.first_said, many.first_measured) if first else (full(facts), many.measured)
    at = np.stack([plot.xs(said), plot.ys(_known(measured, said))], 1)
    return Placed(at, shown * np.isfinite(measured), _role(first), plot)


def _mixed(one: np.ndarray, two: np.ndarray, share: float) -> np.ndarray:
    """Times [n] on their way from one to another, in equal ratios."""
    return np.exp(mix(np.log(one), np.log(two), share))


def full(facts: HeldFacts) -> np.ndarray:
    """The time between tokens that is said, with every term [n]."""
    token = facts.held.token
    return facts.held.steps[-1] if token is None else token.said


def _known(measured: np.ndarray, said: np.ndarray) -> np.ndarray:
    """What was measured; where nothing was, what is said, so that it has a place."""
    return np.where(np.isfinite(measured), measured, said)


def _role(first: bool) -> str:
    return FIRST if first else TOKEN


def draw_cloud(f: Frame, p: Picture, facts: HeldFacts, now: Placed, looked: int | None) -> None:
    """The marks, the light that runs along the line, and white frames: around those nearest to the scenario a thin one,
    around the one that is looked at a strong one."""
    _draw_light(f, p, now)
    draw_marks(p, mark_kinds(facts.many, facts.dense), now.at, now.role, now.alpha)
    near = [place for place in facts.held.nearest[:NEAR] if now.alpha[place] > 0.3]
    p.rects(_frames(now, near), None, radius=5, stroke="white", stroke_width=1.5, stroke_alpha=0.6)
    if looked is not None and now.alpha[looked] > 0.3:
        p.rects(_frames(now, [looked]), None, radius=5, stroke="white", stroke_width=3.0)


def _frames(now: Placed, places: list[int]) -> np.ndarray:
    """A box [n, 4] around each of some marks."""
    side = SIZE + 8.0
    corners = now.at[places] - side / 2
    return np.concatenate([corners, np.full((len(places), 2), side)], 1)


def _draw_light(f: Frame, p: Picture, now: Placed) -> None:
    """A light on the line; runs near it show how far they stand from it."""
    u = (f.clock / LOOP) % 1.0
    x = (now.at[:, 0] - CHART.x) / CHART.w
    rests = {"ideal": "ideal.rise", "first": "first.turn"}.get(f.beat_name)
    near = np.clip(1.0 - np.abs(x - u) / WIDE, 0.0, 1.0) * now.alpha * (1.0 if rests is None else f.cue(rests) ** 4)
    lit = near > 0.03
    if lit.any():
        at = now.at[lit]
        line = CHART.bottom - CHART.h * (at[:, 0] - CHART.x) / CHART.w
        p.lines(np.stack([at[:, 0], at[:, 1], at[:, 0], line], 1), "ink", alpha=0.6 * near[lit])
        p.sprites(at, 34, now.role, alpha=0.9 * near[lit])
    here = (CHART.x + CHART.w * u, CHART.bottom - CHART.h * u)
    p.sprites([here], 46, "white", alpha=0.8 * float(np.sin(np.pi * u)) ** 0.5)


def draw_outside(p: Picture, cloud: Cloud, now: Placed, shown: float) -> None:
    """A cross over every run that lies outside the band."""
    out = cloud.shown & ~cloud.inside & (now.alpha > 0.3)
    if shown <= 0.01 or not out.any():
        return
    at = now.at[out]
    for arm in (np.array([CROSS, CROSS]), np.array([CROSS, -CROSS])):
        ends = np.concatenate([at - arm, at + arm], 1)
        p.lines(ends, "waste", width=2.0, alpha=shown)
