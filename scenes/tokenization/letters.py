"""The characters of the text along the top of the stage, each centred over its bytes."""

from __future__ import annotations

import numpy as np

from scenes.tokenization.moment import LETTERS_Y, RIGHT, TreeMoment
from scenes.tokenization.tree_shape import TreeShape
from tourapp.authoring import Frame, Picture
from tourapp.authoring.sizes import LABEL, LINE, VALUE, size_within
from tourapp.figures.spaced_row import SpacedRow, draw_spaced_row

RISE, HIGH, SIDE = 44.0, 60.0, 0.06
"""Of a character's cell: how far above the baseline it begins, its height, and the share that it leaves free at each
side."""
RADIUS = 8.0


def draw_text_row(f: Frame, p: Picture, s: TreeMoment, alpha: float) -> None:
    """The characters along the top, on stage from the first beat on; at its start their cells alone."""
    shown, cells = alpha * f.cue("bytes.letters", eased=False), 1 - f.cue("bytes.light")
    if not s.plan.columns:
        p.spark(s.text_middle, size=130, alpha=cells)
        at, shown = (s.text_middle[0], LETTERS_Y), alpha * f.cue("bytes.empty", eased=False)
        words = "An empty prompt: no characters, no tokens of its own."
        p.text(at, words, size=LINE, role="dim", align="center", alpha=shown, fit=1200)
        return
    if cells > 0.0:
        p.rects(letter_cells(s.shape), "prefill", radius=RADIUS, alpha=cells)
    draw_letters(p, s.shape, 1 - 0.45 * f.cue("merges.dim"), shown)
    if s.plan.hidden_chars:
        edge, shown = s.shape.left + s.shape.width, alpha * f.cue("bytes.more", eased=False)
        at, fit = (edge + 16, LETTERS_Y), RIGHT - edge - 18
        p.text(at, "… {n} more", n=s.plan.hidden_chars, size=LABEL, role="dim", alpha=shown, fit=fit)


def letter_cells(shape: TreeShape) -> np.ndarray:
    """A box for each character on stage [n, 4]."""
    wide = np.array([shape.cell * glyph.count for glyph in shape.plan.glyphs])
    x = np.array([shape.column(glyph.middle) for glyph in shape.plan.glyphs]) - wide * (0.5 - SIDE)
    return np.stack([x, np.full(len(x), LETTERS_Y - RISE), wide * (1 - 2 * SIDE), np.full(len(x), HIGH)], 1)


def draw_letters(p: Picture, shape: TreeShape, shine: float, alpha: float) -> None:
    """`shine` below 0.6 makes the characters step back."""
    size = size_within(min(VALUE, shape.cell * 1.1))
    if all(glyph.count == 1 for glyph in shape.plan.glyphs):
        cells = [(glyph.words, "dim" if glyph.words == "·" or shine < 0.6 else "ink") for glyph in shape.plan.glyphs]
        row = SpacedRow(shape.left, LETTERS_Y, shape.cell, size, size, 500)
        if draw_spaced_row(p, row, cells, alpha * (min(1.0, shine * 1.7) if shine < 0.6 else shine)):
            return
    for glyph in shape.plan.glyphs:
        room = shape.cell * glyph.count
        quiet = glyph.words == "·" or shine < 0.6
        p.text(
            (shape.column(glyph.middle), LETTERS_Y),
            "{w}",
            w=glyph.words,
            size=size_within(min(VALUE, room * 1.1)),
            mono=True,
            weight=500,
            align="center",
            role="dim" if quiet else "ink",
            fit=max(12.0, room - 3),
            alpha=alpha * (min(1.0, shine * 1.7) if quiet else shine),
        )


def draw_braces(p: Picture, shape: TreeShape, alpha: float) -> None:
    """A brace from each character of several bytes to its bytes, and a thread from each single one."""
    if alpha <= 0.01:
        return
    y, ends = LETTERS_Y + 22, []
    for glyph in shape.plan.glyphs:
        middle = shape.column(glyph.middle)
        bytes_x = [shape.column(glyph.first + k) for k in range(glyph.count)]
        ends.append((middle, y, middle, y + 20))
        if glyph.count > 1:
            ends.append((bytes_x[0], y + 20, bytes_x[-1], y + 20))
        ends += [(x, y + 20, x, y + 60) for x in bytes_x]
    if ends:
        p.lines(ends, "prefill", width=1.5, alpha=0.38 * alpha)
