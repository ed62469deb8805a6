"""No measurement of this computer yet: what the button does, where its roof will stand. No numbers."""

from __future__ import annotations

from tourapp.authoring import Picture, Rect, Tag, set_control
from tourapp.authoring.sizes import LABEL, LINE

CARD = Rect(890, 574, 534, 178)
BUTTON = Rect(CARD.x + 24, CARD.y + 98, CARD.w - 48, 62)


def draw_invitation(p: Picture, presses: int, *, shown: float, pulse: float) -> None:
    """The card with its button; a click on it is one press more than `presses`. `pulse` 0..1 lets the rim breathe."""
    p.rects(
        [CARD],
        "ground",
        radius=16,
        alpha=0.94 * shown,
        stroke="white",
        stroke_width=2.0,
        stroke_alpha=(0.5 + 0.5 * pulse) * shown,
    )
    p.text(
        (CARD.x + 24, CARD.y + 44),
        "This computer is not measured.",
        size=LINE,
        weight=600,
        alpha=shown,
        fit=CARD.w - 40,
    )
    p.text((CARD.x + 24, CARD.y + 78), "Where is its slope? Some seconds tell.", size=LABEL, alpha=shown)
    p.rects(
        [BUTTON],
        "prefill",
        radius=10,
        alpha=(0.30 + 0.15 * pulse) * shown,
        stroke="prefill",
        stroke_width=2.0,
        stroke_alpha=shown,
    )
    words_at = (BUTTON.cx, BUTTON.y + 41)
    p.text(words_at, "Measure this computer", size=LINE, weight=600, align="center", alpha=shown)
    if shown > 0.5:
        p.hot([BUTTON], (Tag("measure"),), (set_control("measure_run", presses + 1),))
