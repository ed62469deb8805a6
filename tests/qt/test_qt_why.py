"""The derivation card: a step that a stop shows can be activated and goes there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.helpers import STILL, make_offline
from tests.toys import make_scene
from tourapp.authoring import DARK, Journey
from tourapp.export.offline import default_tour
from tourapp.player import intents
from tourapp.player.composer import journey_of
from tourapp.player.tour import Tour
from tourapp.qt.sheets.why import WhyCard
from tourapp.qt.style import Look
from tourapp.qt.window import Window
from tourapp.tours import all_scenes
from tourapp.tours.shelf import scene_about, toured
from tourapp.world import World


@pytest.fixture(scope="module")
def journey() -> Journey:
    offline = make_offline(work=STILL)
    return journey_of(offline.state(), offline.tour, 0, offline.worlds)


@pytest.mark.parametrize(
    ("fact", "stop"),
    [
        ("capacity.users", "kv_hall"),
        ("decode.step_seconds", "prefill_decode"),
        ("decode.ridge", "gpu_grid"),
        ("gpu.bandwidth_tb_s", "gpu_grid"),
        ("gpu.memory_gb", "kv_hall"),
        ("model.heads", "attention"),
        ("price.output", "pricing"),
        ("flash_traffic.True.gain", "flash_attention"),
        ("quant.gain", "quantization"),
        ("priceless", None),
        ("", None),
    ],
)
def test_a_fact_leads_to_the_stop_that_shows_it(fact: str, stop: str | None, journey: Journey) -> None:
    found = journey.about(fact)
    assert (found.key if found is not None else None) == stop


def test_activating_a_step_goes_to_its_stop(qt: Any, journey: Journey) -> None:
    gone: list[str] = []
    number = World(work=STILL).cost.number("capacity.users")
    card = WhyCard(number, Look(DARK, 1.0), None, journey, gone.append)
    top = card.tree.topLevelItem(0)
    assert top is not None and top.text(3) == next(each.title for each in journey.stops if each.key == "kv_hall")
    card.tree.itemActivated.emit(top, 0)
    assert gone == ["kv_hall"]
    card.deleteLater()


def test_where_this_tour_shows_it_nowhere_another_does(make_window: Callable[..., Window]) -> None:
    whole = default_tour()
    tour = Tour(tuple(stop for stop in whole.stops if stop.key in ("network", "queue")), "two", "Two")
    window = make_window(tour)
    pane = window.pane
    number = World(work=STILL).cost.number("capacity.users")
    pane.dispatch(intents.ShowOverlay("why", number))
    card = window.overlays.open
    assert isinstance(card, WhyCard)
    top = card.tree.topLevelItem(0)
    home = scene_about("capacity.users")
    assert top is not None and home is not None and top.text(3) == home.title
    card.tree.itemActivated.emit(top, 0)
    assert pane.stop.scene is home and pane.window.overlay is None and pane.tour is not tour
    window.commands.act("Alt+Left")
    assert pane.tour is tour


def test_a_fit_in_this_tour_comes_before_a_closer_one_elsewhere(qt: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    offline = make_offline(work=STILL)
    journey = journey_of(offline.state(), offline.tour, 0, offline.worlds)
    closer = make_scene("closer", lambda _f, _p: None, about=("decode.step_seconds",))
    monkeypatch.setattr("tourapp.qt.sheets.why.scene_about", lambda _fact: closer)
    number = World(work=STILL).cost.number("decode.step_seconds")
    card = WhyCard(number, Look(DARK, 1.0), None, journey)
    top = card.tree.topLevelItem(0)
    here = journey.about("decode.step_seconds")
    assert top is not None and here is not None and top.text(3) == here.title
    card.deleteLater()


def test_every_fact_of_a_card_is_found(qt: Any) -> None:
    assert scene_about("priceless") is None and scene_about("no.such.fact") is None
    for name in toured():
        for fact in all_scenes()[name].about:
            found = scene_about(fact)
            assert found is not None and found.names(fact) >= len(fact)
