"""Two machines in one chart before this computer was measured: the service's roof, and below it the slope that a
recorded run of the small model stands on at least. Both decode on a slope."""

from __future__ import annotations

import numpy as np

from scenes.prefill_decode.facts import TwoPhases
from scenes.prefill_decode.recorded_run import RecordedRun
from scenes.prefill_decode.roofline import Roof, roof_of
from scenes.prefill_decode.slope_chart import LANES, RUNNERS, SlopeChart, bridge_lanes, draw_axis, draw_roof
from tourapp.authoring import Axis, Frame, Phrase, Picture, Rect, pulse, show, text_width
from tourapp.authoring.sizes import FIGURE, LINE, READOUT
from tourapp.figures.work_axis import race

CHART = Rect(216, 318, 1208, 462)
INTENSITIES = (0.1, 1e4)
ROOM_BELOW, ROOM_ABOVE = 2.6, 1.6
"""The axis of FLOP/s begins so many times below the lower slope, and ends so many times above the roof."""
OPEN_END = 60.0
"""FLOP per byte up to which the lower slope is told: its roof is not known."""
NAME_ROOM = 300.0
"""From a point to the left end of its figure."""
INSTRUCT = "-Instruct"
"""The end of a model's name that says how it was trained on."""


def chart_of(roof: Roof, run: RecordedRun) -> SlopeChart:
    """A chart with room for both."""
    low, high = INTENSITIES
    lowest = min(low * run.streamed, float(roof.attainable(low)))
    return SlopeChart(CHART, Axis(low, high, "", True), Axis(lowest / ROOM_BELOW, roof.peak * ROOM_ABOVE, "", True))


def draw_two_slopes(f: Frame, p: Picture, facts: TwoPhases, run: RecordedRun, shown: float) -> None:
    """The chart; `shown` 0..1 lets it appear, the lower slope after the upper one."""
    roof = roof_of(facts.costs, facts.machine)
    chart, below = chart_of(roof, run), f.cue("computer.second")
    key = ("two-slopes", roof.peak, roof.bandwidth, run.streamed)
    p.bake((*key, "above"), lambda q: draw_roof(q, chart, roof), rect=chart.room, bloom=0.35, alpha=shown)
    p.bake((*key, "below"), lambda q: _draw_open_slope(q, chart, run), rect=chart.room, bloom=0.35, alpha=below)
    race(p, bridge_lanes(chart, roof.bandwidth, roof.ridge), f.clock, RUNNERS, shown)
    race(p, bridge_lanes(chart, run.streamed, OPEN_END), f.clock, RUNNERS, below)
    draw_axis(p, chart, shown)
    words_at = (CHART.right, chart.at(1.0, roof.peak)[1] - 18)
    p.text(words_at, "compute-bound", size=READOUT, weight=600, role="prefill", align="right", alpha=shown)
    _draw_points(f, p, facts, run)


def _draw_open_slope(p: Picture, chart: SlopeChart, run: RecordedRun) -> None:
    """The slope on which the recorded run stands at least; where it bends nobody has measured."""
    lanes = bridge_lanes(chart, run.streamed, OPEN_END)
    p.lines(lanes[1:], "weights", width=4.0, alpha=np.linspace(0.6, 0.15, LANES - 1))
    p.lines(lanes[:1], "ink", width=5.0, dash=True)


def places(facts: TwoPhases, run: RecordedRun) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where decode stands on the service's machine, and where the recorded run stands."""
    chart, step = chart_of(roof_of(facts.costs, facts.machine), run), facts.step.decode
    upper = chart.at(float(step.intensity.value), float(step.flops_per_step.value) / float(step.step_seconds.value))
    return upper, chart.at(run.intensity, run.intensity * run.streamed)


def _draw_points(f: Frame, p: Picture, facts: TwoPhases, run: RecordedRun) -> None:
    """Decode on both machines, with its tokens per second."""
    first, second = f.cue("computer.appears"), f.cue("computer.second")
    told = (
        (facts.step.decode.tokens_per_second_per_user, Phrase("tokens/s, ideal"), first),
        (run.rate, Phrase("tokens/s, recorded"), second),
    )
    breath = pulse(f.clock, 2.6, 0.75, 1.0)
    for (x, y), (value, words, shown) in zip(places(facts, run), told, strict=True):
        p.spark((x, y), "decode", size=104.0, alpha=shown * breath)
        left = max(64.0, x - NAME_ROOM * f.text_gain)
        p.text((left, y - 40), "{v:.0f}", v=value, size=FIGURE, weight=600, role="decode", alpha=shown)
        beside = left + 14 + text_width(show(value, ".0f"), FIGURE, weight=600)
        p.text((beside, y - 40), words, size=LINE, weight=600, role="decode", alpha=shown)


def machine_words(facts: TwoPhases, run: RecordedRun) -> tuple[tuple[Phrase, Phrase], ...]:
    """Of each machine: what it is, and what it runs."""
    model = facts.costs.scenario.model_spec.name
    return (
        (facts.machine, Phrase("{model}", model=model)),
        (Phrase("a small computer"), Phrase("{model}", model=run.model.removesuffix(INSTRUCT))),
    )
