"""Where things stand on the card: the loop, the answer at its foot, the belt laid out straight, and the chart."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from tourapp.authoring import Rect
from tourapp.figures.card_frame import UNDER

LOOP = Rect(104.0, 186.0, 1296.0, 420.0)
"""The middle line of the belt."""
BEND = 200.0
BELT = Rect(UNDER.x, UNDER.y + 28.0, UNDER.w, 92.0)
"""The belt laid out straight, to scale."""
ANSWER = Rect(64.0, 706.0, 1376.0, 60.0)
GATE = 0.0
"""Where on the loop the belt is read: the middle of its foot."""
POINTS = 720
EQUATION_Y = UNDER.y + 250.0
CHART = Rect(150.0, UNDER.y + 44.0, 840.0, UNDER.h - 126.0)
NUMBER = 1046.0
"""Left edge of the number beside the chart."""


@lru_cache(maxsize=1)
def loop_path() -> np.ndarray:
    """Stage places [POINTS, 2] evenly along the loop, clockwise from the middle of its foot; the last point is the
    first one again."""
    r, bend = LOOP, min(BEND, LOOP.h / 2)
    corners = [
        (r.x + bend, r.bottom - bend, 90.0),
        (r.x + bend, r.y + bend, 180.0),
        (r.right - bend, r.y + bend, 270.0),
        (r.right - bend, r.bottom - bend, 360.0),
    ]
    pieces = [np.array([[r.cx, r.bottom]])]
    for x, y, start in corners:
        angle = np.radians(start + np.linspace(0.0, 90.0, 60))
        pieces.append(np.stack([x + bend * np.cos(angle), y + bend * np.sin(angle)], 1))
    pieces.append(np.array([[r.cx, r.bottom]]))
    line = np.concatenate(pieces)
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at = np.linspace(0.0, far[-1], POINTS)
    path = np.stack([np.interp(at, far, line[:, 0]), np.interp(at, far, line[:, 1])], 1)
    path.flags.writeable = False
    return path


def on_loop(share: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places [n, 2] and directions [n, 2] on the loop at shares of its way."""
    path = loop_path()
    at = (share % 1.0) * (POINTS - 1)
    index = np.arange(POINTS)
    place = np.stack([np.interp(at, index, path[:, 0]), np.interp(at, index, path[:, 1])], 1)
    step = np.gradient(path, axis=0)
    way = np.stack([np.interp(at, index, step[:, 0]), np.interp(at, index, step[:, 1])], 1)
    return place, way / np.maximum(np.hypot(*way.T)[:, None], 1e-9)
