"""The gateway at which everyone arrives: the still bundle of fibres, the lane, the gate, and how many press Enter."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from scenes.queue.paths import OUR_FIBRE, fibres
from scenes.queue.played import PlayedRun
from scenes.queue.stage import GATE_X, HEAD_X, LANE, LEFT, TAIL_X
from scenes.queue.typical import draw_typical
from tourapp.authoring import Frame, Picture, Rect, ramp, smooth
from tourapp.authoring.sizes import T18, T72, TAG

FIBRES_ROOM = Rect(24, 320, TAIL_X - 10, 520)
RINGS_ROOM = Rect(GATE_X - 620, LANE - 300, 640, 600)
RINGS = 9


def draw_gateway(f: Frame, p: Picture, played: PlayedRun) -> None:
    """Fibres and gate, as long as the line lies before them."""
    lies = 1.0 - float(smooth(ramp(played.upright, 0.0, 0.5)))
    _fibres(p, lies * float(ramp(f.beat("gather"), 0.02, 0.2)))
    _gate(p, lies * float(ramp(f.beat("gather"), 0.1, 0.3)), played)


def draw_arrival_rate(f: Frame, p: Picture, played: PlayedRun) -> None:
    """The first beat's number: how many press Enter, and what the typical one of them takes."""
    alpha = float(ramp(f.beat("gather"), 0.05, 0.16)) * (1.0 - float(ramp(f.beat("busy"), 0.0, 0.05)))
    rate = played.numbers.rate
    p.text((LEFT, 206), "{v:.2f} /s", v=rate, size=T72, mono=True, weight=600, role="prefill", alpha=alpha)
    p.text((LEFT, 246), "requests arrive at this gateway", size=TAG, role="dim", alpha=alpha)
    draw_typical(p, f.world.typical, alpha)


def _fibres(p: Picture, alpha: float) -> None:
    if alpha > 0.004:
        p.bake(("queue-fibres",), _still_fibres, rect=FIBRES_ROOM, alpha=alpha, bloom=0.5)


def _still_fibres(q: Picture) -> None:
    paths, _ = fibres()
    q.curves(paths, "prefill", alpha=0.30)
    q.curves(paths[OUR_FIBRE], "prefill", width=1.8, alpha=0.55)
    at = paths[:, 0]
    q.sprites(at, 26, "prefill", alpha=0.5, kind="soft")
    q.sprites(at, 7, "prefill", alpha=0.75, kind="dot", additive=False)


def _gate(p: Picture, alpha: float, played: PlayedRun) -> None:
    """Two posts, the lane before them with a faint mark per place."""
    if alpha <= 0.004:
        return
    p.bake(("queue-gate",), _rings, rect=RINGS_ROOM, alpha=alpha)
    p.lines([(TAIL_X, LANE, GATE_X, LANE)], "prefill", alpha=0.35 * alpha)
    pitch = played.layout.lying
    marks = HEAD_X - pitch * np.arange(max(played.line.longest, 5))
    marks = marks[marks > TAIL_X]
    at = np.stack([marks, np.full(len(marks), LANE)], 1)
    p.sprites(at, min(26.0, pitch * 0.8), "dim", kind="ring", additive=False, alpha=0.30 * alpha)
    for sign in (-1, 1):
        near, far = LANE + sign * 26, LANE + sign * 92
        p.lines([(GATE_X, near, GATE_X, far)], "prefill", width=3, alpha=0.85 * alpha)
        p.lines([(GATE_X, near, GATE_X - 12, near)], "prefill", width=3, alpha=0.85 * alpha)
    p.sprites([(GATE_X, LANE)], 240, "prefill", kind="soft", squash=0.35, alpha=0.34 * alpha)
    p.text((GATE_X, LANE - 108), "gateway", size=T18, role="dim", align="center", alpha=alpha)


def _rings(q: Picture) -> None:
    """Quiet half circles before the gate: the eye is led to it."""
    edges = np.linspace(0.58 * np.pi, 1.42 * np.pi, 15)
    for a, b in pairwise(edges):
        turn = np.linspace(a, b, 9)
        bright = np.sin(np.pi * ((a + b) / 2 - edges[0]) / (edges[-1] - edges[0])) ** 1.5
        r = 70.0 + 62.0 * np.arange(RINGS)[:, None]
        rings = np.stack([GATE_X + r * np.cos(turn), LANE - 0.52 * r * np.sin(turn)], -1)
        q.curves(rings, "prefill", alpha=(0.30 * (1 - np.arange(RINGS) / RINGS) ** 1.2 + 0.02) * bright)
