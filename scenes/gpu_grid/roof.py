"""The roof of the machine on stage, with decode and prefill of this scenario as lights on it."""

from __future__ import annotations

from scenes.gpu_grid.facts import ChipAtWork
from tourapp.authoring import Phrase, Picture, Rect
from tourapp.authoring.sizes import T18, T22, TAG
from tourapp.figures.roofline import (
    PointLetters,
    axes_for,
    decode_point,
    draw_points,
    draw_roofline,
    prefill_point,
    roof_of,
)

CHART = Rect(190, 190, 1190, 560)
INTENSITIES = (1, 100_000)
"""FLOP per byte at both ends of the chart."""
LETTERS = PointLetters(T22, TAG, gain=1.6)


def draw_roof(p: Picture, facts: ChipAtWork, gpus: int, shown: float) -> None:
    """The chart of `gpus` of the chip; `shown` 0..1 lets the lights appear."""
    costs = facts.costs
    own = roof_of(costs, facts.chip.name)
    chart = draw_roofline(p, CHART, [own], axes_for([own], *INTENSITIES))
    title_at = (CHART.x, CHART.y - 26)
    title = "{gpu} × {n}, math in {format}"
    p.text(title_at, title, gpu=facts.chip.name, n=gpus, format=facts.format, size=T22, weight=600)
    at = (CHART.right, CHART.y - 26)
    p.text(at, "light: ideal   ring: achieved", size=TAG, role="dim", align="right", alpha=shown)
    x, y = chart.point(own.ridge, own.peak)
    p.text((x, y - 16), "ridge {v}", v=costs.decode.ridge, size=T18, mono=True, role="dim", align="center", backed=0.6)
    points = [decode_point(costs, Phrase("decode")), prefill_point(costs, Phrase("prefill"))]
    draw_points(p, chart, points, alpha=[shown, shown], letters=LETTERS)
