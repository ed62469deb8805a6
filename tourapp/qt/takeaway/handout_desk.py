"""The hand-out in its window: the sheet that asks, the name of the file, the mark of progress over the stage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from tourapp.authoring import THEMES, fill
from tourapp.player.handouts.leaves import HandoutPlan
from tourapp.qt.aside import Failed
from tourapp.qt.i18n import tr
from tourapp.qt.messages import ProgressMark
from tourapp.qt.style import Look
from tourapp.qt.takeaway.handout_work import HandoutWork

if TYPE_CHECKING:
    from tourapp.qt.takeaway.handout_sheet import HandoutSheet
    from tourapp.qt.window import Window

ENDING = ".pdf"
PAPER = "projector"
"""The theme whose pictures go on paper: dark words on a light ground."""


class HandoutDesk(QObject):
    """One hand-out at a time for a window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._pane = window, window.pane
        self.work = HandoutWork(window.pane.store, self)
        self.work.changed.connect(self._show_share)
        self.work.done.connect(self._done)
        self.mark = ProgressMark(window.desk)
        self.mark.setAccessibleName(tr("Hand-out"))
        self.mark.cancelled.connect(self.work.stop)
        self._sheet: HandoutSheet | None = None
        self._folder = Path.home()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that closes leaves no half hand-out at work."""
        if watched is self._window and event.type() == QEvent.Type.Close:
            self.work.stop()
        return False

    def sheet(self, look: Look, desk: QWidget) -> HandoutSheet:
        """The sheet, with what is being made now."""
        from tourapp.qt.takeaway.handout_sheet import HandoutSheet

        sheet = self._sheet = HandoutSheet(self._pane, look, desk, running=self.work.running)
        sheet.wanted.connect(self._ask)
        sheet.stopped.connect(self.work.stop)
        sheet.destroyed.connect(lambda: self._forget(sheet))
        return sheet

    def _forget(self, sheet: HandoutSheet) -> None:
        if self._sheet is sheet:
            self._sheet = None

    def _ask(self, plan: HandoutPlan, colours: bool) -> None:
        dialog = QFileDialog(self._window, tr("Save the hand-out"), str(self._folder / f"{tr('hand-out')}{ENDING}"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("Hand-out ({ending})").format(ending=f"*{ENDING}")])
        dialog.setDefaultSuffix(ENDING[1:])
        dialog.fileSelected.connect(lambda name: self.write(plan, Path(name), colours=colours))
        dialog.open()

    def write(self, plan: HandoutPlan, path: Path, *, colours: bool = False) -> None:
        """Begin to make the hand-out and write it to a file."""
        if path.suffix.lower() != ENDING:
            path = path.with_name(path.name + ENDING)
        self._folder = path.parent
        theme = self._pane.state.theme if colours else PAPER
        self.work.start(plan, THEMES[theme], path)
        self.mark.show()
        if self._sheet is not None:
            self._sheet.show_running(True)

    def lay(self, beside: ProgressMark) -> None:
        """Stand in one row with the mark of the model's work: behind it, or before it where it stands at the right."""
        gap = 12
        left = beside.x() + beside.width() + gap
        if left + self.mark.width() > self._window.stage.geometry().right():
            left = beside.x() - self.mark.width() - gap
        self.mark.move(max(0, left), beside.y())

    def _show_share(self, share: float, words: str, what: str) -> None:
        self.mark.report(share, words)
        if self._sheet is not None:
            self._sheet.show_share(share, words, what)

    def _done(self, found: object) -> None:
        self.mark.hide()
        if self._sheet is not None:
            self._sheet.show_running(False)
        if isinstance(found, Failed):
            self._window.bar.tell(fill("The hand-out was not saved. {words}", {"words": str(found)}))
        elif isinstance(found, Path):
            self._window.bar.tell(fill("The hand-out is saved as {name}.", {"name": found.name}))
        else:
            self._window.bar.tell(tr("The hand-out was stopped. Nothing was written."))
