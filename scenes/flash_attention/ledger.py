"""The ledger of the naive way: one line per trip to slow memory, and the total that counts up below."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture, Quantity, Rect, clamp
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Traffic

LEDGER = Rect(744, 176, 696, 336)
BAR_X, BAR_W = 232.0, 296.0
"""Where a trip's bar begins in its line, and how long the longest is."""
GAP = 8.0
TRIPS = (
    Phrase("Q, K, V, read"),
    Phrase("scores, written"),
    Phrase("scores, read"),
    Phrase("weights, written"),
    Phrase("weights, read"),
    Phrase("output, written"),
)
"""The trips of `Traffic.passes`, in order."""
LINES = tuple(LEDGER.rows(len(TRIPS), GAP))
OF_MATRIX = range(1, 5)
"""Which of them carry the whole matrix."""


def moved(t: Traffic, done: float) -> Quantity:
    """Bytes after `done` of the naive trips."""
    if done >= len(t.passes):
        return t.naive
    bytes_so_far = sum(float(item.value) * clamp(done - k) for k, item in enumerate(t.passes))
    begun = t.passes[: math.ceil(done)]
    return Quantity(bytes_so_far, "B", "moved so far", "moved", "sum of the trips up to now", begun)


def part_of(whole: Quantity, share: float) -> Quantity:
    """The bytes behind a share of a way, while they are being moved."""
    return Quantity(float(whole.value) * share, "B", whole.name, whole.symbol, "the part of it up to now", (whole,))


def ledger_point(done: float) -> tuple[float, float]:
    """Where the line of the present trip begins."""
    row = LINES[min(int(done), len(TRIPS) - 1)]
    return row.x - 14, row.cy


def draw_ledger(p: Picture, t: Traffic, done: float) -> None:
    """`done` 0..6 trips are made."""
    most = max(float(item.value) for item in t.passes)
    for k, item in enumerate(t.passes):
        _trip(p, k, item, clamp(done - k), BAR_W * float(item.value) / most)
    p.lines([(LEDGER.x, LEDGER.bottom + 16, LEDGER.right, LEDGER.bottom + 16)], "line")
    p.text((LEDGER.x, LEDGER.bottom + 66), "through slow memory", size=LINE, weight=600)
    p.text((LEDGER.x, LEDGER.bottom + 104), "one head of one layer", size=LABEL, role="dim")
    at, total = (LEDGER.right, LEDGER.bottom + 112), moved(t, done)
    p.text(at, "{v}", v=total, size=FIGURE_LARGE, weight=600, role="waste", align="right")


def _trip(p: Picture, k: int, whole: Quantity, share: float, length: float) -> None:
    """A trip's line: its name, a bar of `length` and its bytes, both as far as it is made."""
    row, is_matrix = LINES[k], k in OF_MATRIX
    shown = 0.8 + 0.2 * min(1.0, share * 4)
    bar = Rect(row.x + BAR_X, row.y + 9, max(length * share, 0.0), row.h - 18)
    if bar.w > 0.5 and is_matrix:
        p.hatch([bar], radius=4)
    elif bar.w > 0.5:
        p.rects([bar], "weights", radius=4, alpha=0.9)
    role = "ink" if share > 0 else "dim"
    p.text((row.x, row.cy + 9), "{name}", name=TRIPS[k], size=LABEL, weight=600, alpha=shown, role=role, part="trips")
    if share > 0:
        value = whole if share >= 1 else part_of(whole, share)
        role, at = "waste" if is_matrix else "ink", (row.right, row.cy + 11)
        p.text(
            at, "{v}", v=value, size=READOUT, mono=True, weight=600, align="right", alpha=shown, role=role, part="bytes"
        )
