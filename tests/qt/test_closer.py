"""Looking closer at a scene that declares its levels: keys, wheel, double click, the smooth way, what is spoken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.qt.qt_helpers import flush
from tests.toys import make_scene
from tourapp.authoring import OPERATOR, Choice, Frame, Picture, SceneZoom, Slider, Tag, set_control
from tourapp.player import intents
from tourapp.player.nearing import NEARING
from tourapp.player.talks.cuts import shipped_tour
from tourapp.player.tour import Tour, tour_of
from tourapp.qt import closer as closer_module
from tourapp.qt.window import Window
from tourapp.world import PartCache

NAMES = ("q", "gate", "head")
BOXES = [(100.0 + 300 * place, 300.0, 240.0, 200.0) for place in range(3)]
SEEN: list[float] = []


def draw(f: Frame, p: Picture) -> None:
    SEEN.append(f.eased("look"))
    for box, name in zip(BOXES, NAMES, strict=True):
        lit = name in (f["part"], f.hovered(OPERATOR))
        p.rects([box], "ink" if lit else "line")
    p.hot(BOXES, [Tag(OPERATOR, name) for name in NAMES], [set_control("part", name) for name in NAMES])


def toy_tour(last: int | None = 1, whole: str | None = None) -> Tour:
    controls = (Slider("look", "Zoom", 0, 2, 0), Choice("part", "Part", tuple((n, n.upper()) for n in NAMES), "gate"))
    opens = {"q": "behind_q"}.get
    zoom = SceneZoom("look", "part", opens, told=lambda f, name: f"part {name}", last=last, whole=whole)
    scenes = (make_scene("map", draw, 2, controls, zoom=zoom), make_scene("plain", lambda f, p: None))
    return tour_of(scenes)


@pytest.fixture
def window(make_window: Callable[..., Window]) -> Window:
    made = make_window(toy_tour())
    made.pane.showing.manual()
    made.pane.draw()
    return made


def own(window: Window, name: str) -> Any:
    pane = window.pane
    return pane.view(0).controls[name] if pane.index == 0 else None


def went(window: Window, monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Scenes that were asked for from now on."""
    asked: list[str | None] = []
    monkeypatch.setattr(window.closer, "_explore", asked.append)
    return asked


