"""Characters as bytes: each letter stands over its bytes, each byte is a column of eight lamps and a number.

Only the first window of the text; not here: how bytes fuse (`figures.merge_tree_draw`).
"""

from __future__ import annotations

import numpy as np

from scenes.tokenization.merge_tree import TreeShape
from tourapp.authoring import Picture, Rect, smooth, text_width

LETTERS_Y = 190.0
"""Baseline of the row of characters."""
LAMPS_TOP, LAMP_STEP = 308.0, 52.0
NUMBER_Y = 762.0
SUM_Y = 826.0
BITS = 8


def draw_letters(
    p: Picture,
    shape: TreeShape,
    *,
    strength: np.ndarray | float = 1.0,
    spread: float = 1.0,
    size: float = 40.0,
    alpha: float = 1.0,
    y: float = LETTERS_Y,
) -> None:
    """The characters, each centred over its bytes. `spread` below 1 gathers them towards the middle; `strength` is
    one per character or for all; below 0.6 a character steps back."""
    glyphs = shape.plan.glyphs
    lit = np.broadcast_to(np.asarray(strength, dtype=np.float64), (len(glyphs),))
    middle = shape.left + shape.cell * shape.plan.columns / 2
    for glyph, shine in zip(glyphs, lit.tolist(), strict=True):
        x = middle + (shape.column(glyph.first + (glyph.count - 1) / 2) - middle) * spread
        room = shape.cell * glyph.count
        quiet = glyph.words == "·" or shine < 0.6
        p.text(
            (x, y),
            glyph.words,
            size=min(size, room * 1.1),
            mono=True,
            weight=500,
            align="center",
            role="dim" if quiet else "ink",
            fit=max(12.0, room - 3),
            alpha=alpha * (min(1.0, shine * 1.7) if quiet else shine),
            spill=spread < 1,
        )


def draw_braces(p: Picture, shape: TreeShape, alpha: float, y: float = LETTERS_Y + 22) -> None:
    """A brace from each character of several bytes to its bytes, and a thread from each single one."""
    if alpha <= 0.01:
        return
    ends = []
    for glyph in shape.plan.glyphs:
        middle = shape.column(glyph.first + (glyph.count - 1) / 2)
        low, high = shape.column(glyph.first), shape.column(glyph.first + glyph.count - 1)
        ends.append((middle, y, middle, y + 20))
        if glyph.count > 1:
            ends.append((low, y + 20, high, y + 20))
        ends += [
            (shape.column(glyph.first + k), y + 20, shape.column(glyph.first + k), y + 60) for k in range(glyph.count)
        ]
    if ends:
        p.lines(ends, "prefill", width=1.5, alpha=0.38 * alpha)


def draw_lamps(p: Picture, shape: TreeShape, share: float, alpha: float, clock: float) -> None:
    """Every byte as eight lamps, highest place value on top; they light in a wave from left to right. A quiet beam
    wanders over the columns, one at a time."""
    n = shape.plan.columns
    if not n or alpha <= 0.01 or share <= 0:
        return
    at, bits = lamp_places(shape)
    front = shape.left - 30 + (shape.cell * n + 160) * smooth(share)
    place = beam(n, clock) if share >= 1 else -1.0
    here = np.clip(1.0 - np.abs(np.arange(n) - place), 0, 1) if place >= 0 else np.zeros(n)
    if place >= 0:
        left = shape.left + shape.cell * place + shape.cell * 0.04
        p.rects(
            [(left, LAMPS_TOP - 34, shape.cell * 0.92, NUMBER_Y + 16 - LAMPS_TOP + 34)],
            "prefill",
            radius=10,
            alpha=0.17 * alpha,
            gradient="up",
            fade=0.25,
        )
        _sum(p, shape, int(np.argmax(here)), bits, alpha)
    area = Rect(shape.left - 30, LAMPS_TOP - 40, shape.cell * n + 60, LAMP_STEP * (BITS - 1) + 80)
    p.bake(
        ("byte lamps", shape.key),
        lambda q: _lamps(q, shape),
        rect=area,
        alpha=alpha,
        reveal=None if share >= 1 else Rect(area.x, area.y, front - area.x, area.h),
    )
    near = bits & (np.abs(at[..., 0] - front) < 90) & (at[..., 0] < front)
    if share < 1 and near.any():
        fresh = 1 - (front - at[near][:, 0]) / 90
        p.sprites(at[near], 40 + 60 * fresh, "prefill", alpha=alpha * fresh)
    bright = bits & (here[:, None] > 0.5)
    p.sprites(at[bright], lamp_size(shape) + 3, "white", kind="dot", additive=False, alpha=alpha * 0.85)
    _numbers(p, shape, at[:, 0, 0], np.clip((front - at[:, 0, 0]) / 120, 0, 1), here, alpha)


