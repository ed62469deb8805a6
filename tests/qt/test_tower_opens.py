"""A click on a floor of the tower leads to the table of its steps, with the model that stood there."""

from __future__ import annotations

from collections.abc import Callable

from tests.qt.qt_helpers import flush
from tourapp.player import intents
from tourapp.player.state import inputs_for
from tourapp.player.talks.cuts import shipped_tour
from tourapp.qt.window import Window


def test_a_floor_opens_the_table_of_its_model(make_window: Callable[..., Window]) -> None:
    window = make_window(shipped_tour("making_it_fast"))
    pane = window.pane
    key = pane.stop.key
    assert pane.stop.scene.id == "model_overview"
    pane.dispatch(intents.SetControl(key, "model", "gpt2"))
    pane.dispatch(intents.SetControl(key, "tower_zoom", 2))
    flush()
    assert pane.stop.scene.id == "layer_detail" and inputs_for(pane.state, pane.stop).model == "gpt2"
    window.lessons.explore.back()
    assert pane.stop.scene.id == "model_overview" and inputs_for(pane.state, pane.stop).model == "gpt2"
