"""The chip on the stage: its processors wake and are counted; then the same chip at two moments, prefill and decode."""

from __future__ import annotations

import numpy as np

from scenes.gpu_grid.bridges import draw_bridge
from scenes.gpu_grid.cut import FOOT, FOOT_ABOVE_RULER, Cut, cut_of, draw_cut
from scenes.gpu_grid.die import draw_die
from scenes.gpu_grid.facts import ChipAtWork
from scenes.gpu_grid.floorplan import LEFT, RIGHT, floorplan
from scenes.gpu_grid.labels import label_bandwidth, label_cache, label_decode, label_prefill
from scenes.gpu_grid.lamps import draw_decode_lamps, draw_flares, draw_prefill_lamps, draw_wandering
from scenes.gpu_grid.reuse import draw_reuse
from scenes.gpu_grid.slant import quads, slant
from tourapp.authoring import STAGE, Frame, Picture, Quantity
from tourapp.authoring.sizes import T56, TAG, VALUE

COUNT_Y, UNIT_Y = 160.0, 192.0
CALM = 0.1
"""Share of the bandwidth in use while the chip wakes."""
FAINTEST = 0.2
"""The bridges are never darker than this, also before prefill's light is there."""
FLARES_FROM = 0.3
"""Strength of prefill's light from which single lamps flare."""
MANY = 500
"""From so many lamps on, decode has a still layer; fewer wander."""


def light_enters(_f: Frame) -> tuple[float, float]:
    """Where the request's light arrives: the far part of the die."""
    x, y = slant((0.5, 0.2))
    return float(x), float(y)


def light_leaves(_f: Frame) -> tuple[float, float]:
    """Where it departs: right of the middle of the stage."""
    return 1180.0, 520.0


def draw_waking(f: Frame, p: Picture, facts: ChipAtWork) -> None:
    """Processors light up one after the other, once, to be counted."""
    draw_die(p, facts)
    chip, count, share = facts.chip, facts.processors, f.cue("grid.count")
    seen = int(count * share)
    if seen and facts.counted:
        age = (seen - np.arange(seen)) / count
        p.polys(quads(floorplan(count).cells[:seen]), "prefill", alpha=np.clip(0.75 - age * 2.2, 0.16, 0.75))
    if chip.processors is not None:
        done = Quantity(seen, "1", "processors") if share < 1 else chip.processors
        p.text((STAGE.x, COUNT_Y), "{v}", v=done, size=T56, weight=600, mono=True, role="prefill")
    else:
        p.text((STAGE.x, COUNT_Y), "not published", size=TAG, role="dim")
    p.text((STAGE.x, UNIT_Y), "processors", size=TAG, role="dim")
    _count_cores(p, chip.tensor_cores, f.cue("grid.cores"))
    for side in (LEFT, RIGHT):
        draw_bridge(p, side, facts.stacks, CALM, f.clock)


def _count_cores(p: Picture, cores: Quantity | None, shown: float) -> None:
    """How many tensor cores there are, for it is they that multiply."""
    x = STAGE.right
    if cores is not None:
        p.text((x, COUNT_Y), "{v}", v=cores, size=VALUE, weight=600, mono=True, align="right", alpha=shown)
    else:
        p.text((x, COUNT_Y), "not published", size=TAG, role="dim", align="right", alpha=shown)
    p.text((x, UNIT_Y), "tensor cores", size=TAG, role="dim", align="right", alpha=shown)


def draw_two_moments(f: Frame, p: Picture, facts: ChipAtWork) -> None:
    """Left of the cut the chip in prefill, right of it the same chip in decode."""
    draw_die(p, facts)
    cut, light = cut_of(f), f.cue("prefill.light")
    why = f.beat_name == "why"
    _draw_lamps(f, p, facts, cut, light)
    for side, prefill in ((LEFT, cut.left_is_prefill), (RIGHT, cut.right_is_prefill)):
        load = facts.prefill if prefill else facts.decode
        draw_bridge(p, side, facts.stacks, load.stream, f.clock, alpha=max(light, FAINTEST))
    draw_cut(p, cut, FOOT_ABOVE_RULER if why else FOOT)
    if cut.left_is_prefill:
        label_prefill(p, facts.prefill, light)
    if not cut.right_is_prefill:
        label_decode(p, facts.decode, 1.0 if f.beat_name != "decode" else f.cue("decode.numbers"))
    label_cache(p, facts)
    if why:
        draw_reuse(p, facts.costs, facts.format, f.cue("why.ruler"))
    else:
        label_bandwidth(p, facts)


def _draw_lamps(f: Frame, p: Picture, facts: ChipAtWork, cut: Cut, light: float) -> None:
    count, many, few = facts.processors, facts.prefill.lamps, facts.decode.lamps
    if cut.shows_prefill:
        draw_prefill_lamps(p, facts, many, light=light, left_of=cut.x)
        if light > FLARES_FROM:
            draw_flares(p, count, many, f.clock, left_of=cut.x)
    if cut.shows_decode and few > MANY:
        draw_decode_lamps(p, facts, few, right_of=cut.x)
    elif cut.shows_decode:
        draw_wandering(p, count, few, f.clock, right_of=cut.x)
