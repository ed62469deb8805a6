"""What is offered where the small model is missing: a button that prepares it, how far it is, and a way to stop; or,
where its file is not here either, the commands that bring it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from tourapp.engine import model_store
from tourapp.errors import TourError
from tourapp.qt.i18n import tr
from tourapp.qt.model_work import ModelWork
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.rows import SENTENCE, push_button
from tourapp.qt.showing import Showing


class ModelOffer(QWidget):
    """Part of a card. Nothing is shown of it where a model is installed and nothing is to be said."""

    def __init__(self, card: Overlay, showing: Showing) -> None:
        super().__init__(card.card)
        look = card.look
        self.work = ModelWork.of(showing)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(12))
        self.line = card.words("", SENTENCE)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(max(4, look.px(6)))
        self.bar.setAccessibleName(tr("Progress"))
        self.button = push_button(card, tr("Install the small model"))
        self.stop = push_button(card, tr("Stop"))
        self.button.clicked.connect(lambda _on=False: self.work.start())
        self.stop.clicked.connect(lambda _on=False: self.work.stop())
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(self.stop)
        row.addStretch(1)
        for each in (self.line, self.bar):
            box.addWidget(each)
        box.addLayout(row)
        self.work.changed.connect(self.show_work)
        self.show_work()

    def show_work(self) -> None:
        """How it stands now."""
        running, lacks = self.work.running, not model_store.is_installed()
        ready = lacks and not running and self._file_is_here()
        words = self.work.told
        if lacks and not running and not ready:
            words = tr("Its file is not here yet. On the command line: {commands}").format(
                commands=model_store.remedy()
            )
        had_keys = self.button.hasFocus() or self.stop.hasFocus()
        self.line.setText(words)
        self.line.setAccessibleName(words)
        self.line.setVisible(bool(words))
        self.bar.setValue(round(1000 * self.work.share))
        self.bar.setVisible(running)
        self.button.setVisible(ready)
        self.stop.setVisible(running)
        if had_keys and (ready or running):
            (self.stop if running else self.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _file_is_here(self) -> bool:
        try:
            model_store.find_gguf()
        except TourError:
            return False
        return True
