"""What a teacher does with lessons in the window: open one, save what is on screen as one, copy the command line that
opens this very picture again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from tourapp.authoring import Scene
from tourapp.errors import TourError
from tourapp.player.assembly import Assembly, assembled, screen_settings, stop_of
from tourapp.qt.aside import Aside, Failed
from tourapp.qt.assembly.preparing import Preparing
from tourapp.qt.explore import Explore
from tourapp.qt.i18n import tr
from tourapp.qt.lessons.door import LessonDoor
from tourapp.qt.overlay import Overlay
from tourapp.qt.showing import Pane
from tourapp.qt.style import Look
from tourapp.tours.format import LESSON, TourFile

PLAIN = ".json"
Small = Callable[[int, int, int], QPixmap]
"""(stop, width, height) to a picture."""


class LessonDesk(QObject):
    """The lessons of one window. `tell` gets one line for the person."""

    def __init__(self, window: QWidget, pane: Pane, tell: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window, self._pane, self._tell = window, pane, tell
        self.explore = Explore(self, pane, tell)
        self.door = LessonDoor(window, pane, tell)
        self._aside = Aside(self)
        self.preparing = Preparing(self, pane.showing.worker)
        self.preparing.ended.connect(tell)
        self.assembly = Assembly()
        self._begun_from: object = None
        self.actions: dict[str, Callable[[], None]] = {
            "open_lesson": self.door.ask,
            "save_lesson": self.save,
            "copy_state": self.copy,
            **self.explore.actions,
        }

    def copy(self) -> None:
        """Put the command line of the picture on stage into the clipboard."""
        from tourapp.player.copy_state import command_of

        QGuiApplication.clipboard().setText(command_of(self._pane.state, self._pane.tour))
        self._tell(tr("Copied: the command line that opens this very picture again."))

    def bench(self, small: Small, look: Look, desk: QWidget) -> Overlay:
        """The bench. It begins with a lesson that was opened, else empty, or as it was left."""
        from tourapp.qt.assembly.making import make_bench

        tour = self._pane.tour
        if tour.source.endswith((PLAIN, LESSON)) and self._begun_from is not tour:
            stops = tuple(stop_of(stop, self._pane.state.settings) for stop in tour.stops)
            self.assembly = self.assembly.changed(stops)
        self._begun_from = tour
        return make_bench(self, self._pane, small, look, desk)

    def screen_settings(self, scene: Scene) -> dict[str, object]:
        """What is set on screen now for a scene."""
        return screen_settings(self._pane.state, self._pane.tour, scene)

    def save_assembly(self) -> None:
        """Ask for a name and save the lesson of the bench."""
        if self.assembly.stops:
            pane = self._pane
            self.save(lambda name: assembled(self.assembly, pane.tour, pane.state.settings, name))

    def prepare_assembly(self) -> str:
        """Ask for a name and make the answers of the bench's lesson; or stop doing so. Returns why nothing is done."""
        from tourapp.engine.model_store import is_installed
        from tourapp.player.lessons.prepare import wanted_by

        pane = self._pane
        if self.preparing.running:
            self.preparing.cancel()
            return ""
        if not is_installed():
            return tr("Answers need the small model on this computer: tourapp model install.")
        if pane.store.busy:
            return tr("The model is answering on stage; try again when it has ended.")
        try:
            if not wanted_by(self._with_prompts("lesson")):
                return tr("This lesson asks only what ships with the product: it needs no answers of its own.")
        except TourError as error:
            return str(error)
        dialog = QFileDialog(self._window, tr("Save the lesson with its answers"), str(self._place(LESSON)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("Lesson with its answers ({endings})").format(endings=f"*{LESSON}")])
        dialog.setDefaultSuffix(LESSON[1:])
        dialog.fileSelected.connect(lambda name: self.prepare(Path(name)))
        dialog.open()
        return ""

    def prepare(self, path: Path) -> None:
        """Make the answers of the bench's lesson and write it to a file; its name is the lesson's title."""
        from tourapp.player.lessons.prepare import wanted_by

        if path.suffix.lower() != LESSON:
            path = path.with_name(path.name + LESSON)
        file = self._with_prompts(path.stem.replace("_", " ").strip())
        self.preparing.start(path, file, wanted_by(file))

    def _with_prompts(self, name: str) -> TourFile:
        """The bench's lesson, with the prompts that were asked in the window."""
        from tourapp.player.lessons.prepare import with_asked

        pane = self._pane
        made = assembled(self.assembly, pane.tour, pane.state.settings, name)
        return with_asked(made, [each.prompt for each in pane.state.past])

    def save(self, made: Callable[[str], TourFile] | None = None) -> None:
        """Ask for a name and save the present order and settings, or the lesson that `made` gives for a name."""
        dialog = QFileDialog(self._window, tr("Save as a lesson"), str(self._place()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        kinds = [tr("Lesson ({endings})").format(endings=f"*{PLAIN}")]
        if self._pane.tour.recordings:
            kinds.insert(0, tr("Lesson with its answers ({endings})").format(endings=f"*{LESSON}"))
        dialog.setNameFilters(kinds)
        dialog.setDefaultSuffix((LESSON if self._pane.tour.recordings else PLAIN)[1:])
        dialog.fileSelected.connect(lambda name: self.write(Path(name), made))
        dialog.open()

    def write(self, path: Path, made: Callable[[str], TourFile] | None = None) -> None:
        """Write the lesson to a file; its name is the lesson's title."""
        from tourapp.player.lessons.opened import lesson_of

        if path.suffix.lower() not in (PLAIN, LESSON):
            path = path.with_name(path.name + PLAIN)
        title = path.stem.replace("_", " ").strip()
        file = lesson_of(self._pane.state, self._pane.tour, title) if made is None else made(title)
        self._aside.run(partial(_write, path, file, self._pane.tour.recordings), partial(self._written, path))

    def _written(self, path: Path, found: object) -> None:
        if isinstance(found, Failed):
            self._tell(tr("The lesson was not saved. {words}").format(words=found))
        else:
            self._tell(tr("Saved as {name}. Ctrl+O opens it.").format(name=path.name))

    def _place(self, ending: str = "") -> Path:
        source = Path(self._pane.tour.source)
        if source.suffix in (PLAIN, LESSON):
            return source.with_suffix(ending) if ending else source
        ending = ending or (LESSON if self._pane.tour.recordings else PLAIN)
        return Path.home() / f"{tr('my lesson')}{ending}"


def _write(path: Path, file: TourFile, recordings: tuple[object, ...]) -> object:
    from tourapp.player.lessons.lesson_file import write_lesson

    write_lesson(path, file, recordings)
    return path
