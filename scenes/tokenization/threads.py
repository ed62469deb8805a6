"""The threads of the merge tree: hanging from the letters, with a light where each pair was fused.

The threads are one still layer that the reading line uncovers; all that moves is drawn per frame as arrays.
"""

from __future__ import annotations

import numpy as np

from scenes.tokenization.moment import TreeMoment
from scenes.tokenization.tree_shape import TreeShape, thread_curves
from tourapp.authoring import Picture, Rect, Tag, set_control, smooth

QUIET = 0.4
"""Light of threads that do not end in the largest token."""
FLASH = 0.55
"""Seconds that a fusion flares."""


def draw_threads(p: Picture, shape: TreeShape, line: float, alpha: float) -> None:
    """The threads above the height `line`."""
    if alpha <= 0.01 or not shape.plan.merges or line <= shape.top:
        return
    area = Rect(60, shape.top - 44, 1384, shape.bottom - shape.top + 74)
    reveal = Rect(area.x, area.y, area.w, min(line, area.bottom) - area.y)
    key = ("merge threads", shape.key, QUIET)
    p.bake(key, lambda q: _still_threads(q, shape), rect=area, bloom=0.95, alpha=alpha, reveal=reveal)


def _still_threads(q: Picture, shape: TreeShape) -> None:
    curves, child = thread_curves(shape)
    hot = shape.plan.in_largest()[child]
    width = 1.7 + 1.35 * np.log2(shape.plan.sizes[child])
    light = np.where(hot, 1.0, QUIET)
    for extra, strength in ((6.0, 0.16), (0.0, 0.85)):
        q.curves(curves, "prefill", width=width + extra, alpha=light * strength, additive=extra > 0)
    q.curves(curves[hot], "white", width=np.maximum(1.2, width[hot] * 0.45), alpha=0.45, additive=True)


def draw_drops(p: Picture, s: TreeMoment, to: float, alpha: float) -> None:
    """Straight threads of finished pieces: from where each was made down to `to`; others from the reading line on.
    The token that the eye should follow has the brightest one."""
    if not len(s.pieces) or alpha <= 0.01:
        return
    ends = s.plan.parent[s.pieces] < 0
    start = np.where(ends, s.shape.y[s.pieces], s.line)
    x = np.where(ends, s.shape.x[s.pieces], s.shape.at(s.pieces, s.line))
    hot = np.arange(len(s.pieces)) == s.hot
    keep = start < to - 1
    boxes = np.stack([x, start, x, np.full(len(x), to)], 1)
    for chosen, width, strength in ((hot & keep, 3.4, 0.95), (~hot & keep, 2.0, 0.42)):
        if chosen.any():
            p.lines(boxes[chosen], "prefill", width=width + 5, alpha=0.14 * alpha * strength, additive=True)
            p.lines(boxes[chosen], "prefill", width=width, alpha=alpha * strength)


def draw_knots(p: Picture, shape: TreeShape, merges: int, alpha: float) -> None:
    """A light where each of the first merges was made; a click on one shows the merges up to it."""
    plan = shape.plan
    made = np.flatnonzero((plan.born > 0) & (plan.born <= merges))
    if not len(made) or alpha <= 0.01:
        return
    orders = plan.born[made].tolist()
    p.hot(
        [(shape.x[k] - 16, shape.y[k] - 12, 32, 24) for k in made],
        [Tag("merge", order) for order in orders],
        [set_control("merge_share", round(100 * order / plan.merges)) for order in orders],
    )
    at = np.stack([shape.x[made], shape.y[made]], 1)
    strength = alpha * np.where(plan.in_largest()[made], 0.95, 0.5)
    p.sprites(at, 18 + 9 * np.log2(plan.sizes[made]), "prefill", alpha=strength)


def draw_fusions(p: Picture, s: TreeMoment) -> None:
    """A flash and a widening ring where pieces have just fused."""
    fresh = np.flatnonzero((s.ages >= 0) & (s.ages < FLASH))
    if not len(fresh):
        return
    node = fresh + s.plan.leaves
    at = np.stack([s.shape.x[node], s.shape.y[node]], 1)
    age = s.ages[fresh] / FLASH
    count = np.log2(s.plan.sizes[node] + 1)
    p.sprites(at, (70 + 34 * count) * (1 - 0.3 * age), "prefill", alpha=0.75 * (1 - age) ** 2, kind="soft")
    ring = (26 + 10 * count) + (60 + 16 * count) * smooth(age)
    p.sprites(at, ring, "prefill", alpha=0.7 * (1 - age) ** 1.5, kind="ring")
    p.sprites(at, (50 + 20 * count) * (1 - age) + 12, "white", alpha=(1 - age) ** 2)
