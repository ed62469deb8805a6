"""Dated price lists: a row each with input, cached input and output, and a line at the height of their ratio."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tourapp.authoring import Chart, Phrase, Picture, Rect
from tourapp.authoring.sizes import T15, T17, T18

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PriceCard

LIST = Rect(1010, 178, 430, 590)
MOST_CARDS = 9
FIRST, STEP = 110.0, 54.0
"""From the list's top to its first row, and from row to row."""
INSET, RATIO_ROOM = 20.0, 60.0


def draw_lists(p: Picture, cards: Sequence[PriceCard], chart: Chart, shown: float) -> None:
    """The cards, and their ratios on the curve's own axis."""
    p.rects([LIST], "raised", radius=14, alpha=0.9 * shown, stroke="line", stroke_alpha=shown)
    at = (LIST.x + INSET, LIST.y + 40)
    p.text(at, "Listed prices, dated examples", size=T18, weight=600, alpha=shown, fit=LIST.w - 2 * INSET)
    right = LIST.right - INSET
    for x, words, room in ((right - RATIO_ROOM, "in · cached · out, $/M", 200), (right, "out ÷ in", RATIO_ROOM - 6)):
        p.text((x, LIST.y + 70), words, size=T15, role="dim", align="right", alpha=shown, fit=room)
    for i, card in enumerate(cards[:MOST_CARDS]):
        _draw_row(p, LIST.y + FIRST + STEP * i, card, shown)
        _, y = chart.point(1.0, card.output / card.input)
        p.lines([(chart.rect.x, y, chart.rect.right, y)], "dim", alpha=0.25 * shown)


def _draw_row(p: Picture, y: float, card: PriceCard, shown: float) -> None:
    p.text((LIST.x + INSET, y), "{name}", name=card.name, size=T17, alpha=shown, fit=152)
    words = Phrase("{a:g} · {c:g} · {b:g}", a=card.input, b=card.output, c=card.cached_input)
    if card.cached_input is None:
        words = Phrase("{a:g} · – · {b:g}", a=card.input, b=card.output)
    at = (LIST.right - INSET - RATIO_ROOM, y)
    p.text(at, words, size=T15, mono=True, role="dim", align="right", alpha=shown, fit=176)
    ratio = card.output / card.input
    p.text((LIST.right - INSET, y), "{r:.3g} ×", r=ratio, size=T18, mono=True, weight=600, align="right", alpha=shown)
