"""The bowl in the first four beats: every seat, its score as blue light, and the heat of the odds as gold."""

from __future__ import annotations

import numpy as np

from scenes.sampling.floor import draw_floor, draw_pool
from scenes.sampling.seat_lights import SeatHeat, draw_haze, draw_heat, draw_wave
from scenes.sampling.seat_places import TIERS, seats
from scenes.sampling.seats import draw_quiet_seats, draw_seats, score_light
from scenes.sampling.shown_choice import ShownChoice
from tourapp.authoring import Frame, Picture, cascade, clamp, mix, smooth

ENTER = (752.0, 268.0)
"""Where the light of the request arrives."""
WAKES = (3, 1, 0, 2)
"""When each tier lights up, front tier first: the nearest to ENTER begins."""
IN_WAVE = 500
"""How many of the likeliest tokens' seats the wave passes."""


def draw_lit_seats(f: Frame, p: Picture, shown: ShownChoice) -> None:
    """The scores wake tier by tier in blue; the odds then turn the likely seats gold."""
    choice, plain = shown.reshaped, shown.plain
    vocabulary, gold = choice.vocabulary, f.cue("softmax.gild")
    draw_floor(p, 0.3 + 0.7 * f.cue("softmax.floor"))
    wake = cascade(clamp(f.beat("read") / 0.42 - 0.1), TIERS, 0.5)[list(WAKES)]
    draw_quiet_seats(p, vocabulary)
    blue = np.maximum(0.02, smooth(wake)) * (1.0 - 0.6 * gold)
    draw_seats(p, vocabulary, blue, role="prefill", light=score_light(shown.choices, shown.step))
    points = seats(vocabulary)[0]
    if gold < 1.0:
        first = points[plain.ids[:IN_WAVE]]
        draw_wave(p, first, ENTER, u=f.beat("read") / 0.5, alpha=1.0 - gold, clock=f.clock)
    tail = mix(plain.tail, choice.tail, shown.heat)
    draw_haze(p, vocabulary, tail, all_kept=choice.lost == 0, cut=shown.cut, alpha=gold)
    odds = mix(plain.raw, choice.heated, shown.heat)
    draw_heat(p, SeatHeat(points[choice.ids], odds, choice.kept, shown.cut), f.clock, gold)
    draw_pool(p, f.cue("softmax.rise"))
