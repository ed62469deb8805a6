"""One native widget per kind of control, painted like the controls of a picture. They show and report values only."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLabel, QPushButton, QToolButton, QWidget

from tourapp.authoring import Button, Choice, Control, Slider, Text, Toggle, is_menu, sizes
from tourapp.qt.controls.control_row import ControlRow
from tourapp.qt.controls.fields import DecimalField, PromptEdit, WholeField
from tourapp.qt.controls.menu_row import MenuRow
from tourapp.qt.controls.slider import TrackSlider
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look

FIELD_INSET = 3
"""Widget pixels a spin box leaves free beside its text; the number ends where the slider ends."""


class SliderRow(ControlRow):
    """Label, typed value and unit, the slider under them. Field and slider show the same number."""

    def __init__(self, control: Slider, parent: QWidget | None = None) -> None:
        super().__init__(control, parent)
        self.slider = TrackSlider(control, self)
        self.field: WholeField | DecimalField = (WholeField if control.whole else DecimalField)(control, self)
        self.label = QLabel(tr(control.label), self)
        self.unit = QLabel("" if control.unit == "$" else tr(control.unit), self)
        self.unit.setProperty("quiet", True)
        self.unit.resize(0, 0)
        self.label.setBuddy(self.field)
        self.slider.picked.connect(self._picked)
        self.field.typed.connect(self._typed)
        self.field.left.connect(self.left)
        self.slider.let_go.connect(self.left)

    def arrange(self, look: Look) -> None:
        """Label left, number and unit right, slider under them; a wide number stands below its label."""
        width, stacked = self.width(), self.place_on_rail.stacked
        line = look.px(50 if self.large else 30)
        weight = 600 if self.large else 400
        for label in (self.label, self.unit):
            label.setFont(look.font(self.label_size, weight if label is self.label else 400))
        self.tint(self.label)
        self.field.dress(look, sizes.VALUE if self.large else sizes.TAG, self.role)
        top = look.px(34) if stacked else 0
        unit = self.unit.fontMetrics().horizontalAdvance(self.unit.text()) + look.px(8) if self.unit.text() else 0
        shown = self.label.fontMetrics().horizontalAdvance(self.label.text())
        room = width - unit if stacked else min(width - unit - shown - look.px(8), self.field.wanted_width())
        room = max(look.px(60), room)
        self.field.setGeometry(width - unit - room, top, room + FIELD_INSET, line)
        drop = look.px(8) if self.large and not stacked else 0
        self.label.setGeometry(0, drop, width, look.px(34) if stacked else line - drop)
        self.unit.setVisible(unit > 0)
        if unit:
            beside = QRect(width - unit + look.px(8), top, unit, line)
            self.unit.setGeometry(beside.adjusted(0, look.px(6 if self.large else 0), 0, 0))
        self.label.lower()
        self.slider.dress(look, large=self.large, role=self.role)
        if self.place_on_rail.row:
            self._in_row(look, unit, room)
            return
        high = look.px(32 if self.large else 24)
        self.slider.setGeometry(0, self.height() - high, width, high)

    def _in_row(self, look: Look, unit: int, room: int) -> None:
        """Label, slider and number side by side."""
        run, high, width = self.field_area(look), self.height(), self.width()
        self.label.setGeometry(0, 0, run.x(), high)
        self.field.setGeometry(width - unit - room, 0, room + FIELD_INSET, high)
        self.unit.setGeometry(width - unit + look.px(8), look.px(4), unit, high - look.px(4))
        self.slider.setGeometry(run)

    def show_value(self, value: Any) -> None:
        """Show a number on slider and field."""
        if not self.slider.isSliderDown():
            self.slider.show_value(value)
        self.field.show_value(value)

    def _picked(self, value: Any, drag: bool) -> None:
        self.field.show_value(value)
        self.changed.emit(value, drag)

    def _typed(self, value: Any) -> None:
        self.slider.show_value(value)
        self.changed.emit(value, False)


class SegmentsRow(ControlRow):
    """A few options side by side, one chosen."""

    def __init__(self, control: Choice, parent: QWidget | None = None) -> None:
        super().__init__(control, parent)
        self.label = QLabel(tr(control.label), self)
        self.group = QButtonGroup(self)
        self.buttons: list[QToolButton] = []
        for place, (_, words) in enumerate(control.choices):
            button = QToolButton(self)
            button.setText(tr(words))
            button.setCheckable(True)
            button.setProperty("segment", True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setAccessibleName(f"{tr(control.label)}: {tr(words)}")
            self.group.addButton(button, place)
            self.buttons.append(button)
        self.group.idToggled.connect(self._toggled)
        self._quiet = False

    def arrange(self, look: Look) -> None:
        """The label above, the options in one row."""
        top, gap = look.px(38 if self.large else 28), look.px(4)
        self.label.setFont(look.font(self.label_size, 600 if self.large else 400))
        self.tint(self.label)
        area = QRect(0, top, self.width(), max(look.px(24), self.height() - top))
        self.label.setGeometry(0, 0, self.width(), top - look.px(2))
        if self.place_on_rail.row:
            area = self.field_area(look)
            self.label.setGeometry(0, 0, area.x(), self.height())
        cell = (area.width() - gap * (len(self.buttons) - 1)) / len(self.buttons)
        for place, button in enumerate(self.buttons):
            button.setFont(look.font(sizes.TAG, 600))
            button.setGeometry(area.x() + round(place * (cell + gap)), area.y(), round(cell), area.height())

    def show_value(self, value: Any) -> None:
        """Choose an option."""
        for place, (choice, _) in enumerate(self.control.choices):  # type: ignore[union-attr]
            if choice == value:
                self._quiet = True
                self.buttons[place].setChecked(True)
                self._quiet = False

    def _toggled(self, place: int, on: bool) -> None:
        if on and not self._quiet:
            self.changed.emit(self.control.choices[place][0], False)  # type: ignore[union-attr]


class Switch(QCheckBox):
    """A check box painted as a switch at the right of its label."""

    look: Look | None = None
    size_of_words, weight, role = sizes.LABEL, 600, "ink"

    def hitButton(self, pos: Any) -> bool:
        """All of it can be clicked."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """What the row gives it."""
        return QSize(100, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Label, track and knob."""
        look = self.look
        if look is None:
            return
        on, middle = self.isChecked(), self.height() / 2
        with QPainter(self) as p:
            p.setRenderHint(QPainter.RenderHint.Antialiasing)
            p.setFont(look.font(self.size_of_words, self.weight))
            p.setPen(look.colour(self.role))
            p.drawText(QRectF(0, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
            large = self.size_of_words == sizes.LABEL
            wide, high = look.px(60 if large else 48), look.px(32 if large else 26)
            track = QRectF(self.width() - wide - 1, middle - high / 2, wide, high)
            ring = QPen(look.colour("ink" if self.hasFocus() else "dim", 1.0 if self.hasFocus() else 0.4), 1)
            p.setPen(ring)
            p.setBrush(look.colour("dim" if on else "line", 1.0, fill=True))
            p.drawRoundedRect(track, high / 2, high / 2)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.colour("ground" if on and not look.theme.glow else self.role))
            knob = track.right() - high / 2 if on else track.left() + high / 2
            p.drawEllipse(QPointF(knob, middle), high * 0.36, high * 0.36)


class ToggleRow(ControlRow):
    """On or off."""

    def __init__(self, control: Toggle, parent: QWidget | None = None) -> None:
        super().__init__(control, parent)
        self.box = Switch(tr(control.label), self)
        self.box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.box.setCursor(Qt.CursorShape.PointingHandCursor)
        self.box.setAccessibleName(tr(control.label))
        self.box.setAccessibleDescription(f"{tr(control.on_text)} / {tr(control.off_text)}")
        self.box.clicked.connect(lambda on: self.changed.emit(bool(on), False))

    def arrange(self, look: Look) -> None:
        """The switch fills the row."""
        self.box.look, self.box.role = look, self.role
        self.box.size_of_words, self.box.weight = self.label_size, 600 if self.large else 400
        self.box.setGeometry(self.rect())
        self.box.update()

    def show_value(self, value: Any) -> None:
        """Set the switch."""
        self.box.setChecked(bool(value))


class TextRow(ControlRow):
    """A line of text that answers while it is typed."""

    def __init__(self, control: Text, parent: QWidget | None = None) -> None:
        super().__init__(control, parent)
        self.edit = PromptEdit(control.limit, self, live=True)
        self.edit.setAccessibleName(tr(control.label))
        self.label = QLabel(tr(control.label), self)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.edit.written.connect(lambda words: self.changed.emit(words, True))
        self.edit.settled.connect(lambda words: self.changed.emit(words, False))
        self.edit.left.connect(self.left)

    def arrange(self, look: Look) -> None:
        """The label above the field."""
        top = look.px(38 if self.large else 28)
        self.label.setFont(look.font(self.label_size, 600 if self.large else 400))
        self.tint(self.label)
        self.label.setGeometry(0, 0, self.width(), top - look.px(2))
        self.edit.setFont(look.font(self.label_size))
        self.edit.setGeometry(0, top, self.width(), self.height() - top)
        if self.place_on_rail.row:
            self.edit.setGeometry(self.field_area(look))
            self.label.setGeometry(0, 0, self.edit.x(), self.height())

    def show_value(self, value: Any) -> None:
        """Show a text, unless the person is writing."""
        self.edit.show_words(str(value))


class ButtonRow(ControlRow):
    """Something to start."""

    def __init__(self, control: Button, parent: QWidget | None = None) -> None:
        super().__init__(control, parent)
        self.button = QPushButton(tr(control.label), self)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.setAccessibleName(tr(control.label))
        self.button.clicked.connect(lambda _on=False: self.pressed.emit())

    def arrange(self, look: Look) -> None:
        """The button fills the row."""
        self.button.setFont(look.font(self.label_size, 600))
        self.button.setGeometry(self.rect())


def make_row(control: Control, parent: QWidget | None = None) -> ControlRow:
    """The widget for a declared control."""
    if isinstance(control, Slider):
        return SliderRow(control, parent)
    if isinstance(control, Choice):
        return MenuRow(control, parent) if is_menu(control) else SegmentsRow(control, parent)
    if isinstance(control, Toggle):
        return ToggleRow(control, parent)
    if isinstance(control, Text):
        return TextRow(control, parent)
    return ButtonRow(control, parent)
