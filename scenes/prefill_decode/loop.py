"""The turn from one wave to one drop: a funnel that draws a sail together into a point, and the golden loop of decode.

One token goes in, meets every pane, comes out and goes in again. The speed is for the eye; times stand on the time line
(`two_phases_clock`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from scenes.prefill_decode.machine import DEPTH, HEIGHT, Machine, sheet_of, sheet_points
from tourapp.authoring import Picture, Rect, ramp, smooth

THREADS = 54
PERIOD = 1.5
"""Seconds of the stage for one token's way round."""
INSIDE = 0.60
"""Share of the loop's length that leads through the panes, about; the rest leads back below them."""
DEEP = HEIGHT / 2 + 50.0


@lru_cache(maxsize=16)
def funnel_threads(x0: float, x1: float, cy: float, tokens: int) -> np.ndarray:
    """Curves [k, 40, 2] from dots of a sail at x0 to one point at x1."""
    dots = sheet_points(sheet_of(tokens), x0, cy)
    pick = np.unique(np.linspace(0, len(dots) - 1, min(THREADS, len(dots))).round().astype(int))
    start = dots[pick][:, None, :]
    t = np.linspace(0, 1, 40)[None, :]
    x = start[..., 0] + (x1 - start[..., 0]) * t
    y = start[..., 1] + (cy - start[..., 1]) * (1 - (1 - smooth(t)) ** 1.35)
    out = np.stack([x, y], -1)
    out.flags.writeable = False
    return out


def draw_funnel(p: Picture, x0: float, x1: float, cy: float, tokens: int, alpha: float = 1.0) -> None:
    """Threads that turn from blue to gold on their way."""
    if alpha <= 0.01:
        return
    threads = funnel_threads(float(round(x0)), float(round(x1)), float(round(cy)), tokens)

    def build(q: Picture) -> None:
        for k, (low, high) in enumerate(((0, 14), (13, 22), (21, 30), (29, 40))):
            blue, gold = (0.30, 0.34, 0.20, 0.0)[k], (0.0, 0.10, 0.30, 0.42)[k]
            if blue:
                q.curves(threads[:, low:high], "prefill", alpha=blue, additive=True)
            if gold:
                q.curves(threads[:, low:high], "decode", alpha=gold, additive=True)

    room = Rect(x0 - DEPTH[0] / 2 - 40, cy - HEIGHT / 2 - 60, x1 - x0 + DEPTH[0] / 2 + 60, HEIGHT + 120)
    p.bake(("funnel", round(x0), round(x1), tokens, round(cy)), build, rect=room, alpha=alpha, bloom=0.9, additive=True)


def draw_falling(p: Picture, x0: float, x1: float, cy: float, tokens: int, flow: float, alpha: float) -> None:
    """Drops on the funnel's threads; `flow` grows with time, whole numbers look the same."""
    if alpha <= 0.01:
        return
    threads = funnel_threads(float(round(x0)), float(round(x1)), float(round(cy)), tokens)
    n = len(threads)
    offset = np.random.default_rng(11).random((3, n))
    u = (flow + offset) % 1.0
    at = threads[np.arange(n)[None, :], (u * 39).astype(int)].reshape(-1, 2)
    u = u.ravel()
    light = alpha * np.sin(np.pi * np.clip(u, 0, 1)) ** 0.5
    p.sprites(at, 9.0, "prefill", alpha=light * (1 - smooth(ramp(u, 0.35, 0.7))))
    p.sprites(at, 11.0, "decode", alpha=light * smooth(ramp(u, 0.35, 0.7)))


def _bezier(
    a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]
) -> np.ndarray:
    t = np.linspace(0, 1, 200)[:, None]
    return (
        (1 - t) ** 3 * np.array(a)
        + 3 * t * (1 - t) ** 2 * np.array(b)
        + 3 * t**2 * (1 - t) * np.array(c)
        + t**3 * np.array(d)
    )


@lru_cache(maxsize=8)
def loop_path(x0: float, x1: float, cy: float) -> np.ndarray:
    """The way of one token [400, 2], evenly spaced: through the panes from x0 to x1, then back below them."""
    mid, low = (x0 + x1) / 2, cy + DEEP
    right = _bezier((x1, cy), (x1 + 58.0, cy), (x1 + 40.0, low), (mid, low))
    left = _bezier((mid, low), (x0 + 40.0, low), (x0, low - 0.25 * DEEP), (x0, cy))
    way = np.concatenate([np.stack([np.linspace(x0, x1, 160), np.full(160, cy)], 1)[:-1], right[:-1], left])
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))])
    even = np.linspace(0, length[-1], 400)
    path = np.stack([np.interp(even, length, way[:, k]) for k in (0, 1)], 1)
    path.flags.writeable = False
    return path


def on_path(path: np.ndarray, u: np.ndarray | float) -> np.ndarray:
    """Points [n, 2] at shares u of a closed path."""
    index = np.atleast_1d(np.mod(u, 1.0)) * (len(path) - 1)
    return np.stack([np.interp(index, np.arange(len(path)), path[:, k]) for k in (0, 1)], 1)


def inside_share(path: np.ndarray, x1: float) -> float:
    """Share of the path at which the token has gone straight through and reaches x1."""
    return float(np.argmax(path[:, 0] >= x1 - 1.0)) / (len(path) - 1)


def draw_loop(p: Picture, path: np.ndarray, alpha: float) -> None:
    """The golden thread itself, as a band of light."""
    if alpha <= 0.01:
        return
    low, high = path.min(0) - 30, path.max(0) + 30
    room = Rect(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1]))
    place = tuple(np.round(path[[0, 160]].ravel()).astype(int).tolist())

    def build(q: Picture) -> None:
        corner = int(np.argmax(path[:, 1] > path[0, 1] + 0.5))
        back, through = path[corner:], path[: corner + 1]
        for width, strength in ((5.0, 0.30), (2.2, 0.95)):
            q.curves(back[::3], "decode", width=width, alpha=strength, additive=True)
        q.curves(through[::3], "decode", width=1.4, alpha=0.5, additive=True)
        q.sprites(back[::2], 60.0, "decode", alpha=0.07, kind="soft")
        q.sprites(through[::2], 40.0, "decode", alpha=0.05, kind="soft")

    p.bake(("loop", place), build, rect=room, alpha=alpha, bloom=0.55, additive=True)


def draw_drops(p: Picture, path: np.ndarray, turn: float, alpha: float) -> None:
    """What travels on the loop: small sparks all along, and the token itself with its tail. `turn` counts ways
    round."""
    if alpha <= 0.01:
        return
    small = on_path(path, (np.arange(30) + 0.4 * turn * 30 % 1.0) / 30)
    p.sprites(small, 12.0, "decode", alpha=0.55 * alpha)
    tail = np.linspace(0.16, 0.0, 46)
    p.sprites(
        on_path(path, turn - tail),
        34.0 * (0.25 + 0.75 * (1 - tail / 0.16)),
        "decode",
        alpha=alpha * (1 - tail / 0.16) ** 2,
    )
    head = on_path(path, turn)[0]
    p.spark((float(head[0]), float(head[1])), "decode", size=112.0, alpha=alpha)


def pane_light(machine: Machine, x: float, inside: bool) -> np.ndarray:
    """How much each pane's weights are being read [n] while the token stands at x: full there, fading behind it."""
    if not inside:
        return np.zeros(len(machine.xs))
    step = max(machine.xs[1] - machine.xs[0], 1.0)
    far = (x - machine.xs) / step
    return np.where(far >= 0, np.exp(-far / 1.6), np.exp(-((far / 0.8) ** 2))) * (np.abs(far) < 6)
