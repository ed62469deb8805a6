"""The walls of the hall, one slot per token, keys on the left and values on the right.

Every screen column of a wall looks at one depth, so a frame is worked out per column (what stands there, how bright,
how much of a slot it covers) and spread over the picture by the wall's maps. Not here: what is on the floor or in the
air.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from scenes.kv_hall.camera import COLUMNS, CX, FOCAL, HALF, HALL, HORIZON, Camera, panes
from scenes.kv_hall.wall_maps import RIM, cover, light_shares, wall_maps
from scenes.kv_hall.zone import Zone, levels
from tourapp.authoring import Picture, Rect

FADE = 7.5
"""Depth over which light falls to a third."""
GAP = 0.026
"""Room between two slots, in units of the room."""
HAZE, MIRROR = 0.20, 0.50
"""Share of a slot's light that hangs in the gaps, and that the floor gives back."""
FEW_ROWS = 512
"""Rows of a product that one thread does at once."""
LAST = COLUMNS - 3
"""Where the hall ends in the haze of the vanishing point."""


@dataclass(frozen=True, slots=True)
class WallSight:
    """What a camera sees in each column: the token, how many pass under it, what share of it lies inside slots (with
    and without their rims, and blurred as in the floor), how much light comes from there, and by how much a pane is
    brighter in its middle."""

    token: np.ndarray
    width: np.ndarray
    outer: np.ndarray
    inner: np.ndarray
    blurred: np.ndarray
    light: np.ndarray
    swell: np.ndarray


def _sight(camera: Camera, depth: np.ndarray) -> WallSight:
    token, width = camera.at + depth / camera.length, depth**2 / (FOCAL * HALF * camera.length) + camera.blur
    size, alone = panes(camera.length)
    outer = inner = blurred = np.ones(len(depth))
    for scale, strength in ((size, alone), (size * 10, 1.0)):
        gap, at, wide = min(0.12, GAP / (scale * camera.length)), token / scale, width / scale
        rim = min(0.08, RIM / (scale * camera.length))
        outer = outer * (1 - strength + strength * cover(at, wide, gap / 2))
        inner = inner * (1 - strength + strength * cover(at, wide, gap / 2 + rim))
        blurred = blurred * (1 - strength + strength * cover(at, wide + 0.3, gap / 2))
    swell = 1 + 0.16 * alone * np.cos(2 * np.pi * (token / size - 0.5)) * np.clip(1.2 - width / size, 0, 1)
    light = np.exp(-np.maximum(depth - 1.2, 0) / FADE) * np.clip(np.arange(COLUMNS) / 130, 0, 1) ** 1.5
    return WallSight(token, width, outer, inner, blurred, light, swell)


def _tables(sight: WallSight, spans: Sequence[tuple[Zone, int, int]], rows: int, mirror: float) -> np.ndarray:
    """Levels 0..255 of every class, [2 walls, columns * rows * classes]."""
    fill, rim = np.zeros((2, COLUMNS, rows)), np.zeros((COLUMNS, 1))
    for z, first, last in spans:
        span = slice(first, last)
        rim[span] = z.edge
        for wall in (0, 1):
            fill[wall, span] = levels(z, wall, sight.token[span], sight.width[span], rows)
    fill *= (sight.light * sight.swell)[:, None]
    rim = rim * sight.light[:, None]
    haze = HAZE * fill
    outer, inner = sight.outer[:, None], sight.inner[:, None]
    mirrored = mirror * MIRROR * (haze + sight.blurred[:, None] * (fill + 0.12 * rim))
    parts = np.stack([inner * fill, haze, outer * (rim - haze), np.broadcast_to(inner * rim, fill.shape), mirrored], -1)
    table = _times(parts.reshape(-1, 5), light_shares())
    np.clip(table, 0, 255, out=table)
    return table.astype(np.uint8).reshape(2, -1)


def _times(lights: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """The product of two matrices, a few rows at a time: so small a piece is done in this thread. The library's other
    threads would spin while another program has their core."""
    table = np.empty((len(lights), shares.shape[1]))
    for first in range(0, len(lights), FEW_ROWS):
        np.matmul(lights[first : first + FEW_ROWS], shares, out=table[first : first + FEW_ROWS])
    return table


def _squeezed(data: np.ndarray, y: float, share: float) -> tuple[np.ndarray, float, float]:
    """A piece of wall pressed towards the height of the eye: fewer picture rows (averages), and where they stand."""
    several = max(1, int(1.0 / max(share, 1e-3) + 1e-6))
    height = len(data) - len(data) % several
    y = HORIZON + (y - HORIZON) * share
    if several > 1 and height:
        data = data[:height].reshape(-1, several, data.shape[1]).mean(1).astype(np.uint8)
    return data, y, height * share


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the walls look like is worked out from this; `key` names the zones."""

    camera: Camera
    key: tuple[object, ...]
    rows: int
    share: float
    zones: tuple[Zone, ...] = field(compare=False)


@lru_cache(maxsize=2)
def _parts(asked: _Asked) -> list[tuple[np.ndarray, Rect, tuple[str, ...]]]:
    """The images of all zones on both walls. Kept, for the eye often rests."""
    coarse = 1 if asked.share > 0.999 else 2
    maps, camera = wall_maps(asked.rows, coarse), asked.camera
    spans = [(z, round(camera.column(z.start)), min(round(camera.column(z.end)), LAST)) for z in asked.zones]
    spans = [(z, first, last) for z, first, last in spans if last > first]
    tables = _tables(_sight(camera, maps.depth), spans, asked.rows, 1.0 if coarse == 1 else 0.0).astype(np.uint16)
    both = (tables[0] | tables[1] << 8).take(maps.index, mode="clip")  # one pass over the map for two walls
    found = []
    for wall, data in enumerate((both.astype(np.uint8), (both >> 8).astype(np.uint8)[:, ::-1])):
        for z, first, last in spans:
            top, bottom = int(maps.low[first]), int(maps.high[first])
            left = first if wall == 0 else COLUMNS - last
            x = CX - COLUMNS + first if wall == 0 else CX + COLUMNS - last
            part = np.ascontiguousarray(data[top:bottom, left : left + last - first])
            part, y, h = _squeezed(part, HALL.y + top, asked.share * coarse)
            found.append((part, Rect(x, y, last - first, h), z.roles[wall]))
    return found


def draw_walls(p: Picture, camera: Camera, zones: Sequence[Zone], rows: int, share: float = 1.0) -> None:
    """Both walls and their mirror image in the floor. Zones follow one another; what no zone covers stays dark.
    `share` of the walls' height is taken, at the height of the eye; below 1 there is no mirror image."""
    key = tuple([z.key for z in zones])
    asked = _Asked(camera, key, rows, share, tuple(zones))
    rests = camera.blur == 0.0 and share in (0.0, 1.0)  # only then are the same images asked for again
    for at, (part, rect, roles) in enumerate(_parts(asked)):
        p.image(part, rect, *roles, smooth=True, key=("kv wall", at, asked) if rests else None)
