"""The sixth beat: cosines of random pairs as a hill, which stands far from zero until the mean of all rows is taken
away; and how long that mean is."""

from __future__ import annotations

import numpy as np

from scenes.paths.embedding.facts import RowFacts
from scenes.paths.embedding.places import HISTOGRAM, LENGTHS
from tourapp.authoring import Frame, Phrase, Picture, Rect, pulse
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, TAG

LOW = -0.5
"""Least cosine that the chart shows; hardly a pair is below."""
QUARTERS = (-0.25, 0.25, 0.5, 0.75)
TICKS = (-0.5, 0.0, 0.5, 1.0)
LAP = 4.0


def column_boxes(columns: np.ndarray, grown: float) -> np.ndarray:
    """The hill's columns [n, 4]."""
    edges = np.linspace(-1.0, 1.0, len(columns) + 1)[:-1]
    columns, edges = columns[edges >= LOW], edges[edges >= LOW]
    wide = HISTOGRAM.w / len(columns)
    tall = HISTOGRAM.h * columns / columns.max() * grown
    left = HISTOGRAM.x + HISTOGRAM.w * (edges - LOW) / (1.0 - LOW)
    return np.stack([left + 1, HISTOGRAM.bottom - tall, np.full(len(columns), wide - 2), np.maximum(tall, 1.0)], 1)


def _x(cosine: float) -> float:
    return HISTOGRAM.x + HISTOGRAM.w * (cosine - LOW) / (1.0 - LOW)


def draw_crowd(f: Frame, p: Picture, facts: RowFacts) -> None:
    """Both hills, the one that is set lit; then the lengths."""
    crowd, grown, told = facts.crowd, f.cue("crowd.grow"), f.cue("crowd.told")
    side, other = crowd.side(centred=facts.centred), crowd.side(centred=not facts.centred)
    p.rects(column_boxes(other.columns, grown), "weights", alpha=0.16)
    p.rects(column_boxes(side.columns, grown), "prefill", radius=3, alpha=0.9, gradient="down", fade=0.45)
    p.lines([(HISTOGRAM.x, HISTOGRAM.bottom, HISTOGRAM.right, HISTOGRAM.bottom)], "dim", width=2.0)
    for tick in TICKS:
        p.text(
            (_x(tick), HISTOGRAM.bottom + 30),
            "{t:g}",
            t=tick,
            size=TAG,
            role="dim",
            mono=True,
            align="center",
            part="ticks",
        )
    marks = [(_x(tick), HISTOGRAM.y, _x(tick), HISTOGRAM.bottom) for tick in (LOW, *QUARTERS, 1.0)]
    p.lines(marks, "line", alpha=0.8)
    p.text((HISTOGRAM.x, HISTOGRAM.y - 30), "pairs of random tokens, by cosine", size=LABEL, role="dim")
    zero, mean = _x(0.0), _x(float(side.mean.value))
    p.lines([(zero, HISTOGRAM.y, zero, HISTOGRAM.bottom)], "ink", width=2.0, dash=True, alpha=0.8)
    p.lines([(mean, HISTOGRAM.y - 16, mean, HISTOGRAM.bottom)], "white", width=4.0, alpha=told)
    p.spark((mean, HISTOGRAM.y + HISTOGRAM.h * ((f.clock / LAP) % 1.0)), "white", size=60.0, alpha=told)
    if facts.centred:
        words = Phrase("mean: about zero")
        p.text((mean + 18, HISTOGRAM.y + 24), words, size=LINE, weight=600, alpha=told, backed=0.6)
    else:
        at = (HISTOGRAM.right, HISTOGRAM.y + 60)
        p.text(at, "{m}", m=side.mean, size=FIGURE_LARGE, weight=700, align="right", alpha=told)
        p.text((at[0], at[1] + 46), "mean cosine", size=LINE, role="dim", align="right", alpha=told)
        p.text((zero - 14, HISTOGRAM.y + 30), "no relation", size=LABEL, role="dim", align="right")
    _draw_lengths(f, p, facts, told)


def _draw_lengths(f: Frame, p: Picture, facts: RowFacts, shown: float) -> None:
    """The mean of all rows over a row in the middle."""
    crowd = facts.crowd
    share = float(crowd.mean_length.value) / float(crowd.median.value)
    p.rects([LENGTHS], "raised", radius=8, stroke="line", alpha=0.9)
    box = Rect(LENGTHS.x, LENGTHS.y, LENGTHS.w * share * shown, LENGTHS.h)
    if facts.centred:
        p.hatch([box], "waste", radius=8)
    else:
        p.rects([box], "prefill", radius=8, alpha=0.85 * pulse(f.clock, 3.0, 0.85, 1.0))
    told = Phrase("the mean of all rows: {m} long", m=crowd.mean_length)
    if facts.centred:
        told = Phrase("the mean of all rows, {m} long: taken away", m=crowd.mean_length)
    p.text((LENGTHS.x, LENGTHS.y - 16), told, size=LABEL)
    p.text((LENGTHS.right, LENGTHS.y - 16), "a usual row: {e}", e=crowd.median, size=LABEL, role="dim", align="right")
    p.text(
        (LENGTHS.x, LENGTHS.bottom + 36),
        "what every row shares, and what is left of it for its own",
        size=LABEL,
        role="dim",
    )
