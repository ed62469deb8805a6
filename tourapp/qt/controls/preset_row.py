"""Presets of a scene as a row of small buttons on the unfolded rail."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from tourapp.authoring import sizes
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look

HIGH = 44.0
"""In the rail's own units."""


class PresetRow(QWidget):
    """The row. `chosen` carries the name of a preset."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName(tr("Presets of this scene"))
        self.buttons: list[QPushButton] = []
        self.hide()

    def show_presets(self, names: Iterable[str]) -> None:
        """The presets of another scene."""
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for name in names:
            button = QPushButton(tr(name), self)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setAccessibleName(tr("Preset: {name}").format(name=tr(name)))
            button.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
            self._line.addWidget(button, 1)
            self.buttons.append(button)

    def dress(self, look: Look) -> None:
        """Take font and size."""
        self._line.setSpacing(look.px(8))
        for button in self.buttons:
            button.setFont(look.font(sizes.TAG, 600))
            button.setFixedHeight(look.px(HIGH))
            button.setStyleSheet("padding-left: 1px; padding-right: 1px;")
