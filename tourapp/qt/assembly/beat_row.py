"""The beats of the chosen scene as a row of buttons: pressed in is in the lesson."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from tourapp.authoring import sizes
from tourapp.qt.i18n import tr
from tourapp.qt.style import Look


class BeatButton(QToolButton):
    """One beat. Left and Right walk along the row, Enter goes back to the cards."""

    walked = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, as for any button."""
        ways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in ways:
            self.walked.emit(ways[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class SceneBeats(QWidget):
    """The row. `ticked` carries the beat's place in the scene."""

    ticked = Signal(int)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addStretch(1)
        self.setAccessibleName(tr("Beats of the chosen scene"))
        self._high = max(look.px(44), round(1.5 * look.line(sizes.TAG)))
        self.setFixedHeight(self._high + look.px(4))
        self._group = QButtonGroup(self)  # of a group, arrows are its own
        self._group.setExclusive(False)
        self.buttons: list[BeatButton] = []

    def show_beats(self, names: Sequence[str], kept: Sequence[int]) -> None:
        """Show the beats of a scene, those in the lesson pressed in."""
        while len(self.buttons) < len(names):
            self._add(len(self.buttons))
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(names))
            if place < len(names):
                on = place in kept
                button.setChecked(on)
                button.setText(f"{place + 1}  {names[place]}")
                button.setAccessibleName(tr("beat {name}").format(name=names[place]))

    def take_keys(self) -> None:
        """The first beat takes the keys."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, place: int) -> None:
        button, look = BeatButton(self), self._look
        button.setCheckable(True)
        button.setProperty("segment", True)
        button.setFont(look.font(sizes.TAG, 600))
        button.setFixedHeight(self._high)
        button.setStyleSheet(f"padding: 0 {look.px(16)}px;")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on=False: self.ticked.emit(place))
        button.walked.connect(lambda way: self._walk(place + way))
        button.left.connect(self.left)
        self._group.addButton(button)
        self._line.insertWidget(place, button)
        self.buttons.append(button)

    def _walk(self, place: int) -> None:
        if 0 <= place < len(self.buttons) and self.buttons[place].isVisible():
            self.buttons[place].setFocus(Qt.FocusReason.OtherFocusReason)
