"""The beats that standing scenes have for the paths alone: what they tell is so, and the request is without them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.helpers import path_beats
from tests.scenes.beat_stage import BeatStage, SceneTour
from tourapp.authoring import ops
from tourapp.engine.learn_merges import learn_merges
from tourapp.export.offline import default_tour
from tourapp.player.tour import LAST, Tour, make_tour
from tourapp.sim.cost import Scenario, cost
from tourapp.tours import shipped
from tourapp.world import Inputs, World

ADDED = {"tokenization": ("learn", "back"), "batching": ("climb",), "queue": ("inside",), "prefill_decode": ("launch",)}
STAGE = SceneTour(*ADDED)
A100 = {"model": "llama-3-8b", "gpu": "a100-80gb-sxm", "gpus": 1, "weight_bits": 16}


def stage(beat: str, own: dict[str, Any] | None = None, **settings: Any) -> BeatStage:
    scene = next(name for name, beats in ADDED.items() if beat in beats)
    return STAGE.stage(scene, beat, own=own, **settings)


def named(tour: Tour, scene: str) -> list[tuple[str, ...]]:
    """The beats that play at each stop of a scene."""
    stops = [stop for stop in tour.stops if stop.scene.id == scene]
    return [tuple(stop.scene.timeline.beats[beat].name for beat in stop.kept) for stop in stops]


def test_the_request_and_its_cuts_are_without_them() -> None:
    for id in ("request", "request_10", "request_25", "request_50"):
        tour = make_tour(shipped()[id])
        for scene, added in ADDED.items():
            assert not [beat for beats in named(tour, scene) for beat in beats if beat in added], (id, scene)
    found = {stop.scene.id: len(stop.kept) for stop in path_beats().stops}
    assert found == {name: len(beats) for name, beats in ADDED.items()}


def test_the_paths_play_them() -> None:
    assert {"learn", "back"} <= set(named(make_tour(shipped()["how_llms_work"]), "tokenization")[0])
    assert "climb" in named(make_tour(shipped()["making_it_fast"]), "batching")[0]
    assert ("inside",) in named(make_tour(shipped()["napkin"]), "queue")
    assert "launch" in named(make_tour(shipped()["napkin"]), "prefill_decode")[0]


@pytest.mark.parametrize("scene", list(ADDED))
def test_a_stop_ends_in_its_own_last_beat(scene: str) -> None:
    """Its very end is no moment of the beat after it, which is left out."""
    stop = next(each for each in default_tour().stops if each.scene.id == scene)
    timeline, last = stop.scene.timeline, stop.kept[-1]
    for t in (stop.duration - LAST / 2, stop.duration, stop.duration + 1.0):
        assert timeline.at(stop.scene_time(t)) == last
    assert stop.scene_time(1.0) == 1.0


@pytest.mark.parametrize("scene", list(ADDED))
def test_their_controls_stand_in_them_alone(scene: str) -> None:
    made = STAGE.scenes[list(ADDED).index(scene)]
    for place, beat in enumerate(made.timeline.beats):
        here = {item.id for item in made.controls_at(place)}
        own = {name for name, beats in made.only.items() if beat.name in beats}
        assert here & set(made.only) == own and (beat.name in ADDED[scene] or not own)


def test_merges_are_counted() -> None:
    told = learn_merges("low low lower", 5)
    assert (told.steps[0].left, told.steps[0].right, told.steps[0].count) == ("l", "o", 3)
    assert told.pieces[1] == ("lo", "w", " ", "lo", "w", " ", "lo", "w", "e", "r")
    assert all("".join(pieces) == "low low lower" for pieces in told.pieces)
    assert all(one.count >= 2 for one in told.steps) and learn_merges("abc", 5).steps == ()


def test_learning_the_paragraph() -> None:
    told = World(Inputs()).learned_list
    sizes = [int(each.value) for each in told.pieces]
    assert sizes == sorted(set(sizes), reverse=True) and len(sizes) == 41
    for before, step, after in zip(sizes, told.learned.steps, sizes[1:], strict=False):
        assert before - after == step.count  # a pair of two different letters: each time one piece less
    none, some = stage("learn", {"learn_steps": 0}), stage("learn", {"learn_steps": 12})
    assert "Nothing is learned yet" in none.note and f"into {sizes[12]} pieces" in some.note


def test_ids_come_back_as_the_text() -> None:
    shown = stage("back")
    assert "4 ids, 23 bytes" in shown.note
    assert "".join(word for word in shown.words if word.strip(" ·") in "What is photosynthesis?").strip()
    half = stage("back", prompt="日本")
    assert "part of a letter" in half.note or "not in this list" in half.note
    assert "type a prompt" in stage("back", prompt="").note


def test_math_gets_busier_until_the_memory_is_full() -> None:
    told = World(Inputs().change(**A100, climb_context=2000)).users_climb
    shares = [float(rung.busy.value) for rung in told.rungs]
    assert shares == sorted(shares) and told.full and told.rungs[-1].batch == 228
    there = cost(Scenario(**A100, batch=228, context=2000)).decode
    assert told.rungs[-1].whole == there.intensity and told.rungs[-1].busy == there.compute_busy
    assert float(there.intensity.value) < 61.4 < float(there.ridge.value)
    shown = stage("climb", **A100)
    assert "until the memory is full" in shown.caption and "228" in shown.caption
    assert [op for op in shown.ops if isinstance(op, ops.Hatch)]
    assert "Not even one" in stage("climb", model="llama-3.1-405b", gpu="l4", gpus=1).caption


def test_little_inside_the_machine() -> None:
    told = World(Inputs().change(**A100, flight_rate=1000, flight_context=2000)).in_flight
    assert told.flight is not None and told.pace is not None
    batch = float(told.flight.value)
    assert batch == pytest.approx(1000 * float(told.pace.value))
    step = cost(Scenario(**A100, batch=round(batch), context=2000, fitted=True)).decode.achieved_step_seconds
    assert float(told.pace.value) == pytest.approx(float(step.value), rel=0.02)
    assert told.fits and "all find a seat" in stage("inside", **A100).caption
    small = {"model": "llama-3-8b", "gpu": "rtx-4090", "gpus": 1, "weight_bits": 16}
    assert "not all find a seat" in stage("inside", **small).caption
    assert "No batch" in stage("inside", **small, flight_rate=20_000, flight_context=131_072).caption


def test_a_fixed_time_weighs_most_on_the_small_model() -> None:
    told = World(Inputs().change(**A100, plan_fixed=0.5)).launches
    steps = [row for row in told.rows if row.phase == "decode"]
    shares = [float(row.share.value) for row in steps]
    assert shares == sorted(shares, reverse=True) and shares[0] > 0.5 > shares[-1]
    for row in told.rows:
        assert float(row.whole.value) == pytest.approx(float(row.seconds.value) + 0.5e-3)
    assert np.isclose(float(steps[-1].seconds.value), float(cost(Scenario(**A100)).decode.step_seconds.value))
    assert "assumption" in stage("launch").note
    assert "Without a fixed time" in stage("launch", plan_fixed=0).caption
