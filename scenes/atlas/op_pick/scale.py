"""The third beat: how open the choice is at every temperature, and the cost of the pick, which does not move."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_pick.facts import PickFacts, settings_words
from tourapp.authoring import Axis, Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL, TAG
from tourapp.figures.card_frame import BigNumber, draw_big_number
from tourapp.figures.law_chart import LawChart, LawLine, draw_law_axes, draw_law_light, draw_law_lines, draw_law_point

CHART = Rect(72.0, 200.0, 800.0, 410.0)
NUMBER = (990.0, 340.0)
LINES = (1.0, 10.0, 100.0, 1000.0)


def pick_chart(facts: PickFacts) -> LawChart:
    """Temperature across, on a logarithm upwards as a multiple of its value at temperature 1."""
    low, high = _span(facts)
    ticks = tuple((heat, Phrase("{n:g}", n=heat)) for heat in (0.0, 0.5, 1.0, 1.5, 2.0))
    return LawChart(CHART, Axis(0.0, 2.0), Axis(low, high, "", True), ticks)


def _span(facts: PickFacts) -> tuple[float, float]:
    """The lowest and the highest multiple, with some room."""
    at_one = facts.heat.at(1.0)
    return min(0.03, 0.6 / at_one), max(20.0, 1.8 * float(facts.heat.shared.max()) / at_one)


def draw_scale(f: Frame, p: Picture, facts: PickFacts | None) -> None:
    """Both lines, the light along the open one, and the present setting on them."""
    if facts is None:
        return
    turn, grown, told = f.cue("scale.turn"), f.cue("scale.grow", eased=False), f.cue("scale.told")
    chart, at_one = pick_chart(facts), facts.heat.at(1.0)
    draw_law_axes(p, chart, Phrase("temperature"), Phrase("as a multiple of temperature 1"), turn)
    opened = LawLine(facts.heat.temperatures, facts.heat.shared / at_one, "decode", 4.0)
    flat = LawLine(facts.heat.temperatures, np.ones(len(facts.heat.temperatures)), "white", 5.0)
    draw_law_lines(p, chart, (opened, flat), grown, turn)
    run = f.cue("scale.run", eased=False)
    draw_law_light(f, p, chart, opened, run if 0.0 < run < 1.0 else None)
    draw_law_light(f, p, chart, flat, run if 0.0 < run < 1.0 else None)
    _draw_names(p, facts, chart, told)
    _draw_setting(f, p, facts, chart, told)
    lines = (
        Phrase("for a pick, at any temperature"),
        Phrase("{model}, batch {n}", model=facts.model, n=facts.costs.rows),
    )
    draw_big_number(p, BigNumber(NUMBER, facts.decode.flops, lines, "ink"), told)


def _draw_names(p: Picture, facts: PickFacts, chart: LawChart, told: float) -> None:
    """What each line is, beside it."""
    x, y = chart.point(0.06, 1.0)
    p.text((x, y - 16), "math of the pick", size=LABEL, weight=600, alpha=told, backed=0.8)
    x, y = chart.point(1.45, facts.heat.at(1.45) / facts.heat.at(1.0))
    called = "likely words"
    p.text((x - 12, y - 26), called, size=LABEL, weight=600, role="decode", align="right", alpha=told)


def _draw_setting(f: Frame, p: Picture, facts: PickFacts, chart: LawChart, told: float) -> None:
    """The temperature that is set: on the flat line, on the open one, and below it what the cut leaves."""
    heat, at_one = float(facts.choice.params.temperature), facts.heat.at(1.0)
    on_line, kept = facts.heat.at(heat) / at_one, 2.0**facts.choice.entropy_bits / at_one
    above, here = chart.point(heat, on_line), chart.point(heat, kept)
    p.lines([(*above, *here)], "decode", width=2.0, dash=True, alpha=told)
    draw_law_point(f, p, chart.point(heat, 1.0), "white", told)
    draw_law_point(f, p, here, "decode", told)
    words = Phrase("{n} at {settings}", n=facts.numbers.shared, settings=settings_words(facts))
    left = here[0] > CHART.cx
    at = (here[0] + (-26 if left else 26), min(here[1] + 34, CHART.bottom - 14))
    p.text(at, words, size=TAG, role="ink", align="right" if left else "left", alpha=told, backed=0.7)
