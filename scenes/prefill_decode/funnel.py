"""The turn from one wave to one drop: a funnel that draws a sail together into a point, blue turning into gold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenes.prefill_decode.pane import DEPTH, HEIGHT
from scenes.prefill_decode.sail import sheet_of, sheet_points
from tourapp.authoring import Picture, Rect, ramp, smooth

THREADS = 54
POINTS = 40
"""Points of a thread."""
BANDS = ((0, 14, 0.30, 0.0), (13, 22, 0.34, 0.10), (21, 30, 0.20, 0.30), (29, POINTS, 0.0, 0.42))
"""Parts of a thread, from the sail on: first and last point, how blue it is and how golden."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """From a sail of `tokens` at x0 to a point at x1, both at height cy (stage units)."""

    x0: float
    x1: float
    cy: float
    tokens: int

    @property
    def threads(self) -> np.ndarray:
        """Curves [k, POINTS, 2] from dots of the sail to the point; for places rounded to whole stage units."""
        return _threads(Funnel(float(round(self.x0)), float(round(self.x1)), float(round(self.cy)), self.tokens))


@lru_cache(maxsize=16)
def _threads(funnel: Funnel) -> np.ndarray:
    dots = sheet_points(sheet_of(funnel.tokens), funnel.x0, funnel.cy)
    pick = np.unique(np.linspace(0, len(dots) - 1, min(THREADS, len(dots))).round().astype(int))
    start = dots[pick][:, None, :]
    t = np.linspace(0, 1, POINTS)[None, :]
    x = start[..., 0] + (funnel.x1 - start[..., 0]) * t
    y = start[..., 1] + (funnel.cy - start[..., 1]) * (1 - (1 - smooth(t)) ** 1.35)
    out = np.stack([x, y], -1)
    out.flags.writeable = False
    return out


def draw_funnel(p: Picture, funnel: Funnel, alpha: float = 1.0) -> None:
    """Threads that turn from blue to gold on their way."""
    if alpha <= 0.01:
        return
    threads = funnel.threads

    def build(q: Picture) -> None:
        for low, high, blue, gold in BANDS:
            if blue:
                q.curves(threads[:, low:high], "prefill", alpha=blue, additive=True)
            if gold:
                q.curves(threads[:, low:high], "decode", alpha=gold, additive=True)

    x0, x1, cy = funnel.x0, funnel.x1, funnel.cy
    room = Rect(x0 - DEPTH[0] / 2 - 40, cy - HEIGHT / 2 - 60, x1 - x0 + DEPTH[0] / 2 + 60, HEIGHT + 120)
    key = ("funnel", round(x0), round(x1), funnel.tokens, round(cy))
    p.bake(key, build, rect=room, alpha=alpha, bloom=0.9, additive=True)


def draw_falling(p: Picture, funnel: Funnel, flow: float, alpha: float) -> None:
    """Drops on the funnel's threads; `flow` grows with time, whole numbers look the same."""
    if alpha <= 0.01:
        return
    threads = funnel.threads
    n = len(threads)
    offset = np.random.default_rng(11).random((3, n))
    u = (flow + offset) % 1.0
    at = threads[np.arange(n)[None, :], (u * (POINTS - 1)).astype(int)].reshape(-1, 2)
    u = u.ravel()
    light = alpha * np.sin(np.pi * np.clip(u, 0, 1)) ** 0.5
    p.sprites(at, 9.0, "prefill", alpha=light * (1 - smooth(ramp(u, 0.35, 0.7))))
    p.sprites(at, 11.0, "decode", alpha=light * smooth(ramp(u, 0.35, 0.7)))
