"""The gateway at which everyone arrives: an Enter key for each fibre, the fibres, the lane, the gate, and how many
press Enter."""

from __future__ import annotations

import numpy as np

from scenes.queue.paths import FIBRES, KEY, OUR_FIBRE, fibre_of, fibres, fly_in, source_y
from scenes.queue.played import PlayedRun, resting
from scenes.queue.stage import GATE_X, HEAD_X, LANE, TAIL_X
from scenes.queue.typical import WORDS_X, draw_typical
from tourapp.authoring import Frame, Phrase, Picture, Rect, ramp
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE

FIBRES_ROOM = Rect(40, 124, TAIL_X - 20, 732)
KEY_RADIUS = 7.0
PRESSED = 0.05
"""A key stays lit for this share of the flight of its spark."""
CROSSES = 3.0
"""Seconds in which a spark of the idle loop runs along its fibre; how often they come is the run's own pace."""


def draw_gateway(f: Frame, p: Picture, played: PlayedRun) -> None:
    """Keys, fibres and gate, as long as the line lies before them."""
    shown = played.lies * (1.0 - played.zoomed)
    _fibres(p, shown * float(ramp(f.beat("gather"), 0.0, 0.12)))
    _presses(p, played, shown)
    _our_press(p, played, shown)
    _gate(p, f, shown * float(ramp(f.beat("gather"), 0.06, 0.2)), played)
    if f.beat_name == "gather" and resting(f) > 0:
        _still_coming(p, played, resting(f))


def draw_arrival_rate(f: Frame, p: Picture, played: PlayedRun) -> None:
    """The first beat's number: how many press Enter, and what the typical one of them takes."""
    alpha = float(ramp(f.beat("gather"), 0.04, 0.12)) * (1.0 - float(ramp(f.beat("busy"), 0.0, 0.05)))
    rate = played.numbers.rate
    p.text(
        (WORDS_X, 214), "{v:.2f}\u2009/s", v=rate, size=FIGURE_LARGE, mono=True, weight=600, role="prefill", alpha=alpha
    )
    p.text((WORDS_X, 260), "requests arrive at this gateway", size=LINE, weight=600, alpha=alpha)
    draw_typical(p, f.world, alpha)


def _fibres(p: Picture, alpha: float) -> None:
    if alpha > 0.004:
        p.bake(("queue-fibres",), _still_fibres, rect=FIBRES_ROOM, alpha=alpha, bloom=0.5)


def _still_fibres(q: Picture) -> None:
    paths, _ = fibres()
    q.curves(paths, "prefill", alpha=0.34)
    q.curves(paths[OUR_FIBRE], "prefill", width=1.8, alpha=0.6)
    keys = [KEY.move(0, source_y(k)) for k in range(FIBRES)]
    q.rects(keys, "raised", radius=KEY_RADIUS, stroke="weights", stroke_width=1.4)
    q.rects([keys[OUR_FIBRE].inset(-3)], None, radius=9, stroke="ink", stroke_width=2.4)
    for key in keys:
        _arrow(q, key)


def _arrow(q: Picture, key: Rect) -> None:
    """The sign of the Enter key."""
    x, y = key.cx + 9, key.cy + 3
    ends = [(x, y - 9, x, y), (x, y, x - 18, y), (x - 18, y, x - 12, y - 5), (x - 18, y, x - 12, y + 5)]
    q.lines(ends, "ink", width=2.0, alpha=0.9)


def _presses(p: Picture, played: PlayedRun, alpha: float) -> None:
    """Keys that are down: their sparks have just left."""
    line = played.line
    rows = line.others(line.coming & (line.flying < 2 * PRESSED))
    if not rows.size or alpha <= 0.004:
        return
    light = np.clip(2.0 - line.flying[rows] / PRESSED, 0.0, 1.0) * alpha
    heights = [source_y(int(k)) for k in fibre_of(line.window)[rows]]
    p.rects([KEY.move(0, y) for y in heights], "prefill", radius=KEY_RADIUS, alpha=0.85 * light)
    p.sprites([(KEY.cx, y) for y in heights], 130, "prefill", kind="soft", alpha=0.6 * light)


