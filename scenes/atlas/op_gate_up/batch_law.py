"""What gate and up take of one user's token, over the batch: it falls as the batch grows, until the arithmetic is what
takes the time. One line for each number of bits of a weight."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_gate_up.facts import GateFacts
from scenes.atlas.op_gate_up.places import BESIDE, CHART
from tourapp.authoring import Axis, Frame, Phrase, Picture
from tourapp.authoring.sizes import LABEL, TAG
from tourapp.figures.card_frame import BigNumber, draw_big_number
from tourapp.figures.law_chart import LawChart, LawLine, draw_law_axes, draw_law_light, draw_law_lines, draw_law_point

TICKS = tuple((float(n), Phrase("{n:,}", n=n)) for n in (1, 4, 16, 64, 256))
DECADES = (
    (1e-8, Phrase("10 ns")),
    (1e-7, Phrase("100 ns")),
    (1e-6, Phrase("1 µs")),
    (1e-5, Phrase("10 µs")),
    (1e-4, Phrase("100 µs")),
    (1e-3, Phrase("1 ms")),
    (1e-2, Phrase("10 ms")),
    (1e-1, Phrase("100 ms")),
)
NAMED, LIFT = (0, 8), 9.0
"""Between which points of a line its name stands, and how far above it."""


def draw_batch_law(f: Frame, p: Picture, facts: GateFacts, own_bits: int) -> None:
    """The chart and its number."""
    chart, numbers, grown = chart_of(facts), facts.numbers, f.cue("scale.grow")
    lines = {bits: _line(facts, bits, own=bits == own_bits) for bits in numbers.each}
    draw_law_axes(p, chart, Phrase("users in a batch →"), Phrase("time of gate and up for one token, ideal"))
    for value, words in DECADES:
        if chart.y.low <= value <= chart.y.high:
            y = chart.point(1.0, value)[1]
            p.lines([(CHART.x - 7, y, CHART.x, y)], "dim", alpha=0.7)
            p.text((CHART.x - 12, y + 7), words, size=TAG, role="dim", mono=True, align="right", part="decades")
    draw_law_lines(p, chart, sorted(lines.values(), key=lambda line: line.width), grown)
    sweep = f.cue("scale.sweep", eased=False)
    if own_bits in lines:
        draw_law_light(f, p, chart, lines[own_bits], sweep if sweep < 1.0 else None)
    draw_law_point(f, p, here_on(facts), "ink", grown)
    _draw_names(p, facts, chart, (own_bits, grown))
    _draw_number(p, facts, grown)


def _line(facts: GateFacts, bits: int, *, own: bool) -> LawLine:
    return LawLine(facts.numbers.batches, facts.numbers.each[bits], "ink" if own else "dim", 5.0 if own else 2.0)


def chart_of(facts: GateFacts) -> LawChart:
    """Batch across and seconds up, both by powers of ten."""
    every = np.concatenate(list(facts.numbers.each.values()))
    low, high = every.min() * 0.6, every.max() * 2.2
    return LawChart(CHART, Axis(1.0, 512.0, "", True), Axis(float(low), float(high), "", True), TICKS)


def here_on(facts: GateFacts) -> tuple[float, float]:
    """Where the scenario stands."""
    return chart_of(facts).point(float(facts.batch), float(facts.numbers.token.value))


def _draw_names(p: Picture, facts: GateFacts, chart: LawChart, look: tuple[int, float]) -> None:
    """The bits of each line, along it: lines run side by side, and words across them would meet their neighbours."""
    own, alpha = look
    for bits, each in facts.numbers.each.items():
        (x, y), (x2, y2) = (chart.point(float(facts.numbers.batches[at]), float(each[at])) for at in NAMED)
        role = "ink" if bits == own else "dim"
        at = ((x + x2) / 2, (y + y2) / 2 - LIFT)
        turn = float(np.degrees(np.arctan2(y2 - y, x2 - x)))
        p.text(at, "{n} bits", n=bits, size=TAG, role=role, align="center", alpha=alpha, rotate=turn, part="bits")


def _draw_number(p: Picture, facts: GateFacts, alpha: float) -> None:
    words = (Phrase("for one user's token"), Phrase("at batch {n}, {model}", n=facts.batch, model=facts.chosen))
    draw_big_number(p, BigNumber((BESIDE, CHART.y + 120.0), facts.numbers.token, words, room=380.0), alpha)
    told = Phrase("one step: {t}", t=facts.cost.seconds)
    p.text((BESIDE + 4, CHART.y + 270.0), told, size=LABEL, role="dim", alpha=alpha)
