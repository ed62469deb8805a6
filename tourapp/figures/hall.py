"""A hall in perspective, one slot per token, keys on the left wall and values on the right.

Every screen column of a wall looks at one depth, so a frame is worked out per column (what stands there, how bright,
how much of a slot it covers) and spread over the picture by index maps made once. The cost is the same for a hundred
slots and for a million. Not here: what is on the floor or in the air.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from tourapp.authoring import Picture, Rect

CX, HORIZON, FOCAL = 752.0, 398.0, 760.0
HALF, CEILING, FLOOR = 1.25, -0.84, 0.60
"""Half the hall's width, heights of ceiling and floor, in units of the room; the eye is at zero."""
COLUMNS, ROWS = 728, 612
HALL = Rect(CX - COLUMNS, 108.0, 2.0 * COLUMNS, float(ROWS))
FADE = 7.5
"""Depth over which light falls to a third."""
GAP = 0.026
"""Room between two slots, in units of the room."""
PANE = (0.11, 0.27)
"""A pane shorter than the first length has melted into the next larger one; longer than the second it stands alone."""
WALL_CLASSES, MIRROR_CLASSES = 31, 13


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the eye is: at token `at` (a fraction is between two), in a hall whose slots are `length` deep."""

    at: float
    length: float

    def depth(self, token: float) -> float:
        """How far ahead of the eye a token's near edge is; negative behind."""
        return (token - self.at) * self.length

    def token(self, depth: float) -> float:
        """Which token stands at a depth."""
        return self.at + depth / self.length

    def column(self, token: float) -> float:
        """The wall column (0 at the picture's edge .. COLUMNS at the vanishing point) of a token's near edge."""
        depth = self.depth(token)
        return 0.0 if depth <= FOCAL * HALF / COLUMNS else COLUMNS - FOCAL * HALF / depth


def project(x: float, y: float, depth: float) -> tuple[float, float]:
    """Stage position of a point of the room (x to the right, y down, both 0 on the axis)."""
    return CX + FOCAL * x / depth, HORIZON + FOCAL * y / depth


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of slots that looks alike, from token `start` to `end`. level: brightness of the slots' fill, one number
    or [tokens, 2 walls, rows]; edge: of their rims; roles: the ramp from dark to bright, per wall."""

    start: float
    end: float
    roles: tuple[tuple[str, ...], tuple[str, ...]]
    edge: float
    level: np.ndarray | float
    sums: np.ndarray | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class _Maps:
    """Index maps of one wall: `index` [ROWS, COLUMNS] into a table [columns, rows, classes]; depth of each column; what
    each class takes of rim, fill and mirror light; first and last picture row each column touches."""

    index: np.ndarray
    flipped: np.ndarray
    depth: np.ndarray
    outer: np.ndarray
    inner: np.ndarray
    shade: np.ndarray
    mirror: np.ndarray
    low: np.ndarray
    high: np.ndarray


def cover(at: np.ndarray, width: np.ndarray, margin: float) -> np.ndarray:
    """Share of a window of `width` around `at` that lies inside unit cells with a margin at both sides (a box filter,
    exact for any width)."""
    def area(x: np.ndarray) -> np.ndarray:
        whole = np.floor(x)
        return np.asarray(whole * (1 - 2 * margin) + np.clip(x - whole - margin, 0.0, 1 - 2 * margin))

    return np.asarray((area(at + width / 2) - area(at - width / 2)) / width)


@lru_cache(maxsize=4)
def _maps(rows: int) -> _Maps:
    depth = FOCAL * HALF / (COLUMNS - np.arange(COLUMNS) - 0.5)
    y = HALL.y + np.arange(ROWS) + 0.5
    height = (y[:, None] - HORIZON) * depth[None] / FOCAL
    reflected = height > FLOOR
    seen = np.where(reflected, 2 * FLOOR - height, height)
    pitch = (FLOOR - CEILING - 0.04) / rows
    v = (seen - CEILING - 0.02) / pitch
    row = np.clip(np.floor(v), 0, rows - 1).astype(np.intp)
    width = np.broadcast_to(depth[None] / FOCAL / pitch, v.shape)
    rim = 0.032 / pitch
    outer, inner = cover(v, width, 0.5 * rim), cover(v, width, 1.15 * rim)
    shade = 1.0 - (v - row)
    step = np.where(outer < 0.995, outer, np.where(inner < 0.995, 1 + inner, 2 + np.clip(shade, 0, 1)))
    kind = np.clip(np.rint(step * 10), 0, WALL_CLASSES - 1).astype(np.intp)
    fade = np.exp(-(height - FLOOR) * 2.1)
    kind = np.where(reflected, WALL_CLASSES + np.rint(np.clip(fade, 0, 1) * (MIRROR_CLASSES - 1)).astype(np.intp), kind)
    kind = np.where((v < 0) | (v > rows), WALL_CLASSES, kind)
    classes = WALL_CLASSES + MIRROR_CLASSES
    index = (np.arange(COLUMNS)[None] * rows + row) * classes + kind
    steps = np.arange(WALL_CLASSES) / 10
    nothing = np.zeros(MIRROR_CLASSES)
    part = [np.concatenate([np.clip(steps, 0, 1), nothing]), np.concatenate([np.clip(steps - 1, 0, 1), nothing]),
            np.concatenate([np.where(steps >= 2, 0.62 + 0.38 * (steps - 2), 0.80), nothing]),
            np.concatenate([np.zeros(WALL_CLASSES), np.linspace(0, 1, MIRROR_CLASSES)])]
    alive = kind != WALL_CLASSES
    low, high = np.argmax(alive, 0), ROWS - np.argmax(alive[::-1], 0)
    return _Maps(index, np.ascontiguousarray(index[:, ::-1]), depth, *part, low, high)


def panes(length: float) -> tuple[float, float]:
    """How many slots share a pane (a power of ten), and how plainly those panes stand apart (0..1)."""
    size = 10.0 ** max(0.0, np.ceil(np.log10(PANE[0] / length)))
    alone = np.clip((length * size - PANE[0]) / (PANE[1] - PANE[0]), 0, 1)
    return float(size), float(alone if size > 1 or length < PANE[1] else 1.0)


def zone(start: float, end: float, roles: tuple[tuple[str, ...], tuple[str, ...]], edge: float,
         level: np.ndarray | float) -> Zone:
    """A zone with the running sums that far columns are averaged from."""
    sums = None
    if isinstance(level, np.ndarray):
        sums = np.concatenate([np.zeros((1, *level.shape[1:])), np.cumsum(level, axis=0)])
    return Zone(start, end, roles, edge, level, sums)


def _levels(z: Zone, wall: int, token: np.ndarray, width: np.ndarray, rows: int) -> np.ndarray:
    """Brightness [columns, rows] of a zone's slots as the columns see them: one slot near by, averages far away."""
    if z.sums is None or not isinstance(z.level, np.ndarray):
        return np.full((len(token), rows), float(z.level))
    n = len(z.level)
    at = token - z.start
    near = z.level[np.clip(np.floor(at), 0, n - 1).astype(np.intp), wall]
    if width.max() <= 1.0:
        return near
    a, b = np.clip(at - width / 2, 0, n), np.clip(at + width / 2, 0, n)
    grid = np.arange(n + 1)
    total = np.stack([np.interp(b, grid, z.sums[:, wall, r]) - np.interp(a, grid, z.sums[:, wall, r])
                      for r in range(rows)], -1)
    mean = total / np.maximum(b - a, 1e-6)[:, None]
    far = np.clip(width - 1.0, 0, 1)[:, None]
    return np.asarray(near * (1 - far) + mean * far)


