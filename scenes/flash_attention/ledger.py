"""The ledger of the naive way: one line per trip to slow memory, and the total that counts up below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture, Quantity, Rect, clamp
from tourapp.authoring.sizes import T17, T19, T22, T62

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Traffic

LEDGER = Rect(760, 176, 680, 330)
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
    return Quantity(bytes_so_far, "B", "moved so far", "moved")


def ledger_point(done: float) -> tuple[float, float]:
    """Where the line of the present trip begins."""
    row = LINES[min(int(done), len(TRIPS) - 1)]
    return row.x - 14, row.cy


def draw_ledger(p: Picture, t: Traffic, done: float) -> None:
    """`done` 0..6 trips are made."""
    most = max(float(item.value) for item in t.passes)
    for k, item in enumerate(t.passes):
        _trip(p, k, item, clamp(done - k), 300 * float(item.value) / most)
    p.lines([(LEDGER.x, LEDGER.bottom + 16, LEDGER.right, LEDGER.bottom + 16)], "line")
    p.text((LEDGER.x, LEDGER.bottom + 80), "through slow memory", size=T22, role="dim")
    words = "all N tokens, one head, one layer; the meter: one token, all layers"
    p.text((LEDGER.x, LEDGER.bottom + 124), words, size=T17, role="dim", fit=LEDGER.w)
    at, total = (LEDGER.right, LEDGER.bottom + 92), moved(t, done)
    p.text(at, "{v}", v=total, size=T62, mono=True, weight=600, role="waste", align="right", fit=420)


def _trip(p: Picture, k: int, whole: Quantity, share: float, length: float) -> None:
    """A trip's line: its name, a bar of `length` and its bytes, both as far as it is made."""
    row, is_matrix = LINES[k], k in OF_MATRIX
    shown = 0.4 + 0.6 * min(1.0, share * 4)
    bar = Rect(row.x + 200, row.y + 9, max(length * share, 0.0), row.h - 18)
    if bar.w > 0.5 and is_matrix:
        p.hatch([bar], radius=4)
    elif bar.w > 0.5:
        p.rects([bar], "weights", radius=4, alpha=0.9)
    role = "ink" if share > 0 else "dim"
    p.text((row.x, row.cy + 7), "{name}", name=TRIPS[k], size=T19, weight=500, alpha=shown, role=role, fit=190)
    if share > 0:
        value = whole if share >= 1 else Quantity(float(whole.value) * share, "B", whole.name, whole.symbol)
        role, at = "waste" if is_matrix else "ink", (row.right, row.cy + 8)
        p.text(at, "{v}", v=value, size=T22, mono=True, weight=600, align="right", alpha=shown, role=role)