def our_key() -> Rect:
    """The Enter key of ours."""
    return KEY.move(0, source_y(OUR_FIBRE))


def _our_press(p: Picture, played: PlayedRun, alpha: float) -> None:
    """Our key is down from the start until our spark has left it."""
    line = played.line
    light = alpha * float(np.clip(2.0 - line.flying[line.ours] / PRESSED, 0.0, 1.0)) * bool(line.coming[line.ours])
    if light > 0.004:
        p.rects([our_key()], "prefill", radius=KEY_RADIUS, alpha=light)


def _still_coming(p: Picture, played: PlayedRun, idle: float) -> None:
    """While the beat rests, requests set off one second for one second of the run, and fade before the lane."""
    window = played.window
    first = window.arrival[window.arrival > 0]
    if not first.size:
        return
    span = max(float(window.duration), 1e-6)
    since = np.concatenate([(idle % span) - first, (idle % span) - first + span])
    going = (since > 0) & (since < CROSSES) & (since < idle)
    if going.any():
        u = since[going] / CROSSES
        k = np.tile(fibre_of(window)[window.arrival > 0], 2)[going]
        at = fly_in(k, 0.55 * u, np.full(len(k), HEAD_X))
        p.sprites(at, 40.0, "prefill", alpha=np.clip(np.minimum(u * 8, (1 - u) * 3), 0, 1))


def _gate(p: Picture, f: Frame, alpha: float, played: PlayedRun) -> None:
    """Two posts, the lane before them with a faint mark per place."""
    if alpha <= 0.004:
        return
    p.lines([(TAIL_X, LANE, GATE_X, LANE)], "prefill", width=2, alpha=0.35 * alpha)
    pitch = played.layout.lying
    marks = HEAD_X - pitch * np.arange(max(played.line.longest, 5))
    marks = marks[marks > TAIL_X]
    at = np.stack([marks, np.full(len(marks), LANE)], 1)
    p.sprites(at, min(34.0, pitch * 0.8), "dim", kind="ring", additive=False, alpha=0.5 * alpha)
    for sign in (-1, 1):
        near, far = LANE + sign * 30, LANE + sign * 112
        p.lines([(GATE_X, near, GATE_X, far)], "prefill", width=4, alpha=0.9 * alpha)
        p.lines([(GATE_X, near, GATE_X - 14, near)], "prefill", width=4, alpha=0.9 * alpha)
    shut = alpha * _shut(played)
    if shut > 0.004:
        p.hatch([(GATE_X - 13, LANE - 30, 18, 60)], alpha=shut, radius=3, ground=0.5)
        p.rects([(GATE_X - 13, LANE - 30, 18, 60)], None, radius=3, stroke="waste", stroke_width=2, stroke_alpha=shut)
    p.sprites([(GATE_X, LANE)], 280, "prefill", kind="soft", squash=0.35, alpha=0.34 * alpha)
    p.text(
        (GATE_X + 60, LANE + 176),
        "{gate}",
        size=LABEL,
        align="right",
        alpha=alpha,
        backed=0.6,
        gate=_gate_words(f, played),
    )


def _shut(played: PlayedRun) -> float:
    """How far the gate is shut, 0..1: while every replica is busy, and nobody is just passing."""
    if (played.window.at(played.seconds).serving < 0).any():
        return 0.0
    road = played.line.road[played.line.leaving]
    return 1.0 if not road.size else float(ramp(road.min(), 0.1, 0.4))


def _gate_words(f: Frame, played: PlayedRun) -> Phrase:
    """What the gate is and, once it is told, how many replicas are busy behind it."""
    if f.beat_name == "gather":
        return Phrase("gateway")
    busy = int((played.window.at(played.seconds).serving >= 0).sum())
    return Phrase("{busy} of {n} replicas busy", busy=busy, n=played.run.replicas)
