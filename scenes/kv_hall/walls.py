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
HAZE, MIRROR = 0.20, 0.50
"""Share of a slot's light that hangs in the gaps, and that the floor gives back."""
LAST = COLUMNS - 3
"""Where the hall ends in the haze of the vanishing point."""
PANE = (0.11, 0.27)
"""A pane shorter than the first length has melted into the next larger one; longer than the second it stands alone."""
ROW_GAP, RIM = 0.034, 0.014
"""Room between two rows, and the width of a slot's rim."""
EDGE, SHADES, MIRRORS = 8, 10, 12
NOTHING = 2 * EDGE + SHADES
CLASSES = NOTHING + MIRRORS
"""Kinds of picture point of a wall: steps from gap to rim, from rim to fill, shades of the fill, mirror light."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the eye is: at token `at` (a fraction is between two), in a hall whose slots are `length` deep."""

    at: float
    length: float
    blur: float = 0.0
    """Slots that pass while a picture is seen; fast flights smear them instead of flickering."""

    def depth(self, token: float) -> float:
        """How far ahead of the eye a token's near edge is; negative behind."""
        return (token - self.at) * self.length

    def token(self, depth: float) -> float:
        """Which token stands at a depth."""
        return self.at + depth / self.length

    def column(self, token: float) -> float:
        """The wall column (0 at the picture's edge .. COLUMNS at the vanishing point) of a token's near edge."""
        depth = self.depth(token)
        return 0.0 if depth <= FOCAL * HALF / COLUMNS else float(COLUMNS - FOCAL * HALF / depth)


