"""A division down the right of the picture: the whole pass, the tokens that share it, and what is left for one; and
below the picture what works for how much of the time."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.spine.s_price.places import BUSY, RESULT
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, pulse, show, text_width
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LABEL, VALUE


@dataclass(frozen=True, slots=True)
class Division:
    """whole / parts = one, and what each is in words; achieved: one on a real machine."""

    whole: Quantity
    parts: Quantity
    one: Quantity
    achieved: Quantity
    words: tuple[Phrase, Phrase, Phrase]
    role: str


def draw_division(p: Picture, told: Division, whole: float, one: float) -> None:
    """The division from top to bottom. whole, one: how far its first lines and its result have come, 0..1."""
    x, right = RESULT.x, RESULT.right
    for place, value in enumerate((told.whole, told.parts)):
        y = RESULT.y + 34 + 112.0 * place
        p.text((x, y), told.words[place], size=LABEL, role="dim")
        p.text((right, y + 48), "{v}", v=value, size=VALUE, mono=True, weight=600, align="right", alpha=whole)
    y = RESULT.y + 232
    p.lines([(x, y, right, y)], "dim", width=3.0, alpha=0.9)
    if one < 0.5:
        p.text((right, y + 100), "?", size=FIGURE_LARGE, weight=600, role="dim", align="right", alpha=1.0 - 2.0 * one)
    if one > 0.004:
        with p.group(opacity=one, move=(0.0, 20.0 * (1.0 - one))):
            size = FIGURE_LARGE if text_width(show(told.one), FIGURE_LARGE, weight=600) <= RESULT.w else FIGURE
            p.text((right, y + 100), "{v}", v=told.one, size=size, weight=600, role=told.role, align="right")
            p.text((right, y + 146), told.words[2], size=LABEL, align="right", fit=RESULT.w)
            p.text((right, y + 184), "achieved: {v}", v=told.achieved, size=LABEL, role="dim", align="right")


def draw_busy(f: Frame, p: Picture, phase: str, shown: float) -> None:
    """Shares of the time in which math and memory work, ideal."""
    if shown <= 0.004:
        return
    costs, gain = f.world.cost, min(f.rail.stand.words_gain, 2.8)
    done = costs.prefill if phase == "prefill" else costs.decode
    bars = ((Phrase("math works"), done.compute_busy, "prefill"), (Phrase("memory works"), done.memory_busy, "ink"))
    for place, (words, share, role) in enumerate(bars):
        y = BUSY.y + 24 + 60.0 * place
        p.text((BUSY.x, y + 24), words, size=LABEL, alpha=shown, part="busy")
        bar = Rect(BUSY.x + 210 * gain, y, BUSY.w - (210 + 150) * gain, 30)
        p.rects([bar], "line", radius=6, alpha=0.5 * shown)
        wide = max(4.0, bar.w * min(1.0, float(share.value)) * shown)
        p.rects([(bar.x, bar.y, wide, bar.h)], role, radius=6, alpha=shown * pulse(f.clock, 3.0, 0.7, 0.95))
        at = (BUSY.right, y + 26)
        p.text(at, "{v}", v=share, size=LABEL, mono=True, weight=600, align="right", alpha=shown, part="busy shares")
