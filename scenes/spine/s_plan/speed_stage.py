"""Time between tokens over the batch: a step below, prompts of others on top of it, the target across, memory's end as
a wall. Where the curve meets the first of them is the batch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.spine.s_plan.facts import PlanFacts
from scenes.spine.s_plan.places import PICTURE
from tourapp.authoring import Axis, Frame, Phrase, Picture, Quantity, Rect, Tag, Why, pulse
from tourapp.authoring.sizes import LABEL, LINE, READOUT, TAG

PLOT = Rect(PICTURE.x + 96.0, PICTURE.y + 24.0, PICTURE.w - 120.0, PICTURE.h - 88.0)
HIGH = 2.0
"""The axis goes to so many times the target."""
TICKS = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096, 16_384, 65_536, 262_144)
FEWEST, APART = 90.0, 46.0
"""Stage units between two ticks, and between two lines of words."""


@dataclass(frozen=True, slots=True)
class SpeedPlot:
    """Both axes: batch, logarithmic, and seconds."""

    across: Axis
    up: Axis

    def x(self, batch: float) -> float:
        """Stage x of a batch, kept on the plot."""
        share = float(self.across.fraction(max(batch, 1.0)))
        return PLOT.x + PLOT.w * min(max(share, 0.0), 1.0)

    def y(self, seconds: np.ndarray | float) -> np.ndarray:
        """Stage y of times, kept on the plot."""
        return np.asarray(PLOT.bottom - PLOT.h * np.clip(np.asarray(self.up.fraction(np.asarray(seconds))), 0.0, 1.0))


def plot_of(facts: PlanFacts) -> SpeedPlot | None:
    """The axes of the plan that is followed."""
    subject = facts.subject
    if subject is None:
        return None
    edges, target = subject.edges, float(facts.board.asked.between.value)
    least = float(edges.step[0] + edges.prompts[0])
    high = max(HIGH * target, 1.3 * least)
    return SpeedPlot(Axis(1.0, max(float(edges.batch[-1]), 2.0), "", True), Axis(0.0, high))


def draw_speed(f: Frame, p: Picture, facts: PlanFacts) -> None:
    """The whole chart."""
    plot, subject = plot_of(facts), facts.subject
    p.rects([PICTURE], "raised", radius=10, alpha=0.4)
    if plot is None or subject is None:
        return
    _draw_axes(p, plot)
    _draw_areas(f, p, plot, facts)
    told = f.cue("speed.told")
    _draw_wall(p, plot, subject.limits["memory"], f.cue("speed.wall"))
    _draw_target(p, plot, facts.board.asked.between, f.cue("speed.target"))
    _draw_batch(f, p, plot, facts, told)


def _draw_axes(p: Picture, plot: SpeedPlot) -> None:
    p.lines([(PLOT.x, PLOT.bottom, PLOT.right, PLOT.bottom), (PLOT.x, PLOT.y, PLOT.x, PLOT.bottom)], "dim", width=2.0)
    last = -1e9
    for tick in TICKS:
        x = plot.x(tick)
        if tick > plot.across.high or x - last < FEWEST:
            continue
        last = x
        p.text((x, PLOT.bottom + 28), "{n:,}", n=tick, size=TAG, role="dim", align="center", mono=True, part="batches")
    p.text((PLOT.right, PLOT.bottom + 56), "conversations at once →", size=LABEL, role="dim", align="right")
    for seconds in (0.0, plot.up.high):
        at = (PLOT.x - 10, float(plot.y(seconds)) + 7)
        p.text(at, "{v:.0f} ms", v=1e3 * seconds, size=TAG, role="dim", mono=True, align="right", part="times")


def _draw_areas(f: Frame, p: Picture, plot: SpeedPlot, facts: PlanFacts) -> None:
    """A step in gold, the prompts of others in blue on top of it."""
    subject = facts.subject
    assert subject is not None
    edges, shown = subject.edges, f.cue("speed.curve")
    if shown <= 0.01:
        return
    seen = max(2, round(len(edges.batch) * shown))
    x = np.array([plot.x(each) for each in edges.batch[:seen]])
    low, high = plot.y(edges.step[:seen]), plot.y((edges.step + edges.prompts)[:seen])
    floor = np.full(seen, PLOT.bottom)
    p.polys(_between(x, floor, low), "decode", alpha=0.42)
    p.polys(_between(x, low, high), "prefill", alpha=0.5)
    inside = (edges.step + edges.prompts)[:seen] <= plot.up.high
    if inside.sum() > 1:
        p.curves(np.stack([x, high], 1)[inside], "ink", width=3.0)
    if not f.still:
        place = int((f.clock * 14.0) % seen)
        p.sprites([(x[place], high[place])], 30.0, "prefill", alpha=0.8)
    _draw_names(p, facts, f.cue("speed.told"))


def _draw_names(p: Picture, facts: PlanFacts, shown: float) -> None:
    """What the two areas are at the batch that is taken."""
    step, others, _ = facts.gap_sum
    words = Phrase("prompts of others: {v}", v=others)
    at = (PLOT.x + 18, PLOT.y + 36)
    p.text(at, words, size=LINE, weight=600, role="prefill", backed=0.7, alpha=shown, part="areas")
    at = (PLOT.x + 18, PLOT.y + 80)
    p.text(at, "a step: {v}", v=step, size=LINE, weight=600, role="decode", backed=0.7, alpha=shown, part="areas")


def _between(x: np.ndarray, one: np.ndarray, two: np.ndarray) -> np.ndarray:
    """The outline of what lies between two curves."""
    return np.concatenate([np.stack([x, one], 1), np.stack([x, two], 1)[::-1]])


def _draw_wall(p: Picture, plot: SpeedPlot, users: Quantity, shown: float) -> None:
    """Where memory ends."""
    if shown <= 0.01:
        return
    x = plot.x(float(users.value)) if int(users.value) >= 1 else PLOT.x
    if PLOT.right - x > 4:
        p.hatch([(x, PLOT.y, PLOT.right - x, PLOT.h)], alpha=0.5 * shown, ground=0.12)
    p.lines([(x, PLOT.y, x, PLOT.bottom)], "waste", width=3.0, alpha=shown)
    left = x < PLOT.x + 0.7 * PLOT.w
    at = (x + 14 if left else x - 14, PLOT.y + 34)
    words = Phrase("memory: {n} fit", n=users)
    p.text(at, words, size=LINE, weight=600, role="waste", align="left" if left else "right", backed=0.85, alpha=shown)


def _draw_target(p: Picture, plot: SpeedPlot, target: Quantity, shown: float) -> None:
    if shown <= 0.01:
        return
    y = float(plot.y(float(target.value)))
    p.lines([(PLOT.x, y, PLOT.x + PLOT.w * shown, y)], "white", width=2.5, dash=True)
    p.text((PLOT.x + 14, y - 14), "at most {v}", v=target, size=LINE, weight=600, backed=0.7, alpha=shown)


def _draw_batch(f: Frame, p: Picture, plot: SpeedPlot, facts: PlanFacts, told: float) -> None:
    """The batch that is taken."""
    numbers = facts.numbers
    if numbers is None or told <= 0.01:
        return
    x, y = plot.x(float(numbers.batch.value)), float(plot.y(float(numbers.between.value)))
    p.lines([(x, y, x, PLOT.bottom)], "white", width=3.0, alpha=told)
    p.sprites([(x, y)], 54.0 * pulse(f.clock, 2.2, 0.8, 1.0), "white", alpha=told)
    p.sprites([(x, y)], 18.0, "white", kind="dot", additive=False, alpha=told)
    left = x < PLOT.x + 0.62 * PLOT.w
    base, target = PLOT.bottom - 60, float(plot.y(float(facts.board.asked.between.value))) - 14
    if abs(base - target) < APART:
        base -= 2 * APART
    at = (x + 16 if left else x - 16, base)
    align = "left" if left else "right"
    p.text(at, "batch {n}", n=numbers.batch, size=READOUT, weight=600, align=align, backed=0.85, alpha=told)
    p.hot([(x - 20, y - 20, 40, 40)], (Tag("batch"),), (Why(),), (numbers.batch,))
