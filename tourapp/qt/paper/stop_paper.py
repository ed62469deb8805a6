"""The page of a stop on paper: its picture, its numbers at the right, the words of its beats below."""

from __future__ import annotations

from PySide6.QtGui import QImage

from tourapp.player.handouts.sheets import StopPage
from tourapp.qt.paper.pen import DIM, LINK, MARGIN, PAGE, Pen, Type

WIDE = 190.0
"""Millimetres of the picture."""
FOOT = 10.0
"""Millimetres below the last words."""


def draw_stop(pen: Pen, page: StopPage, image: QImage) -> None:
    """All of it but the foot."""
    height = WIDE * 9 / 16
    pen.words((MARGIN, MARGIN - 1, PAGE[0] - 2 * MARGIN, 8.0), f"{page.number}  {page.title}", Type(5.4, 600))
    pen.image((MARGIN, MARGIN + 9, WIDE, height), image)
    _numbers(pen, page, MARGIN + WIDE + 7, MARGIN + 9)
    _captions(pen, page, MARGIN + 9 + height + 4)


def _numbers(pen: Pen, page: StopPage, x: float, y: float) -> None:
    """The numbers, and under them where the first derived one comes from."""
    wide = PAGE[0] - MARGIN - x
    for name, value in page.numbers:
        pen.line((x, y, wide, 4.0), name, Type(2.5, colour=DIM))
        pen.words((x, y + 3.2, wide, 5.0), value, Type(3.5, 600, "mono"))
        y += 9.0
    if page.why:
        pen.words((x, y + 1, wide, 4.0), page.why_head, Type(2.6, 600, colour=LINK))
        for line in page.why:
            y += 3.0
            pen.line((x, y + 2.2, wide, 3.0), line, Type(1.9, 400, "mono", DIM))


def _captions(pen: Pen, page: StopPage, top: float) -> None:
    """Caption and second line of each beat; smaller where there are many."""
    step = min(10.4, (PAGE[1] - FOOT - top) / max(1, len(page.captions)))
    size = 3.4 if step > 9 else 2.9
    wide = PAGE[0] - 2 * MARGIN
    for place, (caption, note) in enumerate(page.captions):
        y = top + place * step
        pen.words((MARGIN, y, wide, step), caption, Type(size, 500))
        pen.words((MARGIN, y + size * 1.3, wide, step), note, Type(size * 0.82, colour=DIM))
