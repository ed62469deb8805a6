"""The second beat: how much the last token differs between both orders, layer by layer: rounding without the mask, and
from the second layer on much more with it."""

from __future__ import annotations

import numpy as np

from scenes.paths.position.facts import rotations
from scenes.paths.position.places import GAPS, TEXTS_X
from tourapp.authoring import Axis, Frame, Phrase, Picture, pulse
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, TAG
from tourapp.figures.law_chart import LawChart, LawLine, draw_law_axes, draw_law_light, draw_law_lines, draw_law_point
from tourapp.figures.settled import draw_settled

LOW, HIGH = 1e-18, 1e3
DECADES = (-15, -10, -5, 0)
LAYERS = (1, 10, 20, 30)
CELL = 40.0
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def draw_leak(f: Frame, p: Picture) -> None:
    """Two lines on a log axis, and the mask beside them."""
    told = rotations(f)
    layers = np.arange(1, told.record.apart.shape[1] + 1)
    ticks = tuple((float(n), Phrase("{n}", n=n)) for n in LAYERS)
    chart = LawChart(GAPS, Axis(1.0, float(layers[-1])), Axis(LOW, HIGH, log=True), ticks)
    flat = LawLine(layers, told.record.apart[0], "weights", 5.0)
    leaks = LawLine(layers, told.record.apart[1], "prefill", 7.0)
    draw_law_axes(p, chart, Phrase("layer →"), Phrase("↑ difference between both orders, last token"))
    for power in DECADES:
        y = chart.point(1.0, 10.0**power)[1]
        p.lines([(GAPS.x, y, GAPS.right, y)], "line", width=1.0, dash=True)
        words = "1" if not power else f"10{str(power).translate(RAISED)}"
        p.text(
            (GAPS.x - 14, y + 7), Phrase("{w}", w=words), size=TAG, mono=True, role="dim", align="right", part="decades"
        )

    def lines(still: Picture) -> None:
        draw_law_lines(still, chart, (flat,), f.cue("leak.open"))
        draw_law_lines(still, chart, (leaks,), f.cue("leak.masked"))

    draw_settled(p, GAPS.inset(-12.0), ("gaps of both orders",), lines, rest=f.cue("leak.masked") >= 1.0)
    _draw_names(f, p, chart)
    if f.cue("leak.masked") >= 1.0:
        draw_law_light(f, p, chart, leaks)
        second = (2.0, float(told.record.apart[1, 1]))
        draw_law_point(f, p, chart.point(*second), "prefill")
    _draw_mask(f, p)


def _draw_names(f: Frame, p: Picture, chart: LawChart) -> None:
    record = rotations(f).record
    for row, cue, words, role in (
        (0, "leak.open", Phrase("every token sees all: rounding"), "weights"),
        (1, "leak.masked", Phrase("with the mask"), "prefill"),
    ):
        x, y = chart.point(20.0, float(record.apart[row, 19]))
        p.text((x, y + 46), words, size=LABEL, weight=600, role=role, align="center", alpha=f.cue(cue))


def _draw_mask(f: Frame, p: Picture) -> None:
    """Who sees whom, and what it does to the logits."""
    told, shown = rotations(f), f.cue("leak.masked")
    words = told.record.order_texts[0]
    n, top = len(words), 250.0
    p.text((TEXTS_X + 56, 200.0), "each sees only those before it", size=LABEL, weight=600, alpha=shown)
    for row in range(n):
        y = top + row * (CELL + 8)
        p.text(
            (TEXTS_X + 136, y + 29),
            Phrase("{w}", w=words[row].strip()),
            size=LABEL,
            align="right",
            part="rows",
            alpha=shown,
        )
        x = TEXTS_X + 156 + (CELL + 8) * np.arange(n)
        boxes = np.stack([x, np.full(n, y), np.full(n, CELL), np.full(n, CELL)], 1)
        p.rects(boxes, None, radius=6, stroke="line", stroke_width=2.0, alpha=shown)
        p.rects(boxes[: row + 1], "prefill", radius=6, alpha=0.85 * shown * pulse(f.clock - 0.3 * row, 3.2, 0.7, 1.0))
    told_ = f.cue("leak.told")
    p.text((TEXTS_X + 56, top + 240), "so what a word gets depends", size=LABEL, role="dim", alpha=told_, part="why")
    p.text((TEXTS_X + 56, top + 272), "on how many stand before it", size=LABEL, role="dim", alpha=told_, part="why")
    at = TEXTS_X + 56
    p.text((at, top + 400), "{v}", v=told.logits_gap("masked"), size=FIGURE_LARGE, weight=600, alpha=told_)
    p.text((at, top + 444), "largest difference of a logit", size=LINE, alpha=told_)
    p.text((at, top + 482), "{v} without the mask", v=told.logits_gap("open"), size=LABEL, role="dim", alpha=told_)
