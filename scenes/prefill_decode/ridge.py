"""The roofline of the scenario's machine: decode, our own prompt, and the prompt's way up the slope as it grows."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from scenes.prefill_decode.facts import TwoPhases
from scenes.prefill_decode.roofline import OperatingPoint, Roof, decode_point, prefill_point, roof_of
from scenes.prefill_decode.slope_chart import LANES, RUNNERS, SlopeChart, bridge_lanes, draw_axis, draw_roof
from tourapp.authoring import Axis, Frame, Phrase, Picture, Quantity, Rect, clamp, format_quantity, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, READOUT
from tourapp.figures.measured_dots import draw_measured
from tourapp.figures.work_axis import race

CHART = Rect(104, 226, 1320, 540)
PAST_RIDGE = 30.0
"""The axis ends at least so many times past the ridge, and past the prompt by PAST_PROMPT."""
PAST_PROMPT = 2.2
TITLE_Y, LEGEND_Y, FIGURE_Y = 148.0, 182.0, 262.0
NAME_UP, NOTE_UP, ASIDE = 62.0, 28.0, 26.0
"""How far over its light a point's name and its note stand, and how far beside it."""
UNDER_ROOF = 150.0
"""How far under the roof the words of a point on it stand: below its ring."""
NAME_ROOM = 396.0
"""Room for a point's words."""
CLIMB_SECONDS = 4.0
"""So long a light takes to climb the way of the growing prompt."""


def draw_ridge(f: Frame, p: Picture, facts: TwoPhases) -> None:
    """The whole chart; nothing outside its beat."""
    shown = f.cue("ridge.appears") * (1.0 - f.cue("computer.ridge_goes"))
    if shown <= 0.01:
        return
    roof, chart = roof_of(facts.costs, facts.machine), ridge_chart(facts)
    key = ("ridge", roof.peak, roof.bandwidth, chart.x.high)
    p.bake(key, lambda q: draw_roof(q, chart, roof), rect=chart.room, bloom=0.35, alpha=shown)
    race(p, bridge_lanes(chart, roof.bandwidth, roof.ridge), f.clock, RUNNERS, shown)
    draw_axis(p, chart, shown)
    _draw_climb(f, p, chart, facts, shown)
    _label(f, p, chart, (roof, facts), shown)
    like = f.world.measured_like
    places = [chart.at(float(i), float(rate)) for i, rate in zip(like.intensity, like.rate, strict=True)]
    draw_measured(f, p, like, places, shown * f.cue("ridge.decode"))
    lights = [shown * f.cue(cue) for cue in ("ridge.decode", "ridge.ours", "ridge.prefill")]
    for point, light in zip(_points(facts), lights, strict=True):
        _draw_point(f, p, chart, roof, (point, light))


def ridge_chart(facts: TwoPhases) -> SlopeChart:
    """Axes on which the slope goes from the lower left corner up to the roof."""
    roof = roof_of(facts.costs, facts.machine)
    most = max(roof.ridge * PAST_RIDGE, float(facts.costs.prefill.intensity.value) * PAST_PROMPT)
    return SlopeChart(CHART, Axis(1.0, most, "", True), Axis(roof.bandwidth, roof.peak, "", True))


def _draw_climb(f: Frame, p: Picture, chart: SlopeChart, facts: TwoPhases, shown: float) -> None:
    """The way of a prompt that grows up to the scenario's, and a light that climbs it again and again."""
    track = f.world.prompt_track.prefill
    intensity = np.asarray(track.intensity.value)
    rates = np.asarray(track.flops.value) / np.asarray(track.seconds.value)
    inside = intensity <= float(facts.costs.prefill.intensity.value)
    way = np.array([chart.at(float(i), float(r)) for i, r in zip(intensity[inside], rates[inside])])
    if len(way) < 2:
        return
    share = f.cue("ridge.climbs")
    count = max(2, round(share * len(way)))
    p.sprites(way[:count], 22.0, "prefill", alpha=0.8 * shown)
    if share >= 1.0 and not f.still:
        u = f.clock / CLIMB_SECONDS % 1.0 * (len(way) - 1)
        at = [np.interp(u, np.arange(len(way)), way[:, k]) for k in (0, 1)]
        p.sprites([at], 90.0, "prefill", alpha=0.9 * shown)


