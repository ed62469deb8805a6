"""The cache of one conversation as two walls: a row for every token, a cell for every layer, as bright as its vector is
long.

The lengths are the recording's own: the mean over the heads of a layer, over that layer's median. Keys stand on the
teal wall, values on the violet one, each with its letter; the phase that wrote a row is told by the strip between them.
Not here: how many bytes a row is (`cost.kv_bytes_per_token`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Recording

DIMMEST, MIDDLE, SPAN = 0.10, 0.45, 1.1
"""Light of the shortest vector; length (over the median) where light begins, and over which it reaches its full."""
NEW = 9.0
"""Height of a row that has just been written, so that it is seen."""
STRIP = 4.0
"""Width of the strip that tells which phase wrote a row."""


@dataclass(frozen=True, slots=True, eq=False)
class KvLights:
    """Light 0..1 of every cell: keys and values [rows, layers], of all tokens in the cache; prompt: rows that prefill
    wrote."""

    keys: np.ndarray
    values: np.ndarray
    prompt: int

    @property
    def rows(self) -> int:
        """Rows at the end of the answer."""
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class WallsLook:
    """rows: how many of them stand, fractions count (None: all); alpha: of the whole; new: 0..1, how brightly the last
    row stands out; read: 0..1 down the walls, a light that passes them; letters: K and V beside them."""

    rows: float | None = None
    alpha: float = 1.0
    new: float = 0.0
    read: float | None = None
    letters: bool = True


def kv_lights(recording: Recording) -> KvLights:
    """The walls of a recording."""
    return KvLights(_lights(recording.key_norms), _lights(recording.value_norms), recording.prompt_count)


def _lights(norms: np.ndarray) -> np.ndarray:
    """Norms [layers, heads, rows] as light [rows, layers]."""
    lengths = norms.astype(np.float32).mean(1)
    middle = np.maximum(np.median(lengths, axis=1, keepdims=True), 1e-6)
    return np.clip((lengths / middle - MIDDLE) / SPAN, DIMMEST, 1.0).T


def row_box(lights: KvLights, wall: Rect, row: int) -> Rect:
    """Where a row (from 0) stands on a wall that holds all of them."""
    pitch = wall.h / max(lights.rows, 1)
    return Rect(wall.x, wall.y + pitch * row, wall.w, pitch)


def draw_kv_walls(p: Picture, lights: KvLights, keys: Rect, values: Rect, look: WallsLook = WallsLook()) -> None:
    """Both walls, keys at the left: a row's height is the walls' over all rows that there will be."""
    rows = float(lights.rows if look.rows is None else min(look.rows, lights.rows))
    if look.alpha <= 0.004:
        return
    for wall, cells, role in ((keys, lights.keys, "key"), (values, lights.values, "value")):
        p.rects([wall], "ground", alpha=0.94 * look.alpha, stroke="line", stroke_alpha=look.alpha)
        _draw_cells(p, wall, cells, role, (rows, look.alpha))
        if look.read is not None:
            line = wall.y + wall.h * rows / max(lights.rows, 1) * look.read
            p.rects([(wall.x - 3, line - 2, wall.w + 6, 4.0)], "white", alpha=0.9 * look.alpha)
    _draw_phases(p, lights, keys, values, (rows, look.alpha))
    if look.new > 0.004 and rows >= 1:
        _draw_new(p, lights, (keys, values), rows, look.new * look.alpha)
    if look.letters:
        p.text((keys.x - 12, keys.y + 24), "K", size=READOUT, weight=600, role="key", align="right", alpha=look.alpha)
        p.text((values.right + 12, values.y + 24), "V", size=READOUT, weight=600, role="value", alpha=look.alpha)


def _draw_cells(p: Picture, wall: Rect, cells: np.ndarray, role: str, shown: tuple[float, float]) -> None:
    rows, alpha = shown
    light = cells * np.clip(rows - np.arange(len(cells)), 0.0, 1.0)[:, None]
    level = (light * 255 + 0.5).astype(np.uint8)
    if wall.w / cells.shape[1] >= 3.0 and wall.h / max(len(cells), 1) >= 1.0:  # a dark seam between layers
        level = np.repeat(level, 4, axis=1)
        level[:, 3::4] = level[:, 3::4] // 3
    p.image(level, wall, role, smooth=len(cells) > wall.h, alpha=alpha)


def _draw_phases(p: Picture, lights: KvLights, keys: Rect, values: Rect, shown: tuple[float, float]) -> None:
    """Between the walls: blue beside what prefill wrote, gold beside what decode has written."""
    rows, alpha = shown
    pitch, x = keys.h / max(lights.rows, 1), (keys.right + values.x) / 2 - STRIP / 2
    prompt = min(rows, float(lights.prompt))
    for first, last, role in ((0.0, prompt, "prefill"), (float(lights.prompt), rows, "decode")):
        if last > first:
            p.rects([(x, keys.y + pitch * first, STRIP, pitch * (last - first))], role, alpha=0.9 * alpha)


def _draw_new(p: Picture, lights: KvLights, walls: tuple[Rect, Rect], rows: float, alpha: float) -> None:
    """The last row on both walls, in a gold rim and larger than the others."""
    boxes = [row_box(lights, wall, int(np.ceil(rows)) - 1) for wall in walls]
    tall = [Rect(box.x - 2, box.cy - max(box.h, NEW) / 2, box.w + 4, max(box.h, NEW)) for box in boxes]
    p.rects(tall, "white", alpha=0.92 * alpha, stroke="decode", stroke_width=2.0, stroke_alpha=alpha)
    p.sprites([(box.cx, box.cy) for box in tall], 110.0, "decode", alpha=0.35 * alpha, kind="soft", squash=1.0)
