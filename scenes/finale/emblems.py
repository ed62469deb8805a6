"""The emblems of the two enemies: a wall of bricks that a light runs against, and circles that are run again."""

from __future__ import annotations

import numpy as np

from tourapp.authoring import Frame, Picture, Rect

ROWS, COLUMNS, JOINT = 4, 7, 2.0
LOOPS = (44.0, 32.0, 20.0)
"""Radii."""


def draw_bricks(f: Frame, p: Picture, box: Rect, shown: float) -> None:
    """A wall, and a light that comes from the left and gets no further than its middle."""
    w, h = box.w / COLUMNS, box.h / ROWS
    cells = [
        (box.x + c * w + (w / 2 if r % 2 else 0) + JOINT, box.y + r * h + JOINT, w - 2 * JOINT, h - 2 * JOINT)
        for r in range(ROWS)
        for c in range(COLUMNS - (r % 2))
    ]
    p.rects(cells, "weights", radius=3, alpha=0.45 * shown)
    u = (f.clock * 0.35) % 1.0 if not f.still else 0.5
    reach = min(u * 1.6, 0.5)
    fade = 1 - max(0.0, u - 0.7) * 3
    p.sprites([(box.x + box.w * reach, box.cy)], 70, "decode", alpha=shown * fade)


def draw_loops(f: Frame, p: Picture, box: Rect, shown: float) -> None:
    """Circles that never close, each with a light at its head."""
    turn = f.clock * 1.2
    for k, radius in enumerate(LOOPS):
        angle = np.linspace(0, 5.2, 60) + turn * (1 if k % 2 else -1) + k
        ring = np.stack([box.cx + radius * np.cos(angle), box.cy + radius * np.sin(angle)], 1)
        p.curves(ring, "waste", width=5.0 - k, alpha=0.75 * shown)
        p.sprites(ring[-1:], 40, "waste", alpha=0.8 * shown)