def project(x: float, y: float, depth: float) -> tuple[float, float]:
    """Stage position of a point of the room (x to the right, y down, both 0 on the axis)."""
    return CX + FOCAL * x / depth, HORIZON + FOCAL * y / depth


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of slots that looks alike, from token `start` to `end`. level: brightness of the slots' fill, one
    number or [tokens, 2 walls, rows]; edge: of their rims; roles: the ramp from dark to bright, per wall."""

    start: float
    end: float
    roles: tuple[tuple[str, ...], tuple[str, ...]]
    edge: float
    level: np.ndarray | float
    sums: np.ndarray | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class _Maps:
    """Index maps of one wall: `index` [ROWS, COLUMNS] into a table [columns, rows, classes], `flipped` the same for the
    right wall; depth of each column; first and last picture row of each column."""

    index: np.ndarray
    flipped: np.ndarray
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
def _maps(rows: int, coarse: int = 1) -> _Maps:
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
    return _Maps(index, np.ascontiguousarray(index[:, ::-1]), depth, low, high)


@lru_cache(maxsize=1)
def _shares() -> np.ndarray:
    """How much each class takes of five lights [5, CLASSES]: fill, haze, rim, rim under the fill, mirror. For
    0..255."""
    shares = np.zeros((5, CLASSES))
    shares[2, :EDGE], shares[2, EDGE:NOTHING] = np.linspace(0, 1, EDGE), 1.0
    inner = np.concatenate([np.zeros(EDGE), np.linspace(0, 1, EDGE), np.ones(SHADES)])
    shade = np.concatenate([np.full(2 * EDGE, 0.75), np.linspace(0.55, 1.0, SHADES)])
    shares[0, :NOTHING], shares[1, :NOTHING], shares[3, :NOTHING] = inner * shade, 1.0, -inner
    shares[4, NOTHING:] = np.linspace(0, 1, MIRRORS)
    return (255.0 * shares).astype(np.float32)


def panes(length: float) -> tuple[float, float]:
    """How many slots share a pane (a power of ten), and how plainly those panes stand apart (0..1)."""
    size = 10.0 ** max(0.0, np.ceil(np.log10(PANE[0] / length)))
    alone = np.clip((length * size - PANE[0]) / (PANE[1] - PANE[0]), 0, 1)
    return float(size), float(alone if size > 1 or length < PANE[1] else 1.0)


def zone(
    start: float, end: float, roles: tuple[tuple[str, ...], tuple[str, ...]], edge: float, level: np.ndarray | float
) -> Zone:
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
    total = np.stack(
        [np.interp(b, grid, z.sums[:, wall, r]) - np.interp(a, grid, z.sums[:, wall, r]) for r in range(rows)], -1
    )
    mean = total / np.maximum(b - a, 1e-6)[:, None]
    far = np.clip(width - 1.0, 0, 1)[:, None]
    return np.asarray(near * (1 - far) + mean * far)


@dataclass(frozen=True, slots=True)
class _Sight:
    """What a camera sees in each column: the token, how many pass under it, what share of it lies inside slots (with
    and without their rims, and blurred as in the floor), and how much light comes from there."""

    token: np.ndarray
    width: np.ndarray
    outer: np.ndarray
    inner: np.ndarray
    blurred: np.ndarray
    light: np.ndarray
    round_: np.ndarray


def _sight(camera: Camera, depth: np.ndarray) -> _Sight:
    token, width = camera.at + depth / camera.length, depth**2 / (FOCAL * HALF * camera.length) + camera.blur
    size, alone = panes(camera.length)
    outer = inner = blurred = np.ones(len(depth))
    for scale, strength in ((size, alone), (size * 10, 1.0)):
        gap, at, wide = min(0.12, GAP / (scale * camera.length)), token / scale, width / scale
        rim = min(0.08, RIM / (scale * camera.length))
        outer = outer * (1 - strength + strength * cover(at, wide, gap / 2))
        inner = inner * (1 - strength + strength * cover(at, wide, gap / 2 + rim))
        blurred = blurred * (1 - strength + strength * cover(at, wide + 0.3, gap / 2))
    round_ = 1 + 0.16 * alone * np.cos(2 * np.pi * (token / size - 0.5)) * np.clip(1.2 - width / size, 0, 1)
    light = np.exp(-np.maximum(depth - 1.2, 0) / FADE) * np.clip(np.arange(COLUMNS) / 130, 0, 1) ** 1.5
    return _Sight(token, width, outer, inner, blurred, light, round_)


def _tables(sight: _Sight, spans: Sequence[tuple[Zone, int, int]], rows: int, mirror: float) -> np.ndarray:
    """Levels 0..255 of every class, [2 walls, columns * rows * classes]."""
    fill, rim = np.zeros((2, COLUMNS, rows)), np.zeros((COLUMNS, 1))
    for z, first, last in spans:
        span = slice(first, last)
        rim[span] = z.edge
        for wall in (0, 1):
            fill[wall, span] = _levels(z, wall, sight.token[span], sight.width[span], rows)
    fill *= (sight.light * sight.round_)[:, None]
    rim = rim * sight.light[:, None]
    haze = HAZE * fill
    outer, inner = sight.outer[:, None], sight.inner[:, None]
    mirrored = mirror * MIRROR * (haze + sight.blurred[:, None] * (fill + 0.12 * rim))
    parts = np.stack([inner * fill, haze, outer * (rim - haze), np.broadcast_to(inner * rim, fill.shape), mirrored], -1)
    table = parts.reshape(-1, 5).astype(np.float32) @ _shares()
    np.clip(table, 0, 255, out=table)
    return table.astype(np.uint8).reshape(2, -1)


def _squeezed(data: np.ndarray, y: float, share: float) -> tuple[np.ndarray, float, float]:
    """A piece of wall pressed towards the height of the eye: fewer picture rows (averages), and where they stand."""
    several = max(1, int(1.0 / max(share, 1e-3) + 1e-6))
    height = len(data) - len(data) % several
    y = HORIZON + (y - HORIZON) * share
    if several > 1 and height:
        data = data[:height].reshape(-1, several, data.shape[1]).mean(1).astype(np.uint8)
    return data, y, height * share


def prepare(rows: int) -> None:
    """Make the index maps now (a tenth of a second, once), so that no later frame waits for them."""
    _maps(rows, 1)
    _maps(rows, 2)


def draw_walls(p: Picture, camera: Camera, zones: Sequence[Zone], rows: int, share: float = 1.0) -> None:
    """Both walls and their mirror image in the floor. Zones follow one another; what no zone covers stays dark.
    `share` of the walls' height is taken, at the height of the eye; below 1 there is no mirror image."""
    coarse = 1 if share > 0.999 else 2
    maps = _maps(rows, coarse)
    spans = [(z, round(camera.column(z.start)), min(round(camera.column(z.end)), LAST)) for z in zones]
    spans = [(z, first, last) for z, first, last in spans if last > first]
    tables = _tables(_sight(camera, maps.depth), spans, rows, 1.0 if coarse == 1 else 0.0)
    for wall in (0, 1):
        data = tables[wall].take(maps.index if wall == 0 else maps.flipped, mode="clip")
        for z, first, last in spans:
            top, bottom = int(maps.low[first]), int(maps.high[first])
            left = first if wall == 0 else COLUMNS - last
            x = CX - COLUMNS + first if wall == 0 else CX + COLUMNS - last
            part, y, h = _squeezed(data[top:bottom, left : left + last - first], HALL.y + top, share * coarse)
            p.image(part, Rect(x, y, last - first, h), *z.roles[wall], smooth=True)
