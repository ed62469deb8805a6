"""E in the window: to what lies behind the scene on stage, and back to the very moment; the tours' tabs of the
overview."""

from __future__ import annotations

from collections.abc import Callable

from tests.qt.qt_helpers import flush
from tourapp.export.offline import default_tour
from tourapp.player import intents
from tourapp.qt.sheets.overview import Overview
from tourapp.qt.window import Window
from tourapp.tours.explore import explore_ways

WAY = explore_ways()[0]


def test_the_key_leads_there_and_back_to_the_moment(make_window: Callable[..., Window]) -> None:
    window = make_window(default_tour())
    pane, tour = window.pane, window.pane.tour
    pane.dispatch(intents.SeekBeat(tour.index(WAY.scene), 2))
    pane.dispatch(intents.Tick(1.5))
    pane.dispatch(intents.SetControl("", "batch", 64))
    left = pane.state
    window.commands.act("E")
    flush()
    assert pane.stop.scene.id == WAY.leads and pane.tour is not tour and pane.state.inputs.batch == 64
    assert window.transport.tour is pane.tour and window.rail.stop is pane.stop
    pane.dispatch(intents.NextBeat())
    gone = (pane.tour.id, pane.state.until)
    window.commands.act("E")
    now = pane.state
    assert pane.tour is tour and (now.stop, now.t, now.until) == (left.stop, left.t, left.until)
    assert now.settings == left.settings and now.undo == left.undo
    window.commands.act("E")
    assert (pane.tour.id, pane.state.until) == gone, "and there again, where that was left"


def test_the_way_back_needs_no_way_there(make_window: Callable[..., Window]) -> None:
    from tourapp.player.talks.cuts import shipped_tour
    from tourapp.tours.shelf import tour_with

    window = make_window(shipped_tour(tour_with(WAY.leads).file.id))
    window.commands.act("E")
    assert window.pane.stop.scene.id == WAY.scene


def test_where_nothing_lies_behind_it_is_said(make_window: Callable[..., Window]) -> None:
    window = make_window(default_tour())
    before = window.pane.state
    window.commands.act("E")
    assert window.pane.state == before and window.bar.label.text() == "Nothing lies behind this scene."


def test_the_overview_has_a_tab_for_each_tour(make_window: Callable[..., Window]) -> None:
    window = make_window(default_tour())
    window.commands.act("O")
    overview = window.overlays.open
    assert isinstance(overview, Overview)
    assert [tour.id for tour in overview.tours] == ["request", "truth"] and overview.list.count() == 15
    overview.tabs.buttons[1].click()
    assert overview.list.count() == 1 and overview.tabs.stop is overview.tabs.buttons[1]
    overview.tabs.buttons[0].click()
    overview.list.chosen.emit(3)
    flush()
    assert window.pane.index == 3 and window.pane.tour.id == "request" and window.pane.window.overlay is None
    window.commands.act("O")
    overview = window.overlays.open
    assert isinstance(overview, Overview)
    overview.tabs.buttons[1].click()
    overview.list.chosen.emit(0)
    flush()
    assert window.pane.tour.id == "truth" and window.pane.window.overlay is None
