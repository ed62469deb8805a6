"""The way back: each id is a line of the list, the line holds bytes, and the bytes side by side are the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tourapp.authoring import Frame, Phrase, Picture, Rect, cascade
from tourapp.authoring.sizes import FIGURE, LABEL, READOUT, TAG
from tourapp.figures.token_strip import apart, safe_words

MOST = 8
"""Tokens that have room."""
MOST_BYTES = 18
FIELD = Rect(64.0, 150.0, 1376.0, 640.0)
IDS_Y, BYTES_Y, TEXT_Y = 210.0, 400.0, 640.0
"""Tops of the three rows."""
FALLS = 2.6
"""Seconds in which a light falls once from id to text."""


@dataclass(frozen=True, slots=True)
class BackFacts:
    """The tokens shown, each (id, bytes, text); left: how many more there are; same: whether the bytes together are the
    text that was typed; halves: whether a token is a part of a letter."""

    tokens: tuple[tuple[int, bytes, str], ...]
    left: int
    same: bool
    halves: bool


def back_facts(f: Frame) -> BackFacts:
    """The prompt's own tokens."""
    told = f.world.plain_tokens
    every = list(zip(told.ids, told.data, told.texts, strict=True))
    same = b"".join(told.data) == told.text.encode("utf-8", "replace")
    return BackFacts(tuple(every[:MOST]), max(0, len(every) - MOST), same, any("\ufffd" in text for *_, text in every))


def back_words(f: Frame) -> tuple[Phrase, Phrase]:
    """Caption and second line."""
    facts, told = back_facts(f), f.world.text
    said = Phrase("And back: each id names a line, and the lines side by side are the text.")
    if not facts.tokens:
        return said, Phrase("There is nothing to read back: type a prompt.")
    if not facts.same:
        return said, Phrase("Some bytes are not in this list, so the text comes back without them.")
    if facts.halves:
        return said, Phrase("A token may hold a part of a letter: only together are the bytes a text again.")
    counts = {"n": int(told.own.value), "b": int(told.bytes.value)}
    words = "{n} {n|id|ids}, {b} {b|byte|bytes}, and not one letter is lost. That is how you read an answer."
    return said, Phrase(words, **counts)


def draw_back(f: Frame, p: Picture) -> None:
    """Ids above, their bytes, the text below."""
    facts = back_facts(f)
    if not facts.tokens:
        p.rects([FIELD], "raised", radius=12, alpha=0.4)
        p.text((FIELD.cx, FIELD.cy), "no token", size=READOUT, role="dim", align="center")
        return
    boxes = FIELD.columns(len(facts.tokens), 16.0)
    came = cascade(f.cue("back.ids", eased=False), len(boxes), 0.6)
    read = cascade(f.cue("back.bytes", eased=False), len(boxes), 0.6)
    text = cascade(f.cue("back.text", eased=False), len(boxes), 0.6)
    for place, (token, box) in enumerate(zip(facts.tokens, boxes, strict=True)):
        state = (float(came[place]), float(read[place]), float(text[place]))
        _draw_token(f, p, token, (box, place), state)
    if facts.left:
        words = Phrase("and {n} more", n=facts.left)
        p.text((FIELD.right, FIELD.bottom + 36), words, size=LABEL, role="dim", align="right")


def _draw_token(
    f: Frame, p: Picture, token: tuple[int, bytes, str], where: tuple[Rect, int], state: tuple[float, float, float]
) -> None:
    """One column: its id, its bytes, its letters, and the light that falls through them."""
    (id, data, text), (box, place), (came, read, told) = token, where, state
    id_box = Rect(box.x, IDS_Y, box.w, 100.0)
    p.rects([id_box], "raised", radius=12, alpha=came, stroke="prefill", stroke_width=3.0)
    size = FIGURE if box.w > 210.0 else READOUT
    look: dict[str, Any] = {"weight": 600, "align": "center"}
    at = (id_box.cx, id_box.cy + size * 0.36)
    p.text(at, "{n:d}", n=id, size=size, mono=True, alpha=came, part="ids", **look)
    p.lines([(box.cx, id_box.bottom + 6, box.cx, BYTES_Y - 8)], "dim", width=2.0, alpha=read)
    _draw_bytes(p, data, box, read)
    p.lines([(box.cx, TEXT_Y - 70, box.cx, TEXT_Y - 8)], "dim", width=2.0, alpha=told)
    half = "\ufffd" in text
    word_box = Rect(box.x, TEXT_Y, box.w, 110.0)
    if half:
        p.hatch([word_box], alpha=0.8 * told, radius=12)
        at = (word_box.cx, word_box.cy + 8)
        p.text(at, "part of a letter", size=TAG, align="center", alpha=told, backed=0.8, part="words")
    else:
        p.rects([word_box], "prefill", radius=12, alpha=0.22 * told, stroke="prefill", stroke_width=2.0)
        words = Phrase("{w}", w=apart(safe_words(text)))
        at = (word_box.cx, word_box.cy + 11)
        p.text(at, words, size=READOUT, fit=box.w - 12, alpha=told, part="words", **look)
    u = (f.clock / FALLS + place * 0.11) % 1.0
    y = id_box.bottom + (TEXT_Y - id_box.bottom) * u
    p.sprites([(box.cx, y)], 60, "prefill", alpha=0.8 * told * float(np.sin(np.pi * u)))


def _draw_bytes(p: Picture, data: bytes, box: Rect, shown: float) -> None:
    """The token's bytes as cells, filled as high as their value."""
    n = min(len(data), MOST_BYTES)
    if not n or shown <= 0.004:
        return
    wide = min(44.0, box.w / n)
    left = box.cx - wide * n / 2
    values = np.frombuffer(data[:n], dtype=np.uint8) / 255.0
    x = left + wide * np.arange(n)
    cells = np.stack([x, np.full(n, BYTES_Y), np.full(n, wide - 4), np.full(n, 150.0)], 1)
    p.rects(cells, "raised", radius=4, alpha=shown, stroke="line")
    fill = cells.copy()
    fill[:, 1] = BYTES_Y + 150.0 * (1 - values)
    fill[:, 3] = 150.0 * values
    p.rects(fill, "prefill", radius=4, alpha=0.75 * shown)
