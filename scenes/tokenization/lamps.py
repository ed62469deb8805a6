"""Bytes as lamps: each byte is a column of eight lamps and a number, and the lit ones add up to it.

Only the first window of the text. Not here: how bytes fuse (`tree`).
"""

from __future__ import annotations

import numpy as np

from scenes.tokenization.letters import draw_braces
from scenes.tokenization.moment import LEFT, TreeMoment, late
from scenes.tokenization.tree_shape import TreeShape
from tourapp.authoring import Frame, Phrase, Picture, Rect, show, smooth, text_width
from tourapp.authoring.sizes import LABEL, READOUT, size_within
from tourapp.figures.spaced_row import SpacedRow, draw_spaced_row

TOP, STEP = 308.0, 52.0
NUMBER_Y = 762.0
SUM_Y = 826.0
BITS = 8
FIRST = 4.0
"""The column at which the beam begins: so the default prompt's first beat ends on a letter of several lamps."""
FRESH = 90.0
"""How far behind the wave's front a lamp still flares."""


def draw_bytes(f: Frame, p: Picture, s: TreeMoment) -> None:
    """The first beat: bytes under the characters."""
    here = late(f.during("bytes"))
    if here <= 0.01 or not s.plan.columns:
        return
    draw_braces(p, s.shape, here * f.cue("bytes.braces", eased=False))
    right = (s.shape.left if s.shape.left > LEFT else LEFT) - 14
    _place_values(p, right, here * f.cue("bytes.values", eased=False))
    _lamps(p, s.shape, f.cue("bytes.lamps", eased=False), here, f.clock)


def _lamps(p: Picture, shape: TreeShape, share: float, alpha: float, clock: float) -> None:
    """Every byte as eight lamps, highest place value on top; they light in a wave from left to right. A quiet beam
    wanders over the columns, one at a time."""
    n = shape.plan.columns
    if not n or alpha <= 0.01 or share <= 0:
        return
    at, bits = lamp_places(shape)
    front = shape.left - 30 + (shape.width + 160) * smooth(share)
    here = np.clip(1.0 - np.abs(np.arange(n) - beam(n, clock)), 0, 1) if share >= 1 else np.zeros(n)
    if share >= 1:
        _beam(p, shape, beam(n, clock), alpha)
        _sum(p, shape, int(np.argmax(here)), alpha)
    area = Rect(shape.left - 30, TOP - 40, shape.width + 60, STEP * (BITS - 1) + 80)
    reveal = None if share >= 1 else Rect(area.x, area.y, front - area.x, area.h)
    p.bake(("byte lamps", shape.key), lambda q: _still_lamps(q, shape), rect=area, alpha=alpha, reveal=reveal)
    near = bits & (np.abs(at[..., 0] - front) < FRESH) & (at[..., 0] < front)
    if share < 1 and near.any():
        fresh = 1 - (front - at[near][:, 0]) / FRESH
        p.sprites(at[near], 40 + 60 * fresh, "prefill", alpha=alpha * fresh)
    bright = bits & (here[:, None] > 0.5)
    p.sprites(at[bright], lamp_size(shape) + 3, "white", kind="dot", additive=False, alpha=alpha * 0.85)
    _numbers(p, shape, np.clip((front - shape.columns()) / 120, 0, 1), here, alpha)


def lamp_places(shape: TreeShape) -> tuple[np.ndarray, np.ndarray]:
    """Where the lamps are (n x 8 x 2), and which are on (n x 8)."""
    n = shape.plan.columns
    bits = np.unpackbits(np.frombuffer(shape.plan.data, np.uint8)).reshape(n, BITS).astype(bool)
    y = TOP + STEP * np.arange(BITS)
    return np.stack([np.repeat(shape.columns()[:, None], BITS, 1), np.repeat(y[None], n, 0)], 2), bits


def lamp_size(shape: TreeShape) -> float:
    """Diameter of a lamp."""
    return min(16.0, shape.cell * 0.34)


def _still_lamps(q: Picture, shape: TreeShape) -> None:
    at, bits = lamp_places(shape)
    size = lamp_size(shape)
    q.sprites(at[~bits], size - 1, "line", kind="dot", additive=False, alpha=0.8)
    q.sprites(at[bits], min(52.0, shape.cell * 1.1), "prefill", kind="soft", alpha=0.55)
    q.sprites(at[bits], size + 2, "prefill", kind="dot", additive=False)


