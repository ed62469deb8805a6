"""The third beat: arithmetic of one token, the matrices' level and attention's rising line, and where they meet."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_scores.facts import ScoresFacts
from tourapp.authoring import Axis, Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL, LINE
from tourapp.figures.card_frame import BigNumber, draw_big_number
from tourapp.figures.law_chart import (
    LawChart,
    LawLine,
    draw_crossing,
    draw_law_axes,
    draw_law_light,
    draw_law_lines,
    draw_law_point,
)

ROOM = Rect(84.0, 200.0, 846.0, 398.0)
PANEL = 990.0
TICKS = (128, 1_000, 10_000, 100_000, 1_000_000)


def chart_of(facts: ScoresFacts) -> LawChart:
    """The chart's axes: contexts, and FLOP of one token."""
    cross = facts.crossings
    low = min(float(cross.attention.min()), float(cross.matrices.min()))
    high = max(float(cross.attention.max()), float(cross.matrices.max()))
    ticks = tuple((float(n), Phrase("{n:,}", n=n)) for n in TICKS)
    ends = float(cross.tokens[0]), float(cross.tokens[-1])
    return LawChart(ROOM, Axis(*ends, log=True), Axis(low * 0.7, high * 1.5, log=True), ticks)


def draw_scale(f: Frame, p: Picture, facts: ScoresFacts, shown: float) -> None:
    """Both lines, the present prompt and context on them, and attention's share of prefill."""
    if shown <= 0.004:
        return
    cross, chart = facts.crossings, chart_of(facts)
    rising = LawLine(cross.tokens, cross.attention, "key", 5.0)
    level = LawLine(cross.tokens, cross.matrices, "weights", 5.0)
    grown, told = f.cue("scale.grow"), f.cue("scale.told")
    with p.group(opacity=shown):
        draw_law_axes(p, chart, Phrase("tokens it looks at →"), Phrase("↑ arithmetic of one token"))
        draw_law_lines(p, chart, (level, rising), grown)
        _draw_names(p, chart, facts, told)
        sweep = f.cue("scale.sweep", eased=False)
        draw_law_light(f, p, chart, rising, sweep if 0.0 < sweep < 1.0 else None)
        _draw_present(f, p, chart, facts, told)
        words = (Phrase("of prefill’s time is attention"), Phrase("{model}: scores and values", model=facts.model))
        draw_big_number(p, BigNumber((PANEL, 300.0), cross.prefill_share, words, "prefill"), told)
        p.text((PANEL + 4, 470), "{v}", v=cross.twice, size=LINE, weight=600, alpha=told)
        p.text((PANEL + 4, 508), "the scores, for twice the prompt", size=LABEL, role="dim", alpha=told)


def _draw_names(p: Picture, chart: LawChart, facts: ScoresFacts, told: float) -> None:
    """What the lines are, and where they cross."""
    cross, r = facts.crossings, chart.rect
    y = chart.point(float(cross.tokens[0]), float(cross.matrices[0]))[1]
    p.text((r.x + 14, y - 14 if y > r.y + 44 else y + 36), "all matrices", size=LABEL, weight=600, alpha=told)
    place = int(0.3 * len(cross.tokens))
    at = chart.point(float(cross.tokens[place]), float(cross.attention[place]))
    p.text((at[0] + 26, at[1] + 26), "attention", size=LABEL, role="key", weight=600, alpha=told)
    if cross.flops_meet is None or not _inside(cross.tokens, float(cross.flops_meet.value)):
        return
    meet = float(cross.flops_meet.value)
    at = chart.point(meet, float(np.interp(meet, cross.tokens, cross.matrices)))
    draw_crossing(p, chart, at, told)
    right = at[0] > r.x + 0.6 * r.w
    words = Phrase("equal at {v}", v=cross.flops_meet)
    side = "right" if right else "left"
    p.text((at[0] + (-14 if right else 14), r.bottom - 18), words, size=LABEL, weight=600, align=side, alpha=told)


def _inside(tokens: np.ndarray, value: float) -> bool:
    return float(tokens[0]) <= value <= float(tokens[-1])


def _draw_present(f: Frame, p: Picture, chart: LawChart, facts: ScoresFacts, told: float) -> None:
    """The last token of the prompt, blue, and a new token at the present context, gold."""
    cross = facts.crossings
    for tokens, role in ((f.inputs.prompt_tokens, "prefill"), (f.inputs.context, "decode")):
        height = float(np.interp(tokens, cross.tokens, cross.attention))
        draw_law_point(f, p, chart.point(float(tokens), height), role, told)
