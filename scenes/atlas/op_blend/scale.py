"""The third beat: FLOP per byte over the batch. The line of the weights climbs to its ridge, that of the cache lies."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_blend.facts import BlendFacts
from tourapp.authoring import Axis, Frame, Phrase, Picture, Quantity, Rect, Tag, Why
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, TAG
from tourapp.figures.card_frame import BigNumber, draw_big_number
from tourapp.figures.law_chart import LawChart, LawLine, draw_law_axes, draw_law_light, draw_law_lines, draw_law_point

ROOM = Rect(84.0, 200.0, 800.0, 398.0)
PANEL = 960.0
TICKS = (1, 8, 64, 512)
LOW, ABOVE = 0.5, 2.6
NAMED_AT = 64.0


def chart_of(facts: BlendFacts) -> LawChart:
    """Batches across, FLOP per byte upwards, to a little over the higher ridge."""
    cross = facts.crossings
    high = max(float(cross.ridge.value), float(cross.attention_ridge.value)) * ABOVE
    ends = float(cross.batches[0]), float(cross.batches[-1])
    return LawChart(
        ROOM, Axis(*ends, log=True), Axis(LOW, high, log=True), tuple((float(n), Phrase("{n}", n=n)) for n in TICKS)
    )


def draw_scale(f: Frame, p: Picture, facts: BlendFacts, shown: float) -> None:
    """Both lines, both ridges, the present batch on each line, and the number that does not move."""
    if shown <= 0.004:
        return
    cross, chart = facts.crossings, chart_of(facts)
    flat = cross.of_attention if facts.own else np.full(len(cross.batches), float(facts.intensity.value))
    weights = LawLine(cross.batches, cross.of_weights, "weights", 5.0)
    cache = LawLine(cross.batches, flat, "value", 6.0)
    grown, told = f.cue("scale.grow"), f.cue("scale.told")
    with p.group(opacity=shown):
        draw_law_axes(p, chart, Phrase("batch →"), Phrase("↑ FLOP per byte"))
        _draw_ridges(p, chart, facts, told)
        draw_law_lines(p, chart, (cache, weights), grown)
        sweep = f.cue("scale.sweep", eased=False)
        share = sweep if 0.0 < sweep < 1.0 else None
        draw_law_light(f, p, chart, cache, share)
        if share is not None:
            draw_law_light(f, p, chart, weights, share)
        _draw_present(f, p, chart, facts, told)
        _draw_number(p, facts, told)


def _draw_ridges(p: Picture, chart: LawChart, facts: BlendFacts, told: float) -> None:
    """From where on math is busy: attention's at the 16-bit peak, and the matrices' where it is another."""
    cross = facts.crossings
    _draw_ridge(p, chart, cross.attention_ridge, Phrase("{v}: 16-bit math is busy", v=cross.attention_ridge), told)
    if facts.two_ridges:
        words = Phrase("{v}: {format} math is busy", v=cross.ridge, format=facts.format)
        _draw_ridge(p, chart, cross.ridge, words, told)


def _draw_ridge(p: Picture, chart: LawChart, ridge: Quantity, words: Phrase, told: float) -> None:
    y = chart.point(chart.x.low, float(ridge.value))[1]
    p.lines([(ROOM.x, y, ROOM.right, y)], "prefill", width=2.0, dash=True, alpha=told)
    p.text((ROOM.x + 14, y - 8), words, size=TAG, role="prefill", weight=600, alpha=told)
    p.hot([Rect(ROOM.x, y - 8, ROOM.w, 16)], (Tag("ridge"),), (Why(),), (ridge,))


def _draw_present(f: Frame, p: Picture, chart: LawChart, facts: BlendFacts, told: float) -> None:
    """The present batch on both lines, with their names."""
    batch, cross = float(f.inputs.batch), facts.crossings
    draw_law_point(f, p, chart.point(batch, float(cross.weights_now.value)), "ink", told)
    draw_law_point(f, p, chart.point(batch, float(facts.intensity.value)), "value", told)
    at = chart.point(NAMED_AT, float(np.interp(NAMED_AT, cross.batches, cross.of_weights)))
    p.text((at[0] + 18, at[1] + 34), "weights", size=LABEL, weight=600, alpha=told)
    y = chart.point(512.0, float(facts.intensity.value))[1]
    down = y + 36 if y + 36 < ROOM.bottom - 4 else y - 14
    p.text((ROOM.right - 10, down), "cache", size=LABEL, role="value", weight=600, align="right", alpha=told)


def _draw_number(p: Picture, facts: BlendFacts, told: float) -> None:
    heads = facts.shown.heads
    who = (
        Phrase("{model}: one latent for all", model=facts.model)
        if heads is None
        else Phrase("{model}, {n} KV {n|head|heads}", model=facts.model, n=heads)
    )
    words = (Phrase("whatever the batch"), who)
    draw_big_number(p, BigNumber((PANEL, 340.0), facts.intensity, words, "value", size=FIGURE_HUGE, room=460.0), told)
    p.text((PANEL, 500), "weights now: {v}", v=facts.crossings.weights_now, size=LABEL, role="dim", alpha=told)
