"""Index maps of a wall of the hall, made once: which column, row and kind of picture point each point of it is.

With them a frame is worked out per column and spread over the picture, at the same cost for a hundred slots and for a
million. Not here: what stands along the wall.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenes.kv_hall.camera import CEILING, COLUMNS, FLOOR, FOCAL, HALF, HALL, HORIZON, ROWS

ROW_GAP, RIM = 0.022, 0.009
"""Room between two rows, and the width of a slot's rim, in units of the room."""
EDGE, SHADES, MIRRORS = 8, 10, 12
NOTHING = 2 * EDGE + SHADES
CLASSES = NOTHING + MIRRORS
"""Kinds of picture point of a wall: steps from gap to rim, from rim to fill, shades of the fill, mirror light."""


@dataclass(frozen=True, slots=True)
class WallMaps:
    """Index maps of the left wall, of which the right one is the mirror image: `index` [ROWS, COLUMNS] into a table
    [columns, rows, classes]; depth of each column; first and last picture row of each column."""

    index: np.ndarray
    depth: np.ndarray
    low: np.ndarray
    high: np.ndarray


def cover(at: np.ndarray, width: np.ndarray, margin: float) -> np.ndarray:
    """Share of a window of `width` around `at` that lies inside unit cells with a margin at both sides (a box filter,
    exact for any width). Example: cover(0.5, 1, 0.1) is 0.8."""

    def area(x: np.ndarray) -> np.ndarray:
        whole = np.floor(x)
        return np.asarray(whole * (1 - 2 * margin) + np.clip(x - whole - margin, 0.0, 1 - 2 * margin))

    return np.asarray((area(at + width / 2) - area(at - width / 2)) / width)


def _dither() -> np.ndarray:
    """A fine fixed pattern around zero [ROWS, COLUMNS] that turns steps of brightness into slopes."""
    y, x = np.mgrid[0:ROWS, 0:COLUMNS]
    return np.asarray((52.9829189 * ((0.06711056 * x + 0.00583715 * y) % 1.0)) % 1.0 - 0.5)


@lru_cache(maxsize=4)
def wall_maps(rows: int, coarse: int = 1) -> WallMaps:
    """The maps for a wall of `rows`; with `coarse` 2 a picture row covers two, so that twice the height is seen."""
    depth = FOCAL * HALF / (COLUMNS - np.arange(COLUMNS) - 0.5)
    y = HORIZON + coarse * (HALL.y - HORIZON + np.arange(ROWS) + 0.5)
    height = np.clip((y[:, None] - HORIZON) * depth[None] / FOCAL, CEILING - 1, 2 * FLOOR - CEILING + 1)
    reflected = height > FLOOR
    seen = np.where(reflected, 2 * FLOOR - height, height)
    pitch = (FLOOR - CEILING - 0.04) / rows
    v = ((seen - CEILING - 0.02) / pitch).astype(np.float32)
    row = np.clip(np.floor(v), 0, rows - 1).astype(np.intp)
    width = (coarse * depth[None] / FOCAL / pitch).astype(np.float32)
    outer, inner = cover(v, width, 0.5 * ROW_GAP / pitch), cover(v, width, (0.5 * ROW_GAP + RIM) / pitch)
    noise = _dither().astype(np.float32)
    shade = np.rint(np.clip(1.0 - (v - row), 0, 1) * (SHADES - 1) + noise)
    ramp = np.where(inner < 0.99, EDGE + inner * (EDGE - 1), 2 * EDGE + np.clip(shade, 0, SHADES - 1))
    step = np.where(outer < 0.99, outer * (EDGE - 1), ramp)
    kind = np.rint(step).astype(np.intp)
    fade = np.exp(-(height - FLOOR) * 2.1) * (MIRRORS - 1) + noise
    kind = np.where(reflected, NOTHING + np.clip(np.rint(fade), 0, MIRRORS - 1).astype(np.intp), kind)
    kind = np.where((v < 0) | (v > rows), NOTHING, kind)
    index = (np.arange(COLUMNS)[None] * rows + row) * CLASSES + kind
    alive = kind != NOTHING
    low, high = np.argmax(alive, 0), ROWS - np.argmax(alive[::-1], 0)
    return WallMaps(index, depth, low, high)


@lru_cache(maxsize=1)
def light_shares() -> np.ndarray:
    """How much each class takes of five lights [5, CLASSES]: fill, haze, rim, rim under the fill, mirror. For
    0..255."""
    shares = np.zeros((5, CLASSES))
    shares[2, :EDGE], shares[2, EDGE:NOTHING] = np.linspace(0, 1, EDGE), 1.0
    inner = np.concatenate([np.zeros(EDGE), np.linspace(0, 1, EDGE), np.ones(SHADES)])
    shade = np.concatenate([np.full(2 * EDGE, 0.75), np.linspace(0.55, 1.0, SHADES)])
    shares[0, :NOTHING], shares[1, :NOTHING], shares[3, :NOTHING] = inner * shade, 1.0, -inner
    shares[4, NOTHING:] = np.linspace(0, 1, MIRRORS)
    return 255.0 * shares


def prepare(rows: int, *, squeezed: bool) -> None:
    """Make the index maps now (a twentieth of a second each, once), so that no later frame waits for them; squeezed:
    those of walls that are seen with less height too."""
    wall_maps(rows, 1)
    if squeezed:
        wall_maps(rows, 2)
