"""The bytes of both ways on one scale: two bars, and the small map of what one step's tiles take of the SRAM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.flash_attention.ledger import part_of
from tourapp.authoring import Picture, Quantity, Rect, text_width
from tourapp.authoring.sizes import LABEL, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Traffic

BARS = Rect(304, 700, 760, 138)
TALL = 56.0
WIDEST_GAIN = 1.2
"""Words are at most so much wider on another theme than measured."""
NAMES_X, RIGHT = 64.0, 1440.0
SRAM_ROLES = ("prefill", "key", "value", "prefill", "white")


def draw_bars(
    p: Picture, t: Traffic, *, naive: float, tiled: float = 0.0, verdict: float = 0.0, alpha: float = 1.0
) -> None:
    """Both ways on one scale, each filled to a share of its whole; `verdict` 0..1 shows whether the count agrees."""
    _naive_bar(p, t, naive, alpha)
    if tiled <= 0:
        return
    end = _tiled_bar(p, t, tiled, alpha)
    same = t.counted == t.flash.value
    words = "✓ counted tile by tile: the same bytes" if same else "✗ counted tile by tile: other bytes"
    at = (end + 190, BARS.bottom - TALL + 37)
    if verdict > 0 and at[0] + text_width(words, LABEL, weight=600) * WIDEST_GAIN < RIGHT:
        p.text(at, words, size=LABEL, weight=600, role="good" if same else "waste", alpha=verdict * alpha)


def _unit(t: Traffic) -> float:
    """Stage units per byte."""
    return BARS.w / max(float(t.naive.value), float(t.flash.value))


def _part(whole: Quantity, share: float) -> Quantity:
    """The bytes behind a share of a way."""
    return whole if share >= 1 else part_of(whole, share).named("moved so far", "moved")


def _naive_bar(p: Picture, t: Traffic, share: float, alpha: float) -> None:
    """The way that builds the matrix, whose trips are hatched."""
    unit, top = _unit(t), BARS.y
    p.text((NAMES_X, top + 37), "Build the matrix", size=LABEL, weight=600, alpha=alpha)
    plain = (float(t.naive.value) - float(t.matrix.value)) * unit
    whole = float(t.naive.value) * unit * share
    p.rects([(BARS.x, top, min(plain, whole), TALL)], "weights", alpha=alpha)
    if whole > plain + 1:
        p.hatch([(BARS.x + plain + 2, top, whole - plain - 2, TALL)], alpha=alpha)
        if share >= 1 and whole - plain > 520:
            room = Rect(BARS.x + plain + 10, top, whole - plain - 20, TALL)
            p.text(room, "the matrix, four trips = {v}", v=t.share, size=LABEL, weight=600, backed=0.85, alpha=alpha)
    at, done = (BARS.x + whole + 16, top + 39), _part(t.naive, share)
    p.text(at, "{v}", v=done, size=READOUT, mono=True, weight=600, role="waste", alpha=alpha)


def _tiled_bar(p: Picture, t: Traffic, share: float, alpha: float) -> float:
    """The way tile by tile; what is read again is paler. Returns where the bar ends."""
    unit, low = _unit(t), BARS.bottom - TALL
    p.text((NAMES_X, low + 37), "Tile by tile", size=LABEL, weight=600, alpha=alpha)
    whole = float(t.flash.value) * unit * share
    once = float(t.once.value) * unit * share
    p.rects([(BARS.x, low, once, TALL)], "weights", alpha=alpha)
    p.rects([(BARS.x + once + 2, low, max(0.0, whole - once - 2), TALL)], "weights", alpha=0.55 * alpha)
    if whole - once > 160:
        room = Rect(BARS.x + once + 8, low, whole - once - 16, TALL)
        p.text(room, "K, V again", size=LABEL, weight=600, backed=0.8, alpha=alpha)
    at, role = (BARS.x + whole + 16, low + 39), "good" if float(t.gain.value) >= 1 else "waste"
    p.text(at, "{v}", v=_part(t.flash, share), size=READOUT, mono=True, weight=600, alpha=alpha, role=role)
    return BARS.x + whole


def draw_sram(p: Picture, room: Rect, t: Traffic) -> None:
    """SRAM to scale: the five tiles of a step, and what stays free."""
    unit = room.w / float(t.sram.value)
    p.rects([room], "ground", radius=3, stroke="dim", stroke_alpha=0.6, dash=True)
    x = room.x
    for item, role in zip(t.used, SRAM_ROLES, strict=True):
        width = float(item.value) * unit
        p.rects([(x, room.y, max(1.0, width - 1.5), room.h)], role, alpha=0.95 if item.symbol != "Q_B" else 0.6)
        x += width
