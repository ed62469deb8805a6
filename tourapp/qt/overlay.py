"""Overlays: what lies over the stage for a while. One base that veils the stage and holds a card in its middle."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tourapp.authoring.layout import HEIGHT, WIDTH
from tourapp.qt.i18n import tr
from tourapp.qt.icons import IconButton
from tourapp.qt.style import Look


class Overlay(QWidget):
    """A veil with a card. A click beside the card, Escape or the cross closes it."""

    closed = Signal()

    def __init__(self, title: str, look: Look, size: tuple[float, float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self._size = size
        self.setAccessibleName(title)
        self.card = QFrame(self)
        self.card.setObjectName("card")
        box = QVBoxLayout(self.card)
        box.setContentsMargins(look.px(36), look.px(26), look.px(36), look.px(28))
        box.setSpacing(look.px(12))
        head = QHBoxLayout()
        self.title = QLabel(title, self.card)
        self.title.setFont(look.font(24, 600))
        head.addWidget(self.title)
        head.addStretch(1)
        self.cross = IconButton("close", tr("Close (Escape)"), self.card)
        self.cross.dress(look, 36)
        self.cross.clicked.connect(lambda _on=False: self.closed.emit())
        head.addWidget(self.cross)
        box.addLayout(head)
        self.body = box

    def words(self, text: str, size: float = 17, *, role: str = "ink", mono: bool = False, weight: int = 400) -> QLabel:
        """A label of the card's type, plain text, wrapped, selectable."""
        label = QLabel(text, self.card)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFont(self.look.font(size, weight, mono))
        label.setStyleSheet(f"color: {self.look.css(role)};")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def scrolled(self) -> QVBoxLayout:
        """A layout in the body that can be scrolled where the card is too small for it, with the arrow keys too."""
        area, inner = QScrollArea(self.card), QWidget()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, self.look.px(12), 0)
        layout.setSpacing(self.body.spacing())
        self.body.addWidget(area, 1)
        return layout

    def place(self, stage: QRect) -> None:
        """Cover the stage; the card stands in the middle and never leaves it."""
        self.setGeometry(stage)
        room = min(stage.width() / WIDTH, stage.height() / HEIGHT) / max(0.05, self.look.scale)
        large = max(1.0, self.look.theme.scale) * min(1.0, room)
        width = min(stage.width() - 16, self.look.px(self._size[0] * large))
        height = min(stage.height() - 16, self.look.px(self._size[1] * large))
        self.card.setGeometry((stage.width() - width) // 2, (stage.height() - height) // 2, width, height)

    def act(self, name: str) -> bool:
        """Do what a key of the table, or another one, means here; False when it means nothing here."""
        return False

    def take_focus(self) -> None:
        """Where the keys go when the overlay opens."""
        self.cross.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks inside the overlay: what lies behind the veil cannot be reached."""
        found = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        ]
        if found:
            here = QApplication.focusWidget()
            place = found.index(here) if here in found else -1 if forward else 0
            found[(place + (1 if forward else -1)) % len(found)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes it."""
        if not self.card.geometry().contains(event.position().toPoint()):
            self.closed.emit()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The veil."""
        with QPainter(self) as p:
            p.fillRect(self.rect(), self.look.colour("ground", 0.78))
