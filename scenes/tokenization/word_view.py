"""A word looked at twice: the letters a person counts, and the tokens a model is given. Data and places, no drawing.

Works for any word; the letter counted is its most frequent one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.tokenization.merges import Glyph, MergePlan, merge_plan
from tourapp.authoring import Rect, text_width
from tourapp.authoring.sizes import CAPTION, FIGURE, size_within

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Tokenizer

ROOM = Rect(64, 150, 1130, 640)
ASK_Y, LETTERS_Y, TILE_Y = 196.0, 384.0, 664.0
"""Baselines of the question and the letters, and middle of the tiles."""
LONGEST = 40
"""Bytes of a word that are shown, in whole tokens."""
CELL = 96.0


@dataclass(frozen=True, slots=True)
class WordToken:
    """A token of the word: its first byte column and how many, its words, its id."""

    first: int
    count: int
    words: str
    id: int


@dataclass(frozen=True, slots=True, eq=False)
class WordView:
    """A word, its tokens, the letter to count and which characters are that letter."""

    word: str
    plan: MergePlan
    letter: str
    places: tuple[int, ...]
    tokens: tuple[WordToken, ...]


@lru_cache(maxsize=48)
def word_view(word: str, tokenizer: Tokenizer) -> WordView:
    """Look at a word through the tokenizer. The letter is the most frequent one, the first such in the word."""
    plan = merge_plan(word, tokenizer, LONGEST)
    chars = [c.casefold() for c in plan.text[: len(plan.glyphs)]]
    counted = Counter(c for c in chars if c.isalpha()) or Counter(c for c in chars if not c.isspace())
    letter = max(counted, key=lambda c: (counted[c], -chars.index(c))) if counted else ""
    places = tuple(i for i, c in enumerate(chars) if c == letter and letter)
    tokens = tuple(
        WordToken(int(plan.first[k]), plan.span(k), plan.words[k], plan.ids[k]) for k in plan.alive(plan.merges)
    )
    return WordView(plan.text, plan, letter, places, tokens)


@dataclass(frozen=True, slots=True, eq=False)
class WordPlaces:
    """Where a word stands: the middle of each column, and a tile per token. `gain`: the theme's text gain; `letter`,
    `piece`, `number`: type sizes of the letters, and of letters and ids in the tiles."""

    view: WordView
    x: np.ndarray
    cell: float
    tiles: tuple[Rect, ...]
    gain: float
    letter: float
    piece: float
    number: float

    def glyph_x(self, glyph: Glyph) -> float:
        """Middle of a character."""
        return float(self.x[glyph.first : glyph.first + glyph.count].mean())


@lru_cache(maxsize=48)
def lay_word(view: WordView, gain: float) -> WordPlaces:
    """Spread the word's byte columns over the room and give each token a tile below its own letters."""
    n = max(view.plan.columns, 1)
    cell = min(CELL, ROOM.w / n)
    left = ROOM.cx - cell * n / 2
    tiles = []
    for token in view.tokens:
        span = cell * token.count
        width = min(max(text_width(str(token.id), CAPTION * gain, "mono") + 44, span * 0.72), span - 8)
        tiles.append(Rect(left + cell * (token.first + token.count / 2) - width / 2, TILE_Y - 56, width, 112))
    both = list(zip(tiles, view.tokens, strict=True))
    return WordPlaces(
        view=view,
        x=left + cell * (np.arange(n) + 0.5),
        cell=cell,
        tiles=tuple(tiles),
        gain=gain,
        letter=size_within(min(FIGURE, cell * 0.78)),
        piece=size_within(min([CAPTION, *(tile.w / (0.62 * gain * max(len(one.words), 1)) for tile, one in both)])),
        number=size_within(min([CAPTION, *((tile.w - 10) / (0.62 * gain * len(str(one.id))) for tile, one in both)])),
    )
