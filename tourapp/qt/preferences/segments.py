"""A row of choices of which one holds: one place for Tab, arrows walk and choose, as with any such row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from tourapp.qt.style import Look

SIZE, HIGH, GAP, EDGE = 18.0, 42.0, 6.0, 28.0
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Segment(QToolButton):
    """One choice."""

    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the choice beside; Enter chooses as Space does."""
        by = STEPS.get(Qt.Key(event.key()))
        if by is not None:
            self.walked.emit(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Segments(QWidget):
    """`chosen` carries the place of a choice that a person takes."""

    chosen = Signal(int)

    def __init__(self, label: str, names: Sequence[str], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(label)
        self.group = QButtonGroup(self)
        self.buttons = [self._button(label, name, place) for place, name in enumerate(names)]
        self.group.idClicked.connect(self.chosen)
        self.show_choice(-1)

    def _button(self, label: str, name: str, place: int) -> Segment:
        button = Segment(self)
        button.setText(name)
        button.setAccessibleName(f"{label}: {name}")
        button.setCheckable(True)
        button.setProperty("segment", True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFont(self._look.font(SIZE, 600))
        button.walked.connect(lambda by, place=place: self._walk(place + by))
        self.group.addButton(button, place)
        return button

    def show_choice(self, place: int) -> None:
        """Which one holds; -1 where it is none of them."""
        self.group.setExclusive(place >= 0)
        for number, button in enumerate(self.buttons):
            button.setChecked(number == place)
            here = number == max(0, place)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    @property
    def stop(self) -> Segment:
        """Where Tab comes to."""
        return next((button for button in self.buttons if button.isChecked()), self.buttons[0])

    def _walk(self, place: int) -> None:
        button = self.buttons[place % len(self.buttons)]
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        button.click()

    @property
    def wanted(self) -> int:
        """Pixels in one line."""
        return sum(self._wide(button) for button in self.buttons) + self._look.px(GAP) * (len(self.buttons) - 1)

    def _wide(self, button: Segment) -> int:
        wide = QFontMetricsF(button.font()).horizontalAdvance(button.text()) + self._look.px(EDGE)
        return max(round(wide), self._look.px(56))

    def lay(self, width: int) -> None:
        """Stand in as many lines as it takes at a width."""
        x, y, gap = 0, 0, self._look.px(GAP)
        high = max(self._look.px(HIGH), round(1.9 * self.buttons[0].fontMetrics().height()))
        most = 0
        for button in self.buttons:
            wide = min(self._wide(button), width)
            if x and x + wide > width:
                x, y = 0, y + high + gap
            button.setGeometry(x, y, wide, high)
            x += wide + gap
            most = max(most, x - gap)
        self.setFixedSize(most, y + high)
