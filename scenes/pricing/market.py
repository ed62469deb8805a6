"""How much more expensive output is than input, over the batch: a curve with our batch on it, and where memory is full.

Right of the largest batch that one machine holds the curve is that of several machines, dashed and hatched. Beside it
the dated price lists (`lists`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.pricing.lists import draw_lists
from tourapp.authoring import Axis, Chart, Frame, Phrase, Picture, Quantity, Rect, Series
from tourapp.authoring.sizes import LINE, READOUT, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Ratios

CURVE = Rect(150, 200, 820, 520)
LEAST, MOST = 1.0, 512.0
"""Batches at the ends of the axis."""
LEAST_RATIO = 0.5
FULL_ROOM = 180.0
"""Stage units that the words "memory is full" need."""
BESIDE, OVER, EDGE = 150.0, 50.0, 10.0
"""Room for a number right of its point; how far over or under it one stands that finds none; its way to the edge."""


def draw_market(f: Frame, p: Picture) -> None:
    """The curve of the chosen machine, then the cards: as rows, and as lines at the height of their ratio."""
    ratios = f.world.ratios
    chart = _draw_curve(f, p, ratios)
    _draw_full(p, chart, ratios)
    _draw_points(f, p, chart, ratios)
    draw_lists(p, f.world.price_cards, chart, f.move("market", 0.15, 0.4))


def _draw_curve(f: Frame, p: Picture, ratios: Ratios) -> Chart:
    """What fits as a line, the rest dashed and dim."""
    top = max(10.0, float(np.max(ratios.ratio)) * 1.2)
    x = Axis(LEAST, MOST, "conversations in a batch", True, tuple((v, f"{v}") for v in (1, 4, 16, 64, 256)))
    y = Axis(
        LEAST_RATIO,
        10 ** float(np.ceil(np.log10(top))),
        "price of output ÷ price of input, achieved",
        True,
        tuple((v, f"{v:,} ×") for v in (1, 10, 100, 1000, 10_000) if v <= top * 10),
    )
    last = float(ratios.largest.value)
    fits, over = ratios.batch <= last, ratios.batch >= last
    lines = [
        Series(ratios.batch[part].astype(float), ratios.ratio[part], role, width, dash=role == "dim")
        for part, role, width in ((fits, "decode", 3.0), (over, "dim", 2.0))
        if part.sum() > 1
    ]
    return p.chart(("ratio", round(top, 3), last, ratios.ratio.tobytes()), CURVE, lines, x, y)


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
    at = (left + room / 2 if inside else left - 14, chart.rect.y + 34)
    align = "center" if inside else "right"
    p.text(at, words, size=TAG, weight=600, role="waste", align=align, backed=0.7, fit=max(room - 20, FULL_ROOM))


def _draw_points(f: Frame, p: Picture, chart: Chart, ratios: Ratios) -> None:
    """Our batch, and the largest that fits: each with its ratio."""
    here = chart.point(float(f.inputs.batch), max(LEAST_RATIO, float(ratios.here.value)))
    p.spark(here, "decode", size=80)
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
    y = at[1] - (OVER if near_edge else 22) if above else min(at[1] + OVER, chart.rect.bottom - 14)
    p.text(
        (x, y),
        "{v}",
        v=ratio,
        size=READOUT if above else LINE,
        mono=True,
        weight=600,
        role="decode" if above else "ink",
        align="right" if near_edge else "left",
        backed=0.7,
    )
