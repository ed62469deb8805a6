"""Lamps on the processors: each stands for the same part of the chip's math, and as many are on as the math is busy."""

from __future__ import annotations

import math

import numpy as np

from scenes.gpu_grid.die import AREA
from scenes.gpu_grid.facts import ChipAtWork
from scenes.gpu_grid.floorplan import LAMPS, fields, floorplan, lamp_order, lamp_places
from scenes.gpu_grid.slant import BOTTOM, TOP, quads, slant
from tourapp.authoring import Picture, Rect

STEP = 64
"""Still layers are kept for whole multiples of so many lamps only."""
RATE = 5.0
"""How often in a second the wandering lamps change."""
FLARES, FLARE_RATE, FLARE_STRIDE = 120, 9, 37
"""Lamps that flare at once, how often in a second others do, and by how many places they move on."""


def whole_steps(lamps: int) -> int:
    """The nearest number of lamps for which a layer is kept."""
    return max(1, round(lamps / STEP)) * STEP


def draw_lit(p: Picture, facts: ChipAtWork, lamps: int, role: str) -> None:
    """Processors with so many lamps on; costly, so put it into a still layer."""
    count = facts.processors
    order = lamp_order(count)[:lamps]
    share = np.bincount(order // LAMPS, minlength=count) / LAMPS
    if facts.counted:
        p.polys(quads(floorplan(count).cells), role, alpha=share * 0.34, stroke=role, stroke_alpha=0.6)
    else:
        p.polys(quads(fields()), role, alpha=float(share.mean()) * 0.34, stroke=role, stroke_alpha=0.6)
    at = slant(lamp_places(count)[order])
    depth = (at[:, 1] - TOP) / (BOTTOM - TOP)
    size = float(np.clip(760.0 / math.sqrt(count * LAMPS), 4.5, 16.0))
    p.sprites(at, size * (0.75 + 0.5 * depth), role, alpha=0.62 if lamps > 400 else 1.0)


def draw_prefill_lamps(p: Picture, facts: ChipAtWork, lamps: int, *, light: float, left_of: float) -> None:
    """The lamps that prefill lights, left of stage x `left_of`."""
    kept = min(whole_steps(lamps) if lamps > STEP else lamps, facts.processors * LAMPS)
    p.bake(
        ("lit", facts.processors, facts.counted, kept),
        lambda layer: draw_lit(layer, facts, kept, "prefill"),
        rect=AREA,
        bloom=0.55,
        additive=True,
        alpha=light,
        reveal=Rect(0, 0, left_of, 1080),
    )


def draw_decode_lamps(p: Picture, facts: ChipAtWork, lamps: int, *, right_of: float) -> None:
    """The lamps that decode lights where they are many, right of stage x `right_of`."""
    kept = whole_steps(lamps)
    p.bake(
        ("lit-decode", facts.processors, facts.counted, kept),
        lambda layer: draw_lit(layer, facts, kept, "decode"),
        rect=AREA,
        bloom=0.4,
        additive=True,
        reveal=Rect(right_of, 0, 1920, 1080),
    )


def draw_wandering(p: Picture, count: int, lamps: int, clock: float, *, right_of: float) -> None:
    """The few lamps that decode has on at a moment; they wander, as the math waits for each weight."""
    order = lamp_order(count)
    start = int(clock * RATE) * max(1, lamps) % len(order)
    now = np.take(order, np.arange(start, start + lamps), mode="wrap")
    at = slant(lamp_places(count)[now])
    at = at[at[:, 0] > right_of]
    if len(at):
        fade = 0.55 + 0.45 * math.cos(2 * math.pi * (clock * RATE % 1.0 - 0.5)) ** 2
        p.sprites(at, 46 if lamps < 60 else 24, "decode", alpha=fade)


def draw_flares(p: Picture, count: int, lamps: int, clock: float, *, left_of: float) -> None:
    """A few of the lamps that are on flare: the chip is at work, not painted."""
    order = lamp_order(count)[:lamps]
    start = int(clock * FLARE_RATE) * FLARE_STRIDE % max(1, len(order))
    now = np.take(order, np.arange(start, start + min(FLARES, len(order))), mode="wrap")
    at = slant(lamp_places(count)[now])
    at = at[at[:, 0] < left_of - 12]
    if len(at):
        p.sprites(at, 34, "prefill", alpha=0.75)
