"""The ways of the sparks: fibres that end in the lane, and roads from the gate to the replicas.

Places and shapes only; what travels on them is drawn in `sparks`, the still bundle in `gateway`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.queue.stage import GATE_X, LANE, TAIL_X
from tourapp.authoring import Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import QueueWindow

FIBRES = 16
OUR_FIBRE = 9
KEY = Rect(64.0, -15.0, 46.0, 30.0)
"""An Enter key, seen from the height of its fibre."""
SOURCE_X, SOURCE_TOP, SOURCE_HEIGHT = KEY.right, 158.0, 664.0
"""The right edge of the keys, where fibres begin."""


def cubic(corners: list[np.ndarray], u: np.ndarray) -> np.ndarray:
    """Points of cubic curves; each of the four corners broadcasts against u[..., None]."""
    a, b, c, d = corners
    v = u[..., None]
    return (1 - v) ** 3 * a + 3 * (1 - v) ** 2 * v * b + 3 * (1 - v) * v * v * c + v**3 * d


def _corners(*points: tuple[float, float]) -> list[np.ndarray]:
    return [np.array(point) for point in points]


def _lengths(path: np.ndarray) -> np.ndarray:
    """How far along a path (m x 2) each of its points lies."""
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(path, axis=0).T))])


def _at_lengths(path: np.ndarray, lengths: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    return np.stack([np.interp(wanted, lengths, path[:, k]) for k in (0, 1)], -1)


def along(path: np.ndarray, u: np.ndarray) -> np.ndarray:
    """Points (n x 2) at shares u of a path (m x 2), by its length."""
    lengths = _lengths(path)
    return _at_lengths(path, lengths, u * lengths[-1])


@lru_cache(maxsize=1)
def fibres() -> tuple[np.ndarray, np.ndarray]:
    """Every fibre as 61 evenly spaced points (FIBRES x 61 x 2), and their lengths."""
    u = np.linspace(0, 1, 241)
    paths, wholes = [], []
    for k in range(FIBRES):
        y = source_y(k)
        bow = 30.0 * np.sin(k * 2.4)
        corners = _corners((SOURCE_X, y), (SOURCE_X + 150.0, y + bow), (TAIL_X - 230.0, LANE), (TAIL_X, LANE))
        path = cubic(corners, u)
        lengths = _lengths(path)
        paths.append(_at_lengths(path, lengths, np.linspace(0, lengths[-1], 61)))
        wholes.append(float(lengths[-1]))
    return np.array(paths), np.array(wholes)


def source_y(k: int) -> float:
    """Where fibre k begins at the left edge."""
    return SOURCE_TOP + SOURCE_HEIGHT * k / (FIBRES - 1)


@lru_cache(maxsize=8)
def fibre_of(window: QueueWindow) -> np.ndarray:
    """Which fibre each request takes: scattered by its number, ours on its own."""
    k: np.ndarray = (window.number * 11 + 3) % (FIBRES - 1)
    k = k + (k >= OUR_FIBRE)
    k[window.ours] = OUR_FIBRE
    k.flags.writeable = False
    return k


def fly_in(k: np.ndarray, u: np.ndarray, end_x: np.ndarray) -> np.ndarray:
    """Positions (n x 2) at shares u of fibre k and then along the lane to x = end_x."""
    paths, lengths = fibres()
    done = u * (lengths[k] + np.maximum(end_x - TAIL_X, 0.0))
    index = np.clip(done / lengths[k] * 60.0, 0.0, 60.0)
    low = np.minimum(index.astype(int), 59)
    at: np.ndarray = paths[k, low] + (index - low)[:, None] * (paths[k, low + 1] - paths[k, low])
    over = np.maximum(done - lengths[k], 0.0)
    at[:, 0] += over
    return at


@lru_cache(maxsize=16)
def roads(boxes: tuple[Rect, ...]) -> np.ndarray:
    """The way from the gate to the left side of each of n replica cards, as n x 60 x 2 points."""
    u, out = np.linspace(0, 1, 60), []
    for x, y in ((box.x - 2.0, box.cy) for box in boxes):
        out.append(cubic(_corners((GATE_X, LANE), (GATE_X + 52, LANE), (x - 66, y), (x, y)), u))
    ways = np.array(out)
    ways.flags.writeable = False
    return ways
