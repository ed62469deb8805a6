"""E in the window: to what lies behind the scene on stage, and back to the very moment; the choice of ways; the tours'
tabs of the overview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.qt.qt_helpers import flush
from tests.toys import make_scene
from tourapp.authoring import Choice, SceneZoom, ShowWays, Slider
from tourapp.export.offline import default_tour
from tourapp.player import been, intents, ways_sign
from tourapp.player.state import inputs_for
from tourapp.player.talks.cuts import shipped_tour
from tourapp.player.tour import Tour, tour_of
from tourapp.qt import explore as explore_module
from tourapp.qt.hit import find_hits
from tourapp.qt.sheets.overview import Overview
from tourapp.qt.sheets.ways_sheet import WaysSheet
from tourapp.qt.window import Window
from tourapp.tours import all_scenes

ONE = {"pricing": ("held_against",), "held_against": ("pricing",)}
MANY = {
    "pricing": ("held_against", "queue", "sampling"),
    "held_against": ("pricing",),
    "queue": ("pricing", "sampling"),
    "sampling": ("queue",),
}


@pytest.fixture
def with_ways(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, Sequence[str]]], None]:
    """Have a map of ways of the test's own."""

    def put(ways: dict[str, Sequence[str]]) -> None:
        monkeypatch.setattr(
            explore_module, "ways_from", lambda scene: tuple(all_scenes()[name] for name in ways.get(scene, ()))
        )

    return put


def open_at(make_window: Callable[..., Window], scene: str) -> Window:
    window = make_window(default_tour())
    window.pane.dispatch(intents.SeekBeat(window.pane.tour.index(scene), 2))
    return window


def test_the_key_leads_there_and_back_to_the_moment(
    make_window: Callable[..., Window], with_ways: Callable[..., None]
) -> None:
    with_ways(ONE)
    window = open_at(make_window, "pricing")
    pane, tour = window.pane, window.pane.tour
    pane.dispatch(intents.Tick(1.5))
    pane.dispatch(intents.SetControl("", "batch", 64))
    left = pane.state
    window.commands.act("E")
    flush()
    assert pane.stop.scene.id == "held_against" and pane.tour is not tour and pane.state.inputs.batch == 64
    assert window.transport.tour is pane.tour and window.rail.stop is pane.stop
    pane.dispatch(intents.NextBeat())
    gone = (pane.tour.id, pane.state.until)
    window.commands.act("E")
    now = pane.state
    assert pane.tour is tour and (now.stop, now.t, now.until) == (left.stop, left.t, left.until)
    assert now.settings == left.settings and now.undo == left.undo
    pane.dispatch(intents.SetControl("", "batch", 16))
    window.commands.act("E")
    assert (pane.tour.id, pane.state.until) == gone, "and there again, where that was left"
    assert pane.state.inputs.batch == 16, "with what was set meanwhile"
    window.commands.act("Alt+Left")
    assert pane.tour is tour and pane.stop.scene.id == "pricing"
    window.commands.act("Alt+Left")
    assert window.bar.label.text() == "There is no place to go back to."


def test_a_stops_own_settings_stay_there(make_window: Callable[..., Window], with_ways: Callable[..., None]) -> None:
    with_ways({"queue": ("held_against",)})
    stops = tuple(replace(stop, settings={"batch": 64}) for stop in default_tour().stops if stop.key == "queue")
    window = make_window(Tour(stops, "own", "Own"))
    pane = window.pane
    assert inputs_for(pane.state, pane.stop).batch == 64
    window.commands.act("E")
    assert pane.stop.scene.id == "held_against" and pane.state.inputs.batch != 64


def test_the_way_back_needs_no_way_there(make_window: Callable[..., Window], with_ways: Callable[..., None]) -> None:
    with_ways(ONE)
    window = make_window(shipped_tour("truth"))
    window.commands.act("E")
    assert window.pane.stop.scene.id == "pricing"


def test_where_nothing_lies_behind_it_is_said(
    make_window: Callable[..., Window], with_ways: Callable[..., None]
) -> None:
    with_ways({})
    window = make_window(default_tour())
    before = window.pane.state
    for key in ("E", "Shift+E"):
        window.bar.label.setText("")
        window.commands.act(key)
        assert window.pane.state == before and window.bar.label.text() == "Nothing lies behind this scene."


def sheet_of(window: Window) -> WaysSheet:
    sheet = window.overlays.open
    assert isinstance(sheet, WaysSheet)
    return sheet


