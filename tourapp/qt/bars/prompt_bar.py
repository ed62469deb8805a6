"""The prompt in the bottom bar: what is asked, and the answer as the model writes it, with progress and a stop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from tourapp.player.past import PastPrompt
from tourapp.qt.bars.past_menu import PastMenu
from tourapp.qt.controls.fields import PromptEdit
from tourapp.qt.i18n import tr
from tourapp.qt.icons import IconButton
from tourapp.qt.style import Look
from tourapp.world.controls import PROMPT_LIMIT

KEPT = 400
"""Characters of the answer that are kept: only its end is ever seen."""


class PromptBar(QWidget):
    """A text field for the prompt and, beside it, the end of the answer while it streams."""

    asked = Signal(str)
    cancelled = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = PromptEdit(PROMPT_LIMIT, self)
        self.edit.setPlaceholderText(tr("Ask the model something"))
        self.edit.setAccessibleName(tr("Prompt"))
        self.edit.setToolTip(tr("The prompt of the whole tour ( / )"))
        self.edit.settled.connect(self.asked)
        self.edit.left.connect(self.left)
        self.past = PastMenu(self.edit, self)
        self.past.chosen.connect(self.asked)
        self.answer = QLabel(self)
        self.answer.setProperty("quiet", True)
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        self.answer.setAccessibleName(tr("Answer"))
        self.mark = QProgressBar(self)
        self.mark.setTextVisible(False)
        self.mark.setRange(0, 1000)
        self.mark.setAccessibleName(tr("Progress of the model"))
        self.stop = IconButton("close", tr("Stop the model"), self)
        self.stop.clicked.connect(lambda _on=False: self.cancelled.emit())
        self._look: Look | None = None
        self._words, self._busy, self._fresh = "", False, True
        self._arrange()

    def show_prompt(self, words: str) -> None:
        """Show the prompt, unless another one is being written."""
        self.edit.show_words(words)

    def show_past(self, offered: Sequence[str], past: Sequence[PastPrompt]) -> None:
        """What the field's drop-down offers: prompts of the lesson, and those asked before."""
        if self.past.show_past(offered, past):
            self._arrange()

    def forget(self) -> None:
        """Another prompt was asked: the old answer goes."""
        self._words, self._fresh = "", True
        self._show("")

    def begin(self) -> None:
        """The model starts to work."""
        self._busy, self._fresh = True, True
        self.mark.setValue(0)
        self._arrange()

    def progress(self, share: float, words: str) -> None:
        """How far it is, and what it does; the words give way to the answer."""
        if not self._busy:
            self.begin()
        self.mark.setValue(round(1000 * share))
        if self._fresh and words:
            self._show(words + "…")

    def token(self, words: str) -> None:
        """One more piece of the answer."""
        if self._fresh:
            self._fresh, self._words = False, ""
        self._words = (self._words + words.replace("\n", " "))[-KEPT:]
        self._show(self._words)

    def end(self) -> None:
        """The model rests; the end of the answer stays in sight."""
        if not self._busy and not (self._fresh and self.answer.text()):
            return  # as with almost every frame: nothing to lay out again
        self._busy = False
        if self._fresh:
            self._show("")
        self._arrange()

    def dress(self, look: Look) -> None:
        """Take colours and sizes."""
        self._look = look
        self.edit.setFont(look.font(16))
        self.answer.setFont(look.font(15))
        self.stop.dress(look, 30)
        self.past.button.dress(look, 30)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room."""
        super().resizeEvent(event)
        self._arrange()

    def _show(self, words: str) -> None:
        before = bool(self.answer.text())
        metrics = QFontMetricsF(self.answer.font())
        self.answer.setText(metrics.elidedText(words, Qt.TextElideMode.ElideLeft, max(20.0, self.answer.width() - 4)))
        if before != bool(words):
            self._arrange()

    def _arrange(self) -> None:
        look = self._look
        if look is None:
            return
        answering = self._busy or bool(self.answer.text())
        width, high = self.width(), look.px(40)
        top = (self.height() - high) // 2
        for item in (self.answer,):
            item.setVisible(answering)
        self.mark.setVisible(self._busy)
        self.stop.setVisible(self._busy)
        room = int(width * 0.44) if answering else width
        self.past.button.setVisible(self.past.wanted)
        self.edit.setTextMargins(0, 0, look.px(34) if self.past.wanted else 0, 0)
        self.past.button.move(room - look.px(36), (self.height() - look.px(30)) // 2)
        self.past.button.raise_()
        if not answering:
            self.edit.setGeometry(0, top, width, high)
            return
        self.edit.setGeometry(0, top, room, high)
        x, button = room + look.px(16), look.px(34) if self._busy else 0
        self.answer.setGeometry(x, top, width - x - button, high - look.px(4))
        self.mark.setGeometry(x, top + high - look.px(4), width - x - button, max(2, look.px(3)))
        self.stop.move(width - look.px(32), (self.height() - look.px(30)) // 2)
