"""The flight home: the light goes back past the cards of all stops that came before, and each card it passes stays lit.

Cards gather faintly while the answer is written; any number of them is drawn.
"""

from __future__ import annotations

import numpy as np

from scenes.finale.card import FlightCard, draw_card
from scenes.finale.road import card_places, draw_road, road
from tourapp.authoring import Frame, Picture, StopView, clamp, ramp

ROAD_PAST_CARDS = 0.86
"""Share of the road that lies beside cards; the rest leads to the screen."""
FAINT, WAITING = 0.14, 0.30
"""Alpha of the cards while the answer is written, and until the light has passed them."""


def draw_flight(f: Frame, p: Picture) -> None:
    """Road and cards of the stops before this one, if there are any."""
    stops = f.journey.before
    if not stops:
        return
    head = float(ramp(f.beat("flight"), 0.12, 0.97))
    if head > 0:
        draw_road(p, road(len(stops)), head, f.clock)
    places = card_places(len(stops))
    passed = ROAD_PAST_CARDS * (1 - (np.arange(len(stops)) + 0.5) / len(stops))
    for k in range(len(stops) - _gathered(f, len(stops)), len(stops)):
        alpha = FAINT if f.beat_name == "answer" else WAITING if head < passed[k] else 1.0
        draw_card(p, FlightCard(stops[k], places[k], _lit(f, stops[k], float(passed[k]), head), alpha))


def _gathered(f: Frame, count: int) -> int:
    """How many cards there are already: the last stop's comes first."""
    if f.beat_name != "answer":
        return count
    return int(count * float(ramp(f.beat("answer"), 0.25, 0.9)) + 1e-6)


def _lit(f: Frame, stop: StopView, at: float, head: float) -> float:
    """How brightly a card is lit: as the light passes it, or as the pointer is on it."""
    if f.hovered("card") == stop.key:
        return 1.0
    near = clamp(1 - abs(at - head) * 9) if 0 < head < 1 else 0.0
    return float(near) if near > 0.05 else 0.0
