"""Everyone else's sparks: standing in line, flying in with a tail of light, and on the road to a replica."""

from __future__ import annotations

import numpy as np

from scenes.queue.paths import along, climb, fibre_of, fly_in
from scenes.queue.played import PlayedRun
from tourapp.authoring import Frame, Picture, ramp, smooth

TAIL = 18
"""Lights in the tail of a flying spark."""
TAIL_LENGTH = 0.085
"""Share of the flight that a tail covers."""


def draw_line(f: Frame, p: Picture, played: PlayedRun) -> None:
    """Everyone in line and flying in; ours is drawn apart."""
    line, gone = played.line, 1.0 - f.cue("stack.clear")
    if gone <= 0.004:
        return
    shown = float(ramp(f.beat("gather"), 0.08, 0.28)) * gone
    rows = line.others(line.waiting)
    if rows.size:
        strength = min(1.0, 0.35 + played.pitch / 20)
        p.sprites(played.places[rows], played.spark_size, "prefill", alpha=strength * shown)
    late = played.upright > 0.5
    coming = f.move("called", 0.0, 0.12) if late else 1.0 - min(1.0, 2 * played.upright)
    _coming(p, played, shown * coming, late)


def _coming(p: Picture, played: PlayedRun, alpha: float, late: bool) -> None:
    """Sparks on the fibres, or (`late`) on the way to the top of the standing line, each with a tail of light."""
    line = played.line
    rows = line.others(line.coming)
    if not rows.size or alpha <= 0.004:
        return
    tail = np.linspace(0.0, 1.0, TAIL)
    u = (line.climbing if late else line.flying)[rows]
    fade = np.clip(u * 8, 0, 1) * alpha
    shares = np.clip(u[:, None] - TAIL_LENGTH * (1 - tail), 0.0, 1.0).T.ravel()
    all_rows = np.tile(rows, TAIL)
    ends = played.places[all_rows]
    at = climb(shares, ends) if late else fly_in(fibre_of(line.window)[all_rows], shares, ends[:, 0])
    strength = np.concatenate([fade * 0.55 * t**2 for t in tail])
    sizes = np.concatenate([np.full(len(rows), 6.0 + 14.0 * t) for t in tail])
    p.sprites(at, sizes, "prefill", alpha=strength)
    p.sprites(at[-len(rows) :], min(played.spark_size, 72.0), "prefill", alpha=fade)


def draw_on_road(p: Picture, played: PlayedRun, ways: np.ndarray, alpha: float) -> None:
    """Requests on their way from the head of the line to their replica (`ways` n x m x 2)."""
    line = played.line
    for row in np.flatnonzero(line.leaving).tolist():
        way = ways[int(line.window.replica[row])]
        u, ours = float(line.road[row]), row == line.ours
        p.trail(way, float(smooth(u)), "prefill", length=0.3, count=26, size=44.0 if ours else 26.0, alpha=0.8 * alpha)
        spot = along(way, np.array([smooth(u)]))[0]
        if ours:
            p.spark((float(spot[0]), float(spot[1])), "prefill", size=96, alpha=alpha)
        else:
            p.sprites([spot], 54, "prefill", alpha=alpha)
