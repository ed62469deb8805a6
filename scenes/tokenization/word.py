"""A word twice: as the letters a person counts, and as the opaque numbers a model is given.

Works for any word; the letter counted is its most frequent one. Not here: what a model may have learned by heart about
the spelling behind an id.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.tokenization.merge_tree import MergePlan, merge_plan
from tourapp.authoring import Picture, Quantity, Rect, cascade, ramp, smooth, text_width
from tourapp.figures.token_strip import safe_char, safe_words

if TYPE_CHECKING:
    from tourapp.engine.tokenizer import Tokenizer

ASK_Y, LETTERS_Y, TILE_Y = 196.0, 384.0, 664.0
"""Baselines of the question and the letters, and middle of the tiles."""
SIZE = 66.0


@dataclass(frozen=True, slots=True, eq=False)
class WordView:
    """A word, its tokens as (first byte column, columns, words, id), the letter to count and where it stands."""

    word: str
    plan: MergePlan
    letter: str
    places: tuple[int, ...]
    """Which characters are that letter."""
    tokens: tuple[tuple[int, int, str, int], ...]


@lru_cache(maxsize=48)
def word_view(word: str, tokenizer: Tokenizer) -> WordView:
    """Look at a word through the tokenizer. The letter is the most frequent one, the first such in the word."""
    plan = merge_plan(word, tokenizer, 40)
    chars = [c.casefold() for c in plan.text[: len(plan.glyphs)]]
    counted = Counter(c for c in chars if c.isalpha()) or Counter(c for c in chars if not c.isspace())
    letter = max(counted, key=lambda c: (counted[c], -chars.index(c))) if counted else ""
    tokens = tuple(
        (int(plan.first[k]), int(plan.last[k] - plan.first[k] + 1), plan.words[k], plan.ids[k])
        for k in plan.alive(plan.merges)
    )
    return WordView(plan.text, plan, letter, tuple(i for i, c in enumerate(chars) if c == letter and letter), tokens)


@dataclass(frozen=True, slots=True, eq=False)
class WordPlaces:
    """Where the word stands: the middle of each column, and a tile per token."""

    x: np.ndarray
    cell: float
    tiles: tuple[Rect, ...]


def lay_word(view: WordView, room: Rect, gain: float) -> WordPlaces:
    """Spread the word's byte columns over a room and give each token a tile below its own letters."""
    n = max(view.plan.columns, 1)
    cell = min(96.0, room.w / n)
    left = room.cx - cell * n / 2
    tiles = []
    for first, count, _, number in view.tokens:
        span = cell * count
        width = min(max(text_width(str(number), 44 * gain, "mono") + 44, span * 0.72), span - 8)
        tiles.append(Rect(left + cell * (first + count / 2) - width / 2, TILE_Y - 56, width, 112))
    return WordPlaces(left + cell * (np.arange(n) + 0.5), cell, tuple(tiles))


def draw_word(p: Picture, view: WordView, room: Rect, share: float, alpha: float, gain: float) -> None:
    """The whole comparison at `share` 0..1 of its beat: letters, count, letters sliding into tiles, tiles closing."""
    if alpha <= 0.01:
        return
    if not view.tokens:
        p.text(
            (room.cx, LETTERS_Y),
            "Type a word at the right.",
            size=30,
            role="dim",
            align="center",
            alpha=alpha,
            fit=room.w,
        )
        return
    places = lay_word(view, room, gain)
    count = cascade(float(ramp(share, 0.10, 0.30)), len(view.places), 0.3)
    slide = float(smooth(ramp(share, 0.38, 0.54)))
    close = float(smooth(ramp(share, 0.56, 0.66)))
    p.text(
        (room.x + 16, ASK_Y),
        "How many “{letter}” are in “{word}”?",
        size=34,
        weight=600,
        alpha=alpha * float(ramp(share, 0.02, 0.08)),
        fit=1300,
        letter=safe_words(view.letter),
        word=safe_words(view.word.strip()),
    )
    _funnels(p, view, places, alpha * float(ramp(share, 0.36, 0.5)))
    _letters(p, view, places, count, alpha * float(smooth(ramp(share, 0.0, 0.06))))
    _tiles(p, view, places, slide, close, alpha, gain)
    _verdicts(p, view, room, count, close, alpha, gain)


def _glyph_x(places: WordPlaces, first: int, count: int) -> float:
    return float(places.x[first : first + count].mean())


def _letters(p: Picture, view: WordView, places: WordPlaces, count: np.ndarray, alpha: float) -> None:
    """The letters in large type; the counted ones light up one after the other, each with its number."""
    lit = np.array(
        [(_glyph_x(places, view.plan.glyphs[i].first, view.plan.glyphs[i].count), LETTERS_Y - 22) for i in view.places]
    ).reshape(-1, 2)
    size = min(SIZE, places.cell * 0.78)
    p.sprites(lit, size * 2.5, "prefill", kind="soft", alpha=0.62 * alpha * smooth(count))
    for i, glyph in enumerate(view.plan.glyphs):
        x = _glyph_x(places, glyph.first, glyph.count)
        turn = view.places.index(i) if i in view.places else -1
        shine = float(smooth(count[turn])) if turn >= 0 else 0.0
        p.text(
            (x, LETTERS_Y),
            glyph.words,
            size=size,
            mono=True,
            weight=600 if shine > 0.5 else 400,
            align="center",
            role="ink" if shine > 0.3 else "dim",
            alpha=alpha,
            fit=places.cell * glyph.count - 4,
        )
        if shine > 0:
            p.text(
                (x, LETTERS_Y - size * 1.25),
                "{v}",
                size=24,
                mono=True,
                weight=600,
                align="center",
                role="prefill",
                alpha=alpha * shine,
                fit=places.cell,
                v=turn + 1,
            )


