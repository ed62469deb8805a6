"""How much more expensive output is than input, over the batch: a curve with our batch on it, dated cards beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Axis, Chart, Frame, Picture, Rect, Series
from tourapp.authoring.sizes import LINE, T15, T17, T18

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PriceCard, Ratios

CURVE = Rect(150, 200, 820, 520)
LIST = Rect(1010, 178, 430, 590)
LEAST_RATIO = 0.5
MOST_CARDS = 9
FIRST, STEP = 110.0, 54.0
"""From the list's top to its first row, and from row to row."""


def draw_market(f: Frame, p: Picture) -> None:
    """The curve of the chosen machine, then the cards: as rows, and as lines at the height of their ratio."""
    ratios = f.world.ratios
    chart = _draw_curve(f, p, ratios)
    at = chart.point(float(f.inputs.batch), max(LEAST_RATIO, float(ratios.here.value)))
    p.spark(at, "decode", size=80)
    p.text((at[0] + 18, at[1] - 22), "{v}", v=ratios.here, size=LINE, mono=True, weight=600, role="decode", backed=0.6)
    _draw_cards(p, f.world.price_cards[:MOST_CARDS], chart, f.move("market", 0.15, 0.4))


def _draw_curve(f: Frame, p: Picture, ratios: Ratios) -> Chart:
    top = max(10.0, float(np.max(ratios.ratio)) * 1.2)
    x = Axis(1, 512, "conversations in a batch", True, tuple((v, f"{v}") for v in (1, 4, 16, 64, 256)))
    y = Axis(
        LEAST_RATIO,
        10 ** float(np.ceil(np.log10(top))),
        "price of output ÷ price of input",
        True,
        tuple((v, f"{v} ×") for v in (1, 10, 100, 1000) if v <= top * 10),
    )
    key = (
        "ratio",
        round(top, 3),
        float(ratios.ratio[0]),
        float(ratios.ratio[-1]),
        *(f[name] for name in ("model", "gpu", "context", "mfu", "mbu", "weight_bits")),
    )
    return p.chart(key, CURVE, [Series(ratios.batch.astype(float), ratios.ratio, "decode", 3.0)], x, y)


def _draw_cards(p: Picture, cards: Sequence[PriceCard], chart: Chart, shown: float) -> None:
    p.rects([LIST], "raised", radius=14, alpha=0.9 * shown, stroke="line", stroke_alpha=shown)
    at = (LIST.x + 24, LIST.y + 40)
    p.text(at, "Listed prices, dated examples", size=T18, weight=600, alpha=shown, fit=LIST.w - 48)
    p.text((LIST.right - 24, LIST.y + 70), "in · out, $ per M", size=T15, role="dim", align="right", alpha=shown)
    for i, card in enumerate(cards):
        _draw_row(p, LIST.y + FIRST + STEP * i, card, shown)
        _, y = chart.point(1.0, card.output / card.input)
        p.lines([(chart.rect.x, y, chart.rect.right, y)], "dim", alpha=0.25 * shown)


def _draw_row(p: Picture, y: float, card: PriceCard, shown: float) -> None:
    p.text((LIST.x + 24, y), "{name}", name=card.name, size=T17, alpha=shown, fit=190)
    p.text(
        (LIST.right - 90, y),
        "{a:g} · {b:g}",
        a=card.input,
        b=card.output,
        size=T17,
        mono=True,
        role="dim",
        align="right",
        alpha=shown,
        fit=140,
    )
    ratio = card.output / card.input
    p.text((LIST.right - 24, y), "{r:.3g} ×", r=ratio, size=T18, mono=True, weight=600, align="right", alpha=shown)
