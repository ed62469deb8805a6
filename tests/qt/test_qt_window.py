"""The window as a whole: stage, rail, transport, overlays, errors, workers, and that it rests when nothing moves."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.qt.qt_helpers import flush, wait_for
from tests.toys import make_scene
from tourapp.authoring import RAIL, Frame, Picture, Tag
from tourapp.player import intents
from tourapp.player.tour import Tour, tour_of
from tourapp.qt.controls.widgets import SliderRow, TextRow
from tourapp.qt.screens import inside_screens
from tourapp.qt.sheets.overview import Overview
from tourapp.qt.window import Window
from tourapp.quantity import Quantity
from tourapp.world.part import parts


def pixels(window: Window) -> np.ndarray:
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return raw[:, : image.width() * 3].reshape(image.height(), image.width(), 3).astype(int)


def test_the_first_picture_is_there_and_the_first_beat_plays(window: Window) -> None:
    assert window.stage.picture is not None
    assert pixels(window).std() > 3
    assert window.pane.state.playing and window.pane.index == 0


def test_time_passes_and_then_only_the_loop_goes_on(window: Window) -> None:
    assert wait_for(lambda: window.pane.state.holding)
    idle = window.pane.state.idle
    assert wait_for(lambda: window.pane.state.idle > idle)


def test_paused_and_unchanged_nothing_is_drawn(window: Window) -> None:
    window.pane.dispatch(intents.Seek(1.0))
    flush()
    drawn: list[object] = []
    window.pane.drawn.connect(drawn.append)
    QTest.qWait(250)
    assert drawn == []
    window.pane.dispatch(intents.Seek(1.5))
    flush()
    assert len(drawn) == 1


def test_a_hidden_window_draws_nothing(window: Window) -> None:
    window.hide()
    drawn: list[object] = []
    window.pane.drawn.connect(drawn.append)
    QTest.qWait(150)
    assert drawn == []
    window.show()
    assert wait_for(lambda: len(drawn) > 0)


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("size", [(960, 600), (1280, 720), (1920, 1080), (3840, 2160), (1000, 1400)])
def test_native_controls_stand_where_pictures_draw_them(
    make_window: Callable[..., Window], tour: Tour, size: tuple[int, int], opened: bool
) -> None:
    window = make_window(tour, size)
    if opened:
        window.pane.dispatch(intents.ToggleMore())
        flush()
    scale, left, top = window.stage.fit
    assert window.stage.picture is not None
    plan = tour.stops[0].scene.rail(0, opened=opened, stand=window.stage.picture.stand)
    gain, ground = scale * plan.stand.scale, plan.ground
    seen = {place.control.id for place in plan.places}
    assert {name for name, row in window.rail.rows.items() if row.isVisible()} == seen
    for place in plan.places:
        row, box = window.rail.rows[place.control.id], place.box
        at = row.mapTo(window.desk, QPoint(0, 0))
        x, y = ground.x * scale + (box.x - RAIL.x) * gain, ground.y * scale + (box.y - RAIL.y) * gain
        assert abs(at.x() - (left + x)) <= 2 and abs(at.y() - (top + y)) <= 2
        assert abs(row.width() - box.w * gain) <= 2
    corner = window.rail.geometry()
    assert corner.right() <= left + ground.right * scale + 2


def test_a_dragged_slider_changes_the_picture_and_is_one_change(window: Window) -> None:
    window.pane.dispatch(intents.Seek(1.0))
    flush()
    row = window.rail.rows["stretch"]
    assert isinstance(row, SliderRow)
    before = window.stage.picture
    slider = row.slider
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(20, slider.height() // 2))
    for x in range(20, 160, 10):
        QTest.mouseMove(slider, QPoint(x, slider.height() // 2))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(160, slider.height() // 2))
    flush()
    state = window.pane.state
    assert state.inputs.stretch > 1.5 and len(state.undo) == 1
    assert row.field.value() == pytest.approx(state.inputs.stretch)
    assert window.stage.picture is not before
    QTest.keyClick(window.stage, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.pane.state.inputs.stretch == 1.4 and row.field.value() == pytest.approx(1.4)


def test_an_exact_value_can_be_typed(window: Window) -> None:
    row = window.rail.rows["stretch"]
    assert isinstance(row, SliderRow)
    row.field.setFocus()
    row.field.selectAll()
    QTest.keyClicks(row.field, "1.237")
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    assert window.pane.state.inputs.stretch == 1.237
    assert row.field.text().startswith("1.237")
    assert QApplication.focusWidget() is window.stage, "Enter hands the keys back"


def test_reset_undo_and_redo_buttons(window: Window) -> None:
    window.pane.dispatch(intents.SetControl("alpha", "zoom", 0.9))
    window.pane.dispatch(intents.SetControl("alpha", "stretch", 2.0))
    QTest.mouseClick(window.rail._reset, Qt.MouseButton.LeftButton)
    assert window.pane.state.inputs.stretch == 1.4 and window.pane.state.settings.view == {}
    QTest.mouseClick(window.rail._undo, Qt.MouseButton.LeftButton)
    assert window.pane.state.inputs.stretch == 2.0
    QTest.mouseClick(window.rail._redo, Qt.MouseButton.LeftButton)
    assert window.pane.state.inputs.stretch == 1.4


def test_every_control_has_a_name_for_a_screen_reader(window: Window) -> None:
    for index in (0, 1):
        window.pane.dispatch(intents.SeekBeat(index))
        flush()
        for row in window.rail.rows.values():
            named = [child for child in row.children() if hasattr(child, "accessibleName") and child.accessibleName()]
            assert named, row.control.id
    assert "Caption" in window.stage.accessibleDescription()


def test_a_scene_that_raises_shows_a_card_and_the_tour_goes_on(window: Window) -> None:
    window.pane.dispatch(intents.SeekBeat(2))
    assert wait_for(window.card.isVisible)
    assert not window.rail.isVisible()
    QTest.mouseClick(window.card.copy, Qt.MouseButton.LeftButton)
    report = QGuiApplication.clipboard().text()
    assert "ValueError: broken on purpose" in report and "broken" in report and "draw_broken" in report
    QTest.mouseClick(window.card.next, Qt.MouseButton.LeftButton)
    assert wait_for(lambda: window.pane.index == 3 and not window.pane.passing)
    assert wait_for(lambda: not window.card.isVisible())
    assert window.pane.trouble is None


def test_a_picture_that_cannot_be_painted_shows_the_card(make_window: Callable[..., Window]) -> None:
    def paint_trouble(f: Frame, p: Picture) -> None:
        p.rects([(0, 0, 10, 10)], "no such role")

    window = make_window(tour_of((make_scene("alpha", paint_trouble), make_scene("beta", lambda f, p: None))))
    assert wait_for(window.card.isVisible)
    assert "no such role" in window.card.report
    window.pane.dispatch(intents.SeekBeat(1))
    assert wait_for(lambda: not window.card.isVisible())


def test_an_error_in_a_slot_is_shown_and_the_window_lives_on(window: Window, slot_errors: list[str]) -> None:
    def wrong() -> None:
        raise RuntimeError("slot on fire")

    window.guard.install()
    window.transport.help.clicked.connect(wrong)
    QTest.mouseClick(window.transport.help, Qt.MouseButton.LeftButton)
    window.guard.remove()
    assert window.bar.isVisible() and "slot on fire" in window.bar.label.text()
    assert "RuntimeError" in window.bar._report
    assert slot_errors == [], "the guard took it"
    assert sys.excepthook is not window.guard


def test_overview_shows_every_scene_and_goes_there(window: Window) -> None:
    QTest.keyClick(window.stage, Qt.Key.Key_O)
    overview = window.overlays.open
    assert isinstance(overview, Overview) and overview.list.count() == 4
    assert wait_for(lambda: not overview._queue)
    QTest.keyClick(overview.list, Qt.Key.Key_Right)
    QTest.keyClick(overview.list, Qt.Key.Key_Return)
    assert window.pane.index == 1 and window.overlays.open is None
    assert QApplication.focusWidget() is window.stage


def test_numbers_can_be_asked_why(window: Window) -> None:
    window.pane.dispatch(intents.Seek(1.0))
    flush()
    scale, left, top = window.stage.fit
    at = QPoint(round(left + 330 * scale), round(top + 650 * scale))
    hit = window.stage.hit(330, 650)
    assert hit is not None and isinstance(hit.value, Quantity)
    QTest.mouseClick(window.stage, Qt.MouseButton.LeftButton, pos=at)
    assert window.pane.state.overlay == "why" and window.overlays.open is not None
    QTest.keyClick(window.overlays.open, Qt.Key.Key_Escape)
    assert window.overlays.open is None


def test_hot_areas_hover_and_lead_to_scenes(window: Window) -> None:
    window.pane.dispatch(intents.Seek(1.0))
    flush()
    scale, left, top = window.stage.fit
    at = QPoint(round(left + 140 * scale), round(top + 640 * scale))
    QTest.mouseMove(window.stage, at)
    assert wait_for(lambda: window.pane.state.hover == Tag("box"))
    assert window.stage.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(window.stage, Qt.MouseButton.LeftButton, pos=at)
    assert window.pane.index == 1


def test_help_badge_and_goto_sheets_open_and_close(window: Window) -> None:
    for name in ("help", "badge", "goto"):
        window.pane.dispatch(intents.ShowOverlay(name))
        assert window.overlays.open is not None and window.overlays.open.isVisible()
        window.resize(window.width() + 30, window.height())
        flush()
        assert window.overlays.open is not None and window.overlays.open.isVisible()
        window.pane.dispatch(intents.Escape())
        assert window.overlays.open is None


def test_a_number_and_enter_go_to_a_scene(window: Window) -> None:
    QTest.keyClick(window.stage, Qt.Key.Key_4)
    sheet = window.overlays.open
    assert sheet is not None
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    assert window.pane.index == 3


def test_themes_change_every_pixel_of_ground_and_back(window: Window) -> None:
    window.pane.dispatch(intents.Seek(1.0))
    flush()
    dark = pixels(window)
    window.pane.dispatch(intents.SetTheme("projector"))
    flush()
    light = pixels(window)
    assert light.mean() > dark.mean() + 100
    window.pane.dispatch(intents.SetTheme("dark"))
    flush()
    assert np.array_equal(pixels(window), dark)


def test_hidden_rail_and_blank_stage(window: Window) -> None:
    window.pane.dispatch(intents.ToggleRail())
    flush()
    assert not window.rail.isVisible()
    window.pane.dispatch(intents.Blank("white"))
    flush()
    area = window.stage.grab().toImage()
    assert area.pixelColor(40, 40).name() == "#ffffff" and area.pixelColor(600, 300).name() == "#ffffff"


def test_full_screen_hides_the_bar_and_gives_the_stage_the_room(window: Window) -> None:
    QTest.keyClick(window.stage, Qt.Key.Key_F11)
    assert window.isFullScreen() and window.stage.height() == window.desk.height()
    window.full.rest()
    assert not window.transport.isVisible()
    window.full.moved()
    assert window.transport.isVisible()
    QTest.keyClick(window.stage, Qt.Key.Key_Escape)
    assert not window.isFullScreen() and window.transport.isVisible()
    assert window.stage.height() < window.desk.height()


def test_the_old_picture_stays_while_a_slow_part_is_built(
    make_window: Callable[..., Window], add_part: Callable[..., Any]
) -> None:
    gate = threading.Event()

    def build(view: Any) -> str:
        view.progress(0.5, "half way")
        if view.temperature > 1:
            assert gate.wait(20)
        return f"T {view.temperature}"

    add_part("slow", build, reads=("temperature",))

    def draw(f: Frame, p: Picture) -> None:
        p.fill(word=f.world.slow)
        p.text((200, 300), f.world.slow, size=40)

    window = make_window(tour_of((make_scene("alpha", draw, needs=("slow",)), make_scene("beta", draw))))
    assert wait_for(lambda: window.stage.picture is not None and window.stage.picture.fields.get("word") == "T 0.8")
    window.pane.dispatch(intents.SetControl("", "temperature", 1.5))
    assert wait_for(window.mark.isVisible)
    assert window.stage.picture is not None and window.stage.picture.fields["word"] == "T 0.8"
    gate.set()
    assert wait_for(lambda: window.stage.picture is not None and window.stage.picture.fields.get("word") == "T 1.5")
    assert wait_for(lambda: not window.mark.isVisible())


def test_a_part_that_fails_is_said_and_the_tour_goes_on(
    make_window: Callable[..., Window], add_part: Callable[..., Any]
) -> None:
    def build(view: Any) -> str:
        raise MemoryError("too large")

    add_part("slow", build, reads=("temperature",))
    window = make_window(
        tour_of(
            (
                make_scene("alpha", lambda f, p: p.text((9, 9), f.world.slow), needs=("slow",)),
                make_scene("beta", lambda f, p: None),
            )
        )
    )
    assert wait_for(window.bar.isVisible)
    assert "MemoryError" in window.bar.label.text()
    window.pane.dispatch(intents.SeekBeat(1))
    flush()
    assert window.pane.index == 1 and window.pane.trouble is None


def test_tokens_stream_into_the_bar_and_can_be_stopped(
    make_window: Callable[..., Window], add_part: Callable[..., Any]
) -> None:
    ended: list[str] = []

    def build(view: Any) -> str:
        for number in range(100_000):
            if view.cancelled():
                ended.append("cancelled")
                return "cut short"
            view.token(f"w{number} ")
            threading.Event().wait(0.002)
        return "whole"

    real = parts()["recording"]
    add_part("recording", build, reads=real.reads, stand_in=real.stand_in)
    window = make_window(tour_of((make_scene("alpha", lambda f, p: None, needs=("recording",)),)))
    assert wait_for(lambda: "w" in window.transport.prompt.answer.text())
    assert window.transport.prompt.stop.isVisible()
    QTest.mouseClick(window.transport.prompt.stop, Qt.MouseButton.LeftButton)
    assert wait_for(lambda: ended == ["cancelled"])
    assert wait_for(lambda: not window.transport.prompt.stop.isVisible())
    assert not window.pane.store.busy


def test_any_prompt_is_safe(window: Window) -> None:
    window.pane.dispatch(intents.SeekBeat(1))
    flush()
    row = window.rail.rows["prompt"]
    assert isinstance(row, TextRow)
    row.edit.setFocus()
    for words in (
        "x" * 1_000_000,
        "a\nb\tc\r\n",
        "🧑‍🚀" * 900,
        "\u202eabc\u0000def",
        "e\u0301" * 3000,
        "{unfilled} {0}",
    ):
        row.edit.selectAll()
        QGuiApplication.clipboard().setText(words)
        QTest.keyClick(row.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        flush()
        assert 0 < len(window.pane.state.inputs.prompt) <= 4000
        assert window.pane.trouble is None
    window.pane.dispatch(intents.SetControl("", "prompt", "lone \ud83d surrogate"))
    flush()
    window.pane.state.inputs.prompt.encode("utf-8")


def test_a_window_from_another_desk_comes_back_onto_a_screen() -> None:
    screens = [QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 720)]
    assert inside_screens(QRect(5000, 4000, 800, 600), screens) == QRect(1120, 480, 800, 600)
    assert inside_screens(QRect(2000, 10, 800, 600), screens) == QRect(2000, 10, 800, 600)
    assert inside_screens(QRect(-50, -50, 9000, 9000), screens) == QRect(0, 0, 1920, 1080)


def test_close_stops_the_worker(make_window: Callable[..., Window], add_part: Callable[..., Any]) -> None:
    def build(view: Any) -> str:
        while not view.cancelled():
            threading.Event().wait(0.005)
        return "cut short"

    add_part("slow", build, reads=("temperature",))
    window = make_window(tour_of((make_scene("alpha", lambda f, p: p.text((9, 9), f.world.slow), needs=("slow",)),)))
    assert wait_for(lambda: window.pane.showing.worker.running)
    window.close()
    assert window.pane.showing.stopped and not window.pane.showing.worker.running
