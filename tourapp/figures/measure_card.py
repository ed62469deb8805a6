"""A card that says whose measurement is on stage, with the button that has this computer measured.

Not here: what is measured (the worker does it when the control has been pressed), and the words (each scene's own).
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Phrase, Picture, Rect, SetControls, Tag
from tourapp.authoring.sizes import LABEL, LINE

INSET = 24.0


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """head: its heading; lines: words below it, each with its role; pitch: between them; press: what stands on the
    button; act: what a click on it does; tag: how it is told from other buttons."""

    box: Rect
    button: Rect
    head: str | Phrase
    lines: tuple[tuple[str | Phrase, str], ...]
    press: str | Phrase
    act: SetControls
    tag: str
    pitch: float = 32.0

    @property
    def first(self) -> float:
        """Where the heading stands: what is left of the height above the button is shared by top and foot."""
        used = self.pitch * len(self.lines)
        return self.box.y + (self.button.y - self.box.y - used) / 2 + 10.0


def draw_measure_card(p: Picture, card: MeasureCard, shown: float, breath: float) -> None:
    """The card as far as it has come (0..1); breath 0..1 lets its button breathe."""
    box, button, x = card.box, card.button, card.box.x + INSET
    edge = 0.7 * shown
    p.rects([box], "ground", radius=16, alpha=0.94 * shown, stroke="white", stroke_width=2.0, stroke_alpha=edge)
    p.text((x, card.first), card.head, size=LINE, weight=600, alpha=shown, fit=box.w - 2 * INSET + 8)
    for place, (words, role) in enumerate(card.lines, 1):
        p.text((x, card.first + card.pitch * place), words, size=LABEL, role=role, alpha=shown, fit=box.w - 2 * INSET)
    fill = (0.30 + 0.15 * breath) * shown
    p.rects([button], "prefill", radius=10, alpha=fill, stroke="prefill", stroke_width=2.0, stroke_alpha=shown)
    p.text((button.cx, button.cy + 10), card.press, size=LINE, weight=600, align="center", alpha=shown)
    if shown > 0.5:
        p.hot([button], (Tag(card.tag),), (card.act,))
