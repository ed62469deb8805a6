"""The text below the field: the question, the answer's tokens so far, and the socket of the next one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.sampling.text_layout import SIZE, Piece, full_lines, lay_out, token_lines
from scenes.sampling.token_words import Label, clean, told
from tourapp.authoring import Picture, Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Recording

PROMPT_SHOWN = 64
"""Letters of the question, at most."""
PADDING, CORNER = 8, 8
UPRIGHT = 90.0
"""Angle of the glow, which is squashed across."""


@dataclass(frozen=True, slots=True)
class TextSoFar:
    """`count` tokens of the answer stand, those from `gold_from` on in gold; `socket` is the word of the next one."""

    recording: Recording
    count: int
    gold_from: int
    socket: Label

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The question and the tokens, each with its role."""
        r = self.recording
        space = ((" ", "ink"),) if r.chat else ()
        answer = tuple(
            (clean(text), "decode" if i >= self.gold_from else "ink") for i, text in enumerate(r.texts[: self.count])
        )
        return (prompt_piece(r.prompt, r.chat), *space, *answer)

    def socket_box(self, gain: float) -> Rect:
        """Where the next token goes; `gain` is the theme's factor for words."""
        return lay_out(self.pieces, gain, told(self.socket))[1]

    def token_lines(self, gain: float) -> np.ndarray:
        """A line under each gold token on stage [n, 4]."""
        return token_lines(self.pieces, gain, told(self.socket), "decode")


def prompt_piece(prompt: str, chat: bool) -> Piece:
    """The question as the first piece: its beginning before an answer, its end where the model just goes on."""
    text = " ".join(clean(prompt).split())
    if len(text) > PROMPT_SHOWN:
        text = text[:PROMPT_SHOWN] + "…" if chat else "…" + text[-PROMPT_SHOWN:]
    return (text, "prefill")


def draw_text_so_far(
    p: Picture, text: TextSoFar, gain: float, *, lit: float, alpha: float, glow: float
) -> tuple[float, float]:
    """Lines, glow and socket, which fills with gold as `lit` goes 0..1; returns the socket's middle."""
    pieces, socket = text.pieces, told(text.socket)
    p.ops.extend(_lines(pieces, gain, socket, alpha).ops)
    box = lay_out(pieces, gain, socket)[1]
    if glow > 0:
        wide = 2.4 * box.w + 40
        p.sprites([(box.cx, box.cy)], [wide], "decode", alpha=glow, kind="soft", squash=0.5, angle=UPRIGHT)
    _draw_socket(p, box, text.socket, lit, alpha)
    return box.cx, box.cy


@lru_cache(maxsize=8)
def _lines(pieces: tuple[Piece, ...], gain: float, socket: str, alpha: float) -> Picture:
    """The lines as they are drawn, the upper ones a little quieter. Remembered: all of them are a model's or a person's
    own words, the same in every language."""
    p = Picture()
    lines = full_lines(pieces, gain, socket)
    for number, line in enumerate(lines, 1):
        p.line(line.at, line.runs, line.width, size=SIZE, alpha=alpha * (1.0 - 0.12 * (len(lines) - number)))
    return p


def _draw_socket(p: Picture, box: Rect, word: Label, lit: float, alpha: float) -> None:
    """An empty frame, and in it the token."""
    p.rects(
        [box],
        "decode",
        radius=CORNER,
        alpha=(0.05 + 0.17 * lit) * alpha,
        stroke="decode",
        stroke_width=1.6,
        stroke_alpha=(0.55 + 0.45 * lit) * alpha,
    )
    if lit > 0.02:
        p.text(
            (box.cx, box.cy + SIZE * 0.36),
            "{token}",
            token=word,
            size=SIZE,
            role="decode",
            weight=600,
            align="center",
            fit=box.w - PADDING,
            alpha=lit * alpha,
        )
