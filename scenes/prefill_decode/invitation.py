"""No measurement of this computer yet: what the button does, and the thread that waits for it. No numbers."""

from __future__ import annotations

from scenes.prefill_decode.lanes import AREA, lane_end
from tourapp.authoring import Phrase, Picture, Rect, Tag, set_control
from tourapp.authoring.sizes import LABEL, LINE

CARD = Rect(AREA.x, AREA.y + 20, AREA.w, 400)
X, FIT = CARD.x + 36, CARD.w - 72
EXPLAINED = Phrase(
    "The real small model reads a prompt and writes tokens, here and now; "
    "then once more with weights that fit in the processor's cache."
)
BUTTON = Rect(X, CARD.y + 300, 400, 64)


def draw_invitation(p: Picture, presses: int, *, shown: float, pulse: float) -> None:
    """The card with its button; a click on it is one press more than `presses`. `pulse` 0..1 lets the rim breathe."""
    x, y = lane_end(measured=False)
    p.lines([(AREA.x, y, x, y)], "decode", alpha=0.5 * shown, dash=True)
    p.rects([CARD], "raised", radius=16, alpha=0.7 * shown, stroke="prefill", stroke_alpha=(0.35 + 0.4 * pulse) * shown)
    p.text((X, CARD.y + 62), "This computer has not been measured.", size=LINE, weight=600, alpha=shown)
    p.text((X, CARD.y + 116), EXPLAINED, size=LABEL, role="dim", alpha=shown, wrap=FIT, lines=5)
    p.rects([BUTTON], "prefill", radius=10, alpha=0.30 * shown, stroke="prefill", stroke_alpha=0.8 * shown)
    words_at = (BUTTON.cx, BUTTON.y + 42)
    p.text(words_at, "Measure this computer", size=LINE, weight=600, align="center", alpha=shown)
    if shown > 0.5:
        p.hot([BUTTON], (Tag("measure"),), (set_control("measure_run", presses + 1),))