def _points(facts: TwoPhases) -> list[OperatingPoint]:
    """Decode, prefill of our own prompt, prefill of the scenario's prompt."""
    costs, own, now = facts.costs, facts.own, facts.step.decode
    return [
        decode_point(facts.step, _step_name(facts), note=_limit(now.intensity, now.bound)),
        prefill_point(own, Phrase("Our question"), "white", note=_limit(own.prefill.intensity, own.prefill.bound)),
        prefill_point(costs, Phrase("The typical prompt"), note=_limit(costs.prefill.intensity, costs.prefill.bound)),
    ]


def _step_name(facts: TwoPhases) -> Phrase:
    if facts.batch.value == 1:
        return Phrase("Decode, one token a step")
    return Phrase("Decode, {n} tokens a step", n=facts.batch)


def _limit(intensity: Quantity, bound: str) -> Phrase:
    """Operations per byte, and what they make it wait for ("memory" or "compute")."""
    if bound == "memory":
        return Phrase("{v}, memory-bound", v=intensity)
    return Phrase("{v}, compute-bound", v=intensity)


def _draw_point(f: Frame, p: Picture, chart: SlopeChart, roof: Roof, told: tuple[OperatingPoint, float]) -> None:
    """A light with its words: over the slope those that wait for memory, under the roof those that wait for the
    math."""
    point, alpha = told
    if alpha <= 0.02:
        return
    at = float(point.intensity.value)
    x, y = chart.at(at, point.rate)
    if point.achieved is not None:
        low = chart.at(at, point.achieved)
        p.lines([(x, y, *low)], point.role, width=2.0, alpha=0.8 * alpha)
        p.sprites([low], 22.0, point.role, kind="ring", alpha=alpha, additive=False)
    p.spark((x, y), point.role, size=92.0, alpha=alpha * pulse(f.clock, 2.8, 0.8, 1.0))
    if at > roof.ridge:
        left = clamp(x - NAME_ROOM / 2, chart.at(roof.ridge, roof.peak)[0] + 24, CHART.right - NAME_ROOM - 20)
        place, align, top = left, "left", y + UNDER_ROOF
    elif x - NAME_ROOM > CHART.x - 40:
        place, align, top = x - ASIDE, "right", y - NAME_UP
    else:
        place, align, top = x + ASIDE + LANES * 14, "left", y + 14
    p.text((place, top), point.name, size=LINE, weight=600, role=point.role, align=align, alpha=alpha)
    p.text((place, top + NAME_UP - NOTE_UP), point.note, size=LABEL, align=align, alpha=alpha)


def _label(f: Frame, p: Picture, chart: SlopeChart, told: tuple[Roof, TwoPhases], shown: float) -> None:
    """What the machine is and how it multiplies, and what bounds its two sides."""
    roof, facts = told
    share = facts.own.prefill.compute_busy
    busy = replace(share, printed=format_quantity(share, digits=2))
    shows = shown * f.cue("ridge.ours")
    p.text((60, FIGURE_Y), "{v}", v=busy, size=FIGURE, weight=600, alpha=shows)
    p.text((234, FIGURE_Y - 30), "of the math, ideal,", size=LABEL, alpha=shows)
    p.text((234, FIGURE_Y + 2), "for our question", size=LABEL, alpha=shows)
    p.text((64, TITLE_Y), "{n}, math in {format}", n=roof.name, format=facts.format, size=LINE, weight=600, alpha=shown)
    p.text((64, LEGEND_Y), "light: ideal   ring: achieved", size=LABEL, role="dim", alpha=shown)
    if f.world.measured_like.runs:
        at = (CHART.right, LEGEND_Y)
        p.text(at, "dots: measured", size=LABEL, role="dim", align="right", alpha=shown)
    (side, top), low = chart.at(roof.ridge, roof.peak), CHART.bottom - 22
    p.text((side - 16, low), "memory-bound", size=READOUT, weight=600, align="right", alpha=shown)
    p.text((side + 16, low), "compute-bound", size=READOUT, role="prefill", weight=600, alpha=shown)
    ridge = facts.shared.decode.ridge
    p.text((side, top - 24), "ridge {v}", v=ridge, size=LABEL, weight=600, align="center", alpha=shown)
