"""The replicas, the roads that lead to them, and who is on the way."""

from __future__ import annotations

import numpy as np

from scenes.queue.cards import CardLight
from scenes.queue.paths import roads
from scenes.queue.play_clock import CALL
from scenes.queue.played import PlayedRun
from scenes.queue.replica_cards import draw_cards
from scenes.queue.sparks import draw_on_road
from tourapp.authoring import Frame, Picture, pulse, ramp, smooth

OUR_ROAD = np.array([-0.6, 0.0, 0.6])
"""Our road is this many lines side by side, one above the other."""


def draw_replicas(f: Frame, p: Picture, played: PlayedRun) -> None:
    """Roads, cards, and sparks on the roads; dimmed while the load curve is told."""
    here = float(smooth(ramp(f.beat("gather"), 0.12, 0.3)))
    dimmed = 0.5 * f.move("load", 0.0, 0.15) * (1.0 - f.cue("called.relight"))
    work = (0.3 * here + 0.7 * f.move("busy", 0.0, 0.1)) * (1.0 - dimmed)
    gone = 1.0 - f.cue("stack.clear")
    ways = roads(tuple(played.boxes), played.upright, played.layout.column)
    p.curves(ways, "prefill", alpha=np.full(len(ways), 0.20 + 0.12 * work) * here * gone)
    ours = float(ramp(played.screen_seconds, CALL, CALL + 0.3))
    if ours > 0 and gone > 0.01:
        way = ways[played.our_replica]
        p.curves(np.stack([way + shift for shift in OUR_ROAD]), "prefill", alpha=0.7 * ours * gone)
    glow = float(ramp(played.screen_seconds, CALL + 0.7, CALL + 1.1)) * pulse(f.clock, 3.0, 0.8, 1.0)
    light = CardLight(here, work, _prefill_share(played), played.our_replica, glow)
    draw_cards(p, played.boxes, played.window.at(played.seconds), light, f.clock)
    held = f.move("load", 0.0, 0.08) * (1.0 - f.cue("called.resume"))
    draw_on_road(p, played, ways, gone * (1.0 - held))


def _prefill_share(played: PlayedRun) -> float:
    """Prefill's share of a service; none where there is no service."""
    service = float(played.numbers.our_service.value)
    return float(played.ours.prefill.value) / max(service, 1e-12)
