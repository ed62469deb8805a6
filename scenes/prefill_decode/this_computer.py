"""The last beat: the scenario's machine and this computer on one roofline, and one second of this computer."""

from __future__ import annotations

from dataclasses import replace

from scenes.prefill_decode.facts import TwoPhases
from scenes.prefill_decode.gains import draw_gains
from scenes.prefill_decode.invitation import draw_invitation
from scenes.prefill_decode.lanes import AREA, ShownSecond, draw_lanes, lane_end, second_now
from scenes.prefill_decode.own_machine import computer_point, computer_roof
from tourapp.authoring import Frame, Picture, Rect, pulse
from tourapp.authoring.sizes import LABEL, LINE, TAG
from tourapp.figures.roofline import (
    PointLetters,
    axes_for,
    decode_point,
    draw_points,
    draw_roofline,
    prefill_point,
    roof_of,
)

CHART = Rect(180, 190, 620, 560)
INTENSITIES = (0.1, 1e5)
"""FLOP per byte at both ends of the chart."""
TITLE_Y = 168.0


def light_leaves(f: Frame) -> tuple[float, float]:
    """Where the request's light departs: at the end of the lane of decode."""
    return lane_end(f.world.measured is not None)


def draw_this_computer(f: Frame, p: Picture, facts: TwoPhases) -> None:
    """Chart, lanes and factors, or an invitation to measure; nothing outside its beat."""
    shown, measured = f.cue("computer.appears"), facts.measured
    if shown <= 0.01:
        return
    in_cache = f["cache"] == "cache"
    _draw_chart(p, facts, in_cache, shown, f.text_gain)
    if measured is None or facts.computer is None:
        draw_invitation(p, f["measure_run"], shown=shown, pulse=pulse(f.clock, 2.4, 0.0, 1.0))
    else:
        second = ShownSecond(second_now(f.clock, f.still), in_cache, shown, f.text_gain)
        p.text((AREA.x, TITLE_Y), "One second on this computer", size=LINE, weight=600, alpha=shown)
        draw_lanes(p, measured, facts.computer, facts.measuring, second)
        draw_gains(p, facts.computer, shown)
    p.spark(light_leaves(f), "decode", size=64.0, alpha=shown * pulse(f.clock, 2.6, 0.75, 1.0))


def _draw_chart(p: Picture, facts: TwoPhases, in_cache: bool, shown: float, gain: float) -> None:
    """Both roofs; the scenario's machine is faint, and this computer's points are there once they were measured."""
    costs, measured = facts.costs, facts.measured
    roofs = [roof_of(costs, facts.machine, "dim")]
    points = [replace(point, achieved=None) for point in (decode_point(facts.step, ""), prefill_point(costs, ""))]
    lights = [shown * 0.5] * len(points)
    if measured is not None:
        roofs.insert(0, computer_roof(measured))
        points += [
            computer_point(measured, facts.measuring, phase, in_cache=in_cache) for phase in ("decode", "prefill")
        ]
        lights += [shown, shown]
    axes = axes_for(roofs, *INTENSITIES, narrow=True)
    chart = draw_roofline(p, CHART, roofs, axes, alpha=shown)
    draw_points(p, chart, points, alpha=lights, letters=PointLetters(LABEL, TAG, gain))
    for roof in roofs:
        x, y = chart.point(axes[0].high, roof.peak)
        p.text((x - 8, y - 12), "{n}", n=roof.name, size=LABEL, role=roof.role, align="right", alpha=shown)
