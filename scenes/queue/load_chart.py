"""The load chart: the standing line becomes one of many columns; a light sweeps them, and each can be pointed at."""

from __future__ import annotations

from scenes.queue.curve import draw_climber, draw_curve, draw_lit_column, prepare_curve
from scenes.queue.curve_marks import LitColumn, draw_marks, draw_mean_wait
from scenes.queue.load_axis import draw_axis, draw_wall
from scenes.queue.our_spark import words_room
from scenes.queue.played import PlayedRun, resting
from scenes.queue.stage import BASE, WALL, load_x, load_xs
from tourapp.authoring import Frame, Picture, Slider, Tag, mix, pulse, ramp, set_control, shared

AHEAD = 13.0
"""The curve is drawn this far beyond the sweeping light."""
COLUMN_TOP, COLUMN_WIDTH = 330.0, 25.0
"""The area of a column that answers the pointer."""
CLIMB = 4.0
"""Seconds in which the light of the idle loop climbs the curve."""


def draw_load_chart(f: Frame, p: Picture, played: PlayedRun) -> None:
    """Axis, columns, curve, the lit column and its wait."""
    curve = played.curve
    if f.beat_name == "busy" and f.beat("busy") > 0.8:
        prepare_curve(p, curve)
    alpha = f.move("load", 0.08, 0.18) * (1.0 - f.cue("called.down"))
    if alpha <= 0.004:
        return
    sweep = f.cue("load.sweep")
    load = mix(min(played.run.utilisation, 0.5), curve.highest, sweep)
    draw_axis(p, played.numbers.load, curve, alpha)
    draw_wall(p, alpha * f.move("load", 0.12, 0.22))
    draw_curve(p, curve, alpha, load_x(load) + AHEAD if sweep < 1 else WALL)
    _lit_column(f, p, played, load, alpha)
    draw_marks(p, curve, alpha * f.move("load", 0.56, 0.64), words_room(played))
    share = resting(f) / CLIMB % 1.0
    draw_climber(p, curve, share, alpha * float(ramp(resting(f), 0.0, 0.4)) * float(ramp(1.0 - share, 0.0, 0.08)))
    _answer_the_pointer(p, played)


def _lit_column(f: Frame, p: Picture, played: PlayedRun, load: float, alpha: float) -> None:
    """The column the sweep has reached, and the one that is pointed at, whose wait is then told."""
    hovered: float | None = f.hovered("load")
    swept = f.cue("load.sweep") >= 1
    shown = alpha * float(ramp(f.beat("load"), 0.2, 0.26))
    breath = 0.35 if hovered is not None else pulse(f.clock, 3.2, 0.85, 1.0)
    draw_lit_column(p, played.curve, load, shown * breath)
    if hovered is None:
        draw_mean_wait(p, played, LitColumn(load, shown, swept, passing=not swept))
    else:
        draw_lit_column(p, played.curve, hovered, alpha)
        draw_mean_wait(p, played, LitColumn(hovered, alpha, swept))


def _answer_the_pointer(p: Picture, played: PlayedRun) -> None:
    """Point at a column to read it; click to make it the load, where the slider of arrivals reaches it."""
    run, loads, slider = played.run, played.curve.loads, shared("arrival_rate")
    left = load_xs(loads) - COLUMN_WIDTH / 2
    boxes = [(x, COLUMN_TOP, COLUMN_WIDTH, BASE - COLUMN_TOP) for x in left]
    rates = [float(rate) for rate in loads * run.replicas / run.mean_service_seconds]
    acts = [
        set_control(slider.id, rate) if isinstance(slider, Slider) and slider.low <= rate <= slider.high else None
        for rate in rates
    ]
    p.hot(boxes, [Tag("load", float(load)) for load in loads], acts)
