"""The wall of one head: its stored keys or values, a row for every token, a cell for every number, as bright as it is
large; and the reader, a frame of light that passes over the rows.

Keys are teal, values violet, always with their letter. Not here: what is done with what is read.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import TITLE

BRIGHT = 97.0
"""Numbers above this per cent of all are as bright as the largest."""
LEAST = 0.1
SEAM_FROM = 5.0
"""Rows higher than this have a dark seam between them."""


def wall_light(numbers: np.ndarray) -> np.ndarray:
    """Light 0..1 [n, d] of numbers [n, d], by their size."""
    size = np.abs(np.asarray(numbers, dtype=np.float64))
    return LEAST + (1.0 - LEAST) * np.clip(size / max(float(np.percentile(size, BRIGHT)), 1e-9), 0.0, 1.0)


@lru_cache(maxsize=8)
def _rows(room: Rect, count: int) -> np.ndarray:
    top = room.y + room.h / count * np.arange(count)
    return np.stack([np.full(count, room.x), top, np.full(count, room.w), np.full(count, room.h / count)], 1)


def wall_rows(room: Rect, count: int) -> np.ndarray:
    """Boxes [n, 4] of a wall's rows."""
    return _rows(room, max(count, 1))


def draw_head_wall(p: Picture, numbers: np.ndarray, room: Rect, role: str, key: object, *, alpha: float = 1.0) -> None:
    """The wall in its room; role 'key' or 'value'; key: a name for exactly these numbers."""
    p.rects([room], "ground", alpha=0.85 * alpha)
    p.image(wall_light(numbers).astype(np.float32), room, role, alpha=alpha, key=("head-wall", role, key))
    rows = wall_rows(room, len(numbers))
    if rows[0, 3] >= SEAM_FROM and len(rows) > 1:
        seams = rows[1:, 1]
        p.lines([(room.x, y, room.right, y) for y in seams.tolist()], "ground", width=1.5, alpha=alpha)


def draw_wall_letter(p: Picture, letter: str, at: tuple[float, float], role: str, alpha: float = 1.0) -> None:
    """The wall's letter, K or V, in its colour."""
    p.text(at, "{letter}", letter=letter, size=TITLE, weight=700, role=role, alpha=alpha)


def draw_reader(p: Picture, room: Rect, count: int, passed: float) -> None:
    """The reader over a wall of `count` rows, `passed` 0..1 of the way down."""
    if not 0.0 < passed < 1.0:
        return
    y = room.y + room.h * passed
    high = max(room.h / max(count, 1), 8.0)
    p.rects([(room.x - 6, y - high / 2, room.w + 12, high)], None, radius=3, stroke="white", stroke_width=2.5)
    p.sprites([(room.x - 6, y), (room.right + 6, y)], 46.0, "ink", kind="soft", alpha=0.8)


def draw_phase_edge(p: Picture, room: Rect, count: int, prompt: int, alpha: float = 1.0) -> None:
    """A thin strip at the wall's left: blue beside the rows of the prompt, gold beside those of the answer."""
    row = room.h / max(count, 1)
    first = row * min(prompt, count)
    p.rects([(room.x - 9.0, room.y, 4.0, first)], "prefill", radius=2.0, alpha=alpha)
    if first < room.h:
        p.rects([(room.x - 9.0, room.y + first, 4.0, room.h - first)], "decode", radius=2.0, alpha=alpha)