def _funnels(p: Picture, view: WordView, places: WordPlaces, alpha: float) -> None:
    """From the letters of each token down into its tile."""
    if alpha <= 0.01:
        return
    polys = []
    for (first, count, _, _), tile in zip(view.tokens, places.tiles, strict=True):
        u = smooth(np.linspace(0, 1, 16))
        y = LETTERS_Y + 26 + (tile.y - LETTERS_Y - 26) * np.linspace(0, 1, 16)
        a, b = places.x[first] - places.cell * 0.44, places.x[first + count - 1] + places.cell * 0.44
        one = np.stack([a + (tile.x - a) * u, y], 1)
        two = np.stack([b + (tile.right - b) * u, y], 1)
        polys.append(np.concatenate([one, two[::-1]]))
    p.polys(
        np.array(polys),
        "prefill",
        alpha=0.26 * alpha,
        gradient="up",
        fade=0.15,
        stroke="prefill",
        stroke_width=1.2,
        stroke_alpha=0.30 * alpha,
    )


def _tiles(
    p: Picture, view: WordView, places: WordPlaces, slide: float, close: float, alpha: float, gain: float
) -> None:
    """Copies of the letters slide down and fuse; then the tile closes over them and only the number is left."""
    if slide <= 0:
        return
    boxes = np.array(places.tiles)
    p.rects(boxes, "ground", radius=14, alpha=alpha * slide * 0.9)
    p.rects(
        boxes,
        "prefill",
        radius=14,
        alpha=alpha * slide * (0.16 + 0.30 * close),
        stroke="prefill",
        stroke_width=2.2,
        stroke_alpha=0.95,
    )
    flash = max(0.0, 1 - abs(close - 0.5) * 2)
    centres = np.stack([boxes[:, 0] + boxes[:, 2] / 2, boxes[:, 1] + boxes[:, 3] / 2], 1)
    p.sprites(centres, np.minimum(boxes[:, 2] * 1.6, 230), "prefill", kind="soft", alpha=0.7 * alpha * flash)
    fits = zip(places.tiles, view.tokens, strict=True)
    size = min([46.0, *(tile.w / (0.62 * gain * max(len(words), 1)) for tile, (_, _, words, _) in fits)])
    if close < 0.5:
        _sliding(p, view, places, slide, alpha * max(0.0, 1 - 2 * close), size, gain)
    fits = zip(places.tiles, view.tokens, strict=True)
    number = min([46.0, *((tile.w - 10) / (0.62 * gain * len(str(one[3]))) for tile, one in fits)])
    for tile, (_, _, words, ident) in zip(places.tiles, view.tokens, strict=True):
        p.text(
            (tile.cx, tile.cy + number * 0.36),
            "{v}",
            size=number,
            mono=True,
            weight=600,
            align="center",
            alpha=alpha * max(0.0, 2 * close - 1),
            fit=tile.w - 6,
            v=str(ident),
        )
        p.text(
            (tile.cx, tile.bottom + 38),
            words,
            size=min(20.0, tile.w / 3),
            mono=True,
            role="dim",
            align="center",
            alpha=0.9 * alpha * close,
            fit=max(tile.w - 2, 20),
        )


def _sliding(
    p: Picture, view: WordView, places: WordPlaces, slide: float, alpha: float, size: float, gain: float
) -> None:
    """Each letter on its way from the word into its tile, where the letters stand side by side."""
    advance = 0.6 * size * gain
    chars = {glyph.first: safe_char(char) for glyph, char in zip(view.plan.glyphs, view.word, strict=False)}
    for (first, count, words, _), tile in zip(view.tokens, places.tiles, strict=True):
        whole = [chars[k] for k in range(first, first + count) if k in chars]
        if "".join(whole) != words:  # part of a character: its bytes appear at once
            p.text(
                (tile.cx, TILE_Y + size * 0.36),
                words,
                size=size,
                mono=True,
                align="center",
                alpha=alpha * slide,
                fit=tile.w - 8,
            )
            continue
        starts = [k for k in range(first, first + count) if k in chars]
        for place, k in enumerate(starts):
            goal = tile.cx + (place - (len(starts) - 1) / 2) * advance
            x = float(places.x[k]) + (goal - float(places.x[k])) * slide
            p.text(
                (x, LETTERS_Y + (TILE_Y + size * 0.36 - LETTERS_Y) * slide),
                chars[k],
                size=size,
                mono=True,
                weight=600,
                align="center",
                alpha=alpha,
                spill=True,
            )


def _verdicts(
    p: Picture, view: WordView, room: Rect, count: np.ndarray, close: float, alpha: float, gain: float
) -> None:
    """At the right of each row: what a person counts, and what the numbers alone tell."""
    x = room.right + 30 + (1440 - room.right - 30) / 2
    wide = 1440 - room.right - 34
    seen = Quantity(round(float(count.sum())), "1", f"times {view.letter} stands in the word", "n")
    if count.sum() > 0:
        p.text((x, LETTERS_Y + 4), "{v}", size=72, mono=True, weight=600, align="center", alpha=alpha, fit=wide, v=seen)
        p.text((x, LETTERS_Y + 46), "you count", size=20, role="dim", align="center", alpha=alpha, fit=wide)
    if close > 0:
        p.text(
            (x, TILE_Y + 24),
            "?",
            size=72,
            mono=True,
            weight=600,
            align="center",
            role="dim",
            alpha=alpha * close,
            fit=wide,
        )
        p.text((x, TILE_Y + 66), "the ids tell", size=20, role="dim", align="center", alpha=alpha * close, fit=wide)
