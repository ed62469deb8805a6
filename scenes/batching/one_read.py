"""One read of the weights feeding many slots: a sheet of light leaves the slab once and every lane gets its token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, ramp, smooth
from tourapp.authoring.sizes import T16, T30, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import SlotRead

SLAB = Rect(64, 190, 250, 520)
LANES = Rect(420, 190, 1020, 520)
LAYER = Rect(40, 120, 1420, 640)
"""Slab and lanes with the room their glow needs."""
PERIOD = 1.8  # seconds of one decode step, slowed down to be seen
ARRIVED = 0.42  # share of a step at which the sheet has come to the lanes
IN_VIEW = 11  # steps whose tokens are still on the lanes
STRIDE = 84.0  # stage units that tokens move on a step
VALUE_DROP, LABEL_DROP = 38, 66
"""Stage units below slab and lanes: their values, and what these are."""


def draw_one_read(f: Frame, p: Picture, slots: int, read: SlotRead) -> None:
    """The slab at the left, a lane per slot, and what each token pays for."""
    p.bake(("one-read", slots), lambda q: _still(q, slots), bloom=0.5, rect=LAYER)
    _slab_words(p, read.step)
    _wave(f, p, slots)
    _sum_words(f, p, slots, read)


def _slab_words(p: Picture, step: Quantity) -> None:
    x, y = SLAB.cx, SLAB.bottom
    p.text((x, SLAB.y - 24), "the weights", size=TAG, weight=600, align="center")
    p.text((x, y + VALUE_DROP), "{v}", v=step, size=T30, mono=True, weight=600, role="weights", align="center", fit=260)
    p.text((x, y + LABEL_DROP), "read once per step", size=T16, role="dim", align="center")


def _sum_words(f: Frame, p: Picture, slots: int, read: SlotRead) -> None:
    """Its part of the read, its own cache, and both together: what a token moves."""
    shown = f.cue("share.each", eased=False)
    own = Phrase("its own cache of {n} {n|token|tokens}", n=f.inputs.context)
    terms = (
        (read.each, Phrase("of the read, which {n} slots share", n=slots), "weights"),
        (read.cache, own, "key"),
        (read.total, Phrase("moved for each token, at {n} slots", n=slots), "decode"),
    )
    y, step = LANES.bottom, LANES.w / len(terms)
    for place, (value, words, role) in enumerate(terms):
        x = LANES.x + step * (place + 0.5)
        at = (x, y + VALUE_DROP)
        p.text(at, "{v}", v=value, size=T30, mono=True, weight=600, role=role, align="center", alpha=shown, fit=250)
        p.text((x, y + LABEL_DROP), words, size=T16, role="dim", align="center", alpha=shown, fit=step - 20)
    for place, sign in enumerate(("+", "=")):
        at = (LANES.x + step * (place + 1), y + VALUE_DROP)
        p.text(at, "{sign}", sign=sign, size=T30, mono=True, role="dim", align="center", alpha=shown)


def _still(p: Picture, slots: int) -> None:
    """The slab's rows and the empty lanes."""
    rng = np.random.default_rng(5)
    rows = np.arange(SLAB.y + 4, SLAB.bottom, 6.0)
    shade = 0.25 + 0.5 * rng.random(len(rows))
    p.rects(
        np.stack([np.full(len(rows), SLAB.x), rows, np.full(len(rows), SLAB.w), np.full(len(rows), 3.0)], 1),
        "weights",
        alpha=shade,
    )
    p.rects([SLAB.inset(-6)], None, radius=10, stroke="weights", stroke_alpha=0.7, stroke_width=1.5)
    ys = lane_heights(slots)
    p.lines(np.stack([np.full(slots, LANES.x), ys, np.full(slots, LANES.right), ys], 1), "line", alpha=0.9)
    at = np.stack([np.full(slots, LANES.x), ys], 1)
    p.sprites(at, 14, "decode", kind="ring", additive=False, alpha=0.8)


def lane_heights(slots: int) -> np.ndarray:
    """Middle of each lane."""
    return LANES.y + (np.arange(slots) + 0.5) * LANES.h / slots


def _wave(f: Frame, p: Picture, slots: int) -> None:
    """One step after the other: the sheet on its way, and the tokens it has left on the lanes."""
    phase = (f.clock / PERIOD) % 1.0 if not f.still else 0.6
    begun = int(f.clock / PERIOD) + 7 if not f.still else 9
    ys = lane_heights(slots)
    _sheet(p, ys, phase)
    _tokens(p, ys, phase, min(begun, IN_VIEW))


def _sheet(p: Picture, ys: np.ndarray, phase: float) -> None:
    """The light of one read between slab and lanes (`ys`: the middle of each)."""
    sweep = float(smooth(ramp(phase, 0.0, 0.45)))
    x = SLAB.right + (LANES.x - SLAB.right) * sweep
    glow = 1.0 - float(ramp(phase, 0.45, 0.6))
    if glow <= 0.02:
        return
    rows = np.linspace(SLAB.y, SLAB.bottom, 40)
    p.sprites(np.stack([np.full(40, x), rows], 1), 46, "weights", alpha=0.8 * glow)
    p.lines([(x, SLAB.y, x, SLAB.bottom)], "white", width=2.0, alpha=0.8 * glow)
    ends = np.stack([np.full(len(ys), SLAB.right), ys, np.full(len(ys), x), ys], 1)
    p.lines(ends, "weights", alpha=0.5 * glow)


def _tokens(p: Picture, ys: np.ndarray, phase: float, count: int) -> None:
    """A column of tokens for each of the last `count` steps; older ones further right and fainter."""
    slots = len(ys)
    size = float(min(34.0, LANES.h / slots * 0.7))
    ages = np.arange(count + 1) + float(smooth(ramp(phase, ARRIVED, 1.0)))
    alpha = np.where(ages < 1, ages > 0, 1.0) * np.clip(1.15 - ages / 12, 0, 1)
    if phase < ARRIVED:
        ages, alpha = ages[1:], alpha[1:]
    x = LANES.x + ages * STRIDE
    keep = x < LANES.right
    grid = np.stack(np.meshgrid(x[keep], ys), -1).reshape(-1, 2)
    if len(grid):
        strength = np.tile(alpha[keep], slots)
        p.sprites(grid, size * 2.0, "decode", alpha=strength * 0.9)
        p.sprites(grid, size * 0.5, "decode", kind="dot", additive=False, alpha=strength)
