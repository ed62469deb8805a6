"""The second beat's gauge: FLOP for each byte, and from where on the math would be busy."""

from __future__ import annotations

import math

from scenes.atlas.op_blend.facts import BlendFacts
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why, pulse
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, TAG
from tourapp.figures.card_frame import BigNumber, draw_big_number

ROOM = Rect(700.0, 548.0, 700.0, 26.0)
LEFT = 700.0
MOST = 1000.0


def draw_cost(f: Frame, p: Picture, facts: BlendFacts, shown: float) -> None:
    """Bytes, arithmetic, and the gauge between them."""
    if shown <= 0.004:
        return
    told = f.cue("cost.told")
    with p.group(opacity=shown):
        words = (
            Phrase("of V read by one step"),
            Phrase("{model}, all layers, batch {n}", model=facts.model, n=f.inputs.batch),
        )
        draw_big_number(
            p, BigNumber((LEFT, 276.0), facts.decode.kv_bytes, words, "value", size=FIGURE_LARGE, room=700.0), told
        )
        p.text((LEFT, 442), "for {v} of math", v=facts.decode.flops, size=LABEL, weight=600, alpha=told)
        _draw_gauge(f, p, facts, f.cue("cost.gauge"))


def _x(value: float) -> float:
    share = math.log(max(value, 1.0)) / math.log(MOST)
    return ROOM.x + ROOM.w * min(max(share, 0.0), 1.0)


def _draw_gauge(f: Frame, p: Picture, facts: BlendFacts, grown: float) -> None:
    """A bar on a logarithmic axis, up to the intensity; the ridge of attention as a mark, hatched up to it."""
    ridge, value = facts.crossings.attention_ridge, facts.intensity
    here, there = _x(float(value.value)), _x(float(ridge.value))
    p.rects([ROOM], "line", radius=6, alpha=0.5)
    if there > here:
        p.hatch([(here, ROOM.y, there - here, ROOM.h)], "waste", alpha=grown)
    p.rects([(ROOM.x, ROOM.y, max(6.0, (here - ROOM.x) * grown), ROOM.h)], "value", radius=6)
    p.spark((ROOM.x + (here - ROOM.x) * grown, ROOM.cy), "value", size=60.0 * pulse(f.clock, 2.2, 0.75, 1.0))
    p.lines([(there, ROOM.y - 14, there, ROOM.bottom + 14)], "white", width=2.5, alpha=grown)
    p.text(
        (min(here, ROOM.right - 240), ROOM.y - 22),
        "{v}",
        v=value,
        size=LABEL,
        role="value",
        weight=600,
        align="left",
        alpha=grown,
    )
    p.text((there, ROOM.bottom + 46), "{v}: math busy too", v=ridge, size=LABEL, align="center", alpha=grown)
    p.text((ROOM.x, ROOM.bottom + 40), "{n}", n=1, size=TAG, mono=True, role="dim")
    p.hot([ROOM], (Tag("gauge"),), (Why(),), (value,))
