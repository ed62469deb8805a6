"""One tour of the opening page as a card: a real picture of one of its scenes, its title, how long it takes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from tourapp.authoring import fill
from tourapp.authoring.sizes import LABEL, TAG
from tourapp.player.lobby_cards import OfferedTour
from tourapp.qt.i18n import tr
from tourapp.qt.lobby.page_button import PageButton
from tourapp.qt.style import Look

EDGE = 16.0
STEP = 1.25
"""From line to line, in the size of the words."""


class TourCard(PageButton):
    """`lively` tells whether its picture is to move: it has the keys, or the pointer is on it."""

    lively = Signal(object, bool)

    def __init__(self, tour: OfferedTour, parent: QWidget) -> None:
        super().__init__(parent)
        self.tour = tour
        self.picture = QPixmap()
        self.high = 0
        """Pixels of the picture's height; 0 shows words only."""
        self._lines: list[str] = []

    def dress(self, look: Look, width: int, picture: int) -> None:
        """Take colours, words and sizes: `width` and the height of the picture in pixels."""
        self.look, self.high = look, picture
        self.setText(tr(self.tour.title))
        facts = ", ".join((self.text(), *self._facts()))
        self.setAccessibleName(facts)
        self.setAccessibleDescription(tr(self.tour.about))
        self.setToolTip(tr(self.tour.about))
        self._lines = wrapped(self.text(), QFontMetricsF(look.font(LABEL, 600)), width - 2 * look.px(EDGE))
        self.setFixedSize(width, self.wanted_height())
        self.update()

    def wanted_height(self, lines: int = 0) -> int:
        """Pixels that it needs with this picture, and at least so many lines of title."""
        look = self.look
        if look is None:
            return 0
        title, tag = (_step(look, size) for size in (LABEL, TAG))
        return self.high + 2 * look.px(EDGE) + max(lines, len(self._lines)) * title + look.px(6) + tag

    @property
    def lines(self) -> int:
        """Of the title."""
        return len(self._lines)

    def show_picture(self, picture: QPixmap) -> None:
        """Another picture of the scene."""
        self.picture = picture
        self.update()

    def _facts(self) -> tuple[str, str]:
        n, minutes = self.tour.scenes, self.tour.minutes
        return fill("{n} {n|scene|scenes}", {"n": n}), fill("{n} min", {"n": minutes})

    # what it looks like ---------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card."""
        look = self.look
        if look is None:
            return
        lit, focused = self.underMouse() or self.isDown(), self.hasFocus()
        wide = max(1.0, (4.0 if focused else 1.5) * look.scale)
        box = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        path = QPainterPath()
        path.addRoundedRect(box, look.px(14), look.px(14))
        with QPainter(self) as p:
            p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            p.fillPath(path, look.colour("raised", 0.97))
            if self.high and not self.picture.isNull():
                shot = QRectF(0, 0, self.width(), self.high)
                p.setClipPath(path)
                p.fillRect(shot, look.colour("ground"))
                p.drawPixmap(_inside(self.picture, shot), self.picture, QRectF(self.picture.rect()))
                p.setClipping(False)
            p.setPen(QPen(look.colour("prefill" if focused else "ink" if lit else "line"), wide))
            p.setBrush(Qt.BrushStyle.NoBrush)
            p.drawPath(path)
            self._words(p, look)

    def _words(self, p: QPainter, look: Look) -> None:
        edge, title, tag = look.px(EDGE), _step(look, LABEL), _step(look, TAG)
        room = self.width() - 2 * edge
        p.setPen(look.colour("ink"))
        p.setFont(look.font(LABEL, 600))
        y = self.high + edge
        for words in self._lines:
            p.drawText(QRectF(edge, y, room + edge, title), Qt.AlignmentFlag.AlignVCenter, words)
            y += title
        scenes, minutes = self._facts()
        foot = QRectF(edge, self.height() - edge - tag, room, tag)
        p.setFont(look.font(TAG, 600))
        p.drawText(foot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, minutes)
        p.setFont(look.font(TAG))
        p.setPen(look.colour("dim"))
        p.drawText(foot, Qt.AlignmentFlag.AlignVCenter, scenes)

    # when it moves --------------------------------------------------------------------------------------------

    def enterEvent(self, event: QEnterEvent) -> None:
        """The pointer comes."""
        super().enterEvent(event)
        self.lively.emit(self, True)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer goes."""
        super().leaveEvent(event)
        self.lively.emit(self, self.hasFocus())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys come."""
        super().focusInEvent(event)
        self.lively.emit(self, True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go."""
        super().focusOutEvent(event)
        self.lively.emit(self, self.underMouse())


def wrapped(words: str, metrics: QFontMetricsF, room: float) -> list[str]:
    """The words in lines that are no wider than the room, a single longer word apart."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _step(look: Look, size: float) -> int:
    return round(STEP * look.font(size).pixelSize())


def _inside(picture: QPixmap, room: QRectF) -> QRectF:
    """The whole picture in the middle of a room: words in it are never cut."""
    scale = min(room.width() / picture.width(), room.height() / picture.height())
    found = QRectF(0, 0, picture.width() * scale, picture.height() * scale)
    found.moveCenter(room.center())
    return found
