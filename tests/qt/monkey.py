"""Random events on a window: keys, clicks, drags, wheel, resizing, settings and jumps, drawn with a seed."""

from __future__ import annotations

import random
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tourapp.authoring import Button, Choice, Control, Slider, Text, Toggle
from tourapp.player import intents
from tourapp.player.tour import Stop, Tour
from tourapp.qt.window import Window
from tourapp.world import controls

KEYS = [
    Qt.Key(key)
    for key in (
        *range(Qt.Key.Key_A.value, Qt.Key.Key_Z.value + 1),
        *range(Qt.Key.Key_0.value, Qt.Key.Key_9.value + 1),
        *(Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F1),
        *(Qt.Key.Key_F5, Qt.Key.Key_F11, Qt.Key.Key_Period, Qt.Key.Key_Comma, Qt.Key.Key_Home, Qt.Key.Key_End),
        *(Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight, Qt.Key.Key_Question, Qt.Key.Key_Slash),
        *(Qt.Key.Key_Backspace, Qt.Key.Key_Delete),
    )
]
MODIFIERS = [Qt.KeyboardModifier.NoModifier] * 8 + [Qt.KeyboardModifier.ShiftModifier]
CONTROL_KEYS = [Qt.Key.Key_R, Qt.Key.Key_Z, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X]
NASTY: list[Any] = [float("nan"), float("inf"), -1e300, "", "\x00", "\ud800", None, [], "x" * 5000, True]


class Monkey:
    """Plays with one window. `model`: whether prompts and what else runs the model may be changed."""

    def __init__(self, window: Window, tour: Tour, seed: int, model: bool = False) -> None:
        self.window, self.tour, self.model = window, tour, model
        self.dice = random.Random(seed)
        self.last = ""

    def play(self) -> None:
        """One event; `last` names it."""
        kinds, weights = zip(*_KINDS, strict=True)
        kind = self.dice.choices(kinds, weights)[0]
        self.last = kind
        getattr(self, f"_{kind}")()

    def _key(self) -> None:
        key, held = self.dice.choice(KEYS), self.dice.choice(MODIFIERS)
        if self.dice.random() < 0.06:
            key, held = self.dice.choice(CONTROL_KEYS), Qt.KeyboardModifier.ControlModifier
        self.last = f"key {key.name} {held}"
        QTest.keyClick(QApplication.focusWidget() or self.window.stage, key, held)

    def _spot(self) -> tuple[QWidget, QPoint]:
        at = QPoint(self.dice.randrange(self.window.desk.width()), self.dice.randrange(self.window.desk.height()))
        target = self.window.desk.childAt(at) or self.window.desk
        return target, target.mapFrom(self.window.desk, at)

    def _click(self) -> None:
        target, at = self._spot()
        self.last = f"click {type(target).__name__} {at.x()} {at.y()}"
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=at)

    def _right(self) -> None:
        target, at = self._spot()
        QTest.mouseClick(target, Qt.MouseButton.RightButton, pos=at)

    def _move(self) -> None:
        target, at = self._spot()
        QTest.mouseMove(target, at)

    def _drag(self) -> None:
        target, at = self._spot()
        QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=at)
        for _ in range(self.dice.randrange(4)):
            QTest.mouseMove(target, QPoint(self.dice.randrange(-50, 900), at.y()))
        QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=at)

    def _wheel(self) -> None:
        target, at = self._spot()
        place = QPointF(at)
        wheel = QWheelEvent(
            place,
            target.mapToGlobal(place),
            QPoint(),
            QPoint(0, self.dice.choice((-120, 120, 1200))),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(target, wheel)

    def _resize(self) -> None:
        self.window.resize(self.dice.randrange(300, 1900), self.dice.randrange(200, 1100))

    def _wait(self) -> None:
        QTest.qWait(2)

    def _jump(self) -> None:
        self.window.pane.dispatch(intents.Seek(self.dice.uniform(-5, self.tour.duration + 5)))

    def _set(self) -> None:
        stop = self.dice.choice(self.tour.stops)
        names = [item.id for item in stop.scene.controls] + list(controls())
        name = self.dice.choice(names)
        control = stop.scene.control(name) or controls()[name]
        value = self.dice.choice(NASTY) if self.dice.random() < 0.08 else self._value(control)
        if name in RUNS_MODEL and not self.model:
            return
        self.last = f"set {stop.key}.{name} {value!r}"
        where = stop.key if stop.scene.control(name) is not None else ""
        self.window.pane.dispatch(intents.SetControl(where, name, value, self.dice.random() < 0.5))

    def _intent(self) -> None:
        intent = self.dice.choice(
            [
                intents.Undo(),
                intents.Redo(),
                intents.ShowOverlay(self.dice.choice(["help", "overview", "goto", "badge", "nothing"])),
                intents.Escape(),
                intents.SetTheme(self.dice.choice(["", "dark", "projector", "high-contrast", "pink"])),
                intents.Blank(self.dice.choice(["black", "white", "pink"])),
                intents.ToggleRail(),
                intents.ResetStop(self._stop().key),
                intents.JumpToStop(self.dice.choice([self._stop().key, "nowhere"])),
                intents.SetMotion(self.dice.choice(["full", "reduced", "none"])),
                intents.TogglePointer(),
                intents.Tick(self.dice.choice([0.016, 0.5, -1.0, float("nan"), 1e9])),
            ]
        )
        self.last = repr(intent)
        self.window.pane.dispatch(intent)

    def _stop(self) -> Stop:
        return self.dice.choice(self.tour.stops)

    def _value(self, control: Control) -> Any:
        if isinstance(control, Slider):
            return control.at(self.dice.choice((0.0, 1.0, self.dice.random())))
        if isinstance(control, Choice):
            return self.dice.choice([value for value, _ in control.choices])
        if isinstance(control, Toggle):
            return self.dice.random() < 0.5
        if isinstance(control, Text):
            return "".join(chr(self.dice.randrange(1, 0x11000)) for _ in range(self.dice.randrange(30)))
        assert isinstance(control, Button)
        return self.dice.randrange(3)


RUNS_MODEL = frozenset(
    {
        *("prompt", "chat", "temperature", "top_k", "top_p", "seed", "answer_tokens", "draft", "gamma"),
        *("measure_run", "race_run", "product_run"),
    }
)
_KINDS = [
    *(("key", 34), ("click", 16), ("move", 12), ("drag", 6), ("right", 1), ("wheel", 2)),
    *(("resize", 1), ("wait", 4), ("jump", 6), ("set", 14), ("intent", 8)),
]
