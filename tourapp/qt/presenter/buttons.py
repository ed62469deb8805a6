"""The rows of buttons of the console: what a key does, and the beats of the scene on stage by name."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from tourapp.player.state import PlayerState
from tourapp.player.tour import Stop
from tourapp.qt.i18n import tr
from tourapp.qt.presenter.key_button import LEAST, SIZE, KeyButton
from tourapp.qt.style import Look

SWITCHES = (
    ("Blank", "B"),
    ("White", "W"),
    ("Freeze", "Z"),
    ("Pointer", "L"),
    ("Zoom", "+"),
    ("Swap", "S"),
    ("Hands", "V"),
    ("Quiet", "Q"),
)
FOOT = (("Back", "PgUp"), ("Next", "PgDown"), ("Overview", "O"), ("Keys", "F1"), ("End", "Esc"))


class KeyRow(QWidget):
    """Buttons that do what keys do. `pressed` carries the key."""

    pressed = Signal(str)

    def __init__(self, keys: tuple[tuple[str, str], ...], parent: QWidget, *, upright: bool = False) -> None:
        super().__init__(parent)
        self._upright = upright
        self.buttons = {key: KeyButton(words, key, self) for words, key in keys}
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, key=key: self.pressed.emit(key))

    def show_state(self, state: PlayerState) -> None:
        """Which of them are on."""
        on = {
            "B": state.blank == "black",
            "W": state.blank == "white",
            "Z": state.frozen,
            "L": state.pointer,
            "+": state.zoom > 1.0,
            "V": state.ask is not None,
            "Q": state.habits.quiet,
        }
        for key, button in self.buttons.items():
            button.show_on(on.get(key))

    def dress(self, look: Look, gap: float = 6.0) -> None:
        """Take colours and sizes, and share the room as words and keys need it."""
        items = list(self.buttons.values())
        for button in items:
            button.dress(look)
        space = look.px(gap)
        if self._upright:
            high = min(look.px(46), (self.height() - space * (len(items) - 1)) // len(items))
            for place, button in enumerate(items):
                button.setGeometry(0, place * (high + space), self.width(), high)
            return
        size, spare, needs = SIZE, -1.0, [0]
        while spare < 0.0 and size >= LEAST:
            for button in items:
                button.dress(look, size)
            needs = [button.sizeHint().width() for button in items]
            spare = (self.width() - sum(needs) - space * (len(items) - 1)) / len(items)
            size -= 1.0
        x = 0.0
        for button, need in zip(items, needs, strict=True):
            wide = need + spare
            button.setGeometry(round(x), 0, round(wide), self.height())
            x += wide + space


class BeatRow(QWidget):
    """The beats of the scene on stage that are kept, by name; the present one is checked."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.buttons: list[QToolButton] = []
        self.group = QButtonGroup(self)
        self.group.idClicked.connect(self.chosen)
        self._shown: Any = None
        self._look: Look | None = None
        self.setAccessibleName(tr("Beats of this scene"))

    def show_beat(self, stop: Stop, beat: int) -> None:
        """The beats of a stop, with one on stage."""
        if (stop.key, stop.kept) != self._shown:
            self._shown = (stop.key, stop.kept)
            for button in self.buttons:
                self.group.removeButton(button)
                button.hide()
                button.deleteLater()
            self.buttons = [self._button(stop, place) for place in stop.kept]
            if self._look is not None:
                self.dress(self._look)
        present = self.group.button(beat)
        if present is not None and not present.isChecked():
            present.setChecked(True)

    def _button(self, stop: Stop, beat: int) -> QToolButton:
        made, told = QToolButton(self), stop.scene.timeline.beats[beat]
        made.setText(told.name.replace("_", " "))
        made.setCheckable(True)
        made.setProperty("segment", True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.setToolTip(tr(told.caption) if "{" not in told.caption else "")
        made.setAccessibleName(tr("Beat {name}").format(name=made.text()))
        self.group.addButton(made, beat)
        made.show()
        return made

    def dress(self, look: Look) -> None:
        """Take colours and sizes: as wide as their names, no wider than the row."""
        self._look = look
        font, gap = look.font(15, 600), look.px(5)
        metrics = QFontMetricsF(font)
        needs = [metrics.horizontalAdvance(button.text()) + look.px(22) for button in self.buttons]
        room = self.width() - gap * max(0, len(needs) - 1)
        squeeze, x = min(1.0, room / max(1.0, sum(needs))), 0.0
        for button, need in zip(self.buttons, needs, strict=True):
            button.setFont(font)
            button.setGeometry(round(x), 0, round(need * squeeze), self.height())
            x += need * squeeze + gap
