"""The rail of native controls: one widget per declared control, exactly where pictures draw the same control."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from tourapp.authoring import Rect, Text, control_boxes
from tourapp.authoring.layout import RAIL
from tourapp.player.tour import Stop
from tourapp.qt.i18n import tr
from tourapp.qt.icons import IconButton
from tourapp.qt.style import Look
from tourapp.qt.widgets import ControlRow, SliderRow, TextRow, make_row


class RailWidget(QWidget):
    """The controls of one stop at a time. It reports what a person sets; what is shown comes from outside."""

    set_control = Signal(str, str, object, bool)
    press = Signal(str, str)
    reset = Signal()
    undo = Signal()
    redo = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stop: Stop | None = None
        self.rows: dict[str, ControlRow] = {}
        self._look: Look | None = None
        self._undo = IconButton("undo", tr("Undo (Ctrl+Z)"), self)
        self._redo = IconButton("redo", tr("Redo (Ctrl+Shift+Z)"), self)
        self._reset = IconButton("reset", tr("Reset this scene (Ctrl+R)"), self)
        self._undo.clicked.connect(lambda _on=False: self.undo.emit())
        self._redo.clicked.connect(lambda _on=False: self.redo.emit())
        self._reset.clicked.connect(lambda _on=False: self.reset.emit())
        self.setAccessibleName(tr("Controls of this scene"))

    def show_stop(self, stop: Stop) -> None:
        """Replace the controls by those of another stop."""
        if self.stop is stop:
            return
        for row in self.rows.values():
            row.hide()
            row.deleteLater()
        self.stop = stop
        self.rows = {}
        for control in stop.scene.controls:
            row = make_row(control, self)
            row.changed.connect(lambda value, drag, name=control.id: self._report(name, value, drag))
            row.pressed.connect(lambda name=control.id: self._press(name))
            row.left.connect(self.left)
            self.rows[control.id] = row
        if self._look is not None:
            self.dress(self._look)
        for row in self.rows.values():
            row.show()

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show the values of the controls without reporting them."""
        for name, row in self.rows.items():
            if name in values:
                row.show_value(values[name])

    def show_history(self, undo: bool, redo: bool) -> None:
        """Whether there is something to undo or redo."""
        self._undo.setEnabled(undo)
        self._redo.setEnabled(redo)

    def place(self, look: Look, origin: Any) -> None:
        """Stand over the rail of a stage whose top left corner is at `origin` (widget pixels)."""
        boxes = control_boxes(self.stop.scene.controls) if self.stop is not None else []
        bottom = max([RAIL.y + 60, *(box.bottom + 12 for box in boxes)])
        s = look.scale
        self.setGeometry(
            QRect(
                round(origin.x() + RAIL.x * s),
                round(origin.y() + RAIL.y * s),
                round(RAIL.w * s),
                round((bottom - RAIL.y) * s),
            )
        )
        self.dress(look)

    def dress(self, look: Look) -> None:
        """Take colours and sizes, and place every control."""
        self._look = look
        for place, button in enumerate((self._reset, self._redo, self._undo)):
            button.dress(look, 32)
            button.move(look.px(RAIL.w - 20 - 32) - place * look.px(36), look.px(17))
            button.setVisible(bool(self.rows))
        if self.stop is None:
            return
        for row, box in zip(self.rows.values(), control_boxes(self.stop.scene.controls), strict=True):
            row.setGeometry(self._pixels(row, box, look.scale))
            row.dress(look)

    def focus_text(self) -> bool:
        """Put the keys into the first text field, if the scene has one."""
        for row in self.rows.values():
            if isinstance(row, TextRow) and isinstance(row.control, Text):
                row.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
                row.edit.selectAll()
                return True
        return False

    def _pixels(self, row: ControlRow, box: Rect, s: float) -> QRect:
        height = max(box.h, 52.0) if isinstance(row, SliderRow) else box.h
        return QRect(round((box.x - RAIL.x) * s), round((box.y - RAIL.y) * s), round(box.w * s), round(height * s))

    def _report(self, name: str, value: Any, drag: bool) -> None:
        if self.stop is not None:
            self.set_control.emit(self.stop.key, name, value, drag)

    def _press(self, name: str) -> None:
        if self.stop is not None:
            self.press.emit(self.stop.key, name)
