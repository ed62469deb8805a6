"""One token of the row or of a verdict: solid when it stands, dashed while it is a guess, hatched when refused."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Picture, Rect, text_width
from tourapp.authoring.sizes import LABEL, LINE, TAG
from tourapp.figures.token_strip import safe_words

HEIGHT, NARROWEST, BESIDE, CORNER = 52.0, 56.0, 28.0, 9.0
"""Of a token: how high, how narrow at least, its room beside the words, and its corners."""


SPACE = "·"
"""How a token of nothing but spaces is told."""


def stage_words(text: str) -> str:
    """A token's text without spaces around it, safe to draw."""
    return safe_words(text.strip(" ")) or SPACE


@dataclass(frozen=True, slots=True)
class RowToken:
    """A token at its centre x and top y. look: solid, guess (dashed), full (bright), waste (hatched); room: greatest
    width."""

    x: float
    y: float
    words: str
    look: str
    room: float = 208.0

    @property
    def shown(self) -> str:
        """Its words without spaces around them, safe to draw."""
        return stage_words(self.words)

    @property
    def size(self) -> float:
        """The largest size of the scale in which its words fit."""
        fits = (size for size in (LINE, LABEL) if text_width(self.shown, size, "mono") + BESIDE <= self.room)
        return next(fits, TAG)

    @property
    def box(self) -> Rect:
        """As wide as its words, within its room."""
        w = min(self.room, max(NARROWEST, text_width(self.shown, self.size, "mono") + BESIDE))
        return Rect(self.x - w / 2, self.y, w, HEIGHT)


def draw_token(p: Picture, token: RowToken, alpha: float = 1.0) -> Rect:
    """The token; returns its box."""
    box, full = token.box, token.look == "full"
    p.rects([box], "ground", radius=CORNER, alpha=0.92 * alpha)
    _draw_body(p, box, token.look, alpha)
    p.text(
        (box.cx, box.cy + token.size * 0.35),
        "{w}",
        w=token.shown,
        size=token.size,
        mono=True,
        weight=600 if full else 500,
        align="center",
        role="onlight" if full else "ink",
        fit=box.w - 8,
        alpha=alpha,
    )
    return box


def _draw_body(p: Picture, box: Rect, look: str, alpha: float) -> None:
    if look == "waste":
        p.hatch([box], alpha=0.5 * alpha, radius=CORNER, ground=0.14)
        p.rects([box], None, radius=CORNER, stroke="waste", stroke_width=2.2, stroke_alpha=alpha)
        return
    if look == "full":
        p.rects([box], "decode", radius=CORNER, alpha=alpha)
        return
    guess = look == "guess"
    p.rects(
        [box],
        "decode",
        radius=CORNER,
        alpha=(0.12 if guess else 0.28) * alpha,
        stroke="decode",
        stroke_width=2.2,
        stroke_alpha=(0.8 if guess else 0.9) * alpha,
        dash=guess,
    )
