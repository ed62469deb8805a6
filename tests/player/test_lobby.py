"""The opening page as state: whatever walks starts the tour, the place that was left is kept, and what asks for the
stage goes past the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import tourapp.app
import tourapp.preflight
from tourapp.cli import main
from tourapp.export.offline import default_tour
from tourapp.opening import OpenOptions, opening_state
from tourapp.player import intents
from tourapp.player.composer import compose
from tourapp.player.keys import BINDINGS, by_key
from tourapp.player.lobby import GoOn, OpenLobby, place_left, with_lobby
from tourapp.player.lobby_cards import offered
from tourapp.player.preferences import LastPlace, Preferences
from tourapp.player.remembered import remember
from tourapp.player.state import PlayerState, opening
from tourapp.player.step import step
from tourapp.player.talks import presenting
from tourapp.player.tour import Tour, TourPlace
from tourapp.player.view import PlainWorlds
from tourapp.player.walking import opening_beat
from tourapp.tours import all_scenes, shipped

LEFT = Preferences(place=LastPlace("request", "kv_hall", 2, {"prompt": "Why do cats purr?"}))


@pytest.fixture(autouse=True, scope="module")
def every_scene() -> None:
    """A tour is offered once its scenes are there."""
    assert all_scenes().values()


def lobby(tour: Tour, left: tuple[str, int] | None = None) -> PlayerState:
    """The page of the small tour."""
    return with_lobby(opening(), left)


@pytest.mark.parametrize("key", ["PgDown", "Right", "Space", "N", "PgUp", "K", "R", "Home", "F5", "Esc", "Shift+K"])
def test_every_key_that_walks_starts_at_the_first_beat(tour: Tour, key: str) -> None:
    started = step(lobby(tour, ("beta", 1)), by_key()[key].intent, tour)  # type: ignore[arg-type]
    assert (started.lobby, started.stop, started.t, started.playing) == (False, 0, 0.0, True)
    assert started.presenting == (key == "F5")
    plain = opening_beat(opening(), tour)
    assert key in ("F5", "Shift+K") or started.until == plain.until


@pytest.mark.parametrize("motion", ["full", "reduced", "none"])
def test_the_page_stands_still_and_starts_with_any_motion(tour: Tour, motion: str) -> None:
    state = replace(lobby(tour), motion=motion)
    assert state.covered and not state.moving and step(state, intents.Tick(1.0), tour) is state
    started = step(state, intents.NextBeat(), tour)
    assert not started.lobby and started.stop == 0 and started.until is not None


def test_escape_closes_what_lies_over_the_page_first(tour: Tour) -> None:
    state = step(lobby(tour), intents.ShowOverlay("help"), tour)
    assert state.lobby and state.overlay == "help"
    assert step(state, intents.NextBeat(), tour).overlay is None
    state = step(state, intents.Escape(), tour)
    assert state.lobby and state.overlay is None
    state = step(step(state, intents.Blank("black"), tour), intents.Escape(), tour)
    assert state.lobby and state.blank is None
    assert not step(state, intents.Escape(), tour).lobby


def test_one_goes_on_where_the_tour_was_left(tour: Tour) -> None:
    key = tour.stops[2].key
    state = lobby(tour, (key, 0))
    assert place_left(state, tour) == (2, 0)
    there = step(state, GoOn(), tour)
    assert (there.stop, there.lobby, there.playing) == (2, False, True)
    talk = step(state, intents.Present(current=True), tour)
    assert (talk.stop, talk.presenting, talk.lobby) == (2, True, False)
    for left in (None, (tour.stops[0].key, 0), ("nowhere", 3)):
        assert place_left(lobby(tour, left), tour) is None
        assert step(lobby(tour, left), GoOn(), tour).stop == 0
    told = step(opening_beat(opening(), tour), GoOn(), tour)
    assert told.notice and told.stop == 0


def test_coming_back_keeps_the_place_and_a_talk_is_not_broken(tour: Tour) -> None:
    there = opening_beat(opening(), tour, 2)
    back = step(there, OpenLobby(), tour)
    assert back.lobby and back.stop == 0 and place_left(back, tour) == (2, 0)
    again = step(step(back, intents.NextBeat(), tour), OpenLobby(), tour)
    assert place_left(again, tour) == (2, 0), "from the first scene the older place is still offered"
    talk = step(there, intents.Present(), tour)
    refused = step(talk, OpenLobby(), tour)
    assert not refused.lobby and refused.presenting and refused.notice
    assert step(refused, presenting.EndTalk(), tour).presenting is False


@pytest.mark.parametrize(
    "intent",
    [intents.SeekBeat(1), intents.Seek(0.0), intents.JumpToStop("beta"), intents.Last(), intents.GotoNumber(2)],
)
def test_going_anywhere_leaves_the_page(tour: Tour, intent: Any) -> None:
    assert not step(lobby(tour), intent, tour).lobby


@pytest.mark.parametrize("binding", BINDINGS, ids=lambda binding: binding.words)
def test_no_key_breaks_the_page(tour: Tour, binding: Any) -> None:
    if binding.intent is None:
        return
    state = step(lobby(tour), binding.intent, tour)
    if state.lobby:
        assert (state.stop, state.t, state.playing, state.compared, state.ask) == (0, 0.0, False, None, None)
        assert (state.rail_visible, state.zoom, state.frozen) == (True, 1.0, False)


def test_settings_change_on_the_page_and_stay(tour: Tour) -> None:
    state = step(lobby(tour), intents.SetControl("", "prompt", "Why?"), tour)
    assert state.lobby and state.inputs.prompt == "Why?"
    state = step(step(state, intents.SetTheme("projector"), tour), intents.SetMotion("none"), tour)
    started = step(state, intents.NextBeat(), tour)
    assert (started.inputs.prompt, started.theme, started.motion) == ("Why?", "projector", "none")


# what the program opens with --------------------------------------------------------------------------------------


def test_the_program_opens_with_the_page_and_forgets_no_place() -> None:
    tour = default_tour()
    state, words = opening_state(OpenOptions(lobby=True), tour, LEFT)
    assert state.lobby and words == [] and state.inputs.prompt == "Why do cats purr?"
    assert place_left(state, tour) == (tour.index("kv_hall"), 2)
    kept = remember(state, tour).place
    assert (kept.stop, kept.beat) == ("kv_hall", 2), "who only looks at the page keeps the place"
    assert remember(step(state, intents.NextBeat(), tour), tour).place.stop == "network"
    fresh, _ = opening_state(OpenOptions(lobby=True, fresh=True), tour, LEFT)
    assert fresh.lobby and place_left(fresh, tour) is None
    asked, _ = opening_state(OpenOptions(lobby=True, prompt="Hi"), tour, LEFT)
    assert asked.lobby and asked.inputs.prompt == "Hi"


@pytest.mark.parametrize(
    "more",
    [{"scene": "queue"}, {"beat": "2"}, {"at": 0.5}, {"fullscreen": True}, {"presenter": True}, {"lobby": False}],
)
def test_who_asks_for_the_stage_gets_the_stage(more: dict[str, Any]) -> None:
    state, _ = opening_state(OpenOptions(**{"lobby": True, **more}), default_tour(), Preferences())
    assert not state.lobby and state.playing == ("at" not in more)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ([], True),
        (["--prompt", "Hi"], True),
        (["--fresh"], True),
        (["--tour", "request_10"], False),
        (["--scene", "queue"], False),
        (["--beat", "2"], False),
        (["--fullscreen"], False),
        (["--presenter"], False),
    ],
)
def test_the_command_opens_with_the_page(words: list[str], shown: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[OpenOptions] = []
    monkeypatch.setattr(tourapp.preflight, "has_screen", lambda: True)
    monkeypatch.setattr(tourapp.app, "open_tour", lambda options, tour: asked.append(options) or 0)
    assert main(words) == 0 and asked[0].opens_lobby is shown


# what it shows ----------------------------------------------------------------------------------------------------


def test_every_tour_of_the_product_is_offered_with_a_picture_of_its_own() -> None:
    tour = default_tour()
    cards = offered(tour)
    assert [card.id for card in cards] == list(shipped())
    assert [card.id for card in cards][:4] == ["request", "request_10", "request_25", "request_50"]
    assert cards[0].minutes == round(tour.duration / 60) and [card.minutes for card in cards[1:4]] == [10, 25, 50]
    assert len({card.pictured.id for card in cards}) == len(cards)
    assert all(card.pictured is not tour.stops[0].scene for card in cards)


def test_a_tour_of_ones_own_comes_first(tour: Tour) -> None:
    cards = offered(tour)
    assert cards[0].id == "" and cards[0].scenes == len(tour.stops) and len(cards) == 1 + len(shipped())


def test_the_stage_behind_it_is_the_first_scenes_own_and_has_no_words() -> None:
    tour = default_tour()
    state = with_lobby(opening(), None)
    picture = compose(state, tour, TourPlace(0, 0.0), PlainWorlds())
    assert len(picture.ops) > 1 and not picture.told and picture.fields == {}
    broken = replace(tour.stops[0].scene, opening=lambda f, p: 1 / 0)
    stops = (replace(tour.stops[0], scene=broken), *tour.stops[1:])
    assert len(compose(state, Tour(stops), TourPlace(0, 0.0), PlainWorlds()).ops) == 1, "the ground alone"
