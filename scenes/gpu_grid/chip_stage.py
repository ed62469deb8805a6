"""The chip on the stage: its processors wake and are counted; then the same chip at two moments, prefill and decode."""

from __future__ import annotations

import numpy as np

from scenes.gpu_grid.bridges import draw_cache_traffic, draw_lanes, draw_traffic
from scenes.gpu_grid.cut import Cut, cut_of, draw_cut
from scenes.gpu_grid.die import AREA, draw_die
from scenes.gpu_grid.facts import ChipAtWork
from scenes.gpu_grid.floorplan import LEFT, RIGHT, Floorplan, fields, floorplan
from scenes.gpu_grid.labels import FIGURE_Y, IDEAL_Y, NAME_Y, label_at_work, label_bandwidth, label_cache, label_shares
from scenes.gpu_grid.lamps import draw_decode_lamps, draw_prefill_lamps, draw_shine
from scenes.gpu_grid.slant import quads, slant
from tourapp.authoring import STAGE, Frame, Phrase, Picture, Quantity, Rect, clamp
from tourapp.authoring.sizes import CAPTION, FIGURE, LABEL, READOUT

CALM, BRIGHT = 0.1, 0.9
"""Share of the bandwidth in use while the chip wakes, and how bright its processors are in the first frame."""
SHINES_FROM = 0.5
"""Strength of prefill's light from which single lamps shine brighter."""
LEVELS = 6
"""Steps of brightness of a processor that wakes: each costs a pass of the painter."""
WAVE, WAVE_SECONDS = 0.25, 4.0
"""How much of the processors the wave covers, and how long it takes over all of them."""


def processor_fields(facts: ChipAtWork) -> np.ndarray:
    """Corners of all processors on the stage [n, 4, 2]; of the two parts of the die where none is published."""
    return quads(floorplan(facts.processors, facts.lamps_each).cells if facts.counted else fields())


def draw_waking(f: Frame, p: Picture, facts: ChipAtWork) -> None:
    """Processors light up one after the other, once, to be counted; then a wave runs over them."""
    draw_die(p, facts)
    draw_lanes(p, facts.stacks, CALM)
    for side in (LEFT, RIGHT):
        draw_traffic(p, side, facts.stacks, CALM, f.clock)
    if facts.counted:
        _wake(f, p, facts)
    _settle(f, p, facts)
    label_cache(p, facts)
    _count(f, p, facts)


def _settle(f: Frame, p: Picture, facts: ChipAtWork) -> None:
    """As the scene begins its processors are bright, then they go dark and wake one by one."""
    bright = BRIGHT * (1.0 - f.cue("grid.settle"))
    if bright > 0.01:
        p.polys(processor_fields(facts), "weights", alpha=bright)


def _wake(f: Frame, p: Picture, facts: ChipAtWork) -> None:
    """The processors that are counted already with their tensor cores; the newest shine, then a wave takes its turn.
    Whole rows are one still layer, uncovered from the far end."""
    count, share = facts.processors, f.cue("grid.count", eased=False)
    plan, seen = floorplan(count, facts.lamps_each), int(count * share)
    if not seen:
        return
    row = int(np.argmax(plan.cells[:, 1] >= plan.cells[seen - 1, 1])) if seen < count else count
    if row:
        foot = float(slant(plan.cells[row - 1, 2:])[1]) + 2.0
        p.bake(
            ("awake", count, facts.lamps_each), lambda q: _awake(q, plan, slice(None)), rect=AREA, reveal=_above(foot)
        )
    if row < seen:
        _awake(p, plan, slice(row, seen))
    place = np.arange(seen) / count
    wave = (f.clock / WAVE_SECONDS - place) % 1.0 if share >= 1.0 and not f.still else share - place
    bright = np.round(np.clip(1.0 - wave / WAVE, 0.0, 1.0) * LEVELS) / LEVELS
    p.polys(quads(plan.cells[:seen][bright > 0]), "prefill", alpha=bright[bright > 0] * 0.8)


def _above(y: float) -> Rect:
    return Rect(0, 0, 1920, y)


