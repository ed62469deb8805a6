"""Code boxes: a character that no packaged font has, as a small box with its code point inside, in two rows of digits.

Where the digits of the type would be too small to be read they are drawn pixel by pixel, three wide and five high; a
box that is too small even for those is a filled one.
"""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from tourapp.authoring.letters import code_rows
from tourapp.qt.fonts import stage_font

ABOVE, BELOW, BESIDE = 0.96, 0.25, 0.03
"""How far a box reaches from the baseline, and how much room it leaves at either side, in em."""
DIGIT = 0.52
"""Size of the digits' type, in em."""
READABLE = 9.0
"""From this size on, in px, the digits are the font's own."""
FILLED = 0.45
"""Alpha of a box without digits."""

WIDE, HIGH = 3, 5
_DIGITS = {
    "0": 0o75557,
    "1": 0o26227,
    "2": 0o71747,
    "3": 0o71717,
    "4": 0o55711,
    "5": 0o74717,
    "6": 0o74757,
    "7": 0o71122,
    "8": 0o75757,
    "9": 0o75717,
    "A": 0o25755,
    "B": 0o65656,
    "C": 0o34443,
    "D": 0o65556,
    "E": 0o74747,
    "F": 0o74744,
}
"""Each digit as five rows of three pixels, from the top: a row is one octal digit."""


def code_box(left: float, base: float, width: float, px: float) -> QRect:
    """The box in whole px of a code whose room is `width` at a baseline."""
    x0, x1 = round(left + BESIDE * px), round(left + width - BESIDE * px)
    y0, y1 = round(base - ABOVE * px), round(base + BELOW * px)
    return QRect(x0, y0, max(1, x1 - x0), max(1, y1 - y0))


def draw_code(p: QPainter, char: str, box: QRect, px: float, colour: QColor) -> None:
    """A character's code in its box, for type of `px` px. Kept as a small image: letter by letter it costs 17 us."""
    image = _image(code_rows(char), (box.width(), box.height()), px, colour.rgb(), p.device().devicePixelRatio())
    before = p.opacity()
    p.setOpacity(before * colour.alphaF())
    p.drawImage(box.topLeft(), image)
    p.setOpacity(before)


@lru_cache(maxsize=1024)
def _image(rows: tuple[str, str], size: tuple[int, int], px: float, rgb: int, ratio: float) -> QImage:
    wide, high = (math.ceil(side * ratio) for side in size)
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    with QPainter(image) as p:
        p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        _box(p, rows, QRect(0, 0, *size), px, QColor(rgb))
    return image


def _box(p: QPainter, rows: tuple[str, str], box: QRect, px: float, colour: QColor) -> None:
    line = max(1.0, round(px / 22))
    if DIGIT * px >= READABLE:
        _outline(p, box, line, colour)
        _type(p, rows, box, px, colour)
        return
    spots = _pixels(rows, box.width() - 2, box.height() - 2)
    if not spots:
        faint = QColor(colour)
        faint.setAlphaF(FILLED)
        p.fillRect(box, faint)
        return
    _outline(p, box, line, colour)
    for spot in spots:
        p.fillRect(spot.translated(box.x() + 1, box.y() + 1), colour)


def _outline(p: QPainter, box: QRect, line: float, colour: QColor) -> None:
    p.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(colour, line)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    p.setPen(pen)
    p.drawRect(QRectF(box).adjusted(line / 2, line / 2, -line / 2, -line / 2))


def _type(p: QPainter, rows: tuple[str, str], box: QRect, px: float, colour: QColor) -> None:
    """Digits of the packaged type, both rows in the middle of the box."""
    face = stage_font("mono", DIGIT * px, 600)
    metrics = QFontMetricsF(face)
    high = metrics.capHeight()
    gap = (box.height() - 2 * high) / 3
    p.setFont(face)
    p.setPen(colour)
    for number, row in enumerate(rows):
        x = box.x() + (box.width() - metrics.horizontalAdvance(row)) / 2
        p.drawText(QPointF(x, box.y() + (gap + high) * (number + 1)), row)


@lru_cache(maxsize=1024)
def _pixels(rows: tuple[str, str], width: int, height: int) -> tuple[QRect, ...]:
    """The digits' pixels as bars in a room of whole px; none where they do not fit."""
    wide, high = len(rows[0]) * (WIDE + 1) - 1, 2 * HIGH + 1
    if wide > width or high > height:
        return ()
    left, top = (width - wide) // 2, (height - high) // 2
    found = []
    for number, row in enumerate(rows):
        for place, digit in enumerate(row):
            x0, y0 = left + place * (WIDE + 1), top + number * (HIGH + 1)
            lit = [bit for bit in range(WIDE * HIGH) if _DIGITS[digit] >> (WIDE * HIGH - 1 - bit) & 1]
            found += [QRect(x0 + bit % WIDE, y0 + bit // WIDE, 1, 1) for bit in lit]
    return tuple(found)
