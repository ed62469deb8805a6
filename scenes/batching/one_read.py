"""One read of the weights feeding many slots: a sheet of light leaves the slab once and every lane gets its token."""

from __future__ import annotations

from typing import Any

import numpy as np

from tourapp.authoring import Frame, Picture, Rect, ramp, smooth

SLAB = Rect(64, 190, 250, 520)
LANES = Rect(420, 190, 1020, 520)
PERIOD = 1.8  # seconds of one decode step, slowed down to be seen


def draw_one_read(f: Frame, p: Picture, slots: int, alone: Any, each: Any) -> None:
    """The slab at the left, a lane per slot, and the share of the read each token pays for."""
    p.bake(("one-read", slots), lambda q: _still(q, slots), bloom=0.5, rect=Rect(40, 120, 1420, 640))
    p.text((SLAB.cx, SLAB.y - 24), "the weights", size=20, weight=600, align="center")
    p.text(
        (SLAB.cx, SLAB.bottom + 38),
        "{v}",
        v=alone,
        size=30,
        mono=True,
        weight=600,
        role="weights",
        align="center",
        fit=260,
    )
    p.text((SLAB.cx, SLAB.bottom + 66), "read once per step", size=16, role="dim", align="center")
    _wave(f, p, slots)
    shown = float(ramp(f.beat("share"), 0.35, 0.5))
    p.text(
        (LANES.right, SLAB.bottom + 38),
        "{v} per token",
        v=each,
        size=30,
        mono=True,
        weight=600,
        role="decode",
        align="right",
        alpha=shown,
        fit=520,
    )
    p.text(
        (LANES.right, SLAB.bottom + 66),
        "shared by {n} users, one token each",
        n=slots,
        size=16,
        role="dim",
        align="right",
        alpha=shown,
        fit=520,
    )


def _still(p: Picture, slots: int) -> None:
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
    phase = (f.clock / PERIOD) % 1.0 if not f.still else 0.6
    begun = int(f.clock / PERIOD) + 7 if not f.still else 9
    ys = lane_heights(slots)
    sweep = float(smooth(ramp(phase, 0.0, 0.45)))
    x = SLAB.right + (LANES.x - SLAB.right) * sweep
    glow = 1.0 - float(ramp(phase, 0.45, 0.6))
    if glow > 0.02:
        rows = np.linspace(SLAB.y, SLAB.bottom, 40)
        spread = np.stack([np.full(40, x), rows], 1)
        p.sprites(spread, 46, "weights", alpha=0.8 * glow)
        p.lines([(x, SLAB.y, x, SLAB.bottom)], "white", width=2.0, alpha=0.8 * glow)
        p.lines(np.stack([np.full(slots, SLAB.right), ys, np.full(slots, x), ys], 1), "weights", alpha=0.5 * glow)
    out = float(smooth(ramp(phase, 0.42, 1.0)))
    size = float(min(34.0, LANES.h / slots * 0.7))
    count = min(begun, 11)
    ages = np.arange(count + 1) + out
    alpha = np.where(ages < 1, ages > 0, 1.0) * np.clip(1.15 - ages / 12, 0, 1)
    if phase < 0.42:
        ages, alpha = ages[1:], alpha[1:]
    x_of = LANES.x + ages * 84.0
    keep = x_of < LANES.right
    grid = np.stack(np.meshgrid(x_of[keep], ys), -1).reshape(-1, 2)
    if len(grid):
        p.sprites(grid, size * 2.0, "decode", alpha=np.tile(alpha[keep], slots) * 0.9)
        p.sprites(grid, size * 0.5, "decode", kind="dot", additive=False, alpha=np.tile(alpha[keep], slots))
