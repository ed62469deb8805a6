"""The third beat: the prompt and other texts cut into tokens, row by row, with how many words they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Phrase, Picture, Rect, cascade, ease_out, text_width
from tourapp.authoring.sizes import FIGURE, LABEL, LINE, READOUT
from tourapp.figures.token_strip import token_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import CutText

OWN = Rect(64.0, 166.0, 1376.0, 118.0)
OTHERS = Rect(64.0, 294.0, 1376.0, 394.0)
PIECES = Rect(316.0, 166.0, 774.0, 522.0)
PAD, GAP, HIGH = 20.0, 6.0, 54.0
LOOP = 6.0
"""Seconds in which a light runs along the pieces."""


def draw_pieces(f: Frame, p: Picture) -> None:
    """The user's row first, in a white frame."""
    texts = (f.world.own_text, *f.world.text_samples)
    rows = [OWN, *OTHERS.rows(len(texts) - 1)]
    come = ease_out(np.asarray(cascade(f.cue("scale.rows", eased=False), len(texts), 0.4)))
    for place, (text, row) in enumerate(zip(texts, rows, strict=True)):
        _draw_row(f, p, text, row, float(come[place]))
    p.rects([OWN], None, radius=12, stroke="white", stroke_width=2.0, stroke_alpha=float(come[0]))


def _draw_row(f: Frame, p: Picture, text: CutText, row: Rect, come: float) -> None:
    """Kind, pieces, and how many words and tokens; the row of the prompt is the first one."""
    if come <= 0.004:
        return
    own, y = row == OWN, row.cy + 9
    role, weight = ("ink", 600) if own else ("dim", 400)
    p.text((row.x + 18, y), text.kind, size=LABEL, weight=weight, role=role, alpha=come, part="kinds")
    _draw_pieces(f, p, text, row, come)
    told = Phrase("{w} {w|word|words}", w=text.words)
    p.text((row.right - 250, y + 2), told, size=LABEL, role="dim", align="right", alpha=come, part="words")
    role, size = ("prefill", FIGURE) if own else ("ink", READOUT)
    at = (row.right - 122, row.cy + (23 if own else 11))
    p.text(at, "{n}", n=text.tokens, size=size, weight=700, role=role, align="right", alpha=come, part="tokens")
    tokens = Phrase("{n|token|tokens}", n=int(text.tokens.value))
    p.text((row.right - 108, y + 2), tokens, size=LABEL, role="dim", alpha=come, part="words")


def _draw_pieces(f: Frame, p: Picture, text: CutText, row: Rect, come: float) -> None:
    """A text's tokens as boxes, along which a light runs."""
    boxes, words, left = lay_pieces(text, row.cy, f.text_gain)
    if not len(boxes):
        return
    places, role = np.arange(len(boxes)), "prefill" if row == OWN else "weights"
    shown = come * np.clip(come * len(boxes) - places * 0.5, 0.0, 1.0)
    run = np.exp(-((((f.clock / LOOP) % 1.0) * (len(boxes) + 3) - 1 - places) ** 2)) * (come >= 1)
    light = shown * (0.22 + 0.12 * (places % 2) + 0.25 * run)
    p.rects(boxes, role, radius=8, alpha=light, stroke=role, stroke_alpha=0.7)
    part = str(text.kind.template)
    for box, piece in zip(boxes, words, strict=True):
        at = (box[0] + box[2] / 2, row.cy + 10)
        p.text(at, "{w}", w=piece, size=LINE, mono=True, align="center", alpha=come, part=part)
    if left:
        at = (float(boxes[-1][0] + boxes[-1][2]) + 10, row.cy + 9)
        p.text(at, "… {n} more", n=left, size=LABEL, role="dim", alpha=come, part=part)


def lay_pieces(text: CutText, middle: float, gain: float) -> tuple[np.ndarray, list[str], int]:
    """Boxes [n, 4] of a text's pieces side by side, their words, and how many had no room."""
    x = PIECES.x
    boxes: list[tuple[float, float, float, float]] = []
    words: list[str] = []
    for data in text.data:
        told = token_words(data)
        wide = text_width(told, LINE * gain, "mono") + PAD
        if x + wide > PIECES.right - (150.0 if len(words) + 1 < len(text.data) else 0.0):
            break
        boxes.append((x, middle - HIGH / 2, wide, HIGH))
        words.append(told)
        x += wide + GAP
    return np.array(boxes).reshape(-1, 4), words, len(text.data) - len(words)
