"""A word twice: as the letters a person counts, and as the opaque numbers a model is given.

Not here: what a model may have learned by heart about the spelling behind an id.
"""

from __future__ import annotations

import numpy as np

from scenes.tokenization.tiles import draw_tiles
from scenes.tokenization.word_view import ASK_Y, LETTERS_Y, ROOM, TILE_Y, WordPlaces, WordView, lay_word
from tourapp.authoring import Frame, Phrase, Picture, Quantity, cascade, origin, pulse, show, smooth
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, TITLE
from tourapp.figures.token_strip import safe_words

RIGHT = 1440


def draw_word(f: Frame, p: Picture, view: WordView, alpha: float) -> None:
    """The whole comparison: letters, count, letters sliding into tiles, tiles closing."""
    if alpha <= 0.01:
        return
    if not view.tokens:
        at = (ROOM.cx, LETTERS_Y)
        p.text(at, "Type a word at the right.", size=TITLE, role="dim", align="center", alpha=alpha, fit=ROOM.w)
        return
    places = lay_word(view, f.text_gain)
    count = cascade(f.cue("letters.count", eased=False), len(view.places), 0.3)
    slide, close = f.cue("letters.slide"), f.cue("letters.close")
    p.text(
        (ROOM.x + 16, ASK_Y),
        "How many “{letter}” are in “{word}”?",
        size=TITLE,
        weight=600,
        alpha=alpha * f.cue("letters.ask", eased=False),
        fit=1300,
        letter=safe_words(view.letter),
        word=safe_words(view.word.strip()),
    )
    _funnels(p, places, alpha * f.cue("letters.funnels", eased=False))
    _letters(p, places, count, alpha * f.cue("letters.come"), breath=pulse(f.clock, 3.0, 0.6, 1.0))
    draw_tiles(p, places, slide, close, alpha)
    _counted(p, view, count, alpha)
    _told(p, close, alpha * close)


def _letters(p: Picture, places: WordPlaces, count: np.ndarray, alpha: float, *, breath: float) -> None:
    """The letters in large type; the counted ones light up one after the other, each with its number."""
    view, size = places.view, places.letter
    glyphs = view.plan.glyphs
    lit = np.array([(places.glyph_x(glyphs[i]), LETTERS_Y - 22) for i in view.places]).reshape(-1, 2)
    p.sprites(lit, size * 2.5, "prefill", kind="soft", alpha=0.62 * breath * alpha * smooth(count))
    for i, glyph in enumerate(glyphs):
        x = places.glyph_x(glyph)
        turn = view.places.index(i) if i in view.places else -1
        shine = float(smooth(count[turn])) if turn >= 0 else 0.0
        p.text(
            (x, LETTERS_Y),
            "{w}",
            w=glyph.words,
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
                v=turn + 1,
                size=LABEL,
                mono=True,
                weight=600,
                align="center",
                role="prefill",
                alpha=alpha * shine,
                fit=places.cell,
            )


def _funnels(p: Picture, places: WordPlaces, alpha: float) -> None:
    """From the letters of each token down into its tile."""
    if alpha <= 0.01:
        return
    polys, u, half = [], np.linspace(0, 1, 16), places.cell * 0.44
    for token, tile in zip(places.view.tokens, places.tiles, strict=True):
        y = LETTERS_Y + 26 + (tile.y - LETTERS_Y - 26) * u
        a, b = places.x[token.first] - half, places.x[token.first + token.count - 1] + half
        one = np.stack([a + (tile.x - a) * smooth(u), y], 1)
        two = np.stack([b + (tile.right - b) * smooth(u), y], 1)
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


VERDICT_X, VERDICT_W = ROOM.right + 30 + (RIGHT - ROOM.right - 30) / 2, RIGHT - ROOM.right - 34
"""Middle and width of what stands at the right of each row."""


def _counted(p: Picture, view: WordView, count: np.ndarray, alpha: float) -> None:
    """At the right of the letters: what a person counts."""
    if count.sum() <= 0:
        return
    name = show(Phrase("times {letter} stands in the word", letter=view.letter))
    number = round(float(count.sum()))
    id = "word.letters" if number == len(view.places) else ""
    seen = Quantity(number, "1", name, "n", source=origin.COUNTED, id=id)
    at, fit = (VERDICT_X, LETTERS_Y + 4), VERDICT_W
    p.text(at, "{v}", v=seen, size=FIGURE_LARGE, mono=True, weight=600, align="center", alpha=alpha, fit=fit)
    p.text((VERDICT_X, LETTERS_Y + 46), "you count", size=LABEL, role="dim", align="center", alpha=alpha, fit=fit)


def _told(p: Picture, close: float, alpha: float) -> None:
    """At the right of the tiles: what the numbers alone tell."""
    if close <= 0:
        return
    at, fit = (VERDICT_X, TILE_Y + 24), VERDICT_W
    p.text(at, "?", size=FIGURE_LARGE, mono=True, weight=600, align="center", role="dim", alpha=alpha, fit=fit)
    p.text((VERDICT_X, TILE_Y + 66), "ids do not tell", size=LABEL, role="dim", align="center", alpha=alpha, fit=fit)
