"""Everyone else's sparks: standing in line, flying in with a tail of light, and on the road to a replica."""

from __future__ import annotations

import numpy as np

from scenes.queue.paths import along, fibre_of, fly_in
from scenes.queue.played import PlayedRun
from scenes.queue.stage import GATE_X, HEAD_X, LANE, TAIL_X
from tourapp.authoring import Frame, Picture, Rect, ramp, smooth

TAIL = 12
"""Lights in the tail of a flying spark."""
TAIL_LENGTH = 0.085
"""Share of the flight that a tail covers."""


def draw_line(f: Frame, p: Picture, played: PlayedRun) -> None:
    """Everyone in line and flying in; ours is drawn apart."""
    line, gone = played.line, 1.0 - played.zoomed
    if gone <= 0.004:
        return
    shown = float(ramp(f.beat("gather"), 0.04, 0.16)) * gone
    _waiting_room(p, played, shown * played.lies)
    rows = line.others(line.waiting)
    if rows.size:
        strength = min(1.0, 0.5 + played.pitch / 30)
        p.sprites(played.places[rows], played.spark_size * (1.0 + 0.7 * played.lies), "prefill", alpha=strength * shown)
    _coming(p, played, shown * (1.0 - min(1.0, 2 * played.upright)))


def _waiting_room(p: Picture, played: PlayedRun, alpha: float) -> None:
    """The stretch of the lane that waits, hatched: as long as the line is."""
    line, pitch = played.line, played.layout.lying
    if alpha <= 0.004 or not line.waiting.any():
        return
    reach = float(line.place[line.waiting].max()) + 0.5
    left, high = max(TAIL_X, HEAD_X - pitch * reach), min(116.0, max(44.0, 1.2 * pitch))
    room = Rect(left, LANE - high / 2, GATE_X - 22.0 - left, high)
    p.hatch([room], alpha=0.6 * alpha, radius=14, ground=0.16)
    p.rects([room], None, radius=14, stroke="waste", stroke_width=1.6, stroke_alpha=0.7 * alpha)


def _coming(p: Picture, played: PlayedRun, alpha: float) -> None:
    """Sparks on the fibres, each with a tail of light."""
    line = played.line
    rows = line.others(line.coming)
    if not rows.size or alpha <= 0.004:
        return
    tail = np.linspace(0.0, 1.0, TAIL)
    u = line.flying[rows]
    fade = np.clip(u * 8, 0, 1) * alpha
    shares = np.clip(u[:, None] - TAIL_LENGTH * (1 - tail), 0.0, 1.0).T.ravel()
    all_rows = np.tile(rows, TAIL)
    at = fly_in(fibre_of(line.window)[all_rows], shares, played.places[all_rows, 0])
    strength = np.concatenate([fade * 0.55 * t**2 for t in tail])
    sizes = np.concatenate([np.full(len(rows), 8.0 + 18.0 * t) for t in tail])
    p.sprites(at, sizes, "prefill", alpha=strength)
    p.sprites(at[-len(rows) :], min(played.spark_size, 110.0), "prefill", alpha=fade)


def draw_on_road(p: Picture, played: PlayedRun, ways: np.ndarray, alpha: float) -> None:
    """Requests on their way from the gate to their replica (`ways` n x m x 2)."""
    line = played.line
    if alpha <= 0.004:
        return
    for row in np.flatnonzero(line.leaving).tolist():
        way = ways[int(line.window.replica[row])]
        u, ours = float(line.road[row]), row == line.ours
        p.trail(way, float(smooth(u)), "prefill", length=0.3, count=26, size=48.0 if ours else 30.0, alpha=0.8 * alpha)
        spot = along(way, np.array([smooth(u)]))[0]
        if ours:
            p.spark((float(spot[0]), float(spot[1])), "prefill", size=110, alpha=alpha)
        else:
            p.sprites([spot], 64, "prefill", alpha=alpha)
