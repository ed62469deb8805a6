"""The ten questions in their window: how far somebody is, and the file that the person names. Nothing else is kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from tourapp.errors import TourError
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look

if TYPE_CHECKING:
    from tourapp.learning.asked_twice import TwiceAsked
    from tourapp.qt.before_after.sheets import BeforeAfterSheet
    from tourapp.qt.window import Window

ENDING = ".json"
NAME = "before_after"
"""The overlay."""


class BeforeAfterDesk(QObject):
    """The questions of a window; what was picked stays while the sheet is closed."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._folder = Path.home()
        self.asked: TwiceAsked | None = None
        self._sheet: BeforeAfterSheet | None = None

    def sheet(self, look: Look, desk: QWidget) -> BeforeAfterSheet:
        """The sheet for how far somebody is."""
        from tourapp.qt.before_after.changes_sheet import ChangesSheet
        from tourapp.qt.before_after.sheets import AskSheet, KeptSheet

        asked = self.asked = self.asked or self._fresh()
        made = AskSheet if not asked.kept else KeptSheet if asked.before is None else ChangesSheet
        sheet = self._sheet = made(asked, look, desk)
        sheet.chosen.connect(self._choose)
        sheet.turned.connect(self._turn)
        sheet.saving.connect(self._save)
        sheet.opening.connect(self._ask_open)
        sheet.beginning.connect(self._begin)
        return sheet

    def open(self, path: Path) -> None:
        """Go on with a result that was kept."""
        from tourapp.learning.asked_twice import opened

        try:
            self.asked = opened(path)
        except TourError as error:
            self._tell(str(error))
            return
        self._folder = path.parent
        self._anew()

    def write(self, path: Path) -> None:
        """Keep what was picked."""
        from tourapp.learning.asked_twice import keep

        if self.asked is None:
            return
        if path.suffix.lower() != ENDING:
            path = path.with_name(path.name + ENDING)
        try:
            self.asked = keep(self.asked, path)
        except TourError as error:
            self._tell(str(error))
            return
        self._folder = path.parent
        self._anew()

    def _fresh(self) -> TwiceAsked:
        """Ten questions before the path that is on stage. Its id is all of it that goes into a file."""
        from tourapp.learning.asked_twice import TwiceAsked

        return TwiceAsked(re.sub(r"[^a-z0-9_]+", "_", self._window.pane.tour.id.lower())[:80] or "path")

    def _choose(self, option: int) -> None:
        if self.asked is not None:
            self._show(self.asked.choose(option))

    def _turn(self, by: int) -> None:
        if self.asked is not None:
            self._show(self.asked.turn(by))
            if self._sheet is not None:
                self._sheet.take_focus()

    def _show(self, asked: TwiceAsked) -> None:
        from tourapp.qt.before_after.sheets import AskSheet

        self.asked = asked
        if isinstance(self._sheet, AskSheet):
            self._sheet.show_run(asked)

    def _begin(self) -> None:
        self.asked = self._fresh()
        self._anew()

    def _tell(self, problem: str) -> None:
        """On the sheet where it is open: the bar lies below its veil."""
        if self._sheet is not None and self._window.overlays.open is self._sheet:
            self._sheet.show_problem(problem)
        else:
            self._window.bar.tell(problem)

    def _anew(self) -> None:
        """Another sheet in the place of this one."""
        window = self._window
        if window.pane.window.overlay == NAME:
            window.overlays.place(window.pane.state, window.layout_of_desk.large_look, window.stage.geometry())

    def _save(self) -> None:
        """The first time the person names the file; the second half goes into the file that was opened."""
        if self.asked is not None and self.asked.before is not None and self.asked.file is not None:
            self.write(self.asked.file)
            return
        place = str(self._folder / f"{tr('before and after')}{ENDING}")
        dialog = QFileDialog(self._window, tr("Keep the result"), place)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ENDING[1:])
        dialog.fileSelected.connect(lambda name: self.write(Path(name)))
        self._ask(dialog)

    def _ask_open(self) -> None:
        dialog = QFileDialog(self._window, tr("Open a result"), str(self._folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        self._ask(dialog)

    def _ask(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters([tr("Results ({ending})").format(ending=f"*{ENDING}")])
        dialog.open()
