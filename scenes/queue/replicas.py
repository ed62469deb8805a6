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

OUR_ROAD = np.array([-0.9, -0.3, 0.3, 0.9])
"""Our road is this many lines side by side, one above the other."""


def draw_replicas(f: Frame, p: Picture, played: PlayedRun) -> None:
    """Roads, cards, and sparks on the roads; away while the load curve is told and once the times are added up."""
    here = float(smooth(ramp(f.beat("gather"), 0.04, 0.16))) * played.lies * (1.0 - f.cue("stack.clear"))
    if here <= 0.004:
        return
    road = here * (1.0 - f.cue("called.open"))
    ways = roads(tuple(played.boxes))
    p.curves(ways, "prefill", alpha=np.full(len(ways), 0.34) * road)
    ours = float(ramp(played.screen_seconds, CALL, CALL + 0.3))
    if ours > 0 and road > 0.01:
        way = ways[played.our_replica]
        p.curves(np.stack([way + shift for shift in OUR_ROAD]), "prefill", alpha=0.8 * ours * road)
    glow = float(ramp(played.screen_seconds, CALL + 0.6, CALL + 0.9)) * pulse(f.clock, 3.0, 0.85, 1.0)
    light = CardLight(here, here, _prefill_share(played), played.our_replica, glow * here)
    draw_cards(p, played.boxes, played.window.at(played.seconds), light, f.clock)
    draw_on_road(p, played, ways, road)


def _prefill_share(played: PlayedRun) -> float:
    """Prefill's share of a service; none where there is no service."""
    service = float(played.numbers.our_service.value)
    return float(played.ours.prefill.value) / max(service, 1e-12)
