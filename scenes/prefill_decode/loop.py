"""The golden loop of decode: one token goes in, meets every pane, comes out and goes in again.

The speed is for the eye; true times stand on the time line (`time_line`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from scenes.prefill_decode.pane import HEIGHT, PaneRow
from tourapp.authoring import Picture, Rect

PERIOD = 1.5
"""Seconds of the stage for one token's way round."""
INSIDE = 0.60
"""Share of the loop's length that leads through the panes, about; the rest leads back below them."""
DEEP = HEIGHT / 2 + 50.0
"""How far below the panes' middle the way back lies."""
POINTS, THROUGH = 400, 160
"""Points of the path, and how many it is made of on its way through the panes."""
TAIL = 0.16
"""Length of the tail behind the token, as a share of the loop."""

Point = tuple[float, float]


def _bezier(a: Point, b: Point, c: Point, d: Point) -> np.ndarray:
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
    through = np.stack([np.linspace(x0, x1, THROUGH), np.full(THROUGH, cy)], 1)
    way = np.concatenate([through[:-1], right[:-1], left])
    length = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))])
    even = np.linspace(0, length[-1], POINTS)
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
    place = tuple(np.round(path[[0, THROUGH]].ravel()).astype(int).tolist())

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
    behind = np.linspace(TAIL, 0.0, 46)
    near = 1 - behind / TAIL
    p.sprites(on_path(path, turn - behind), 34.0 * (0.25 + 0.75 * near), "decode", alpha=alpha * near**2)
    head = on_path(path, turn)[0]
    p.spark((float(head[0]), float(head[1])), "decode", size=112.0, alpha=alpha)


def pane_light(row: PaneRow, x: float, inside: bool) -> np.ndarray:
    """How much each pane's weights are being read [n] while the token stands at x: full there, fading behind it."""
    if not inside:
        return np.zeros(len(row.xs))
    far = (x - row.xs) / row.step
    return np.where(far >= 0, np.exp(-far / 1.6), np.exp(-((far / 0.8) ** 2))) * (np.abs(far) < 6)
