"""Traffic of the two ways: a ledger of the naive trips, two bars on one scale, and the small map of SRAM."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Picture, Quantity, Rect, clamp

if TYPE_CHECKING:
    from tourapp.world.parts.flash import Traffic

LEDGER = Rect(760, 176, 680, 330)
BARS = Rect(276, 704, 780, 128)
TALL = 48.0
ROLES = ("prefill", "key", "value", "prefill", "white")


def power_words(value: float) -> str:
    """A small number as '3.2 × 10⁻⁸'."""
    if value <= 0:
        return "0"
    exponent = int(np.floor(np.log10(value)))
    raised = str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{value / 10.0**exponent:.1f} × 10{raised}"


def draw_ledger(p: Picture, t: Traffic, done: float, alpha: float) -> None:
    """One line per trip to slow memory; `done` 0..6 trips are made; the total counts up below."""
    rows = LEDGER.rows(len(t.passes), 8)
    most = max(float(item.value) for item in t.passes)
    for k, (row, item) in enumerate(zip(rows, t.passes, strict=True)):
        share = clamp(done - k)
        is_matrix = 1 <= k <= 4
        shown = alpha * (0.4 + 0.6 * min(1.0, share * 4))
        long = 300 * float(item.value) / most
        bar = Rect(row.x + 200, row.y + 9, max(long * share, 0.0), row.h - 18)
        if bar.w > 0.5 and is_matrix:
            p.hatch([bar], alpha=alpha, radius=4)
        elif bar.w > 0.5:
            p.rects([bar], "weights", radius=4, alpha=0.9 * alpha)
        name = "Q, K, V, read" if k == 0 else f"{item.name}, written" if k == 5 else item.name
        p.text((row.x, row.cy + 7), name, size=19, weight=500, alpha=shown, role="ink" if share > 0 else "dim", fit=190)
        if share > 0:
            value = item if share >= 1 else Quantity(float(item.value) * share, "B", item.name, item.symbol)
            p.text(
                (row.right, row.cy + 8),
                "{v}",
                v=value,
                size=22,
                mono=True,
                weight=600,
                align="right",
                alpha=shown,
                role="waste" if is_matrix else "ink",
            )
    p.lines([(LEDGER.x, LEDGER.bottom + 16, LEDGER.right, LEDGER.bottom + 16)], "line", alpha=alpha)
    total = moved(t, done)
    p.text((LEDGER.x, LEDGER.bottom + 80), "through slow memory", size=22, role="dim", alpha=alpha)
    p.text((LEDGER.x, LEDGER.bottom + 108), "for one head of one layer", size=17, role="dim", alpha=alpha)
    p.text(
        (LEDGER.right, LEDGER.bottom + 92),
        "{v}",
        v=total,
        size=62,
        mono=True,
        weight=600,
        role="waste",
        align="right",
        alpha=alpha,
        fit=420,
    )


def moved(t: Traffic, done: float) -> Quantity:
    """Bytes after `done` of the naive trips."""
    if done >= len(t.passes):
        return t.naive
    return Quantity(
        sum(float(item.value) * clamp(done - k) for k, item in enumerate(t.passes)), "B", "moved so far", "moved"
    )


def ledger_point(t: Traffic, done: float) -> tuple[float, float]:
    """Where the line of the present trip begins."""
    row = LEDGER.rows(len(t.passes), 8)[min(int(done), len(t.passes) - 1)]
    return row.x - 14, row.cy


def draw_bars(p: Picture, t: Traffic, naive: float, flash: float, verdict: float, alpha: float = 1.0) -> None:
    """Both ways on one scale, each filled to a share of its whole; `verdict` 0..1 shows what it comes to."""
    unit = BARS.w / max(float(t.naive.value), float(t.flash.value))
    top, low = BARS.y, BARS.bottom - TALL
    p.text((64, top + 31), "Build the matrix", size=20, weight=600, fit=204, alpha=alpha)
    plain = (float(t.naive.value) - float(t.matrix.value)) * unit
    whole = float(t.naive.value) * unit * naive
    p.rects([(BARS.x, top, min(plain, whole), TALL)], "weights", alpha=alpha)
    if whole > plain + 1:
        p.hatch([(BARS.x + plain + 2, top, whole - plain - 2, TALL)], alpha=alpha)
        if naive >= 1 and whole - plain > 330:
            p.text(
                Rect(BARS.x + plain + 10, top, whole - plain - 20, TALL),
                "the matrix, four trips = {v}",
                v=t.share,
                size=18,
                weight=600,
                backed=0.8,
                alpha=alpha,
            )
    done = t.naive if naive >= 1 else Quantity(float(t.naive.value) * naive, "B", "moved so far", "moved")
    p.text((BARS.x + whole + 16, top + 33), "{v}", v=done, size=26, mono=True, weight=600, role="waste", alpha=alpha)
    if flash <= 0:
        return
    p.text((64, low + 31), "Tile by tile", size=20, weight=600, fit=204, alpha=alpha)
    whole = float(t.flash.value) * unit * flash
    once = float(t.once.value) * unit * flash
    p.rects([(BARS.x, low, once, TALL)], "weights", alpha=alpha)
    p.rects([(BARS.x + once + 2, low, max(0.0, whole - once - 2), TALL)], "weights", alpha=0.55 * alpha)
    if whole - once > 150:
        p.text(
            Rect(BARS.x + once + 8, low, whole - once - 16, TALL),
            "K, V again",
            size=17,
            weight=600,
            backed=0.7,
            alpha=alpha,
        )
    done = t.flash if flash >= 1 else Quantity(float(t.flash.value) * flash, "B", "moved so far", "moved")
    p.text(
        (BARS.x + whole + 16, low + 33),
        "{v}",
        v=done,
        size=26,
        mono=True,
        weight=600,
        alpha=alpha,
        role="good" if float(t.gain.value) >= 1 else "waste",
    )
    if verdict > 0 and BARS.x + whole < 1000:
        p.text(
            (BARS.x + whole + 220, low + 33),
            "✓ loop = closed form, to the byte"
            if t.counted == t.flash.value
            else "the loop disagrees with the closed form",
            size=18,
            weight=600,
            role="good",
            alpha=verdict * alpha,
            fit=1440 - BARS.x - whole - 224,
        )


def verdict_words(t: Traffic) -> tuple[str, str]:
    """(number, words) of the comparison, honest where tiling moves more."""
    gain = float(t.gain.value)
    return (f"{gain:.3g} ×", "less traffic") if gain >= 1 else (f"{1 / gain:.3g} ×", "more traffic")


def draw_sram(p: Picture, room: Rect, t: Traffic) -> None:
    """SRAM to scale: the five tiles of a step, and what stays free."""
    unit = room.w / float(t.sram.value)
    p.rects([room], "ground", radius=3, stroke="dim", stroke_alpha=0.6, dash=True)
    x = room.x
    for item, role in zip(t.used, ROLES, strict=True):
        width = float(item.value) * unit
        p.rects([(x, room.y, max(1.0, width - 1.5), room.h)], role, alpha=0.95 if item.symbol != "Q_B" else 0.6)
        x += width
