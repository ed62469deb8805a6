"""This computer shows numbers only once it was measured, and then with their spread."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from scenes.prefill_decode.own_machine import computer_point
from scenes.prefill_decode.recorded_run import recorded_run
from tests.helpers import make_offline, request_scenes
from tests.scenes.prefill_decode.stage import SITTING, at, frame_of, measured, said
from tourapp.authoring import flat_ops, ops, picture_digest, set_control, show
from tourapp.engine.measure import PROMPT_TOKENS, Spread
from tourapp.export.offline import Offline
from tourapp.player.intents import Press
from tourapp.player.state import PlayerState
from tourapp.player.step import step
from tourapp.player.tour import tour_of
from tourapp.world import Inputs, PartCache, Work, World, controls
from tourapp.world.parts import computer


def test_no_measurement_before_a_press(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened() -> Any:
        raise AssertionError("the model was opened")

    monkeypatch.setattr(computer, "shared_model", opened)
    assert World().measured is None
    with pytest.raises(AssertionError, match="opened"):
        _ = World().with_inputs(measure_run=1).measured


def test_nothing_is_kept_of_a_measurement_that_was_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def few(_model: Any, rounds: int, cancel: Any) -> Any:
        for kind in computer.KINDS:
            if cancel():
                return
            yield computer.Reading(kind, 1.0, 0, 0.5)

    told: list[tuple[float, str]] = []
    monkeypatch.setattr(computer, "shared_model", lambda: None)
    monkeypatch.setattr(computer, "measure", few)
    work = Work(progress=lambda share, words: told.append((share, words)), cancelled=lambda: len(told) > 2)
    assert World(Inputs().change(measure_run=1), PartCache(), work).measured is None
    assert told[0][0] == 0.0 and told[1][0] == 0.5 and all("measuring" in words for _, words in told)


def test_presses_are_counted() -> None:
    button = controls()["measure_run"]
    assert button.kind == "button" and button.default == 0
    assert Inputs().change(measure_run="3").measure_run == 3
    tour = tour_of(request_scenes())
    state = step(PlayerState(), Press("prefill_decode", "measure_run"), tour)
    state = step(state, Press("prefill_decode", "measure_run"), tour)
    assert state.settings.inputs.measure_run == 2 and not state.notice


def test_only_an_invitation_without_a_measurement(offline: Offline) -> None:
    picture = at(offline, "computer")
    words = said(picture)
    assert "This computer is not measured." in words and words.count("not measured yet") == 1
    assert not any(re.search(r"\d.*(tokens/s|GB/s)", line) for line in words if "Recorded:" not in line)
    assert "tokens/s, recorded" in words and "tokens/s, ideal" in words, "whose figure each one is"
    run = recorded_run(World())
    assert run is not None and run.weights.value == 538_060_032
    assert run.streamed == pytest.approx(float(run.rate.value) * 538_060_032)
    assert show(run.rate.value, ".0f") in words
    acts = [act for op in flat_ops(picture) if isinstance(op, ops.Hot) for act in op.acts]
    assert set_control("measure_run", 1) in acts


def test_the_measurement_is_shown_with_its_spread(offline: Offline) -> None:
    words = said(at(measured(offline), "computer"))
    for line in (
        "555\u2009tokens/s",
        "41.2\u2009tokens/s",
        "29.8\u2009GB/s",
        "183\u2009GFLOP/s",
        "6.14\u2009FLOP/B",
        "1.98\u2009×",
        "1.01\u2009×",
        "540 to 571",
        "77.1 to 84.0",
        "28.9 to 30.4\u2009GB/s",
    ):
        assert line in words, f"{line!r} is not among {words}"
    fields = at(offline, "computer").fields
    assert "decode waits for memory" in show(fields["here"]) and "1.98" in show(fields["proof"])
    index = offline.tour.index("prefill_decode")
    assert offline.tour.stops[index].scene.badge(frame_of(offline, 46.0)).kind == "live on this computer"


def test_no_claim_where_the_rounds_overlap(offline: Offline) -> None:
    busy = replace(SITTING, decode=Spread(41.2, 20.0, 80.0, 5))
    World(offline.settings.inputs, offline.worlds.cache).adopt("measured", busy)
    assert "overlap" in show(at(offline, "computer").fields["here"])
    alike = replace(SITTING, prefill_shared=Spread(1100.0, 1090.0, 1110.0, 5))
    World(offline.settings.inputs, offline.worlds.cache).adopt("measured", alike)
    assert "alike" in show(at(offline, "computer").fields["here"])


def test_the_cache_choice_changes_what_is_lit(offline: Offline) -> None:
    one = measured(offline)
    two = make_offline(offline, views={"prefill_decode": {"cache": "cache"}})
    assert picture_digest(at(one, "computer")) != picture_digest(at(two, "computer"))


def test_this_computers_points_follow_from_the_readings() -> None:
    measuring = World().measuring
    assert measuring.prompt_tokens == PROMPT_TOKENS == 256 and measuring.weight_bytes == 4
    decode = computer_point(SITTING, measuring, "decode", in_cache=False)
    assert decode.intensity.value == 0.5
    assert decode.rate / decode.intensity.value == pytest.approx(41.2 * 538_060_032)
    in_cache = computer_point(SITTING, measuring, "decode", in_cache=True)
    assert in_cache.rate == pytest.approx(decode.rate * SITTING.decode_gain)
    prefill = computer_point(SITTING, measuring, "prefill", in_cache=False)
    assert prefill.rate == pytest.approx(555.0 * 2 * 538_060_032 / 4)
