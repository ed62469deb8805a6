"""Small things over the stage: a bar with one line for the person, the mark of work in progress, buttons of a card."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from tourapp.authoring.layout import Rect
from tourapp.player.cards import CARD
from tourapp.qt.i18n import tr
from tourapp.qt.icons import IconButton
from tourapp.qt.style import Look
from tourapp.run_log import NOTES

NOTICE_MS = 7000
PLACE = Rect(64, 974, 430, 36)
"""Of the mark of work in progress, in stage units."""
BESIDE = 48
"""Pixels of a mark that are neither its bar, nor its words, nor its cross."""


class MessageBar(QFrame):
    """One line at the top of the stage. A notice goes by itself; an error stays until it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self._report = ""
        self._look: Look | None = None
        self._stage = QRect()
        self._line = line = QHBoxLayout(self)
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.copy = QPushButton(tr("Copy report"), self)
        self.copy.clicked.connect(lambda _on=False: QGuiApplication.clipboard().setText(self._report))
        self.cross = IconButton("close", tr("Close"), self)
        self.cross.clicked.connect(lambda _on=False: self.hide())
        line.addWidget(self.label, 1)
        line.addWidget(self.copy)
        line.addWidget(self.cross)
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.timeout.connect(self.hide)
        self.hide()

    def tell(self, words: str, report: str = "") -> None:
        """Show a line; with a report it is an error and stays."""
        self._report = report
        self.label.setText(words[:500])
        self.label.setAccessibleName(words[:500])
        self.copy.setVisible(bool(report))
        self._away.stop()
        if not report:
            self._away.start(NOTICE_MS)
        self.setProperty("error", bool(report))
        self.style().unpolish(self)
        self.style().polish(self)
        self._stand()
        self.show()
        self.raise_()

    def dress(self, look: Look, stage: QRect) -> None:
        """Take colours and sizes."""
        self._look, self._stage = look, stage
        self.label.setFont(look.font(16))
        self.copy.setFont(look.font(14, 600))
        self.copy.setFixedHeight(look.px(34))
        self.cross.dress(look, 34)
        self._line.setContentsMargins(look.px(20), look.px(8), look.px(10), look.px(8))
        self._stand()

    def _stand(self) -> None:
        """A notice stands at the foot of the stage, where it covers no title; an error at the top. Long words get
        more lines."""
        look, stage = self._look, self._stage
        if look is None:
            return
        most = min(stage.width() - 16, look.px(1200))
        beside = look.px(80) + (self.copy.sizeHint().width() if self._report else 0)
        wanted = QFontMetricsF(self.label.font()).boundingRect(
            QRectF(0, 0, most - beside, 4000), int(Qt.TextFlag.TextWordWrap), self.label.text()
        )
        width = min(most, round(wanted.width()) + beside + look.px(12))
        height = min(stage.height() // 2, max(look.px(52), round(wanted.height()) + look.px(28)))
        top = stage.y() + look.px(14) if self._report else stage.y() + stage.height() - height - look.px(14)
        self.setGeometry(stage.x() + (stage.width() - width) // 2, top, width, height)


class ProgressMark(QFrame):
    """A part of the world is being computed: how far, what, and a way to stop it."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mark")
        self._line = line = QHBoxLayout(self)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(tr("Progress"))
        self.label = QLabel(self)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.stop = IconButton("close", tr("Stop"), self)
        self.stop.clicked.connect(lambda _on=False: self.cancelled.emit())
        line.addWidget(self.bar)
        line.addWidget(self.label, 1)
        line.addWidget(self.stop)
        self.hide()

    def widen_for(self, words: str) -> None:
        """Have room for these words, whole."""
        beside = self.stop.width() + self.bar.width() + BESIDE
        self.resize(max(self.width(), self.label.fontMetrics().horizontalAdvance(words) + beside + 4), self.height())

    def report(self, share: float, words: str) -> None:
        """How far the work is (0..1) and what it is."""
        self.bar.setValue(round(1000 * share))
        room = max(20, self.width() - self.stop.width() - self.bar.width() - BESIDE)
        self.label.setText(
            self.label.fontMetrics().elidedText(words or tr("Computing"), Qt.TextElideMode.ElideRight, room)
        )

    def dress(self, look: Look, stage: QRect) -> None:
        """Take colours and sizes, and stand between the caption and the marks of the beats, where nothing else is."""
        self.label.setFont(look.font(15))
        self.stop.dress(look, 26)
        self.bar.setFixedSize(look.px(110), max(3, look.px(4)))
        self._line.setContentsMargins(look.px(14), 0, look.px(6), 0)
        self._line.setSpacing(look.px(12))
        s = look.scale
        left = stage.x() + (stage.width() - 1920 * s) / 2
        top = stage.y() + (stage.height() - 1080 * s) / 2
        self.setGeometry(round(left + PLACE.x * s), round(top + PLACE.y * s), look.px(PLACE.w), look.px(PLACE.h))


class TroubleButtons(QWidget):
    """The buttons on the card of a scene that raised: copy the report, go on."""

    onward = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.report = ""
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self.copy = QPushButton(tr("Copy report"), self)
        self.copy.clicked.connect(lambda _on=False: QGuiApplication.clipboard().setText(self.report))
        self.next = QPushButton(tr("Next beat"), self)
        self.next.clicked.connect(lambda _on=False: self.onward.emit())
        for button in (self.copy, self.next):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            line.addWidget(button)
        self.hide()

    def show_report(self, report: str) -> None:
        """What can be copied from now on; this run's log has it too."""
        self.report = report
        NOTES.error(report)

    def dress(self, look: Look, stage: QRect) -> None:
        """Stand at the foot of the card."""
        s = look.scale
        left = stage.x() + (stage.width() - 1920 * s) / 2
        top = stage.y() + (stage.height() - 1080 * s) / 2
        for button in (self.copy, self.next):
            button.setFont(look.font(16, 600))
            button.setFixedHeight(look.px(44))
        self._line.setSpacing(look.px(14))
        self.setGeometry(
            round(left + (CARD.x + 40) * s), round(top + (CARD.bottom - 76) * s), look.px(440), look.px(48)
        )
