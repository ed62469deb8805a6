"""The page about the model: which one is on this computer, and how the small one gets here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout

from tourapp.engine import model_store
from tourapp.errors import TourError
from tourapp.qt.aside import Aside, Failed
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.preferences.rows import SENTENCE, fact_row, push_button
from tourapp.qt.showing import Pane

COMMAND = "tourapp model install"


class ModelPage(QObject):
    """Fills the layout of a dialog, and outlives it: a model that is being installed is installed."""

    _told = Signal(float)

    def __init__(self, pane: Pane) -> None:
        super().__init__(pane)
        self._pane, self._words = pane, ""
        self._again: Callable[[], None] | None = None
        self._aside = Aside(self)
        self._line: QLabel | None = None
        self._told.connect(self._progress)

    @property
    def busy(self) -> bool:
        """Whether a model is being installed."""
        return self._aside.busy

    def leave(self) -> None:
        """The dialog is gone."""
        self._line = self._again = None

    def fill(self, card: Overlay, box: QVBoxLayout, again: Callable[[], None]) -> None:
        """The facts, and the button where there is something to install. again: shows the page anew."""
        self._again = again
        self._line = card.words(self._words, SENTENCE)
        if model_store.is_installed():
            header = model_store.read_header()
            megabytes = sum(each.stat().st_size for each in model_store.model_dir().glob("*") if each.is_file()) / 1e6
            box.addWidget(fact_row(card, tr("In use"), header.name))
            size = tr("{n:.0f} MB").format(n=megabytes)
            box.addWidget(fact_row(card, tr("Takes"), size))
            box.addWidget(fact_row(card, tr("Lies in"), str(model_store.model_dir()), mono=True))
        else:
            box.addWidget(card.words(tr("No model is installed: answers are recorded ones."), SENTENCE))
        if model_store.is_own():
            words = tr("It was given by hand. This goes back to the small model: {command}")
            box.addWidget(card.words(words.format(command="tourapp model remove"), SENTENCE, role="dim"))
        if not model_store.is_installed():
            self._offer(card, box)
        else:
            words = tr("Another one: {command}")
            box.addWidget(card.words(words.format(command=f"{COMMAND} FILE.gguf"), SENTENCE, role="dim"))
        box.addWidget(self._line)

    def _offer(self, card: Overlay, box: QVBoxLayout) -> None:
        try:
            model_store.find_gguf()
        except TourError:
            words = tr("Its file is not here yet. On the command line: {commands}")
            box.addWidget(card.words(words.format(commands=model_store.remedy()), SENTENCE, role="dim"))
            return
        button = push_button(card, tr("Install the small model"))
        button.setEnabled(not self.busy)
        button.clicked.connect(lambda _on=False: self.install())
        box.addWidget(button)

    def install(self) -> None:
        """Convert the model that came with the program; the window goes on meanwhile."""
        if self._aside.run(self._work, self._done):
            self._say(tr("Installing …"))

    def _work(self) -> object:
        from tourapp.engine.model_install import install

        return install(progress=lambda share, _what: self._told.emit(share))[0].name

    def _progress(self, share: float) -> None:
        self._say(tr("Installing: {n:.0f} %").format(n=100 * share))

    def _done(self, found: object) -> None:
        if isinstance(found, Failed):
            self._say(tr("It could not be installed. {words}").format(words=found))
            return
        self._pane.store.retry()
        if self._again is not None:
            self._again()
        self._say(tr("{name} is installed: it answers from now on.").format(name=found))

    def _say(self, words: str) -> None:
        self._words = words
        if self._line is not None:
            self._line.setText(words)
            self._line.setAccessibleName(words)
