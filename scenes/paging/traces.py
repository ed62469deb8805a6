"""The ways from the entries of a block table to their places in memory: a lane of its own for each, so that the eye can
follow every one."""

from __future__ import annotations

import numpy as np

from scenes.paging.block_grid import Grid

LANE = 8.0
"""Between two ways that run side by side."""
NEAREST = 10.0
"""Between memory's edge and the nearest way that runs along it."""
STEPS = 90


def table_path(start: tuple[float, float], grid: Grid, block: int, lane: int, lanes: int) -> np.ndarray:
    """Across from an entry to its lane, along memory's edge to the gap above the block's row, and down into it."""
    box = grid.box(block)
    x0, y0 = start
    down = y0 < box.y
    place = lanes - 1 - lane if down else lane
    turn = grid.area.x - NEAREST - LANE * place
    gap = box.y - 5.0 - 5.5 * (lane % 3)
    corners = np.array([(x0, y0), (turn, y0), (turn, gap), (box.cx, gap), (box.cx, box.y)])
    steps = np.r_[0, np.cumsum(np.hypot(*np.diff(corners, axis=0).T))]
    even = np.linspace(0, steps[-1], STEPS)
    return np.stack([np.interp(even, steps, corners[:, 0]), np.interp(even, steps, corners[:, 1])], 1)
