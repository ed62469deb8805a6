"""A cloud of real weights passes a curtain and lands on rails: every group has its own scale, so its own spacing."""

from __future__ import annotations

from typing import Any

import numpy as np

from tourapp.authoring import Picture, Rect, clamp, smooth

CLOUD = Rect(64, 190, 520, 500)
CURTAIN = 620.0
RAILS = Rect(660, 190, 480, 500)
BARS = Rect(1190, 190, 250, 500)
"""Cloud, rails and histogram share one vertical axis."""


def _y(values: Any, top: float) -> np.ndarray:
    """Stage height of weights: +top at the upper edge, -top at the lower one."""
    return np.asarray(CLOUD.cy - np.asarray(values, dtype=np.float64) / top * CLOUD.h / 2)


def top_of(snapped: Any) -> float:
    """The largest weight shown, with a little room."""
    return float(np.abs(snapped.values).max()) * 1.06


def draw_cloud(p: Picture, snapped: Any, *, alpha: float = 1.0, bands: float = 1.0) -> None:
    """The weights as they are, group by group; the band of a group is as tall as its largest weight."""
    top = top_of(snapped)
    groups, size = snapped.values.shape
    cells = CLOUD.columns(groups, 12)
    boxes = []
    for k, cell in enumerate(cells):
        high, low = _y(snapped.values[k].max(), top), _y(snapped.values[k].min(), top)
        boxes.append((cell.x, float(high) - 8, cell.w, float(low - high) + 16))
    p.rects(boxes, "raised", radius=8, alpha=0.7 * bands * alpha, stroke="weights", stroke_alpha=0.5 * bands)
    rng = np.random.default_rng(size)
    x = np.concatenate([cell.x + 10 + rng.random(size) * (cell.w - 20) for cell in cells])
    y = _y(snapped.values.ravel(), top)
    p.sprites(np.stack([x, y], 1), 17, "weights", alpha=alpha)


def draw_flight(p: Picture, snapped: Any, share: float, *, alpha: float = 1.0) -> None:
    """The same weights on their way: through the curtain, then onto their rails. `share` 0 cloud .. 1 landed."""
    top = top_of(snapped)
    groups, size = snapped.values.shape
    rng = np.random.default_rng(size)
    cells, lands = CLOUD.columns(groups, 12), RAILS.columns(groups, 12)
    u = rng.random((groups, size))
    x0 = np.stack([cell.x + 10 + u[k] * (cell.w - 20) for k, cell in enumerate(cells)])
    x1 = np.stack([cell.x + 6 + u[k] * (cell.w - 12) for k, cell in enumerate(lands)])
    delay = (x0.max() - x0) / max(1.0, x0.max() - x0.min()) * 0.5
    go = np.asarray(smooth(clamp((share - delay) / 0.5)))
    x = x0 + (x1 - x0) * go
    after = np.clip((x - CURTAIN) / 50.0, 0, 1)
    y = _y(snapped.values, top) * (1 - after) + _y(snapped.restored, top) * after
    kept = snapped.protected
    p.sprites(np.stack([x[~kept], y[~kept]], 1), 20, "weights", alpha=alpha)
    p.sprites(np.stack([x[~kept], y[~kept]], 1), 12, "white", alpha=(0.3 + 0.7 * after[~kept]) * alpha)
    if kept.any():
        at = np.stack([x[kept], y[kept]], 1)
        d = 9.0
        diamonds = np.stack([at + np.array(o) for o in ((0, -d), (d, 0), (0, d), (-d, 0))], 1)
        p.polys(diamonds, "ground", alpha=alpha, stroke="good", stroke_width=2.0)


def draw_rails(p: Picture, snapped: Any, bits: int, *, alpha: float = 1.0) -> None:
    """The values a group can take, while there are few enough to be seen."""
    if bits > 5 or alpha < 0.02:
        return
    top = top_of(snapped)
    levels = np.arange(2**bits)
    ends = []
    for k, cell in enumerate(RAILS.columns(len(snapped.scales), 12)):
        y = _y((levels - snapped.zeros[k]) * snapped.scales[k], top)
        keep = (y > CLOUD.y - 20) & (y < CLOUD.bottom + 20)
        ends.append(np.stack([np.full(keep.sum(), cell.x), y[keep], np.full(keep.sum(), cell.right), y[keep]], 1))
    p.lines(np.concatenate(ends), "dim", alpha=0.55 * alpha)


def draw_curtain(p: Picture, clock: float, alpha: float = 1.0) -> None:
    """The curtain of light."""
    ys = np.linspace(CLOUD.y - 10, CLOUD.bottom + 10, 26)
    p.sprites(np.stack([np.full(26, CURTAIN), ys], 1), 60, "weights", alpha=0.7 * alpha)
    p.lines([(CURTAIN, CLOUD.y - 24, CURTAIN, CLOUD.bottom + 24)], "white", width=2.5, alpha=0.9 * alpha)


def draw_bars(p: Picture, snapped: Any, share: float, bits: int, *, alpha: float = 1.0) -> None:
    """Where they land: a histogram on the same axis, before (outline) and after (bars)."""
    top = top_of(snapped)
    edges = np.linspace(-top, top, 49)
    before, _ = np.histogram(snapped.values, edges)
    after, _ = np.histogram(snapped.restored, edges)
    most = max(int(after.max()), int(before.max()), 1)
    middle = _y((edges[1:] + edges[:-1]) / 2, top)
    h = CLOUD.h / 48
    length = after / most * (BARS.w - 10) * share
    boxes = np.stack([np.full(48, BARS.x), middle - h * 0.4, length, np.full(48, h * 0.8)], 1)
    p.rects(boxes[length > 0.5], "weights", alpha=0.85 * alpha)
    line = np.stack([BARS.x + before / most * (BARS.w - 10), middle], 1)
    p.curves(line, "ink", alpha=0.6 * alpha)
    p.lines([(BARS.x, CLOUD.y, BARS.x, CLOUD.bottom)], "line", alpha=alpha)
