"""The quiet chip of the opening page that goes on where the tour was left. It never takes the Enter key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from tourapp.authoring.sizes import LABEL, TAG
from tourapp.player.keys import key_words
from tourapp.qt.i18n import tr
from tourapp.qt.lobby.page_button import PageButton
from tourapp.qt.style import Look

EDGE = 14.0
LONGEST = 560.0
"""Stage units: a longer title is on the tool tip."""


class GoOnChip(PageButton):
    """Which scene it was, and the key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture = QPixmap()
        self._title = self._key = ""

    def show_place(self, number: int, title: str) -> None:
        """The scene, by its number and title (a template)."""
        self._title, self._key = tr(title), tr(key_words("Ctrl+Return"))
        self.setText(tr("Go on: scene {n}").format(n=number))
        words = f"{self.text()}, {self._title} ({self._key})"
        self.setAccessibleName(words)
        self.setToolTip(words)

    def dress(self, look: Look, most: int) -> None:
        """Take colours and sizes; `most` pixels wide."""
        self.look = look
        high = round(2.9 * look.font(LABEL).pixelSize())
        first = QFontMetricsF(look.font(LABEL, 600)).horizontalAdvance(self.text())
        second = QFontMetricsF(look.font(TAG)).horizontalAdvance(self._title)
        third = QFontMetricsF(look.font(TAG, mono=True)).horizontalAdvance(self._key) + look.px(60)
        words = min(max(first, second), look.px(LONGEST * max(1.0, look.theme.scale)))
        self.setFixedSize(min(most, round(high * 1.5 + words + third + look.px(2 * EDGE))), high)
        self.update()

    def show_picture(self, picture: QPixmap) -> None:
        """The picture of the scene."""
        self.picture = picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The chip: picture, two lines, the key."""
        look = self.look
        if look is None:
            return
        edge, focused = look.px(EDGE), self.hasFocus()
        wide = max(1.0, (3.0 if focused else 1.5) * look.scale)
        box = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        with QPainter(self) as p:
            p.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            lit = self.underMouse() or self.isDown()
            p.setPen(QPen(look.colour("prefill" if focused else "ink" if lit else "line"), wide))
            p.setBrush(look.colour("raised", 0.97))
            p.drawRoundedRect(box, look.px(12), look.px(12))
            line = box.adjusted(edge, edge * 0.6, -edge, -edge * 0.6)
            if not self.picture.isNull():
                shot = QRectF(line.x(), line.y(), line.height() * 1.5, line.height())
                whole = QRectF(self.picture.rect())
                inner = QRectF(0, 0, whole.height() * 1.5, whole.height())
                inner.moveCenter(whole.center())
                p.drawPixmap(shot, self.picture, inner & whole)
                line.setLeft(shot.right() + edge)
            line.setRight(self._cap(p, look, line) - edge)
            self._lines(p, look, line)

    def _cap(self, p: QPainter, look: Look, line: QRectF) -> float:
        """The key at the right end; where it begins."""
        face = look.font(TAG, mono=True)
        metrics = QFontMetricsF(face)
        wide, high = metrics.horizontalAdvance(self._key) + look.px(20), metrics.height() + look.px(6)
        cap = QRectF(line.right() - wide, line.center().y() - high / 2, wide, high)
        p.setPen(QPen(look.colour("dim"), 1.0))
        p.setBrush(look.colour("ground"))
        p.drawRoundedRect(cap, look.px(6), look.px(6))
        p.setPen(look.colour("ink"))
        p.setFont(face)
        p.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
        return cap.x()

    def _lines(self, p: QPainter, look: Look, line: QRectF) -> None:
        half = line.height() / 2
        for place, (words, size, weight, role) in enumerate(
            ((self.text(), LABEL, 600, "ink"), (self._title, TAG, 400, "dim"))
        ):
            face = look.font(size, weight)
            p.setFont(face)
            p.setPen(look.colour(role))
            shown = QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideRight, line.width() + 1)
            row = QRectF(line.x(), line.y() + place * half, line.width() + 2, half)
            p.drawText(row, Qt.AlignmentFlag.AlignVCenter, shown)
