"""The ways of the sparks: fibres that end in the lane, the climb onto the standing line, roads to the replicas.

Places and shapes only; what travels on them is drawn in `sparks`, the still bundle in `gateway`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.queue.stage import BASE, GATE_X, LANE, TAIL_X
from tourapp.authoring import Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import QueueWindow

FIBRES = 24
OUR_FIBRE = 13
SOURCE_X, SOURCE_TOP, SOURCE_HEIGHT = 76.0, 356.0, 444.0
"""The left edge where fibres begin."""
ROAD_Y, ROAD_END = BASE + 15.0, 1114.0
"""Under the chart runs one road; where it ends it fans out to the replicas."""


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
        bow = 46.0 * np.sin(k * 2.4)
        corners = _corners((SOURCE_X, y), (SOURCE_X + 190.0, y + bow), (TAIL_X - 230.0, LANE), (TAIL_X, LANE))
        path = cubic(corners, u)
        lengths = _lengths(path)
        paths.append(_at_lengths(path, lengths, np.linspace(0, lengths[-1], 61)))
        wholes.append(float(lengths[-1]))
    return np.array(paths), np.array(wholes)


def source_y(k: int) -> float:
    """Where fibre k begins at the left edge."""
    return SOURCE_TOP + SOURCE_HEIGHT * k / (FIBRES - 1)


def fibre_of(window: QueueWindow) -> np.ndarray:
    """Which fibre each request takes: scattered by its number, ours on its own."""
    k: np.ndarray = (window.number * 11 + 3) % (FIBRES - 1)
    k = k + (k >= OUR_FIBRE)
    k[window.ours] = OUR_FIBRE
    return k


def fly_in(k: np.ndarray, u: np.ndarray, end_x: np.ndarray) -> np.ndarray:
    """Positions (n x 2) at shares u of fibre k and then along the lane to x = end_x."""
    paths, lengths = fibres()
    done = u * (lengths[k] + np.maximum(end_x - TAIL_X, 0.0))
    index = np.clip(done / lengths[k] * 60.0, 0.0, 60.0)
    low = np.minimum(index.astype(int), 59)
    at = paths[k, low] + (index - low)[:, None] * (paths[k, low + 1] - paths[k, low])
    over = np.maximum(done - lengths[k], 0.0)
    at[:, 0] += over
    return at


def climb(u: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Positions (n x 2) at shares u of the flight to the top of the standing line, ending at `end` (n x 2)."""
    x, y = end[:, :1], end[:, 1:]
    top = np.concatenate([np.maximum(x - 40.0, 120.0), np.maximum(y - 190.0, 330.0)], 1)
    return cubic([*_corners((64.0, 470.0), (300.0, 350.0)), top, end], u)


@lru_cache(maxsize=64)
def roads(boxes: tuple[Rect, ...], upright: float, column: float) -> np.ndarray:
    """The way from the head of the line to the left side of each of n replica cards, as n x 60 x 2 points."""
    out = []
    for x, y in ((box.x - 2.0, box.cy) for box in boxes):
        lying = cubic(_corners((GATE_X, LANE), (GATE_X + 52, LANE), (x - 66, y), (x, y)), np.linspace(0, 1, 60))
        if upright <= 0:
            out.append(lying)
        else:
            out.append(lying * (1 - upright) + _road_under_chart(column, x, y) * upright)
    ways = np.array(out)
    ways.flags.writeable = False
    return ways


def _road_under_chart(column: float, x: float, y: float) -> np.ndarray:
    """From the foot of the column along the road below the chart, then to a card (60 x 2)."""
    start = np.array([[column, BASE - 4.0], [column, ROAD_Y - 8.0], [column + 8.0, ROAD_Y]])
    run = np.stack([np.linspace(column + 8.0, ROAD_END, 23), np.full(23, ROAD_Y)], 1)
    fan = cubic(_corners((ROAD_END, ROAD_Y), (ROAD_END + 44, ROAD_Y), (ROAD_END + 8, y), (x, y)), np.linspace(0, 1, 34))
    return np.concatenate([start, run, fan])
