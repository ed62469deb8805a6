"""Endurance in small: many scene changes leave nothing behind, and random events never break the window."""

from __future__ import annotations

import gc
import os
import random
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.qt.qt_helpers import flush
from tourapp.player import intents
from tourapp.player.tour import Tour
from tourapp.qt.window import Window

CHANGES = int(os.environ.get("SCENE_CHANGES", "30"))
EVENTS = int(os.environ.get("MONKEY_EVENTS", "400"))
SEED = int(os.environ.get("MONKEY_SEED", "0")) or random.SystemRandom().randrange(1, 10**9)


def counts(window: Window) -> tuple[int, int, int, int]:
    flush()
    gc.collect()
    files = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    return (len(window.findChildren(QWidget)), len(window.findChildren(QTimer)), threading.active_count(), files)


def memory() -> float:
    """MiB this process holds; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except OSError:
        return 0.0


def test_scene_changes_leave_nothing_behind(window: Window) -> None:
    def round_trip(times: int) -> None:
        for number in range(times):
            window.pane.dispatch(intents.SeekBeat(number % 4, number % 2))
            if number % 7 == 0:
                window.pane.dispatch(intents.ShowOverlay("help"))
            if number % 11 == 0:
                window.pane.dispatch(intents.ShowOverlay("overview"))
            if number % 5 == 0:
                window.pane.dispatch(intents.SetTheme())
            flush()

    round_trip(24)
    window.pane.dispatch(intents.SeekBeat(0))
    held = memory()
    before, objects = counts(window), len([item for item in gc.get_objects() if isinstance(item, QObject)])
    round_trip(CHANGES)
    window.pane.dispatch(intents.SeekBeat(0))
    assert counts(window) == before
    assert memory() - held <= 8.0
    after = len([item for item in gc.get_objects() if isinstance(item, QObject)])
    assert after <= objects + 20


def random_intent(dice: random.Random) -> Any:
    scene = dice.choice(["alpha", "beta", "broken", "gamma"])
    return dice.choice(
        [
            intents.NextBeat(),
            intents.PreviousBeat(),
            intents.TogglePlaying(),
            intents.Seek(dice.uniform(-5, 30)),
            intents.Undo(),
            intents.Redo(),
            intents.ShowOverlay(dice.choice(["help", "overview", "goto", "badge"])),
            intents.Escape(),
            intents.SetTheme(),
            intents.SetControl(
                scene, dice.choice(["zoom", "stretch", "temperature", "batch", "word"]), dice.uniform(-1, 4), True
            ),
            intents.Blank(dice.choice(["black", "white"])),
            intents.ToggleRail(),
            intents.ResetStop(scene),
            intents.JumpToStop(scene),
            intents.SetMotion(dice.choice(["full", "reduced", "none"])),
            intents.TogglePointer(),
            intents.Press("beta", "pressed"),
            intents.SetControl("", "prompt", "".join(chr(dice.randrange(1, 0x11000)) for _ in range(12))),
        ]
    )


KEYS = [
    Qt.Key(key)
    for key in (
        *range(Qt.Key.Key_A.value, Qt.Key.Key_Z.value + 1),
        *range(Qt.Key.Key_0.value, Qt.Key.Key_9.value + 1),
        Qt.Key.Key_PageDown,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Tab,
        Qt.Key.Key_F1,
        Qt.Key.Key_Period,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_BracketLeft,
        Qt.Key.Key_Question,
        Qt.Key.Key_Backspace,
    )
]


def random_event(window: Window, dice: random.Random) -> None:
    focused = QApplication.focusWidget() or window.stage
    kind = dice.choices(["key", "click", "move", "intent", "resize", "wait"], [40, 20, 15, 20, 2, 10])[0]
    if kind == "key":
        QTest.keyClick(focused, dice.choice(KEYS))
    elif kind in ("click", "move"):
        at = QPoint(dice.randrange(window.desk.width()), dice.randrange(window.desk.height()))
        target = window.desk.childAt(at) or window.desk
        inside = target.mapFrom(window.desk, at)
        if kind == "click":
            QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=inside)
        else:
            QTest.mouseMove(target, inside)
    elif kind == "intent":
        window.pane.dispatch(random_intent(dice))
    elif kind == "resize":
        window.resize(dice.randrange(960, 1700), dice.randrange(600, 1100))
    else:
        QTest.qWait(8)


def test_monkey(make_window: Callable[..., Window], tour: Tour, slot_errors: list[str], qt_messages: list[str]) -> None:
    print(f"monkey seed {SEED}")
    dice = random.Random(SEED)
    window = make_window(tour, (1280, 760))
    for number in range(EVENTS):
        random_event(window, dice)
        flush()
        for popup in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if popup is not None and dice.random() < 0.5:
                popup.close()
        assert slot_errors == [] and qt_messages == [], f"seed {SEED}, event {number}"
        assert window.isVisible(), f"seed {SEED}, event {number}: nothing but Ctrl+Q closes the window"
        assert 0 <= window.pane.time <= window.pane.tour.duration
    modal = QApplication.activeModalWidget()
    if modal is not None:
        modal.close()
    window.pane.dispatch(intents.Escape())
    window.pane.dispatch(intents.SeekBeat(0))
    window.resize(1280, 760)
    flush()
    assert window.stage.picture is not None and window.pane.trouble is None
