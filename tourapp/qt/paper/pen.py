"""Sets words on a page whose places are millimetres, on whatever device is painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter

from tourapp.qt.fonts import font

PAGE = (297.0, 210.0)
"""Millimetres: A4 across."""
MARGIN = 12.0
INK, DIM = "#0A0F1E", "#39425E"
LINK, RIGHT = "#0A4A96", "#0B6B3A"
BAR_TINT = "#8FA3C8"
_FLAGS = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Type:
    """How words are set: size in millimetres, weight, family, colour."""

    size: float
    weight: int = 400
    family: str = "text"
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Pen:
    """A painter on a page; mm: how many of its units make a millimetre."""

    p: QPainter
    mm: float

    def words(self, box: Box, text: str, kind: Type) -> None:
        """Words wrapped into a box (x, y, w, h in mm)."""
        self.p.setPen(QColor(kind.colour))
        self.p.setFont(font(kind.family, kind.size * self.mm, kind.weight))
        self.p.drawText(self._rect(box), _FLAGS, text)

    def line(self, box: Box, text: str, kind: Type) -> None:
        """One line, cut with an ellipsis where the box is too narrow."""
        metrics = QFontMetricsF(font(kind.family, kind.size * self.mm, kind.weight), self.p.device())
        self.words(box, metrics.elidedText(text, Qt.TextElideMode.ElideRight, box[2] * self.mm), kind)

    def height(self, text: str, width: float, kind: Type) -> float:
        """Millimetres that wrapped words take."""
        self.p.setFont(font(kind.family, kind.size * self.mm, kind.weight))
        room = QRectF(0, 0, width * self.mm, 100_000.0)
        return self.p.boundingRect(room, _FLAGS, text).height() / self.mm

    def block(self, box: Box) -> None:
        """A filled rectangle."""
        self.p.fillRect(self._rect(box), QColor(BAR_TINT))

    def image(self, box: Box, image: QImage) -> None:
        """A picture."""
        self.p.drawImage(self._rect(box), image)

    def foot(self, words: str, page: int) -> None:
        """What stands at the foot of every page."""
        y = PAGE[1] - 8.0
        kind = Type(2.5, colour=DIM)
        self.line((MARGIN, y, PAGE[0] - 2 * MARGIN - 20, 4.0), words, kind)
        number = str(page)
        self.words((PAGE[0] - MARGIN - 2.0 * len(number), y, 12.0, 4.0), number, kind)

    def _rect(self, box: Box) -> QRectF:
        return QRectF(*(side * self.mm for side in box))
