"""Fast memory to scale in the band below: the five tiles of a step by their letters, and what stays free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Traffic

BAR = Rect(300, 728, 800, 64)
NAME_X = 64.0
TILES: tuple[tuple[str | Phrase, str], ...] = (
    ("Q", "prefill"),
    ("K", "key"),
    ("V", "value"),
    (Phrase("scores"), "prefill"),
    (Phrase("output"), "white"),
)
LEAST_FOR_NAME = 112.0
"""A tile narrower than this has only its letter, and one narrower than a letter no name."""
LETTER = 34.0


def draw_sram_bar(p: Picture, t: Traffic, filled: float, alpha: float) -> None:
    """Tiles lie down one after the other, `filled` 0..1 of them."""
    unit, x = BAR.w / float(t.sram.value), BAR.x
    p.text((NAME_X, BAR.cy + 9), "SRAM, to scale", size=LABEL, weight=600, alpha=alpha)
    p.rects([BAR], "ground", radius=4, alpha=alpha, stroke="dim", stroke_alpha=0.8 * alpha, dash=True)
    edge = BAR.w * filled
    for item, (name, role) in zip(t.used, TILES, strict=True):
        whole = float(item.value) * unit
        width = min(whole, BAR.x + edge - x)
        if width > 1:
            box = Rect(x, BAR.y, width - 1.5, BAR.h)
            p.rects([box], role, alpha=(0.6 if name == "Q" else 0.95) * alpha)
            if width >= whole - 0.5 and whole > (LETTER if isinstance(name, str) else LEAST_FOR_NAME):
                at = (box.cx, box.cy + 9)
                p.text(at, "{name}", name=name, size=LABEL, weight=600, role="black", align="center", alpha=alpha)
        x += whole
    at = (BAR.right + 20, BAR.cy + 11)
    p.text(at, "{used} of {all}", used=t.in_use, all=t.sram, size=READOUT, weight=600, alpha=alpha * filled)
