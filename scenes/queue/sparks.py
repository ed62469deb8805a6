"""Sparks under way: flying in with a tail of light, and on the road from the head of the line to a replica."""

from __future__ import annotations

import numpy as np

from scenes.queue.waiting_line import LineState, along, climb, fibre_of, fly_in
from tourapp.authoring import Picture, smooth

TAIL = 18  # lights in the tail of a flying spark


def draw_coming(p: Picture, line: LineState, places: np.ndarray, late: bool, size: float, alpha: float) -> None:
    """Sparks on the fibres, or (`late`) on the way to the top of the standing line, each with a tail of light.

    places: n x 2, where each would stand in line; ours is left out, it is drawn apart.
    """
    rows = np.flatnonzero(line.coming)
    rows = rows[rows != line.ours]
    if not rows.size or alpha <= 0.004:
        return
    tail = np.linspace(0.0, 1.0, TAIL)
    u = (line.climbing if late else line.flying)[rows]
    fade = np.clip(u * 8, 0, 1) * alpha
    spread = np.clip(u[:, None] - 0.085 * (1 - tail), 0.0, 1.0)
    shares, all_rows = spread.T.ravel(), np.tile(rows, TAIL)
    at = (
        climb(shares, places[all_rows])
        if late
        else fly_in(fibre_of(line.window)[all_rows], shares, places[all_rows, 0])
    )
    strength = np.concatenate([fade * 0.55 * t**2 for t in tail])
    sizes = np.concatenate([np.full(len(rows), 6.0 + 14.0 * t) for t in tail])
    p.sprites(at, sizes, "prefill", alpha=strength)
    p.sprites(at[-len(rows) :], min(size, 72.0), "prefill", alpha=fade)


def draw_on_road(p: Picture, line: LineState, ways: np.ndarray, alpha: float) -> None:
    """Requests on their way from the head of the line to their replica (`ways` n x m x 2)."""
    for row in np.flatnonzero(line.leaving).tolist():
        way = ways[int(line.window.replica[row])]
        u = float(line.road[row])
        size = 44.0 if row == line.ours else 26.0
        p.trail(way, float(smooth(u)), "prefill", length=0.3, count=26, size=size, alpha=0.8 * alpha)
        spot = along(way, np.array([smooth(u)]))[0]
        if row == line.ours:
            p.spark((float(spot[0]), float(spot[1])), "prefill", size=96, alpha=alpha)
        else:
            p.sprites([spot], 54, "prefill", alpha=alpha)