def test_several_ways_are_a_choice(make_window: Callable[..., Window], with_ways: Callable[..., None]) -> None:
    with_ways(MANY)
    window = open_at(make_window, "pricing")
    pane = window.pane
    window.commands.act("E")
    flush()
    sheet = sheet_of(window)
    assert [line.mark for line in sheet.list.lines] == ["1", "2", "3"] and sheet.list.currentRow() == 0
    assert QApplication.focusWidget() is sheet.list
    assert sheet.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    QTest.keyClick(sheet.list, Qt.Key.Key_Down)
    QTest.keyClick(sheet.list, Qt.Key.Key_Return)
    assert pane.stop.scene.id == "queue" and pane.window.overlay is None
    window.commands.act("E")
    assert pane.stop.scene.id == "pricing", "back, whatever else lies behind"
    window.commands.act("E")
    window.commands.act("E")
    assert pane.window.overlay is None, "the key closes what it has opened"
    window.commands.act("E")
    window.commands.act("Esc")
    assert pane.window.overlay is None and pane.stop.scene.id == "pricing"
    window.commands.act("E")
    window.commands.act("3")
    assert pane.stop.scene.id == "sampling"
    window.commands.act("Shift+E")
    lines = sheet_of(window).list.lines
    assert [line.mark for line in lines] == ["0", "1"] and lines[0].words.startswith("Back to ")
    QTest.keyClick(sheet_of(window).list, Qt.Key.Key_1)
    assert pane.stop.scene.id == "queue" and len(window.lessons.explore.places) == 2
    window.commands.act("Shift+E")
    QTest.keyClick(sheet_of(window).list, Qt.Key.Key_0)
    assert pane.stop.scene.id == "sampling" and len(window.lessons.explore.places) == 1


def test_a_click_takes_a_line_and_a_clicker_closes_the_choice(
    make_window: Callable[..., Window], with_ways: Callable[..., None]
) -> None:
    with_ways(MANY)
    window = open_at(make_window, "pricing")
    beat = window.pane.state.until
    window.commands.act("E")
    window.commands.act("PgDown")
    assert window.pane.window.overlay is None and window.pane.state.until != beat
    window.commands.act("E")
    flush()
    sheet = sheet_of(window)
    area = sheet.list.visualItemRect(sheet.list.item(2))
    QTest.mouseClick(sheet.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert window.pane.stop.scene.id == "sampling"


def test_the_sign_on_stage_opens_the_choice(
    make_window: Callable[..., Window], with_ways: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_ways(MANY)
    monkeypatch.setattr(ways_sign, "names_behind", lambda scene: tuple(MANY.get(scene, ())))
    window = open_at(make_window, "pricing")
    window.pane.draw()
    assert window.stage.picture is not None
    hits = [hit for hit in find_hits(window.stage.picture, window.stage.theme) if isinstance(hit.act, ShowWays)]
    assert len(hits) == 1
    window.commands.click(hits[0])
    assert len(sheet_of(window).list.lines) == 3
    window.commands.act("Esc")
    with_ways(ONE)
    window.commands.click(hits[0])
    assert window.pane.stop.scene.id == "held_against", "where there is one way, there"


def test_what_a_scene_with_levels_has_chosen_is_the_line_to_begin_with(
    make_window: Callable[..., Window], with_ways: Callable[..., None]
) -> None:
    controls = (Slider("look", "Zoom", 0, 1, 0), Choice("part", "Part", (("a", "A"), ("b", "B")), "b"))
    zoom = SceneZoom("look", "part", opens={"a": "queue", "b": "sampling"}.get, told=lambda _f, name: name)
    scene = make_scene("map", lambda _f, _p: None, 1, controls, zoom=zoom)
    with_ways({"map": ("pricing", "queue", "sampling")})
    window = make_window(tour_of((scene,)))
    window.commands.act("E")
    assert sheet_of(window).list.currentRow() == 2


def test_sixteen_places_are_kept(make_window: Callable[..., Window], with_ways: Callable[..., None]) -> None:
    with_ways({})
    window = make_window(default_tour())
    explore = window.lessons.explore
    ids = [stop.scene.id for stop in window.pane.tour.stops]
    walked = [ids[0]]
    for n in range(1, 24):
        explore.to_scene(ids[n % len(ids)])
        walked.append(window.pane.stop.scene.id)
    assert walked[1:] == [ids[n % len(ids)] for n in range(1, 24)]
    assert len(explore.places) == been.MOST == 16
    back = []
    while explore.places:
        explore.back()
        back.append(window.pane.stop.scene.id)
    assert back == walked[-2:-18:-1]


def test_a_scene_of_no_tour_is_not_gone_to(make_window: Callable[..., Window]) -> None:
    window = make_window(default_tour())
    for name in (None, "op_nowhere", window.pane.stop.scene.id):
        window.lessons.explore.to_scene(name)
        assert window.lessons.explore.places == ()


def test_the_overview_has_a_tab_for_each_tour(make_window: Callable[..., Window]) -> None:
    window = make_window(default_tour())
    window.commands.act("O")
    overview = window.overlays.open
    assert isinstance(overview, Overview)
    names = [tour.id for tour in overview.tours]
    truth = names.index("truth")
    assert names[0] == "request" and overview.list.count() == 15
    overview.tabs.buttons[truth].click()
    assert overview.list.count() == 1 and overview.tabs.stop is overview.tabs.buttons[truth]
    overview.tabs.buttons[0].click()
    overview.list.chosen.emit(3)
    flush()
    assert window.pane.index == 3 and window.pane.tour.id == "request" and window.pane.window.overlay is None
    window.commands.act("O")
    overview = window.overlays.open
    assert isinstance(overview, Overview)
    overview.tabs.buttons[truth].click()
    overview.list.chosen.emit(0)
    flush()
    assert window.pane.tour.id == "truth" and window.pane.window.overlay is None
