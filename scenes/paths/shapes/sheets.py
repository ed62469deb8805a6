"""Sheets of numbers: rows are tokens, columns are channels; brightness is the size of a number."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Picture, Rect

MOST_LINES = 34
"""Rows drawn on a sheet whose numbers are not known."""
FULL_AT = 97.0
"""Percentile of the sizes that is fully bright."""
THREAD = 4.0


@dataclass(frozen=True, slots=True)
class SheetLook:
    """Colour of a sheet; rows: how many tokens; token: the one whose row is lit, None for none; name: of the data, for
    keeping its picture; alpha of all of it."""

    role: str
    rows: int
    token: int | None = None
    name: tuple[str | int, ...] = ()
    alpha: float = 1.0


def draw_sheet(p: Picture, rect: Rect, data: np.ndarray | None, look: SheetLook) -> None:
    """One sheet: its numbers, or its rows where they are not known."""
    if look.alpha <= 0.004:
        return
    p.rects([rect], "ground2", radius=2, alpha=look.alpha)
    if data is None:
        p.rects([rect], look.role, radius=2, alpha=0.6 * look.alpha, gradient="right", fade=0.45)
        count = min(look.rows, MOST_LINES)
        y = rect.y + rect.h * np.arange(1, count) / count
        if count > 1:
            width = min(1.5, 0.2 * rect.h / count)
            gaps = np.stack(
                [np.full(len(y), rect.x), y - width / 2, np.full(len(y), rect.w), np.full(len(y), width)], 1
            )
            p.rects(gaps, "ground", alpha=look.alpha)  # a tenth of what lines of that length cost
    else:
        p.image(
            lit(data), rect, "ground2", look.role, "white", key=("sheet", *look.name), alpha=look.alpha, opaque=True
        )
    p.rects([rect], None, radius=2, stroke=look.role, stroke_width=1.5, stroke_alpha=0.8 * look.alpha)
    if look.token is not None and look.rows > look.token:
        draw_thread(p, rect, look.token, look.rows, alpha=look.alpha)


def draw_thread(p: Picture, rect: Rect, row: int, rows: int, *, alpha: float = 1.0) -> None:
    """One token's row, lit."""
    y = rect.y + rect.h * (row + 0.5) / rows
    p.rects([(rect.x, y - THREAD / 2, rect.w, THREAD)], "white", alpha=0.95 * alpha)


def lit(data: np.ndarray) -> np.ndarray:
    """Sizes of numbers as light, 0..1."""
    sizes = np.abs(data)
    return np.asarray(np.minimum(sizes / max(float(np.percentile(sizes, FULL_AT)), 1e-9), 1.0) ** 0.8)


def thread_light(p: Picture, rect: Rect, place: tuple[int, int], clock: float, role: str = "white") -> None:
    """A light that runs along a row: place is the row and how many there are."""
    row, rows = place
    y = rect.y + rect.h * (row + 0.5) / rows
    p.spark((rect.x + rect.w * ((clock / 4.0) % 1.0), y), role, 60.0, 0.9)