def beam(n: int, clock: float) -> float:
    """The column on which the wandering beam stands: it rests on each, then slides on to the next."""
    place = (clock * 0.8 + FIRST) % n
    slid = float(np.floor(place) + smooth(np.clip((place % 1.0 - 0.7) / 0.3, 0, 1)))
    return slid if slid < n - 1 else n - 1.0


def _beam(p: Picture, shape: TreeShape, place: float, alpha: float) -> None:
    """The light behind the column at `place`."""
    left, top = shape.left + shape.cell * place + shape.cell * 0.04, TOP - 34
    box = (left, top, shape.cell * 0.92, NUMBER_Y + 16 - TOP + 34)
    p.rects([box], "prefill", radius=10, alpha=0.17 * alpha, gradient="up", fade=0.25)


def _sum(p: Picture, shape: TreeShape, k: int, alpha: float) -> None:
    """The lit place values of one byte as a sum."""
    value = shape.plan.data[k]
    lit = [1 << bit for bit in reversed(range(BITS)) if value >> bit & 1]
    glyph = next((one for one in shape.plan.glyphs if one.first <= k < one.first + one.count), None)
    total = Phrase("  =  {value}", value=value)
    if len(lit) > 1:
        total = Phrase("  =  {parts}  =  {value}", parts=" + ".join(str(one) for one in lit), value=value)
    at = (shape.left + shape.width / 2 - text_width(show(total), READOUT, "mono") / 2, SUM_Y)
    letter = glyph.words if glyph else ""
    p.text(at, "{w}", w=letter, size=READOUT, mono=True, weight=600, align="right", alpha=alpha)
    p.text(at, "{sum}", sum=total, size=READOUT, mono=True, weight=500, alpha=alpha, fit=900)


def _numbers(p: Picture, shape: TreeShape, wave: np.ndarray, here: np.ndarray, alpha: float) -> None:
    """The value of each byte under its lamps; bytes the vocabulary lacks are hatched."""
    known, cell = shape.plan.known, shape.cell
    if (~known).any():
        boxes = [(x - cell * 0.4, NUMBER_Y - 26, cell * 0.8, 36.0) for x in shape.columns()[~known].tolist()]
        p.hatch(boxes, radius=6, alpha=alpha * smooth(wave[~known]))
    size = size_within(min(LABEL, cell * 0.42))
    if (wave >= 1).all():
        row = SpacedRow(shape.left, NUMBER_Y, cell, size, size, spill=True)
        if all(_numbers_of(p, row, shape, here, digits=k, alpha=alpha) for k in _lengths(shape)):
            return
    for k, (x, value) in enumerate(zip(shape.columns().tolist(), shape.plan.data, strict=True)):
        p.text(
            (x, NUMBER_Y),
            "{v}",
            v=value,
            size=size,
            mono=True,
            weight=600,
            align="center",
            role="ink" if here[k] > 0.3 else "prefill",
            alpha=alpha * float(smooth(wave[k])),
            fit=max(14.0, cell - 4),
        )


def _lengths(shape: TreeShape) -> list[int]:
    """How many digits the numbers have."""
    return sorted({len(str(value)) for value in shape.plan.data})


def _numbers_of(p: Picture, row: SpacedRow, shape: TreeShape, here: np.ndarray, *, digits: int, alpha: float) -> bool:
    """The numbers of so many digits, each in the middle under its lamps."""
    said = [str(value) for value in shape.plan.data]
    cells = [(one if len(one) == digits else "", "ink" if here[k] > 0.3 else "prefill") for k, one in enumerate(said)]
    return draw_spaced_row(p, row, cells, alpha)


def _place_values(p: Picture, right: float, alpha: float) -> None:
    """What each row of lamps is worth, left of the lamps, and what the row of numbers is."""
    for k in range(BITS):
        at, value = (right, TOP + STEP * k + 8), 1 << (BITS - 1 - k)
        p.text(at, "{v}", v=value, size=LABEL, mono=True, role="dim", align="right", alpha=alpha)
    p.text((right, NUMBER_Y), "byte", size=LABEL, role="dim", align="right", alpha=alpha)
