"""How a lesson comes in: chosen in a dialog, or dropped on the window. The file is read in a thread of its own; what is
wrong with it is told in one line and the tour that plays goes on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from tourapp.qt.aside import Aside
from tourapp.qt.i18n import tr
from tourapp.qt.retour import change_tour
from tourapp.qt.showing import Pane

ENDINGS = (".json", ".lesson")


class LessonDoor(QObject):
    """Opens lessons in a window's showing. `tell` gets one line for the person."""

    def __init__(self, window: QWidget, pane: Pane, tell: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window, self._pane, self._tell = window, pane, tell
        self._aside = Aside(self)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def ask(self) -> None:
        """Show the dialog; it does not wait."""
        dialog = QFileDialog(self._window, tr("Open a lesson"), str(self._folder()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Lessons and tours ({endings})").format(endings="*.lesson *.json"))
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.open()

    def open(self, path: Path) -> None:
        """Read a file and play it. One at a time: the first is done before another is taken."""
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
                words = tr("{name} is no lesson: drop a file that ends in .json or .lesson.")
                self._tell(words.format(name=path.name))
            return True
        if isinstance(event, QDragEnterEvent) and dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()
            return True
        return False

    def _folder(self) -> Path:
        source = self._pane.tour.source
        return Path(source).parent if source.endswith(ENDINGS) else Path.home()

    def _take(self, found: object) -> None:
        from tourapp.player.lessons.opened import ready_tour
        from tourapp.tours.load import Resolved

        if not isinstance(found, Resolved):
            self._tell(tr("The lesson was not opened. {words}").format(words=found))
            return
        tour = ready_tour(found)
        change_tour(self._pane.showing, tour)
        words = tr("{title}: {n} scenes, {minutes} minutes.")
        self._tell(words.format(title=tour.title, n=len(tour.stops), minutes=f"{tour.minutes:.0f}"))


def _read(path: Path) -> object:
    from tourapp.tours import all_scenes
    from tourapp.tours.lesson import read_lesson

    return read_lesson(path.absolute(), all_scenes())


def dropped_file(data: QMimeData) -> Path | None:
    """The one file of this computer that is being dropped; None for anything else."""
    urls = data.urls() if data.hasUrls() else []
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
