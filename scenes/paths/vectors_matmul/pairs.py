"""The second beat: a product is an area, and the areas are poured into one cup. What is below zero takes cells away."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.paths.vectors_matmul.facts import HandDot, dot_by_hand
from scenes.paths.vectors_matmul.places import (
    CELL,
    CUP,
    LIST_BASE,
    LIST_X,
    PAIR_MIDDLES,
    PAIRS_BASE,
    SUM_BASE,
    SUM_END,
    SUM_X,
    TALLEST,
    WIDEST,
)
from tourapp.authoring import Frame, Phrase, Picture, Rect, pulse, ramp, smooth, text_width
from tourapp.authoring.sizes import FIGURE, FIGURE_HUGE, FIGURE_LARGE, LABEL, READOUT

EDGE, EDGE_GAP = 14.0, 12.0
"""Thickness of the bars along a rectangle, and from it to them."""
SPAN = 1.0 / 3.6
"""Share of the cue that one pair takes."""
PALE = (0.42, 0.2, 0.0)
"""How much paler the cells of each pair are than those of the last."""
RIM = 12.0
NUMBER_ROOM = 44.0
"""Width of the factor left of a rectangle."""


@dataclass(frozen=True, slots=True)
class PairArea:
    """A rectangle of w cells across and x cells up, its box, and the side of a cell; lit: whether its product is above
    zero."""

    box: Rect
    cell: float
    across: int
    up: int
    lit: bool


def areas(hand: HandDot) -> tuple[PairArea, ...]:
    """All rectangles, their cells of one size."""
    cell = min(CELL, TALLEST / max(1, *map(abs, hand.x)), WIDEST / max(1, *map(abs, hand.w)))
    found = []
    for middle, x, w, product in zip(PAIR_MIDDLES, hand.x, hand.w, hand.products, strict=True):
        wide, tall = cell * abs(w), cell * abs(x)
        box = Rect(middle - wide / 2, PAIRS_BASE - tall, wide, tall)
        found.append(PairArea(box, cell, abs(w), abs(x), product > 0))
    return tuple(found)


def cells_of(area: PairArea) -> np.ndarray:
    """Its cells, row by row from the foot up [n, 4]."""
    rows, columns = np.divmod(np.arange(area.across * area.up), max(1, area.across))
    x, y = area.box.x + columns * area.cell, area.box.bottom - (rows + 1) * area.cell
    return np.stack([x + 2, y + 2, np.full_like(x, area.cell - 4), np.full_like(x, area.cell - 4)], 1)


def cup_cells(count: int) -> np.ndarray:
    """So many cells in the cup, column by column from the left [n, 4]."""
    if count == 0:
        return np.zeros((0, 4))
    high = 2
    while CUP.w / -(-count // high) < min(CELL, CUP.h / high) * 0.995 and high < 12:
        high += 1
    side = min(CELL, CUP.h / high, CUP.w / -(-count // high))
    column, row = np.divmod(np.arange(count), high)
    x, y = CUP.x + column * side, CUP.bottom - (row + 1) * side
    return np.stack([x + 2, y + 2, np.full_like(x, side - 4), np.full_like(x, side - 4)], 1)


def draw_pairs(f: Frame, p: Picture) -> None:
    """Lists, rectangles, cup and sum."""
    hand = dot_by_hand(f)
    run, told = f.cue("dot.pairs", eased=False), f.cue("dot.told")
    _draw_lists(p, hand)
    poured = []
    for place, area in enumerate(areas(hand)):
        start = place * SPAN * 1.2
        grown, pour = smooth(ramp(run, start, start + 0.35 * SPAN)), smooth(ramp(run, start + 0.5 * SPAN, start + SPAN))
        poured.append(float(pour))
        _draw_area(p, hand, area, place, float(grown))
        _draw_flow(p, hand, area, place, float(pour))
    _draw_cup(f, p, hand, poured)
    fits = SUM_X + text_width(f"= {float(hand.sum.value):.0f}", FIGURE_HUGE, weight=700) <= SUM_END
    p.text((SUM_X, SUM_BASE), "= {v}", v=hand.sum, size=FIGURE_HUGE if fits else FIGURE_LARGE, weight=700, alpha=told)


def _draw_lists(p: Picture, hand: HandDot) -> None:
    x = LIST_X
    first = Phrase("[{a} {b} {c}]", a=hand.x[0], b=hand.x[1], c=hand.x[2])
    second = Phrase("[{a} {b} {c}]", a=hand.w[0], b=hand.w[1], c=hand.w[2])
    for words, role in ((first, "prefill"), (Phrase(" · "), "dim"), (second, "ink")):
        p.text((x, LIST_BASE), words, size=FIGURE, role=role, weight=600, mono=True)
        x += text_width(str(words), FIGURE, "mono", 600)


def _draw_area(p: Picture, hand: HandDot, area: PairArea, place: int, grown: float) -> None:
    """The rectangle with its two factors along its edges."""
    cells = cells_of(area)
    some = cells[: round(len(cells) * grown)]
    if len(some):
        if area.lit:
            _draw_cells(p, some, place, 1.0)
        else:
            p.hatch(some, "waste", radius=5)
    box = area.box
    if area.up:
        p.rects([(box.x - EDGE - EDGE_GAP, box.y + 2, EDGE, max(2.0, box.h - 4))], "prefill", radius=7)
    if area.across:
        p.rects([(box.x + 2, box.y - EDGE - EDGE_GAP, max(2.0, box.w - 4), EDGE)], "white", radius=7)
    left, top = box.x - EDGE - 2 * EDGE_GAP - 8, box.y - EDGE - 2 * EDGE_GAP - 6
    p.text(
        (left, box.cy + 22), "{n}", n=hand.x[place], size=FIGURE, role="prefill", weight=600, mono=True, align="right"
    )
    p.text((box.cx, top), "{n}", n=hand.w[place], size=FIGURE, weight=600, mono=True, align="center")
    if place:
        before = areas(hand)[place - 1].box.right
        between = (before + left - NUMBER_ROOM) / 2
        p.text((between, PAIRS_BASE - 8), "+", size=FIGURE, role="dim", align="center")


def _draw_cells(p: Picture, cells: np.ndarray, place: int, alpha: float) -> None:
    """Lit cells of a pair."""
    p.rects(cells, "prefill", radius=5, alpha=alpha, gradient="down", fade=0.25)
    if PALE[place]:
        p.rects(cells, "white", radius=5, alpha=PALE[place] * alpha)


def _ends(hand: HandDot, place: int) -> tuple[float, float]:
    """Where in the cup the cells of a pair lie, from left to right: those of a product below zero are the ones that it
    takes away, from the right, and then those beyond."""
    cells, product = cup_cells(max(hand.lit, hand.taken)), hand.products[place]
    before = sum(max(0, each if product > 0 else -each) for each in hand.products[:place])
    order = np.arange(hand.lit) if product > 0 else _taken(hand)
    mine = cells[order[before : before + abs(product)]]
    return float(mine[:, 0].min()) - 2, float((mine[:, 0] + mine[:, 2]).max()) + 2


def _taken(hand: HandDot) -> np.ndarray:
    """Places of the cells that are taken away, in the order in which they go; beyond the lit ones they are below zero
    [n]."""
    return np.concatenate([np.arange(hand.lit)[::-1], np.arange(hand.lit, max(hand.lit, hand.taken))])[: hand.taken]


def _draw_flow(p: Picture, hand: HandDot, area: PairArea, place: int, pour: float) -> None:
    """The way from a rectangle into the cup, and what it pours."""
    if pour <= 0.004 or not hand.products[place]:
        return
    low, high = _ends(hand, place)
    down = np.linspace(0.0, 1.0, 24) * pour
    eased = smooth(down)
    y = PAIRS_BASE + 6 + (CUP.y - 4 - PAIRS_BASE - 6) * down
    left, right = area.box.x + (low - area.box.x) * eased, area.box.right + (high - area.box.right) * eased
    shape = np.concatenate([np.stack([left, y], 1), np.stack([right, y], 1)[::-1]])
    p.polys(shape, "prefill" if area.lit else "waste", alpha=0.3)
    words = Phrase("{n}", n=hand.products[place])
    at = ((low + high) / 2, CUP.y - 14 if area.lit else CUP.y - 64)
    p.text(at, words, size=READOUT, weight=600, mono=True, align="center", alpha=pour, backed=0.7)


def _draw_cup(f: Frame, p: Picture, hand: HandDot, poured: list[float]) -> None:
    """Cells that lie in the cup by now; those that were taken away are hatched."""
    cells, first = cup_cells(max(hand.lit, hand.taken)), 0
    breath = pulse(f.clock, 2.8, 0.86, 1.0)
    for place, product in enumerate(hand.products):
        count = max(0, product)
        some = cells[first : first + round(count * poured[place])]
        if len(some):
            _draw_cells(p, some, place, breath)
        first += count
    gone = round(sum(-each * share for each, share in zip(hand.products, poured, strict=True) if each < 0))
    order = _taken(hand)[:gone]
    away, below = cells[order[order < hand.lit]], cells[order[order >= hand.lit]]
    if len(away):
        p.rects(away, "ground", radius=5, alpha=0.85)
        p.hatch(away, "waste", radius=5, ground=0.1, alpha=0.8)
    if len(below):
        p.hatch(below, "waste", radius=5, ground=0.7)
    rim = Rect(CUP.x - RIM, CUP.y - 30, CUP.w + 2 * RIM, CUP.h + 30 + RIM)
    walls = [
        (rim.x, rim.y, rim.x, rim.bottom),
        (rim.x, rim.bottom, rim.right, rim.bottom),
        (rim.right, rim.bottom, rim.right, rim.y),
    ]
    p.lines(walls, "ink", width=5.0)
    if hand.taken:
        p.text((SUM_X + 6, CUP.y - 18), "hatched: below zero, taken away", size=LABEL, role="waste")
