"""Where the weights of each group have landed, seen close: every group has a scale of its own, so steps of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Picture, Rect, ramp
from tourapp.authoring.sizes import LABEL, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import SnappedWeights

HEAD_Y = 146.0
ROOM, GAP = Rect(64, 180, 1376, 400), 26.0
FOOT = 34.0
"""Below a group, the baseline of its scale."""
MOST_RAILS = 32
SWING = 6.0
"""Seconds in which the light goes through all the rails of a group and back."""


def draw_group_steps(f: Frame, p: Picture, snapped: SnappedWeights, bits: int) -> None:
    """Groups side by side on one axis: bands, rails, weights, and below each its scale."""
    groups, rounded = len(snapped.values), bits < 16
    cells = ROOM.columns(groups, GAP)
    key = ("group steps", bits, snapped.values.tobytes(), snapped.restored.tobytes())
    p.bake(key, lambda q: _draw_groups(q, snapped, bits, cells))
    if not rounded:
        return
    shown = f.move("groups", 0.06, 0.2)
    for scale, cell in zip(snapped.scales, cells, strict=True):
        at = (cell.cx, cell.bottom + FOOT)
        p.text(at, "scale {v:.3f}", v=float(scale), size=READOUT, mono=True, align="center", alpha=shown)
    p.text((ROOM.x, HEAD_Y), "weights on their rails, group by group", size=LABEL, role="dim")
    if 2**bits <= MOST_RAILS:
        _draw_walk(f, p, snapped, bits, cells)


def _heights(values: np.ndarray, snapped: SnappedWeights) -> np.ndarray:
    top = float(np.abs(snapped.values).max()) * 1.06
    return np.asarray(ROOM.cy - np.asarray(values, float) / top * ROOM.h / 2)


def _draw_groups(q: Picture, snapped: SnappedWeights, bits: int, cells: list[Rect]) -> None:
    size = snapped.values.shape[1]
    u = np.random.default_rng(size).random(snapped.values.shape)
    for k, cell in enumerate(cells):
        ys = _heights(snapped.restored[k], snapped)
        high, low = float(ys.min()) - 12, float(ys.max()) + 12
        q.rects([(cell.x, high, cell.w, low - high)], "raised", radius=10, stroke="weights", stroke_width=1.5)
        if 2**bits <= MOST_RAILS:
            q.lines(_rails(snapped, bits, k, cell), "weights", width=2, alpha=0.75)
        x = cell.x + 16 + u[k] * (cell.w - 32)
        kept = snapped.protected[k]
        at = np.stack([x, ys], 1)
        q.sprites(at[~kept], 30, "weights")
        q.sprites(at[~kept], 17, "white")
        if kept.any():
            corners = np.array([(0, -13.0), (13.0, 0), (0, 13.0), (-13.0, 0)])
            q.polys(at[kept][:, None, :] + corners, "ground", stroke="good", stroke_width=3.0)


def _rails(snapped: SnappedWeights, bits: int, k: int, cell: Rect) -> np.ndarray:
    """Lines of the values that a group can take and that lie within its room."""
    levels = (np.arange(2**bits) - snapped.zeros[k]) * snapped.scales[k]
    y = _heights(levels, snapped)
    y = y[(y > ROOM.y) & (y < ROOM.bottom)]
    return np.stack([np.full(len(y), cell.x + 8), y, np.full(len(y), cell.right - 8), y], 1)


def _draw_walk(f: Frame, p: Picture, snapped: SnappedWeights, bits: int, cells: list[Rect]) -> None:
    """The same code in every group, one after the other: on another height in each."""
    share = float(ramp(f.beat("groups"), 0.0, 0.1))
    last = 2**bits - 1
    code = round(abs(f.clock / SWING * 2 % 2 - 1) * last)
    ends = []
    for k, cell in enumerate(cells):
        y = float(_heights(np.array((code - snapped.zeros[k]) * snapped.scales[k]), snapped))
        y = float(np.clip(y, ROOM.y, ROOM.bottom))
        ends.append((cell.x + 4, y, cell.right - 4, y))
    p.lines(ends, "white", width=4, alpha=0.95 * share)
    p.lines(ends, "white", width=16, alpha=0.22 * share)
