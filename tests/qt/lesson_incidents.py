"""What a teacher does between two beats of the scripted lesson, and what goes wrong in a classroom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.qt.qt_helpers import flush
from tests.qt.teacher import Teacher
from tourapp.player import intents
from tourapp.player.asking import hands_open
from tourapp.player.tongue import SetLanguage
from tourapp.qt.presenter.places import screens_now

Key = Qt.Key


def there_and_back(teacher: Teacher) -> None:
    """Two back and on again; a jump by digits, one through the overview, and back."""
    here, beat = teacher.pane.index, teacher.pane.beat
    for key in (Key.Key_PageUp, Key.Key_PageUp, Key.Key_PageDown):
        teacher.press(key)
        teacher.pass_time(20.0)
    teacher.type(7)
    teacher.press(Key.Key_Return)
    teacher.expect(teacher.pane.index == 6, "7, Enter is not scene 7")
    teacher.pass_time(3.0)
    teacher.press(Key.Key_O)
    teacher.expect(teacher.pane.window.overlay == "overview", "O shows no overview")
    for key in (*[Key.Key_Left] * (6 - here), Key.Key_Return):
        teacher.press(key)
    flush()
    teacher.expect(teacher.pane.index == here and teacher.pane.window.overlay is None, "the overview goes elsewhere")
    for _ in range(beat):
        teacher.press(Key.Key_PageDown)
        teacher.pass_time(20.0)


def blanks(teacher: Teacher) -> None:
    """Black and white, twice each, and a page turned while it is black."""
    audience = teacher.presenter.rooms.audience
    for key, colour in (
        (Key.Key_Period, "black"),
        (Key.Key_B, "black"),
        (Key.Key_W, "white"),
        (Key.Key_Comma, "white"),
    ):
        teacher.press(key)
        teacher.expect(audience is not None and audience.stage.blank == colour, f"{key.name} is not {colour}")
        teacher.rest(5.0)
        teacher.press(key)
        teacher.expect(audience is not None and audience.stage.blank is None, f"{key.name} stays {colour}")
    teacher.press(Key.Key_B)
    teacher.press(Key.Key_PageUp)
    teacher.press(Key.Key_PageDown)
    teacher.expect(teacher.pane.state.blank is None, "a page turned stays black")
    teacher.pass_time(20.0)


def frozen(teacher: Teacher) -> None:
    """The class keeps its picture while the teacher looks ahead."""
    audience = teacher.presenter.rooms.audience
    teacher.press(Key.Key_Z)
    shown = audience.stage.picture if audience is not None else None
    teacher.press(Key.Key_PageDown)
    teacher.pass_time(4.0)
    teacher.expect(audience is not None and audience.stage.picture is shown, "Z does not freeze")
    teacher.press(Key.Key_PageUp)
    teacher.pass_time(20.0)
    teacher.press(Key.Key_Z)
    teacher.expect(audience is not None and audience.stage.picture is audience.latest, "Z does not let go")


def near(teacher: Teacher) -> None:
    """Zoom, pointer, and back; the next beat is whole again."""
    audience = teacher.presenter.rooms.audience
    for key in (Key.Key_Plus, Key.Key_Plus, Key.Key_Minus, Key.Key_L):
        teacher.press(key)
    teacher.pass_time(4.0)
    assert audience is not None
    teacher.expect(audience.stage.zoom == 1.5 == teacher.pane.state.zoom, f"zoom {audience.stage.zoom}")
    teacher.expect(teacher.pane.state.pointer, "L shows no light")
    teacher.press(Key.Key_L)


def dragged(teacher: Teacher) -> None:
    """A slider on the console, seen by the class; then a clicker, and undo."""
    rooms, state = teacher.presenter.rooms, teacher.pane.state
    assert rooms.console is not None and rooms.audience is not None
    slider = rooms.console.rail.rows["temperature"].slider  # type: ignore[attr-defined]
    y, left = slider.height() // 2, Qt.MouseButton.LeftButton
    QTest.mousePress(slider, left, pos=QPoint(20, y))
    for x in range(30, 90, 10):
        QTest.mouseMove(slider, QPoint(x, y))
        teacher.pass_time(0.1)
    teacher.expect(rooms.audience.mirror.isVisible(), "the class does not see the slider")
    QTest.mouseRelease(slider, left, pos=QPoint(90, y))
    moved = teacher.pane.state
    teacher.expect(moved.inputs.temperature != state.inputs.temperature, "the slider moves nothing")
    teacher.expect(QApplication.focusWidget() is rooms.console.live, "the keys stay on the slider")
    teacher.rest(30.0)
    teacher.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    teacher.expect(teacher.pane.state.inputs.temperature == state.inputs.temperature, "undo does not undo")
    teacher.settle()


def prompted(teacher: Teacher) -> None:
    """Another prompt: half of it given up, then all of it."""
    words, usual = "The river bank was muddy", teacher.pane.state.inputs.prompt
    for last, wanted in ((Key.Key_Escape, usual), (Key.Key_Return, words)):
        teacher.press(Key.Key_Slash)
        field = QApplication.focusWidget()
        teacher.expect(field is not None and hasattr(field, "selectAll"), "/ opens no field")
        if field is None or not hasattr(field, "selectAll"):
            return
        field.selectAll()
        QTest.keyClicks(field, words)
        teacher.press(last)
        flush()
        teacher.expect(teacher.pane.state.inputs.prompt == wanted, f"{last.name}: {teacher.pane.state.inputs.prompt!r}")
    teacher.rest(20.0)
    teacher.press(Key.Key_PageDown)
    teacher.press(Key.Key_PageUp)
    teacher.pass_time(20.0)
    teacher.pane.dispatch(intents.SetControl("", "prompt", usual))
    teacher.settle()


def spoken(teacher: Teacher) -> None:
    """All words Spanish, and English again."""
    said = []
    for tag in ("es", "en"):
        teacher.pane.dispatch(SetLanguage(tag))
        teacher.pass_time(1.0)
        console = teacher.presenter.rooms.console
        said.append(console.live.accessibleDescription() if console is not None else "")
        teacher.look()
    teacher.expect(said[0] != said[1], f"the same words in two languages: {said[0]!r}")


def unplugged(teacher: Teacher) -> None:
    """The projector is gone in the middle of a sentence, for a minute."""
    home = teacher.presenter.rooms
    teacher.press(Key.Key_PageUp)
    teacher.press(Key.Key_PageDown)
    teacher.pass_time(0.5)
    spot = teacher.pane.state.stop, teacher.pane.state.t
    teacher.presenter.screens = lambda: screens_now()[:1]
    teacher.presenter.look()
    flush()
    teacher.expect(home.audience is None, "the class's window stays without a screen")
    teacher.expect((teacher.pane.state.stop, teacher.pane.state.t) == spot, "the place is lost with the screen")
    teacher.look()
    teacher.rest(60.0)
    teacher.press(Key.Key_D)
    teacher.expect(teacher.pane.state.drawer, "no drawer with one screen")
    teacher.pass_time(3.0)
    teacher.presenter.screens = screens_now
    teacher.presenter.look()
    flush()
    teacher.pass_time(20.0)


def swapped(teacher: Teacher) -> None:
    """The two screens exchanged, and back."""
    where = []
    for _ in range(2):
        teacher.press(Key.Key_S)
        flush()
        audience = teacher.presenter.rooms.audience
        where.append((teacher.window.screen().name(), audience.screen().name() if audience is not None else "-"))
        teacher.pass_time(2.0)
    here, there = teacher.names[:2]
    teacher.expect(where == [(there, here), (here, there)], f"swapped: {where}")


def closed(teacher: Teacher) -> None:
    """Somebody closes the class's window: the talk ends, and goes on from this scene with its clock."""
    audience, beat = teacher.presenter.rooms.audience, teacher.pane.beat
    assert audience is not None
    audience.close()
    flush()
    teacher.expect(teacher.window.isVisible() and not teacher.pane.state.presenting, "closing does not end the talk")
    teacher.press(Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    flush()
    teacher.expect(teacher.pane.beat == 0, "Shift+F5 is not the scene's beginning")
    for _ in range(12):
        teacher.pass_time(20.0)
        if teacher.pane.beat == beat:
            return
        teacher.press(Key.Key_PageDown)


def paused(teacher: Teacher) -> None:
    """A fire drill: the clock is paused, the pages still turn."""
    console = teacher.presenter.rooms.console
    assert console is not None
    console.head.clocks.elapsed.click()
    begun = teacher.now
    teacher.rest(240.0)
    teacher.press(Key.Key_PageUp)
    teacher.press(Key.Key_PageDown)
    teacher.pass_time(20.0)
    teacher.paused += teacher.now - begun
    teacher.look()
    console.head.clocks.elapsed.click()


def asked_late(teacher: Teacher) -> None:
    """V asks at a beat that was already seen."""
    teacher.press(Key.Key_V)
    teacher.expect(hands_open(teacher.pane.state), "V asks nothing")
    teacher.ask((120, 0, 80))
    teacher.pass_time(20.0)


def not_asked(teacher: Teacher) -> None:
    """V at a beat without a question: from now on none, and then all of them again."""
    for wanted in (False, True):
        teacher.press(Key.Key_V)
        teacher.expect(teacher.pane.state.asks is wanted, f"V: asks is {teacher.pane.state.asks}")


TRICKS: dict[str, Callable[[Teacher], None]] = {
    "network.clock": there_and_back,
    "queue.busy": blanks,
    "tokenization.bytes": frozen,
    "sampling.softmax": dragged,
    "sampling.loop": prompted,
    "prefill_decode.flip": near,
    "kv_hall.decode": spoken,
    "kv_hall.grow": asked_late,
    "attention.blend": unplugged,
    "attention.onward": not_asked,
    "gpu_grid.grid": swapped,
    "batching.slowest": paused,
    "paging.blocks": closed,
    "speculation.check": blanks,
}
HANDS: dict[str, tuple[int, ...]] = {
    "queue.load": (200, 0, 350, 0, 90),
    "sampling.reshape": (40, 0, 1000),
    "attention.softmax": (3,),
    "batching.gap": (1, 1, 2, 2, 2, 3),
    "speculation.pays": (4, 4, 1),
}
