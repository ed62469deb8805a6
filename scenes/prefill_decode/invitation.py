"""No measurement of this computer yet: what the button does, and the thread that waits for it. No numbers."""

from __future__ import annotations

from scenes.prefill_decode.lanes import AREA, lane_end
from tourapp.authoring import Picture, Rect, Tag, set_control
from tourapp.authoring.sizes import LINE, T19

CARD = Rect(AREA.x, AREA.y + 66, AREA.w, 270)
X, FIT = CARD.x + 36, CARD.w - 60
BUTTON = Rect(X, CARD.y + 178, 320, 50)


def draw_invitation(p: Picture, presses: int, *, shown: float, pulse: float) -> None:
    """The card with its button; a click on it is one press more than `presses`. `pulse` 0..1 lets the rim breathe."""
    x, y = lane_end(measured=False)
    p.lines([(AREA.x, y, x, y)], "decode", alpha=0.5 * shown, dash=True)
    p.rects([CARD], "raised", radius=16, alpha=0.7 * shown, stroke="prefill", stroke_alpha=(0.35 + 0.4 * pulse) * shown)
    p.text((X, CARD.y + 62), "This computer has not been measured.", size=LINE, weight=600, alpha=shown, fit=FIT)
    p.text(
        (X, CARD.y + 108),
        "The real small model reads a prompt and writes tokens, here and now;",
        size=T19,
        role="dim",
        alpha=shown,
        fit=FIT,
    )
    p.text(
        (X, CARD.y + 140),
        "then once more with weights that fit in the processor's cache.",
        size=T19,
        role="dim",
        alpha=shown,
        fit=FIT,
    )
    p.rects([BUTTON], "prefill", radius=10, alpha=0.30 * shown, stroke="prefill", stroke_alpha=0.8 * shown)
    words_at = (BUTTON.cx, BUTTON.y + 32)
    p.text(words_at, "Measure this computer", size=T19, weight=600, align="center", alpha=shown, fit=290)
    if shown > 0.5:
        p.hot([BUTTON], (Tag("measure"),), (set_control("measure_run", presses + 1),))
