"""The button in the bottom bar that says which language is spoken, and its menu of languages."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from tourapp.qt.i18n import tr
from tourapp.qt.style import Look
from tourapp.words import LANGUAGES


class LanguageButton(QToolButton):
    """Reports the language that a person picks, by its tag."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("Language"))
        self.setAccessibleName(tr("Language"))
        self.menu_of_languages = menu = QMenu(self)
        group = QActionGroup(menu)
        for tag, name in LANGUAGES.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setData(tag)
            action.triggered.connect(lambda _on=False, tag=tag: self.picked.emit(tag))
            group.addAction(action)
        self.clicked.connect(lambda _on=False: self._open())

    def show_language(self, tag: str) -> None:
        """Say which language is spoken."""
        words = tag.upper()
        if self.text() != words:
            self.setText(words)
            self.setAccessibleDescription(LANGUAGES.get(tag, tag))
        for action in self.menu_of_languages.actions():
            action.setChecked(action.data() == tag)

    def dress(self, look: Look) -> None:
        """Take colours and sizes."""
        self.setFont(look.font(15, 600, mono=True))
        self.setFixedSize(look.px(52), look.px(40))

    def _open(self) -> None:
        """The menu above the button. It is shown, not run: no second event loop."""
        self.menu_of_languages.popup(self.mapToGlobal(QPoint(0, -self.menu_of_languages.sizeHint().height())))
