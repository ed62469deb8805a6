"""A cloud of real weights passes a curtain and lands on rails: every group has its own scale, so its own spacing.

Cloud, rails and histogram share one vertical axis. Not here: when they move and what is written above them (`snap`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Picture, Rect, clamp, smooth

if TYPE_CHECKING:
    from tourapp.authoring.kinds import SnappedWeights

CLOUD = Rect(64, 186, 500, 610)
CURTAIN = 604.0
RAILS = Rect(644, 186, 540, 610)
BARS = Rect(1214, 186, 226, 610)
GAP = 12.0
"""Between two groups."""
BINS = 48
MOST_RAILS_BITS = 5
"""With more bits the rails are too close to be seen."""
DIAMOND = 13.0
"""Half the diagonal of a protected weight."""
REACH = 15.0
"""Stage units above and below the sweep's line in which it finds what has landed."""


def _y(values: np.ndarray, top: float) -> np.ndarray:
    """Stage height of weights: +top at the upper edge, -top at the lower one."""
    return np.asarray(CLOUD.cy - np.asarray(values, dtype=np.float64) / top * CLOUD.h / 2)


def _top_of(snapped: SnappedWeights) -> float:
    """The largest weight shown, before or after, with a little room."""
    return float(max(np.abs(snapped.values).max(), np.abs(snapped.restored).max())) * 1.06


def draw_cloud(p: Picture, snapped: SnappedWeights, *, alpha: float = 1.0, bands: float = 1.0) -> None:
    """The weights as they are, group by group; the band of a group is as tall as its largest weight."""
    top = _top_of(snapped)
    groups, size = snapped.values.shape
    cells = CLOUD.columns(groups, GAP)
    boxes = []
    for k, cell in enumerate(cells):
        high, low = _y(snapped.values[k].max(), top), _y(snapped.values[k].min(), top)
        boxes.append((cell.x, float(high) - 8, cell.w, float(low - high) + 16))
    p.rects(boxes, "raised", radius=8, alpha=0.7 * bands * alpha, stroke="weights", stroke_alpha=0.5 * bands)
    rng = np.random.default_rng(size)
    x = np.concatenate([cell.x + 10 + rng.random(size) * (cell.w - 20) for cell in cells])
    y = _y(snapped.values.ravel(), top)
    p.sprites(np.stack([x, y], 1), 30, "weights", alpha=alpha)
    p.sprites(np.stack([x, y], 1), 14, "ink", alpha=0.8 * alpha)


def draw_flight(p: Picture, snapped: SnappedWeights, share: float) -> None:
    """The same weights on their way: through the curtain, then onto their rails. `share` 0 cloud .. 1 landed."""
    top = _top_of(snapped)
    groups, size = snapped.values.shape
    u = np.random.default_rng(size).random((groups, size))
    x0 = np.stack([cell.x + 10 + u[k] * (cell.w - 20) for k, cell in enumerate(CLOUD.columns(groups, GAP))])
    x1 = np.stack([cell.x + 6 + u[k] * (cell.w - 12) for k, cell in enumerate(RAILS.columns(groups, GAP))])
    delay = (x0.max() - x0) / max(1.0, x0.max() - x0.min()) * 0.5
    go = np.asarray(smooth(clamp((share - delay) / 0.5)))
    x = x0 + (x1 - x0) * go
    after = np.clip((x - CURTAIN) / 50.0, 0, 1)
    y = _y(snapped.values, top) * (1 - after) + _y(snapped.restored, top) * after
    kept = snapped.protected
    loose = np.stack([x[~kept], y[~kept]], 1)
    p.sprites(loose, 30, "weights", alpha=1.0)
    p.sprites(loose, 17, "white", alpha=0.3 + 0.7 * after[~kept])
    if kept.any():
        at = np.stack([x[kept], y[kept]], 1)
        corners = np.array([(0, -DIAMOND), (DIAMOND, 0), (0, DIAMOND), (-DIAMOND, 0)])
        p.polys(at[:, None, :] + corners, "ground", stroke="good", stroke_width=2.0)


def draw_rails(p: Picture, snapped: SnappedWeights, bits: int) -> None:
    """The values a group can take, while there are few enough to be seen."""
    if bits > MOST_RAILS_BITS:
        return
    top = _top_of(snapped)
    levels = np.arange(2**bits)
    ends = []
    for k, cell in enumerate(RAILS.columns(len(snapped.scales), GAP)):
        y = _y((levels - snapped.zeros[k]) * snapped.scales[k], top)
        keep = (y > CLOUD.y - 20) & (y < CLOUD.bottom + 20)
        ends.append(np.stack([np.full(keep.sum(), cell.x), y[keep], np.full(keep.sum(), cell.right), y[keep]], 1))
    p.lines(np.concatenate(ends), "weights", width=2, alpha=0.7)


def draw_curtain(p: Picture) -> None:
    """The curtain of light."""
    line = [(CURTAIN, CLOUD.y - 24, CURTAIN, CLOUD.bottom + 24)]
    for width, alpha in ((56, 0.08), (30, 0.14), (12, 0.3)):
        p.lines(line, "weights", width=width, alpha=alpha)
    p.lines(line, "white", width=5, alpha=0.95)


def draw_bars(p: Picture, snapped: SnappedWeights, share: float) -> None:
    """Where they land: a histogram on the same axis, before (outline) and after (bars, grown by `share`)."""
    top = _top_of(snapped)
    edges = np.linspace(-top, top, BINS + 1)
    before, _ = np.histogram(snapped.values, edges)
    after, _ = np.histogram(snapped.restored, edges)
    most = max(int(after.max()), int(before.max()), 1)
    middle = _y((edges[1:] + edges[:-1]) / 2, top)
    h = CLOUD.h / BINS
    length = after / most * (BARS.w - 10) * share
    boxes = np.stack([np.full(BINS, BARS.x), middle - h * 0.4, length, np.full(BINS, h * 0.8)], 1)
    p.rects(boxes[length > 0.5], "weights", alpha=0.95)
    line = np.stack([BARS.x + before / most * (BARS.w - 10), middle], 1)
    p.curves(line, "ink", width=2, alpha=0.8)
    p.lines([(BARS.x, CLOUD.y, BARS.x, CLOUD.bottom)], "line")


def draw_sweep(p: Picture, snapped: SnappedWeights, share: float) -> None:
    """A line that passes over all heights, `share` 0 top .. 1 foot, and lights the weights that have landed there."""
    top = _top_of(snapped)
    groups, size = snapped.values.shape
    u = np.random.default_rng(size).random((groups, size))
    x = np.stack([cell.x + 6 + u[k] * (cell.w - 12) for k, cell in enumerate(RAILS.columns(groups, GAP))])
    y, line = _y(snapped.restored, top), CLOUD.y + CLOUD.h * share
    found = (np.abs(y - line) < REACH) & ~snapped.protected
    p.lines([(RAILS.x, line, BARS.right, line)], "white", width=2, alpha=0.5)
    if found.any():
        p.sprites(np.stack([x[found], y[found]], 1), 44, "white", alpha=0.9)