def test_keys_walk_the_operators_and_the_levels(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, act = went(window, monkeypatch), window.commands.act
    act("Down")
    assert own(window, "part") == "head"
    act("Down")
    assert own(window, "part") == "q", "around at the end"
    act("+")
    assert own(window, "look") == 1 and asked == []
    act("=")
    assert own(window, "look") == 1 and asked == ["behind_q"], "beyond the nearest level"
    act("-")
    act("-")
    assert own(window, "look") == 0 and window.pane.state.zoom == 1.0
    act("Up")
    act("Return")
    assert own(window, "part") == "head" and asked == ["behind_q", None]
    window.pane.dispatch(intents.Undo())
    window.pane.dispatch(intents.Undo())
    window.pane.dispatch(intents.Undo())
    window.pane.dispatch(intents.Undo())
    assert own(window, "part") == "gate", "steps one after another are one for undo"


def test_a_step_farther_than_the_farthest_level_leads_to_the_whole(
    make_window: Callable[..., Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(toy_tour(whole="building"))
    window.pane.showing.manual()
    asked = went(window, monkeypatch)
    window.commands.act("+")
    window.commands.act("-")
    assert asked == [] and own(window, "look") == 0
    window.commands.act("-")
    assert asked == ["building"] and own(window, "look") == 0


def test_out_to_the_building_a_step_nearer_leads_back_to_the_map(make_window: Callable[..., Window]) -> None:
    window = make_window(shipped_tour("atlas"))
    pane = window.pane
    pane.dispatch(intents.JumpToStop("atlas"))
    window.commands.act("-")
    flush()
    assert pane.stop.scene.id == "model_overview"
    assert pane.view(pane.index).controls["tower_part"] == "pass"
    window.commands.act("+")
    window.commands.act("+")
    flush()
    assert pane.stop.scene.id == "atlas"


def test_text_scale_and_other_scenes_keep_their_keys(window: Window) -> None:
    window.commands.act("Ctrl++")
    assert own(window, "look") == 0 and window.pane.state.text_scale > 100
    window.pane.dispatch(intents.JumpToStop("plain"))
    window.commands.act("+")
    assert window.pane.state.zoom > 1.0
    assert not window.commands.act("Down")


def test_what_covers_the_stage_has_the_keys(window: Window) -> None:
    window.pane.dispatch(intents.ShowOverlay("help"))
    window.commands.act("Down")
    window.pane.dispatch(intents.CloseOverlay())
    window.pane.dispatch(intents.Blank("black"))
    window.commands.act("Down")
    assert own(window, "part") == "gate"


def test_the_way_is_smooth_also_while_the_tour_stands(window: Window) -> None:
    pane = window.pane
    pane.dispatch(intents.Pause())
    before = pane.state.t
    window.commands.act("+")
    assert pane.state.moving and not pane.state.running
    way = []
    for _ in range(12):
        pane.dispatch(intents.Tick(NEARING / 10))
        pane.draw()
        way.append(SEEN[-1])
    assert way == sorted(way) and 0.0 < way[0] < 0.1 and way[-1] == 1.0 and pane.state.t == before
    assert not pane.state.moving
    window.commands.act("-")
    pane.dispatch(intents.Tick(NEARING / 2))
    window.commands.act("+")
    pane.draw()
    assert 0.3 < SEEN[-1] < 0.7, "turned back half-way it goes on from there"
    pane.dispatch(intents.SetMotion("reduced"))
    pane.draw()
    assert SEEN[-1] == 1.0 and pane.state.nearing is None


def test_a_level_beyond_the_last_opens_and_is_put_back(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = went(window, monkeypatch)
    window.pane.dispatch(intents.SetControl("map", "part", "q"))
    window.pane.dispatch(intents.SetControl("map", "look", 2))
    flush()
    assert asked == ["behind_q"] and own(window, "look") == 1


def test_a_level_asked_for_before_the_window_opens_is_drawn(make_window: Callable[..., Window]) -> None:
    from tourapp.player.settings import apply_setting
    from tourapp.player.state import Settings, opening

    tour = toy_tour(None)
    settings = apply_setting(Settings(), tour, "map", "look", 2)
    window = make_window(tour, state=opening(settings=settings))
    window.pane.draw()
    assert SEEN[-1] == 2.0 and window.pane.index == 0


def at(window: Window, place: int) -> QPoint:
    x, y, w, h = BOXES[place]
    scale, left, top = window.stage.seen
    return QPoint(round(left + (x + w / 2) * scale), round(top + (y + h / 2) * scale))


def turn(window: Window, place: int, by: int) -> None:
    stage, point = window.stage, at(window, place)
    QTest.mouseMove(stage, point)
    where = stage.mapToGlobal(point)
    buttons, held = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(QPointF(point), QPointF(where), QPoint(), QPoint(0, by), buttons, held, phase, False)
    QApplication.sendEvent(stage, event)


def test_click_double_click_and_wheel(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, stage = went(window, monkeypatch), window.stage
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=at(window, 2))
    assert own(window, "part") == "head" and own(window, "look") == 0
    window.pane.draw()
    QTest.mouseDClick(stage, Qt.MouseButton.LeftButton, pos=at(window, 0))
    assert own(window, "part") == "q" and own(window, "look") == 1
    clock = [100.0]
    monkeypatch.setattr(closer_module.time, "monotonic", lambda: clock[0])
    turn(window, 1, -120)
    assert own(window, "look") == 0
    turn(window, 1, 120)
    assert own(window, "look") == 0, "one level while the picture is on its way"
    clock[0] += 2 * NEARING
    turn(window, 1, 60)
    assert own(window, "look") == 0
    turn(window, 1, 60)
    assert own(window, "look") == 1 and own(window, "part") == "gate", "at the operator under the pointer"
    clock[0] += 2 * NEARING
    turn(window, 0, 120)
    assert asked == ["behind_q"]


def test_the_chosen_operator_is_spoken(window: Window) -> None:
    heard: list[str] = []
    window.announcer.said.connect(heard.append)
    window.commands.act("Up")
    assert heard[-1:] == ["part q"]


def test_a_declaration_names_controls_that_are_there() -> None:
    zoom = SceneZoom("look", "nowhere", opens=lambda _n: None, told=lambda _f, _n: "")
    with pytest.raises(ValueError, match="nowhere"):
        make_scene("map", draw, 1, (Slider("look", "Zoom", 0, 2, 0),), zoom=zoom)


def test_a_picture_without_a_window_stands_at_its_level() -> None:
    from tourapp.player.composer import compose
    from tourapp.player.state import opening
    from tourapp.player.tour import TourPlace
    from tourapp.player.view import PlainWorlds

    tour = toy_tour()
    state = opening()
    compose(state, tour, TourPlace(0, 1.0), PlainWorlds(PartCache(4)))
    assert SEEN[-1] == 0.0
