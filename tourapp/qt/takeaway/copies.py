"""Copying from the stage: a number, all numbers as a table, the picture; and saving the picture as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from tourapp.authoring import fill
from tourapp.player.handouts.copied import number_line, numbers_table
from tourapp.qt.aside import Aside, Failed
from tourapp.qt.i18n import tr
from tourapp.qt.painter import LayerCache
from tourapp.qt.showing import Pane
from tourapp.qt.stage import Stage
from tourapp.qt.takeaway.shot import USUAL_SIZE, Shot, shot_of, write_png

ENDING = ".png"


class Copies(QObject):
    """What can be copied and saved from a stage. `stage` gives the one that has the keys; `tell` shows a line."""

    def __init__(self, window: QWidget, pane: Pane, layers: LayerCache, stage: Callable[[], Stage]) -> None:
        super().__init__(window)
        self._window, self._pane, self._layers, self.stage = window, pane, layers, stage
        self.tell: Callable[[str], object] = str
        self._aside = Aside(self)
        self._folder = Path.home()
        self.actions: dict[str, Callable[[], None]] = {
            "copy_number": self.copy,
            "copy_picture": self.copy_picture,
            "save_picture": self.save_picture,
        }

    @property
    def framed(self) -> Any:
        """The number that is walked, or None."""
        walked, numbers = self._pane.state.walked, self.stage().numbers
        return numbers[walked].value if walked is not None and walked < len(numbers) else None

    def copy(self) -> None:
        """Copy the framed number; without one, all of the picture."""
        if self.framed is None:
            self.copy_all()
        else:
            self.copy_number(self.framed)

    def copy_number(self, value: Any) -> None:
        """Copy a number with its unit and its name."""
        words = number_line(value)
        QGuiApplication.clipboard().setText(words)
        self.tell(fill("Copied: {words}", {"words": words}))

    def copy_all(self) -> None:
        """Copy every number of the picture as a table."""
        values = [hit.value for hit in self.stage().numbers]
        if not values:
            self.tell(tr("There is no number on this stage."))
            return
        words = numbers_table(values)
        QGuiApplication.clipboard().setText(words)
        count = words.count("\n")
        self.tell(fill("Copied: {n} {n|number|numbers} of this picture, as a table.", {"n": count}))

    def copy_picture(self) -> None:
        """Copy the picture as it is seen in the window."""
        QGuiApplication.clipboard().setImage(self._shot().image(self._pane, self._layers, as_seen=True))
        self.tell(tr("Copied: this picture."))

    def save_picture(self) -> None:
        """Ask for a name and save the picture of this moment, whatever plays meanwhile."""
        shot = self._shot()
        dialog = QFileDialog(self._window, tr("Save this picture"), str(self._folder / shot.name))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        (wide, high), (seen_wide, seen_high), ending = USUAL_SIZE, shot.seen, f"*{ENDING}"
        kinds = [
            tr("Picture of {width} x {height} ({ending})").format(width=wide, height=high, ending=ending),
            tr("As in the window, {width} x {height} ({ending})").format(
                width=seen_wide, height=seen_high, ending=ending
            ),
        ]
        dialog.setNameFilters(kinds)
        dialog.setDefaultSuffix(ENDING[1:])
        dialog.fileSelected.connect(
            lambda name: self.write(Path(name), shot, as_seen=dialog.selectedNameFilter() == kinds[1])
        )
        dialog.open()

    def write(self, path: Path, shot: Shot, *, as_seen: bool) -> None:
        """Write the picture to a file."""
        if path.suffix.lower() != ENDING:
            path = path.with_name(path.name + ENDING)
        self._folder = path.parent
        image = shot.image(self._pane, self._layers, as_seen=as_seen)
        if not self._aside.run(partial(write_png, image, path), partial(self._written, path)):
            self.tell(tr("The picture before is still being written: try again in a moment."))

    def _written(self, path: Path, found: object) -> None:
        if isinstance(found, Failed):
            self.tell(fill("The picture was not saved. {words}", {"words": str(found)}))
        else:
            self.tell(fill("Saved as {name}.", {"name": path.name}))

    def _shot(self) -> Shot:
        return shot_of(self._pane, self.stage())