def _awake(p: Picture, plan: Floorplan, which: slice) -> None:
    """Processors of one part of the plan, awake, with their lamps."""
    each = plan.count // len(plan.cells)
    p.polys(quads(plan.cells[which]), "prefill", alpha=0.18)
    p.polys(quads(plan.lamps.reshape(-1, each, 4)[which].reshape(-1, 4)), "prefill", alpha=0.5)


def _count(f: Frame, p: Picture, facts: ChipAtWork) -> None:
    """Tensor cores so far at the left, for it is they that multiply; what feeds them at the right."""
    chip, share = facts.chip, f.cue("grid.count", eased=False)
    if chip.tensor_cores is None:
        p.text((STAGE.x, FIGURE_Y), "not published", size=READOUT, weight=600)
    else:
        seen = int(facts.processors * share) * facts.lamps_each
        part = Quantity(seen, "1", "tensor cores, counted so far", "n", "those lit by now", (chip.tensor_cores,))
        done = chip.tensor_cores if share >= 1 else part
        p.text((STAGE.x, FIGURE_Y), "{v}", v=done, size=FIGURE, weight=600, role="prefill")
    p.text((STAGE.x, NAME_Y), "tensor cores", size=LABEL)
    if chip.processors is None:
        p.text((STAGE.x, IDEAL_Y + 30), "not published", size=READOUT, weight=600)
    else:
        p.text((STAGE.x, IDEAL_Y + 30), "{v}", v=chip.processors, size=READOUT, weight=600, mono=True)
    p.text((STAGE.x, IDEAL_Y + 62), "processors", size=LABEL)
    shown = f.cue("grid.memory")
    x = STAGE.right
    p.text((x, FIGURE_Y), "{v}", v=chip.bandwidth, size=CAPTION, weight=600, align="right", alpha=shown)
    words = Phrase("from {n} {n|stack|stacks}", n=chip.stacks) if chip.stacks is not None else Phrase("from memory")
    p.text((x, NAME_Y), words, size=LABEL, align="right", alpha=shown)


def draw_two_moments(f: Frame, p: Picture, facts: ChipAtWork) -> None:
    """Left of the cut the chip in prefill, right of it the same chip in decode."""
    draw_die(p, facts)
    cut, light = cut_of(f), f.cue("prefill.light")
    left, right = Rect(0, 0, max(cut.x, 1.0), 1080), Rect(cut.x, 0, max(1.0, 1920 - cut.x), 1080)
    if cut.shows_prefill:
        draw_lanes(p, facts.stacks, facts.prefill.stream, alpha=max(light, 0.2), reveal=left)
        draw_prefill_lamps(p, facts, light=light, left_of=cut.x)
        if light > SHINES_FROM:
            draw_shine(p, facts, f.clock, left_of=cut.x)
    if cut.shows_decode:
        draw_lanes(p, facts.stacks, facts.decode.stream, reveal=right)
        draw_decode_lamps(p, facts, f.clock, right_of=cut.x)
    _race(f, p, facts, cut)
    draw_cut(p, cut)
    label_cache(p, facts)
    _tell(f, p, facts, cut, light)


def _race(f: Frame, p: Picture, facts: ChipAtWork, cut: Cut) -> None:
    """Light on the lanes of each side, for the phase that shows there."""
    for side, edge in ((LEFT, 300.0), (RIGHT, 1200.0)):
        load = facts.prefill if cut.x > edge else facts.decode
        draw_traffic(p, side, facts.stacks, load.stream, f.clock)
    draw_cache_traffic(p, (facts.prefill if cut.x > 752.0 else facts.decode).stream, f.clock)


def _tell(f: Frame, p: Picture, facts: ChipAtWork, cut: Cut, light: float) -> None:
    """The figures of the phase that has most of the chip, and where its work is."""
    if cut.x > 752.0:
        label_shares(p, facts.prefill, "prefill", light)
        label_at_work(p, facts, facts.prefill, "prefill", light)
        label_bandwidth(p, facts, light)
        return
    shown = f.cue("decode.numbers") if f.beat_name == "decode" and f["phase"] == "both" else 1.0
    label_shares(p, facts.decode, "decode", clamp(shown))
    label_at_work(p, facts, facts.decode, "decode", shown)
    label_bandwidth(p, facts, shown)
