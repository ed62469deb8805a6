"""The number in line over simulated time, up to now, and below it the stay of our request: waiting, then served."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from tourapp.authoring import Picture, Quantity, Rect
from tourapp.sim.queue_window import QueueWindow

ROOM = Rect(226.0, 138.0, 470.0, 116.0)


@lru_cache(maxsize=8)
def line_counts(window: QueueWindow) -> tuple[np.ndarray, np.ndarray]:
    """Instants at which the number in line changes (the first is the opening) and the number from each on."""
    waited = window.start > window.arrival
    arrival, start = window.arrival[waited], window.start[waited]
    moments = np.unique(np.concatenate([[0.0], arrival, start]))
    moments = moments[(moments >= 0) & (moments <= window.duration)]
    counts = np.searchsorted(arrival, moments, "right") - np.searchsorted(np.sort(start), moments, "right")
    return moments, counts


def draw_trace(p: Picture, window: QueueWindow, begins: float, ends: float, now: float, alpha: float) -> None:
    """The trace from `begins` to `now`, on an axis that runs to `ends` (simulated seconds)."""
    if alpha <= 0.004:
        return
    begins, now = max(0.0, begins), max(0.0, now)
    moments, counts = line_counts(window)
    shown = (moments >= begins) & (moments <= ends)
    top = max(4, int(counts[shown].max(initial=0)), int(counts[np.searchsorted(moments, begins, "right") - 1]))
    span = max(ends - begins, 1e-9)
    x_now = ROOM.x + (now - begins) / span * ROOM.w
    with p.group(opacity=alpha):
        p.lines([(ROOM.x, ROOM.bottom, ROOM.right, ROOM.bottom)], "line")
        count = _steps(p, moments, counts, begins, now, span, top)
        y_now = ROOM.bottom - count / top * ROOM.h
        p.lines([(x_now, ROOM.y - 4, x_now, ROOM.bottom + 6)], "prefill", alpha=0.4)
        p.sprites([(x_now, y_now)], 46, "prefill")
        p.text((84, 160), "in line now", size=17, role="dim", fit=130)
        p.text((84, 222), "{n}", n=count, size=60, mono=True, weight=600, role="prefill", fit=130)
        p.text(
            (ROOM.right, ROOM.bottom + 26),
            "{v:.2f} s of simulated time",
            v=Quantity(now - begins, "s", "simulated time since this picture began", "t"),
            size=15,
            role="dim",
            align="right",
            fit=250,
        )
        _our_stay(p, window, begins, now, span)


def _steps(
    p: Picture, moments: np.ndarray, counts: np.ndarray, begins: float, now: float, span: float, top: int
) -> int:
    """The stepped area; the number in line now comes back."""
    at = np.searchsorted(moments, now, "right") - 1
    first = np.searchsorted(moments, begins, "right") - 1
    edges = np.concatenate([np.clip(moments[first : at + 1], begins, now), [now]])
    level = counts[first : at + 1]
    x = ROOM.x + (np.repeat(edges, 2)[1:-1] - begins) / span * ROOM.w
    y = ROOM.bottom - np.repeat(level, 2) / top * ROOM.h
    area = np.concatenate([np.stack([x, y], 1), [[x[-1], ROOM.bottom], [x[0], ROOM.bottom]]])
    p.polys(area, "prefill", alpha=0.34, gradient="down", fade=0.25)
    line = np.stack([x[:-1], y[:-1], x[1:], y[1:]], 1)
    p.lines(line, "prefill", width=2, alpha=0.95)
    return int(level[-1])


def _our_stay(p: Picture, window: QueueWindow, begins: float, now: float, span: float) -> None:
    a, s = float(window.arrival[window.ours]), float(window.start[window.ours])
    if now <= a:
        return
    x = [ROOM.x + (min(t, now) - begins) / span * ROOM.w for t in (a, s)]
    y = ROOM.bottom + 40
    if x[1] > x[0] + 0.5:
        p.hatch([(x[0], y, x[1] - x[0], 14)], radius=3)
    if now > s:
        x_now = ROOM.x + (now - begins) / span * ROOM.w
        p.rects([(x[1], y, max(2.0, x_now - x[1]), 14)], "decode", radius=3, alpha=0.9)
    waited = Quantity(min(now, s) - a, "s", "our wait so far", "w")
    p.text(
        (x[0] - 12, y + 13),
        "ours waits {v:.2f} s" if now < s else "ours waited {v:.2f} s",
        v=waited,
        size=16,
        weight=600,
        align="right",
        fit=x[0] - 96,
    )
