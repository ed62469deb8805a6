"""Dated price lists: for each ratio of output to input one list, and a line from its row to its height on the curve's
axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tourapp.authoring import Chart, Phrase, Picture, Rect, cascade, smooth
from tourapp.authoring.sizes import LABEL, READOUT, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PriceCard

LIST = Rect(1010, 126, 430, 714)
MOST_CARDS = 6
FIRST, STEP = 148.0, 98.0
"""From the list's top to its first row, and from row to row."""
INSET = 20.0
ELBOW = 60.0
"""Where a line from the curve's edge turns to its row."""


def chosen_cards(cards: Sequence[PriceCard]) -> list[PriceCard]:
    """The first list of each ratio, the highest ratio first."""
    of_ratio: dict[float, PriceCard] = {}
    for card in cards:
        of_ratio.setdefault(round(card.output / card.input, 2), card)
    return [of_ratio[ratio] for ratio in sorted(of_ratio, reverse=True)][:MOST_CARDS]


def draw_lists(p: Picture, cards: Sequence[PriceCard], chart: Chart, shown: float) -> None:
    """The rows, and their ratios on the curve's own axis."""
    p.rects([LIST], "raised", radius=14, alpha=0.9, stroke="line")
    at = (LIST.x + INSET, LIST.y + 46)
    p.text(at, "Listed: dated examples", size=LABEL, weight=600)
    p.text((LIST.x + INSET, LIST.y + 82), "in · cached · out, $ per million", size=TAG, role="dim")
    some = chosen_cards(cards)
    for i, (card, grown) in enumerate(zip(some, cascade(shown, len(some), 0.5).tolist(), strict=True)):
        _draw_row(p, LIST.y + FIRST + STEP * i, card, chart, float(smooth(grown)))


def _draw_row(p: Picture, y: float, card: PriceCard, chart: Chart, shown: float) -> None:
    ratio = card.output / card.input
    _, level = chart.point(1.0, ratio)
    edge, middle = chart.rect.right, y - 10
    bend = [(edge, level), (edge + ELBOW, level), (LIST.x - ELBOW / 2, middle), (LIST.x + 8, middle)]
    p.lines([(chart.rect.x, level, edge, level)], "dim", alpha=0.35 * shown)
    p.curves(bend, "dim", width=2.0, alpha=0.85 * shown)
    p.text((LIST.x + INSET, y), "{name}", name=card.name, size=LABEL, weight=600, alpha=shown, part="names")
    words = Phrase("{a:g} · {c:g} · {b:g}", a=card.input, b=card.output, c=card.cached_input)
    if card.cached_input is None:
        words = Phrase("{a:g} · – · {b:g}", a=card.input, b=card.output)
    p.text((LIST.x + INSET, y + 34), words, size=TAG, mono=True, role="dim", alpha=shown, part="prices")
    at = (LIST.right - INSET, y + 14)
    p.text(at, "{r:.3g} ×", r=ratio, size=READOUT, mono=True, weight=600, align="right", alpha=shown, part="ratios")
