"""What the stage takes and gives: a coin, and the last line of the napkin."""

from __future__ import annotations

from scenes.paths.cost_estimator.places import CARDS, LINES
from tourapp.authoring import Frame


def coin_arrives(_f: Frame) -> tuple[float, float]:
    """On the card that says what it costs."""
    return CARDS[3].cx, CARDS[3].cy


def price_leaves(_f: Frame) -> tuple[float, float]:
    """The price at the foot of the arithmetic."""
    return LINES.right - 120.0, LINES.bottom - 40.0
