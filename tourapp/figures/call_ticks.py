"""Calls of a pass as ticks on a line, one for each, along which a light runs: how often something small is started.

Not here: what is called, and what a call costs.
"""

from __future__ import annotations

import numpy as np

from tourapp.authoring import Frame, Picture, Rect, cascade

LOOP = 4.0
"""Seconds in which the light passes all calls at rest."""


def tick_lines(count: int, room: Rect) -> np.ndarray:
    """A tick [n, 4] for each call, evenly spaced in a room."""
    x = room.x + (np.arange(count) + 0.5) * room.w / max(count, 1)
    return np.stack([x, np.full(count, room.y), x, np.full(count, room.bottom)], 1)


def draw_call_ticks(f: Frame, p: Picture, count: int, room: Rect, grown: float) -> None:
    """The ticks, grown 0..1 from left to right."""
    ticks, middle = tick_lines(count, room), room.cy
    share = np.asarray(cascade(grown, count, 0.9))
    ends = ticks.copy()
    ends[:, 1], ends[:, 3] = middle + (ticks[:, 1] - middle) * share, middle + (ticks[:, 3] - middle) * share
    run = np.exp(-((((f.clock / LOOP) % 1.15) - np.arange(count) / max(count, 1)) ** 2) / 0.0012)
    p.lines([(room.x, middle, room.right, middle)], "dim", width=1.5, alpha=0.6)
    p.lines(ends, "white", width=2.5, alpha=np.clip(0.45 * share + 0.55 * run * (share >= 1), 0.0, 1.0))
    lit = run > 0.05
    p.sprites(
        np.stack([ticks[:, 0], np.full(count, middle)], 1)[lit], 90.0, "white", kind="soft", alpha=0.16 * run[lit]
    )
