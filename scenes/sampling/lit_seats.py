"""The bowl in the first four beats: every seat, its score as blue light, and the heat of the odds as gold."""

from __future__ import annotations

import math

from scenes.sampling.floor import draw_floor, draw_pool
from scenes.sampling.seat_lights import SeatHeat, draw_haze, draw_heat
from scenes.sampling.seat_places import TIERS, seats
from scenes.sampling.seats import DIM, SeatLight, draw_quiet_seats, draw_seats, score_light, tier_rects
from scenes.sampling.shown_choice import ShownChoice
from tourapp.authoring import Frame, Picture, Rect, mix

ENTER = (752.0, 268.0)
"""Where the light of the request arrives."""
LIT = 240
"""How many of the likeliest seats are lit."""
STEP = 48
"""Stage units: a whole number of pixels at every usual scale."""
HUSHED = 0.6
"""Share of the scores' light that the gold of the odds takes away."""


def draw_lit_seats(f: Frame, p: Picture, shown: ShownChoice) -> None:
    """The seats come when the city of scores has sunk; the odds then turn the likely ones gold."""
    choice, plain = shown.reshaped, shown.plain
    floor, gold = f.cue("softmax.floor"), f.cue("softmax.gild")
    if floor <= 0.0:
        return
    vocabulary = choice.vocabulary
    light = score_light(shown.choices, shown.step)
    draw_floor(p, floor)
    if gold < 1.0 or shown.settled:  # the small picture of the scene is a settled one: there the tiers stay apart
        draw_seats(p, vocabulary, [DIM * floor] * TIERS)
        draw_seats(p, vocabulary, [floor * (1.0 - HUSHED * gold)] * TIERS, role="prefill", light=light)
    else:
        draw_resting_seats(p, vocabulary, light)
    points = seats(vocabulary)[0]
    tail = mix(plain.tail, choice.tail, shown.heat)
    draw_haze(p, vocabulary, tail, all_kept=choice.lost == 0, cut=shown.cut, alpha=gold)
    draw_pool(p, f.cue("softmax.rise"))  # before the heat, which twinkles: so it rests with what lies below
    odds = mix(plain.raw, choice.heated, shown.heat)
    draw_heat(p, SeatHeat(points[choice.ids[:LIT]], odds[:LIT], choice.kept[:LIT], shown.cut), f.clock, gold)


def draw_resting_seats(p: Picture, count: int, light: SeatLight | None = None) -> None:
    """All seats as one layer; with a light, its scores as far as the gold has hushed them. The layer begins at the
    stage's corner, so that at any scale its tiers fall on the pixels that they have one by one."""

    def build(q: Picture) -> None:
        draw_quiet_seats(q, count)
        if light is not None:
            draw_seats(q, count, [1.0 - HUSHED] * TIERS, role="prefill", light=light)

    tiers = tier_rects(count)
    right, bottom = (
        STEP * math.ceil(max(sides) / STEP) for sides in zip(*((t.right, t.bottom) for t in tiers), strict=True)
    )
    name = "quiet" if light is None else light.name
    p.bake(("amphitheatre at rest", name, count), build, rect=Rect(0, 0, right, bottom))
