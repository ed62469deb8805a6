"""A button with a word and the key that does the same; one that is on wears a white frame and says so to a reader."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from tourapp.player.keys import key_words
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look

SIZE, LEAST = 16.0, 13.0
"""Of its words, in the console's units; and where many share a row."""


class KeyButton(QAbstractButton):
    """words: what it does; key: its name in the table of keys."""

    def __init__(self, words: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look: Look | None = None
        self._size = SIZE
        self.setText(tr(words))
        self._key = key_words(key) if key else ""
        self.setToolTip(f"{tr(words)} ({self._key})" if key else tr(words))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_on(False)

    def show_on(self, on: bool | None) -> None:
        """Whether what it does is on; None: it is nothing that can be."""
        self.setProperty("on", bool(on))
        said = "" if on is None else f", {tr('on') if on else tr('off')}"
        self.setAccessibleName(f"{self.text()}{said}")
        self.update()

    def dress(self, look: Look, size: float = SIZE) -> None:
        """Take colours and sizes."""
        self.look, self._size = look, size
        self.setFont(look.font(size))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as word and key need."""
        look = self.look
        if look is None:
            return QSize(80, 30)
        wide = QFontMetricsF(self.font()).horizontalAdvance(self.text()) + self._key_width(look) + look.px(28)
        return QSize(round(wide), look.px(44))

    def _key_width(self, look: Look) -> float:
        if not self._key:
            return 0.0
        wide = QFontMetricsF(look.font(self._size, mono=True)).horizontalAdvance(self._key)
        return max(look.px(24), wide + look.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Word at the left, key at the right."""
        look = self.look
        if look is None:
            return
        on, over = bool(self.property("on")), self.underMouse() or self.isDown()
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring = "prefill" if self.hasFocus() else "ink" if on else "line"
            p.setPen(QPen(look.colour(ring), 2.5 if self.hasFocus() or on else 1.0))
            p.setBrush(look.colour("line" if on or over else "raised", fill=True))
            p.drawRoundedRect(box, look.px(9), look.px(9))
            p.setFont(self.font())
            p.setPen(look.colour("ink"))
            line = box.adjusted(look.px(11), 0, -look.px(8), 0)
            p.drawText(line, Qt.AlignmentFlag.AlignVCenter, self.text())
            if self._key:
                wide = self._key_width(look)
                cap = QRectF(line.right() - wide, box.center().y() - look.px(14), wide, look.px(28))
                p.setPen(QPen(look.colour("dim"), 1.0))
                p.setBrush(look.colour("ground"))
                p.drawRoundedRect(cap, look.px(5), look.px(5))
                p.setFont(look.font(self._size - 1, mono=True))
                p.setPen(look.colour("ink"))
                p.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
