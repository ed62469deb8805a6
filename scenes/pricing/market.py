"""How much more expensive output is than input, over the batch: a curve with our batch on it, and where memory is full.

Right of the largest batch that one machine holds the curve is that of several machines, dashed and hatched. Beside it
the dated price lists (`lists`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.pricing.lists import draw_lists
from tourapp.authoring import Axis, Chart, Frame, Phrase, Picture, Quantity, Rect, Series, pulse
from tourapp.authoring.sizes import FIGURE, LABEL, READOUT, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Ratios

CURVE = Rect(150, 206, 700, 534)
LEAST, MOST = 1.0, 512.0
"""Batches at the ends of the axis."""
LEAST_RATIO = 0.5
BATCHES, RATIOS = (1, 4, 16, 64, 256), (1, 10, 100, 1000, 10_000)
"""What the axes name."""
FULL_ROOM = 200.0
"""Stage units that the words "memory is full" need."""
RUN_SECONDS, RUNNERS = 5.0, 3
"""So long a light takes along the curve, and how many run there."""
BESIDE, OVER, EDGE = 280.0, 76.0, 10.0
"""Room for a number right of its point; how far over or under it one stands that finds none; its way to the edge."""


def draw_market(f: Frame, p: Picture) -> None:
    """The curve of the chosen machine, then the cards: as rows, and as lines at the height of their ratio."""
    ratios = f.world.ratios
    chart = _draw_curve(p, ratios)
    _draw_axes(p, chart)
    _draw_full(p, chart, ratios)
    _draw_run(f, p, chart, ratios)
    _draw_points(f, p, chart, ratios)
    draw_lists(p, f.world.price_cards, chart, f.move("market", 0.15, 0.4))


def axes_of(ratios: Ratios) -> tuple[Axis, Axis]:
    """Batches from left to right, ratios from below."""
    return Axis(LEAST, MOST, "", True), Axis(LEAST_RATIO, 10 ** float(np.ceil(np.log10(_top(ratios)))), "", True)


def our_point(chart: Chart, batch: int, ratios: Ratios) -> tuple[float, float]:
    """Where our batch stands on the curve."""
    return chart.point(float(batch), max(LEAST_RATIO, float(ratios.here.value)))


def _top(ratios: Ratios) -> float:
    return max(10.0, float(np.max(ratios.ratio)) * 1.2)


def _draw_curve(p: Picture, ratios: Ratios) -> Chart:
    """What fits as a line, the rest dashed and dim."""
    x, y = axes_of(ratios)
    last = float(ratios.largest.value)
    fits, over = ratios.batch <= last, ratios.batch >= last
    lines = [
        Series(ratios.batch[part].astype(float), ratios.ratio[part], role, width, dash=role == "dim")
        for part, role, width in ((fits, "decode", 5.0), (over, "dim", 3.0))
        if part.sum() > 1
    ]
    return p.chart(("ratio", round(_top(ratios), 3), last, ratios.ratio.tobytes()), CURVE, lines, x, y)


def _draw_axes(p: Picture, chart: Chart) -> None:
    """Names and ticks of both axes."""
    p.lines([(CURVE.x, CURVE.bottom, CURVE.right, CURVE.bottom)], "dim", width=2.0)
    p.text((64.0, 150.0), "Output ÷ input price, achieved", size=LABEL, weight=600)
    for batch in BATCHES:
        at = (chart.point(batch, LEAST_RATIO)[0], CURVE.bottom + 32)
        p.text(at, "{n}", n=batch, size=TAG, mono=True, role="dim", align="center")
    for ratio in RATIOS:
        y = chart.point(LEAST, ratio)[1]
        if y >= CURVE.y - 1:
            p.lines([(CURVE.x, y, CURVE.right, y)], "line", alpha=0.8)
            p.text((CURVE.x - 12, y + 7), "{n} ×", n=ratio, size=TAG, mono=True, role="dim", align="right")
    p.text((CURVE.right, CURVE.bottom + 70), "conversations in a batch →", size=LABEL, align="right")


def _draw_run(f: Frame, p: Picture, chart: Chart, ratios: Ratios) -> None:
    """Lights that run along what fits: more users, cheaper output."""
    fits = ratios.batch <= float(ratios.largest.value)
    if fits.sum() < 2:
        return
    line = np.array([chart.point(float(b), float(r)) for b, r in zip(ratios.batch[fits], ratios.ratio[fits])])
    u = (np.arange(RUNNERS) / RUNNERS + f.clock / RUN_SECONDS) % 1.0
    x = line[0, 0] + (line[-1, 0] - line[0, 0]) * u
    p.sprites(np.stack([x, np.interp(x, line[:, 0], line[:, 1])], 1), 30, "decode", alpha=np.sin(np.pi * u))


def _draw_full(p: Picture, chart: Chart, ratios: Ratios) -> None:
    """The hatch right of the largest batch that fits."""
    if not ratios.full:
        return
    most = max(LEAST, float(ratios.largest.value))
    left, _ = chart.point(most, LEAST_RATIO)
    room = chart.rect.right - left
    p.hatch([(left, chart.rect.y, room, chart.rect.h)], "waste", alpha=0.45, ground=0.12)
    p.lines([(left, chart.rect.y, left, chart.rect.bottom)], "waste", width=2.0, alpha=0.9)
    words = Phrase("memory is full") if ratios.at_largest else Phrase("memory is full before the first conversation")
    inside = room >= FULL_ROOM
    at = (left + room / 2 if inside else chart.rect.right - 6, chart.rect.y + 40)
    align = "center" if inside else "right"
    p.text(at, words, size=LABEL, weight=600, role="waste", align=align, backed=0.9)


def _draw_points(f: Frame, p: Picture, chart: Chart, ratios: Ratios) -> None:
    """Our batch, and the largest that fits: each with its ratio."""
    here = our_point(chart, f.inputs.batch, ratios)
    p.spark(here, "decode", size=110 * pulse(f.clock, 2.6, 0.85, 1.0))
    _number(p, chart, here, ratios.here, above=True)
    if ratios.at_largest is None or int(ratios.largest.value) == f.inputs.batch:
        return
    there = chart.point(float(ratios.largest.value), max(LEAST_RATIO, float(ratios.at_largest.value)))
    p.sprites([there], 22, "ink", kind="dot", additive=False)
    _number(p, chart, there, ratios.at_largest, above=False)


def _number(p: Picture, chart: Chart, at: tuple[float, float], ratio: Quantity, *, above: bool) -> None:
    """A ratio beside its point, always left of the price lists; ours above the curve, the other below."""
    near_edge = at[0] > chart.rect.right - BESIDE
    x = at[0] + 18
    if near_edge:
        x = chart.rect.right - EDGE if above else at[0] - 18
    y = at[1] - (OVER if near_edge else 26) if above else min(at[1] + OVER, chart.rect.bottom - 14)
    p.text(
        (x, y),
        "{v}",
        v=ratio,
        size=FIGURE if above else READOUT,
        weight=600,
        role="decode" if above else "ink",
        align="right" if near_edge else "left",
        backed=0.7,
    )
