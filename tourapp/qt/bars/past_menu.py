"""The drop-down of a prompt field: the lesson's prompts, then those asked last with the beginning of the answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from tourapp.player.past import PastPrompt
from tourapp.qt.i18n import tr
from tourapp.qt.icons import IconButton

WIDEST = 0.6
"""Share of the window's width that a line takes at most."""


class PastMenu(QObject):
    """Opens with Arrow Down in the field, or by its button. `chosen` carries a prompt."""

    chosen = Signal(str)

    def __init__(self, field: QLineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._offered: tuple[str, ...] = ()
        self._past: tuple[PastPrompt, ...] = ()
        self.menu = QMenu(parent)
        self.menu.setAccessibleName(tr("Prompts asked before"))
        self.button = IconButton("down", tr("Prompts asked before (Arrow Down)"), parent)
        self.button.clicked.connect(lambda _on=False: self.open())
        field.installEventFilter(self)

    @property
    def wanted(self) -> bool:
        """Whether there is anything to offer."""
        return bool(self._offered or self._past)

    def show_past(self, offered: Sequence[str], past: Sequence[PastPrompt]) -> bool:
        """What to offer from now on; True where it is something else."""
        before = (self._offered, self._past)
        self._offered, self._past = tuple(offered), tuple(past)
        self.button.setVisible(self.wanted)
        return before != (self._offered, self._past)

    def open(self) -> None:
        """Show the menu above the field. It is shown, not run: no second event loop."""
        if not self.wanted:
            return
        self.menu.clear()
        if self._offered:
            self.menu.addSection(tr("Of this lesson"))
            for prompt in self._offered:
                self._add(prompt, "")
        if self._past:
            self.menu.addSection(tr("Asked before"))
            for each in self._past:
                self._add(each.prompt, each.answer)
        self.menu.popup(self._field.mapToGlobal(QPoint(0, -self.menu.sizeHint().height())))
        first = next((action for action in self.menu.actions() if not action.isSeparator()), None)
        if first is not None:
            self.menu.setActiveAction(first)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow Down opens the menu."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.open()
            return self.wanted
        return False

    def _add(self, prompt: str, answer: str) -> None:
        words = " ".join(prompt.split())
        if answer:
            words = tr("{prompt}   {answer}").format(prompt=words, answer=answer)
        metrics = QFontMetricsF(self.menu.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, WIDEST * self._field.window().width()).replace(
            "&", "&&"
        )
        action = self.menu.addAction(shown)
        action.setToolTip(prompt[:200])
        action.triggered.connect(lambda _on=False: self.chosen.emit(prompt))
