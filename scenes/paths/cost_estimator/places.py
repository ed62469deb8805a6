"""Where things stand on this stage."""

from __future__ import annotations

from tourapp.authoring import Rect

GAP = 40.0
CARD_W, CARD_H = 668.0, 350.0
CARDS = (
    Rect(64.0, 124.0, CARD_W, CARD_H),
    Rect(64.0 + CARD_W + GAP, 124.0, CARD_W, CARD_H),
    Rect(64.0, 124.0 + CARD_H + 20.0, CARD_W, CARD_H),
    Rect(64.0 + CARD_W + GAP, 124.0 + CARD_H + 20.0, CARD_W, CARD_H),
)
"""Four answers: whether it fits, when it starts, how fast it writes, what it costs."""
INSET = 26.0
QUESTION, FIGURE_Y, LINE_Y = 42.0, 168.0, 216.0
"""From a card's top to the baselines of question, figure and line."""
STRIP_Y, STRIP_H = 240.0, 74.0
"""The strip of true scale in a card."""
GRID = Rect(276.0, 196.0, 1164.0, 640.0)
"""The cells of what fits where."""
AXIS_X, SIDE_W = 812.0, 400.0
"""The line of no change, and how far bars reach either way."""
KNOBS = Rect(64.0, 176.0, 1376.0, 648.0)
RULES = Rect(64.0, 178.0, 1376.0, 656.0)
RULE_X, EXACT_X, ERROR_X = 996.0, 1244.0, 1424.0
"""Right ends of the columns of numbers."""
STEPS = Rect(150.0, 176.0, 1250.0, 250.0)
PRICES = Rect(150.0, 512.0, 1250.0, 250.0)
"""Both charts along the batch."""
LINES = Rect(64.0, 140.0, 1376.0, 692.0)
"""The eight lines of the napkin."""


def strip(card: Rect) -> Rect:
    """Where a card's strip stands."""
    return Rect(card.x + INSET, card.y + STRIP_Y, card.w - 2 * INSET, STRIP_H)
