"""The replicas' cards: where they stand, and how they are lit. Nothing is drawn here."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Rect

COLUMN = Rect(1140.0, 136.0, 300.0, 708.0)
TALLEST = 160.0
WITH_LAMPS = 96.0
"""Lower cards are compact: one line, with the bar in its middle."""


def card_boxes(n: int) -> list[Rect]:
    """n equal cards in the column, in its middle."""
    gap = 16.0 if n <= 5 else 12.0 if n <= 8 else 8.0
    h = min(TALLEST, (COLUMN.h - gap * (n - 1)) / n)
    top = COLUMN.cy - (n * h + (n - 1) * gap) / 2
    return [Rect(COLUMN.x, top + i * (h + gap), COLUMN.w, h) for i in range(n)]


@dataclass(frozen=True, slots=True)
class CardLight:
    """How the cards are lit: their whole alpha, the glow of their work 0..1, prefill's share of a service, and the
    replica that serves ours (-1 none) with how far its card has come alight."""

    alpha: float
    work: float
    prefill: float
    ours: int = -1
    ours_glow: float = 0.0
