"""One native widget per kind of control, painted like the controls of a picture. They show and report values only."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLabel, QPushButton, QToolButton, QWidget

from tourapp.authoring import Button, Choice, Control, Slider, Text, Toggle, is_menu
from tourapp.qt.control_row import ControlRow, elide
from tourapp.qt.fields import DecimalField, PromptEdit, WholeField
from tourapp.qt.i18n import tr
from tourapp.qt.menu_row import MenuRow
from tourapp.qt.slider import TrackSlider
from tourapp.qt.style import Look

FIELD_INSET = 3
"""Widget pixels a spin box leaves free beside its text; the number ends where the slider ends."""


class SliderRow(ControlRow):
    """Label and typed value in one line, the slider under it. All three show the same number."""

    def __init__(self, control: Slider, parent: QWidget | None = None) -> None:
        super().__init__(control, parent)
        self.slider = TrackSlider(control, self)
        self.field: WholeField | DecimalField = (WholeField if control.whole else DecimalField)(control, self)
        self.label = QLabel(tr(control.label), self)
        self.label.setBuddy(self.field)
        self.slider.picked.connect(self._picked)
        self.field.typed.connect(self._typed)
        self.field.left.connect(self.left)
        self.slider.let_go.connect(self.left)

    def arrange(self, look: Look) -> None:
        """Label left, number right, slider under both."""
        width, line = self.width(), look.px(28)
        self.label.setFont(look.font(17))
        self.field.dress(look)
        room = min(int(width * 0.62), max(look.px(60), self.field.wanted_width()))
        self.field.setGeometry(width - room, 0, room + FIELD_INSET, line)
        self.label.setText(elide(tr(self.control.label), self.label, width - room - look.px(6)))
        self.label.setGeometry(0, 0, width - room, line)
        self.slider.dress(look)
        self.slider.setGeometry(0, look.px(28), width, look.px(22))

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
        self.label.setFont(look.font(17))
        self.label.setGeometry(0, 0, self.width(), look.px(28))
        top, gap = look.px(30), look.px(4)
        cell = (self.width() - gap * (len(self.buttons) - 1)) / len(self.buttons)
        for place, button in enumerate(self.buttons):
            face = look.font(15, 600)
            words = tr(self.control.choices[place][1])  # type: ignore[union-attr]
            size = 15.0
            while size > 11 and QFontMetricsF(face).horizontalAdvance(words) > cell - look.px(10):
                size -= 1
                face = look.font(size, 600)
            button.setFont(face)
            button.setGeometry(round(place * (cell + gap)), top, round(cell), max(look.px(24), self.height() - top))

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
            p.setFont(look.font(17))
            p.setPen(look.colour("ink"))
            words = QFontMetricsF(p.font()).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, self.width() - look.px(66)
            )
            p.drawText(QRectF(0, 0, self.width(), self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            wide, high = look.px(52), look.px(26)
            track = QRectF(self.width() - wide - 1, middle - high / 2, wide, high)
            ring = QPen(look.colour("ink" if self.hasFocus() else "dim", 1.0 if self.hasFocus() else 0.4), 1)
            p.setPen(ring)
            p.setBrush(look.colour("prefill" if on else "line", 0.85 if on else 1.0, fill=True))
            p.drawRoundedRect(track, high / 2, high / 2)
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(look.colour("ground" if on and not look.theme.glow else "ink"))
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
        self.box.look = look
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
        self.label.setProperty("quiet", True)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.edit.written.connect(lambda words: self.changed.emit(words, True))
        self.edit.settled.connect(lambda words: self.changed.emit(words, False))
        self.edit.left.connect(self.left)

    def arrange(self, look: Look) -> None:
        """The label inside the field."""
        self.label.setFont(look.font(15))
        inset = look.px(14)
        wide = min(int(self.width() * 0.4), self.label.fontMetrics().horizontalAdvance(self.label.text()) + 2)
        self.edit.setFont(look.font(16))
        self.edit.setGeometry(self.rect())
        self.edit.setTextMargins(wide + look.px(6), 0, 0, 0)
        self.label.setGeometry(inset, 0, wide, self.height())

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
        self.button.setFont(look.font(16, 600))
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
