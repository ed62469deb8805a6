"""What every control on the rail has in common: it shows a value, reports what a person sets, and takes its looks."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from tourapp.authoring import Control, RailPlace, plan_rail, sizes
from tourapp.authoring.rail_plan import parts_of
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look


class ControlRow(QWidget):
    """A control on the rail. `changed` carries the value and whether more of the same drag will follow."""

    changed = Signal(object, bool)
    pressed = Signal()
    left = Signal()
    """The person is done with typing: the keys may go back to the stage."""

    def __init__(self, control: Control, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.look: Look | None = None
        self.place_on_rail: RailPlace = plan_rail((control,)).places[0]

    def dress(self, look: Look) -> None:
        """Take colours and sizes, then place what is inside."""
        self.look = look
        self.arrange(look)

    def stand(self, place: RailPlace) -> None:
        """Stand at a place of the rail: large or small, awake or asleep."""
        if place == self.place_on_rail:
            return
        self.place_on_rail = place
        self.setToolTip(tr("Changes nothing in this beat.") if place.asleep else "")
        if self.look is not None:
            self.arrange(self.look)

    @property
    def large(self) -> bool:
        """Whether the beat is about this control."""
        return self.place_on_rail.large

    @property
    def role(self) -> str:
        """The colour of its words: dim while it changes nothing."""
        return "dim" if self.place_on_rail.asleep else "ink"

    @property
    def label_size(self) -> float:
        """Type size of its words."""
        return sizes.LABEL if self.large else sizes.TAG

    @property
    def parts(self) -> list[QWidget]:
        """The widgets that stand in it, in the order in which they were made."""
        return self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def field_area(self, look: Look) -> QRect:
        """Where the field or track of a control that stands in one row lies, in pixels of this widget."""
        box, field = self.place_on_rail.box, parts_of(self.place_on_rail).field
        return QRect(
            look.px(field.x - box.x + 1) - look.px(1),
            look.px(field.y - box.y + 1) - look.px(1),
            look.px(field.w),
            look.px(field.h),
        )

    def tint(self, widget: QWidget) -> None:
        """Colour the words of a label as the row's."""
        if widget.property("quiet") is not (self.role == "dim"):
            widget.setProperty("quiet", self.role == "dim")
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def arrange(self, look: Look) -> None:
        """RailPlace what is inside; called when look or size changes."""

    def show_value(self, value: Any) -> None:
        """Show a value without reporting it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """RailPlace what is inside."""
        super().resizeEvent(event)
        if self.look is not None:
            self.arrange(self.look)
