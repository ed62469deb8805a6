"""How a file comes in, chosen in a dialog or dropped on the window: a lesson, or a model or GPU of a person's own. It
is read in a thread of its own; what is wrong with it is told in one line and the tour that plays goes on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from tourapp.player import intents
from tourapp.player.presets import SetEverywhere
from tourapp.qt.aside import Aside, Failed
from tourapp.qt.i18n import tr
from tourapp.qt.overlay import Overlay
from tourapp.qt.retour import change_tour
from tourapp.qt.showing import Pane
from tourapp.qt.style import Look

if TYPE_CHECKING:
    from tourapp.specs.own.config import OwnModel
    from tourapp.specs.own.gpu_row import OwnGpu

ENDINGS = (".json", ".lesson")


class LessonDoor(QObject):
    """Opens files in a window's showing. `tell` gets one line for the person."""

    def __init__(self, window: QWidget, pane: Pane, tell: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window, self._pane, self._tell = window, pane, tell
        self._aside = Aside(self)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @property
    def busy(self) -> bool:
        """Whether a file is being read or kept."""
        return self._aside.busy

    def ask(self) -> None:
        """Show the dialog; it does not wait."""
        dialog = QFileDialog(self._window, tr("Open a lesson, a model or a GPU"), str(self._folder()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Lessons, models and GPUs ({endings})").format(endings="*.lesson *.json"))
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.open()

    def open(self, path: Path) -> None:
        """Read a file; play it, or show what it says. One at a time: the first is done before another is taken."""
        self._aside.run(partial(_read, path), self._take)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a file that is dropped on the window."""
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            path = dropped_file(event.mimeData())
            if path is None:
                return False
            event.acceptProposedAction()
            if path.suffix.lower() in ENDINGS:
                self.open(path)
            else:
                words = tr("{name} cannot be opened: drop a lesson, a config.json of a model or a row of a GPU.")
                self._tell(words.format(name=path.name))
            return True
        if isinstance(event, QDragEnterEvent) and dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()
            return True
        return False

    def card(self, own: object, look: Look, desk: QWidget) -> Overlay | None:
        """The card of a model or GPU that was read; None where there is none."""
        from tourapp.qt.own.card import OwnCard
        from tourapp.qt.own.using import known_id
        from tourapp.specs.own.config import OwnModel
        from tourapp.specs.own.gpu_row import OwnGpu

        if not isinstance(own, OwnModel | OwnGpu):
            return None
        id = known_id(own)
        card = OwnCard(own, look, desk, known=id is not None)
        card.wanted.connect(partial(self.use, own))
        card.unwanted.connect(partial(self._drop, id or "", own.row.name))
        return card

    def use(self, own: OwnModel | OwnGpu) -> None:
        """Put the row behind the others, set it everywhere, and keep it for the next runs."""
        from tourapp.player.own_rows import keep_own_row
        from tourapp.qt.own.facts import used_words
        from tourapp.qt.own.using import settings_for

        row, values = settings_for(own)
        self._pane.dispatch(intents.CloseOverlay())
        self._pane.dispatch(SetEverywhere(values))
        self._tell(used_words(own, row.name))
        self._aside.run(partial(keep_own_row, row), self._kept)

    def _drop(self, id: str, name: str) -> None:
        """Keep a row no longer; in this run it stays, for settings may name it."""
        from tourapp.player.own_rows import drop_own_row

        self._pane.dispatch(intents.CloseOverlay())
        self._tell(tr("{name} is kept no longer: the next run does not have it.").format(name=name))
        self._aside.run(partial(drop_own_row, id), self._kept)

    def _kept(self, words: object) -> None:
        if words:
            self._tell(str(words))

    def _folder(self) -> Path:
        source = self._pane.tour.source
        return Path(source).parent if source.endswith(ENDINGS) else Path.home()

    def _take(self, found: object) -> None:
        from tourapp.player.lessons.opened import ready_tour
        from tourapp.specs.own.config import OwnModel
        from tourapp.specs.own.gpu_row import OwnGpu
        from tourapp.tours.load import Resolved

        if isinstance(found, OwnModel | OwnGpu):
            self._pane.dispatch(intents.ShowOverlay("own", found))
            return
        if not isinstance(found, Resolved):
            words = (
                tr("The file was not opened. {words}") if _other(found) else tr("The lesson was not opened. {words}")
            )
            self._tell(words.format(words=found))
            return
        tour = ready_tour(found)
        change_tour(self._pane.showing, tour)
        words = tr("{title}: {n} scenes, {minutes} minutes.")
        self._tell(words.format(title=tour.title, n=len(tour.stops), minutes=f"{tour.minutes:.0f}"))


class NotOpened(Failed):
    """One line on what is wrong with a file that is no lesson."""


def _other(found: object) -> bool:
    return isinstance(found, NotOpened)


def _read(path: Path) -> object:
    """A lesson's tour, a model or a GPU; what a file is shows in its fields. Raises UsageError."""
    from tourapp.errors import UsageError
    from tourapp.specs.own.opened import is_lesson, read_own_file
    from tourapp.tours import all_scenes
    from tourapp.tours.lesson import read_lesson

    path = path.absolute()
    if path.suffix.lower() == ENDINGS[1] or is_lesson(path):
        return read_lesson(path, all_scenes())
    try:
        return read_own_file(path)
    except UsageError as error:
        return NotOpened(str(error))


def dropped_file(data: QMimeData) -> Path | None:
    """The one file of this computer that is being dropped; None for anything else."""
    urls = data.urls() if data.hasUrls() else []
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
