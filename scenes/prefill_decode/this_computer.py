"""The last beat: the scenario's machine and this computer on one roofline, and one second of this computer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from scenes.prefill_decode.facts import TwoPhases, two_phases
from scenes.prefill_decode.gains import draw_gains
from scenes.prefill_decode.invitation import draw_invitation
from scenes.prefill_decode.lanes import AREA, ShownSecond, draw_lanes, lane_end, second_now
from scenes.prefill_decode.own_machine import computer_point, computer_roof
from scenes.prefill_decode.recorded_run import recorded_run
from scenes.prefill_decode.roofline import Roof, decode_point, prefill_point, roof_of
from scenes.prefill_decode.slope_chart import RUNNERS, SlopeChart, bridge_lanes, draw_axis, draw_roof
from scenes.prefill_decode.two_rhythms import draw_two_rhythms
from scenes.prefill_decode.two_slopes import ROOM_ABOVE, ROOM_BELOW, draw_two_slopes, places
from tourapp.authoring import Axis, Frame, Picture, Rect, pulse
from tourapp.authoring.sizes import LABEL, LINE
from tourapp.figures.work_axis import race

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Measurement

CHART = Rect(76, 200, 740, 560)
INTENSITIES = (0.1, 1e5)
"""FLOP per byte at both ends of the chart."""
TITLE_Y = 168.0


def light_leaves(f: Frame) -> tuple[float, float]:
    """Where the request's light departs: at the end of the lane of decode, or where the recorded run stands."""
    facts, run = two_phases(f.world), recorded_run(f.world)
    return lane_end() if facts.computer is not None or run is None else places(facts, run)[1]


def draw_this_computer(f: Frame, p: Picture, facts: TwoPhases) -> None:
    """Chart, lanes and factors, or an invitation to measure; nothing outside its beat."""
    shown, measured = f.cue("computer.appears"), facts.measured
    if shown <= 0.01:
        return
    in_cache, run = f["cache"] == "cache", recorded_run(f.world)
    if measured is None or facts.computer is None:
        if run is not None:
            draw_two_rhythms(f, p, facts, run, shown)
            draw_two_slopes(f, p, facts, run, shown)
        draw_invitation(p, f["measure_run"], shown=f.cue("computer.asks"), pulse=pulse(f.clock, 2.4, 0.0, 1.0))
        return
    _draw_chart(f, p, facts, measured, shown)
    second = ShownSecond(second_now(f.clock, f.still), in_cache, shown, f.text_gain)
    p.text((AREA.x, TITLE_Y), "One second on this computer", size=LINE, weight=600, alpha=shown)
    draw_lanes(p, measured, facts.computer, facts.measuring, second)
    draw_gains(p, facts.computer, shown)
    p.spark(light_leaves(f), "decode", size=64.0, alpha=shown * pulse(f.clock, 2.6, 0.75, 1.0))


def _draw_chart(f: Frame, p: Picture, facts: TwoPhases, measured: Measurement, shown: float) -> None:
    """Both roofs; the scenario's machine is faint, and this computer's points have their names."""
    theirs, own = roof_of(facts.costs, facts.machine, "dim"), computer_roof(measured)
    low, high = INTENSITIES
    lowest = min(low * own.bandwidth, float(theirs.attainable(low)))
    most = max(own.peak, theirs.peak) * ROOM_ABOVE
    chart = SlopeChart(CHART, Axis(low, high, "", True), Axis(lowest / ROOM_BELOW, most, "", True))
    for roof, alpha in ((theirs, 0.5 * shown), (own, shown)):
        key = ("measured", roof.peak, roof.bandwidth, chart.y.low, chart.y.high)
        p.bake(key, partial(_draw_one, chart, roof), rect=chart.room, bloom=0.35, alpha=alpha)
        words_at = (CHART.right, chart.at(high, roof.peak)[1] - 18)
        p.text(words_at, "{n}", n=roof.name, size=LABEL, weight=600, role=roof.role, align="right", alpha=shown)
    race(p, bridge_lanes(chart, own.bandwidth, own.ridge), f.clock, RUNNERS, shown)
    draw_axis(p, chart, shown)
    for theirs_at in (decode_point(facts.step, ""), prefill_point(facts.costs, "")):
        at = chart.at(float(theirs_at.intensity.value), theirs_at.rate)
        p.spark(at, theirs_at.role, size=64.0, alpha=0.5 * shown)
    for phase in ("decode", "prefill"):
        point = computer_point(measured, facts.measuring, phase, in_cache=f["cache"] == "cache")
        x, y = chart.at(float(point.intensity.value), point.rate)
        p.spark((x, y), point.role, size=84.0, alpha=shown)
        p.text((x + 30, y + 62), point.name, size=LINE, weight=600, role=point.role, alpha=shown)


def _draw_one(chart: SlopeChart, roof: Roof, p: Picture) -> None:
    draw_roof(p, chart, roof)