def _table(camera: Camera, z: Zone, wall: int, span: slice, rows: int) -> np.ndarray:
    """Levels 0..255 of every class in the columns of a span, [columns * rows * classes]."""
    maps = _maps(rows)
    depth = maps.depth[span]
    token, width = camera.at + depth / camera.length, depth**2 / (FOCAL * HALF * camera.length)
    size, alone = panes(camera.length)
    outer = inner = np.ones(len(depth))
    for scale, strength in ((size, alone), (size * 10, 1.0)):
        gap = min(0.12, GAP / (scale * camera.length))
        outer = outer * (1 - strength + strength * cover(token / scale, width / scale, gap / 2))
        inner = inner * (1 - strength + strength * cover(token / scale, width / scale, gap * 1.35))
    fill = _levels(z, wall, token, width, rows)
    light = np.exp(-np.maximum(depth - 1.2, 0) / FADE)
    light = light * np.clip(np.arange(COLUMNS)[span] / 150, 0, 1)
    rim, haze = z.edge * light, 0.16 * fill * light[:, None]
    fill = fill * light[:, None]
    table = haze[..., None] + (outer[:, None] * (rim[:, None] - haze))[..., None] * maps.outer
    table += (inner[:, None] * fill)[..., None] * (maps.inner * maps.shade) - (inner * rim)[:, None, None] * maps.inner
    mirrored = 0.42 * (haze + outer[:, None] * (0.75 * fill + 0.1 * rim[:, None]))
    table[..., WALL_CLASSES:] = mirrored[..., None] * maps.mirror[WALL_CLASSES:]
    return np.asarray((np.clip(table, 0, 1) * 255).astype(np.uint8).ravel())


def draw_walls(p: Picture, camera: Camera, zones: Sequence[Zone], rows: int) -> None:
    """Both walls and their mirror image in the floor. Zones follow one another; what no zone covers stays dark."""
    maps = _maps(rows)
    classes = WALL_CLASSES + MIRROR_CLASSES
    for z in zones:
        first, last = round(camera.column(z.start)), round(camera.column(z.end)) if np.isfinite(z.end) else COLUMNS - 3
        last = min(last, COLUMNS - 3)
        if last - first < 1:
            continue
        span = slice(first, last)
        top, bottom = int(maps.low[first]), int(maps.high[first])
        for wall in (0, 1):
            table = _table(camera, z, wall, span, rows)
            flat = (maps.index if wall == 0 else maps.flipped)
            across = span if wall == 0 else slice(COLUMNS - last, COLUMNS - first)
            data = table.take(flat[top:bottom, across] - first * rows * classes, mode="clip")
            x = CX - COLUMNS + first if wall == 0 else CX + COLUMNS - last
            p.image(data, Rect(x, HALL.y + top, last - first, bottom - top), *z.roles[wall], smooth=True)
