"""No measurement of this computer yet: what the button does, where its roof will stand. No numbers."""

from __future__ import annotations

from tourapp.authoring import Phrase, Picture, Rect, set_control
from tourapp.figures.measure_card import MeasureCard, draw_measure_card

CARD = Rect(890, 574, 534, 178)
BUTTON = Rect(CARD.x + 24, CARD.y + 98, CARD.w - 48, 62)


def draw_invitation(p: Picture, presses: int, *, shown: float, pulse: float) -> None:
    """The card with its button; a click on it is one press more than `presses`. `pulse` 0..1 lets it breathe."""
    head, line = Phrase("This computer is not measured."), Phrase("Where is its slope? Some seconds tell.")
    again = set_control("measure_run", presses + 1)
    card = MeasureCard(CARD, BUTTON, head, ((line, "ink"),), Phrase("Measure this computer"), again, "measure")
    draw_measure_card(p, card, shown, pulse)
