"""Lamps on the processors: each is a tensor core where their number is published, and as many are on as the math is
busy, on average."""

from __future__ import annotations

import numpy as np

from scenes.gpu_grid.die import AREA
from scenes.gpu_grid.facts import ChipAtWork
from scenes.gpu_grid.floorplan import fields, floorplan, lamp_order
from scenes.gpu_grid.slant import quads
from tourapp.authoring import Picture, Rect, ramp, smooth

RATE = 1.4
"""How often in a second other lamps take over: below three."""
HANDOVER = 0.35
"""Share of its time in which a lamp comes and goes."""
GLOWING = 64
"""Where no more lamps are on, each has a halo."""
SHINE, SHINE_STRIDE = 60, 37
"""Lamps that shine brighter at once where all are on, and by how many places they move on."""


def draw_lit(p: Picture, facts: ChipAtWork, lamps: int, role: str) -> None:
    """Processors with so many lamps on; costly, so put it into a still layer."""
    plan = floorplan(facts.processors, facts.lamps_each)
    order = lamp_order(plan.count)[:lamps]
    if not facts.counted:
        p.polys(quads(fields()), role, alpha=0.75 * lamps / plan.count)
        return
    share = np.bincount(order // facts.lamps_each, minlength=facts.processors) / facts.lamps_each
    p.polys(quads(plan.cells), role, alpha=share * 0.22)
    p.polys(quads(plan.lamps[order]), role, alpha=0.85)


def draw_prefill_lamps(p: Picture, facts: ChipAtWork, *, light: float, left_of: float) -> None:
    """The lamps that prefill lights, left of stage x `left_of`."""
    lamps = facts.prefill.lamps
    p.bake(
        ("lit", facts.processors, facts.lamps_each, facts.counted, lamps),
        lambda layer: draw_lit(layer, facts, lamps, "prefill"),
        rect=AREA,
        bloom=0.16,
        additive=True,
        alpha=light,
        reveal=Rect(0, 0, left_of, 1080),
    )


def draw_shine(p: Picture, facts: ChipAtWork, clock: float, *, left_of: float) -> None:
    """Some of prefill's lamps shine brighter, one set after the other: the chip is at work, not painted."""
    boxes, alpha = _in_turn(facts, facts.prefill.lamps, min(SHINE, facts.prefill.lamps), clock)
    keep = boxes[:, :, 0].max(1) < left_of
    if keep.any():
        p.polys(boxes[keep], "ink", alpha=np.round(alpha[keep] * 0.5, 1), additive=True)


def draw_decode_lamps(p: Picture, facts: ChipAtWork, clock: float, *, right_of: float) -> None:
    """The lamps that decode has on at a moment, right of stage x `right_of`; others take over, for on average so many
    are at work."""
    boxes, alpha = _in_turn(facts, floorplan(facts.processors, facts.lamps_each).count, facts.decode.lamps, clock)
    if facts.decode.lamps > floorplan(facts.processors, facts.lamps_each).count / 2:
        alpha = np.ones(len(alpha))
    keep = boxes[:, :, 0].min(1) > right_of
    boxes, alpha = boxes[keep], alpha[keep]
    if len(boxes):
        p.polys(boxes, "decode", alpha=np.round(alpha, 1))
    if 0 < len(boxes) <= GLOWING:
        p.sprites(boxes.mean(1), 110, "decode", alpha=np.round(alpha * 0.9, 1), kind="soft")


def _in_turn(facts: ChipAtWork, among: int, many: int, clock: float) -> tuple[np.ndarray, np.ndarray]:
    """The corners of the lamps that are on now [n, 4, 2], and how bright each is [n]: one after the other is handed
    over, never all at once."""
    plan = floorplan(facts.processors, facts.lamps_each)
    order = lamp_order(plan.count)[: max(1, among)]
    k = np.arange(max(1, many))
    age = clock * RATE / 3.0 + k * 0.618
    turn = np.floor(age).astype(int)
    now = np.take(order, k * SHINE_STRIDE + turn * 101, mode="wrap")
    part = age - turn
    bright = smooth(ramp(part, 0.0, HANDOVER / 2)) * (1 - smooth(ramp(part, 1 - HANDOVER / 2, 1.0)))
    return quads(plan.lamps[now]), np.maximum(0.04, bright)