def lamp_places(shape: TreeShape) -> tuple[np.ndarray, np.ndarray]:
    """Where the lamps are (n x 8 x 2), and which are on (n x 8)."""
    n = shape.plan.columns
    bits = np.unpackbits(np.frombuffer(shape.plan.data, np.uint8)).reshape(n, BITS).astype(bool)
    x = shape.left + shape.cell * (np.arange(n) + 0.5)
    y = LAMPS_TOP + LAMP_STEP * np.arange(BITS)
    return np.stack([np.repeat(x[:, None], BITS, 1), np.repeat(y[None], n, 0)], 2), bits


def lamp_size(shape: TreeShape) -> float:
    """Diameter of a lamp."""
    return min(16.0, shape.cell * 0.34)


def _lamps(q: Picture, shape: TreeShape) -> None:
    at, bits = lamp_places(shape)
    size = lamp_size(shape)
    q.sprites(at[~bits], size - 1, "line", kind="dot", additive=False, alpha=0.8)
    q.sprites(at[bits], min(52.0, shape.cell * 1.1), "prefill", kind="soft", alpha=0.55)
    q.sprites(at[bits], size + 2, "prefill", kind="dot", additive=False)


def beam(n: int, clock: float) -> float:
    """The column on which the wandering beam stands: it rests on each, then slides on to the next."""
    place = (clock * 0.8) % n
    slid = float(np.floor(place) + smooth(np.clip((place % 1.0 - 0.7) / 0.3, 0, 1)))
    return slid if slid < n - 1 else n - 1.0


def _sum(p: Picture, shape: TreeShape, k: int, bits: np.ndarray, alpha: float) -> None:
    """The lit place values of one byte as a sum."""
    lit = [1 << (BITS - 1 - int(i)) for i in np.flatnonzero(bits[k])]
    glyph = next((one for one in shape.plan.glyphs if one.first <= k < one.first + one.count), None)
    parts = " + ".join(str(value) for value in lit)
    x = shape.left + shape.cell * shape.plan.columns / 2
    words = f"  =  {parts}  =  {shape.plan.data[k]}" if len(lit) > 1 else f"  =  {shape.plan.data[k]}"
    start = x - text_width(words, 22, "mono") / 2
    p.text((start, SUM_Y), glyph.words if glyph else "", size=22, mono=True, weight=600, align="right", alpha=alpha)
    p.text((start, SUM_Y), "{sum}", size=22, mono=True, weight=500, alpha=alpha, fit=900, sum=words)


def _numbers(p: Picture, shape: TreeShape, x: np.ndarray, wave: np.ndarray, here: np.ndarray, alpha: float) -> None:
    """The value of each byte under its lamps; bytes the vocabulary lacks are hatched."""
    known = shape.plan.known
    if (~known).any():
        boxes = np.stack(
            [
                x - shape.cell * 0.4,
                np.full(len(x), NUMBER_Y - 26),
                np.full(len(x), shape.cell * 0.8),
                np.full(len(x), 36.0),
            ],
            1,
        )
        p.hatch(boxes[~known], radius=6, alpha=alpha * smooth(wave[~known]))
    for k, value in enumerate(shape.plan.data):
        shown = alpha * float(smooth(wave[k]))
        p.text(
            (float(x[k]), NUMBER_Y),
            "{v}",
            size=min(23.0, shape.cell * 0.42),
            mono=True,
            weight=600,
            align="center",
            role="ink" if here[k] > 0.3 else "prefill",
            alpha=shown,
            fit=max(14.0, shape.cell - 4),
            v=value,
        )


def draw_place_values(p: Picture, right: float, alpha: float) -> None:
    """What each row of lamps is worth, left of the lamps, and what the rows above and below are."""
    for k in range(BITS):
        p.text(
            (right, LAMPS_TOP + LAMP_STEP * k + 6),
            "{v}",
            size=18,
            mono=True,
            role="dim",
            align="right",
            alpha=alpha,
            v=1 << (BITS - 1 - k),
        )
    p.text((right, NUMBER_Y), "byte", size=18, role="dim", align="right", alpha=alpha)
