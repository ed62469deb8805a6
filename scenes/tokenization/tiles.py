"""Tiles that close over a word's letters: copies of the letters slide down and fuse, then only the number is left."""

from __future__ import annotations

import numpy as np

from scenes.tokenization.word_view import LETTERS_Y, TILE_Y, WordPlaces, WordToken
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import LABEL
from tourapp.figures.token_strip import safe_char


def draw_tiles(p: Picture, places: WordPlaces, slide: float, close: float, alpha: float) -> None:
    """`slide` 0..1 of the letters' way is behind them; `close` 0..1 is how far the tiles are closed."""
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
    if close < 0.5:
        _sliding(p, places, slide, alpha * max(0.0, 1 - 2 * close))
    for tile, token in zip(places.tiles, places.view.tokens, strict=True):
        _number(p, tile, token, places.number, alpha * max(0.0, 2 * close - 1))
        at, size, fit = (tile.cx, tile.bottom + 38), min(LABEL, tile.w / 3), max(tile.w - 2, 20)
        shown = 0.9 * alpha * close
        p.text(at, "{w}", w=token.words, size=size, mono=True, role="dim", align="center", alpha=shown, fit=fit)


def _number(p: Picture, tile: Rect, token: WordToken, size: float, alpha: float) -> None:
    at, fit = (tile.cx, tile.cy + size * 0.36), tile.w - 6
    p.text(at, "{v:d}", v=token.id, size=size, mono=True, weight=600, align="center", alpha=alpha, fit=fit)


def _sliding(p: Picture, places: WordPlaces, slide: float, alpha: float) -> None:
    """Each letter on its way from the word into its tile, where the letters stand side by side."""
    view, size = places.view, places.piece
    advance, goal_y = 0.6 * size * places.gain, TILE_Y + size * 0.36
    chars = {glyph.first: safe_char(char) for glyph, char in zip(view.plan.glyphs, view.word, strict=False)}
    for token, tile in zip(view.tokens, places.tiles, strict=True):
        starts = [k for k in range(token.first, token.first + token.count) if k in chars]
        if "".join(chars[k] for k in starts) != token.words:  # part of a character: its bytes appear at once
            at, shown, fit = (tile.cx, goal_y), alpha * slide, tile.w - 8
            p.text(at, "{w}", w=token.words, size=size, mono=True, align="center", alpha=shown, fit=fit)
            continue
        for place, k in enumerate(starts):
            start, goal = float(places.x[k]), tile.cx + (place - (len(starts) - 1) / 2) * advance
            at = (start + (goal - start) * slide, LETTERS_Y + (goal_y - LETTERS_Y) * slide)
            p.text(at, "{w}", w=chars[k], size=size, mono=True, weight=600, align="center", alpha=alpha, spill=True)
