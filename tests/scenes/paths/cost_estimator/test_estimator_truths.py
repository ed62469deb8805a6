"""The estimator's numbers: those of `explain`, those known from elsewhere, which limit is tight, what fits where."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from tests.scenes.beat_stage import BeatStage, SceneTour
from tourapp import specs
from tourapp.authoring import ops
from tourapp.quantity import Quantity
from tourapp.sim.cost import Scenario, cost
from tourapp.world import Inputs, World

STAGE = SceneTour("cost_estimator")
CARD = {"model": "llama-3-8b", "gpu": "rtx-4090", "gpus": 1, "weight_bits": 16, "prompt_tokens": 1000}
CLASS = {**CARD, "batch": 24, "context": 2000, "gpu_hour": 0.4}
A100 = {"model": "llama-3-8b", "gpu": "a100-80gb-sxm", "gpus": 1, "weight_bits": 16}


@lru_cache(maxsize=16)
def _world(items: tuple[tuple[str, Any], ...]) -> World:
    return World(Inputs().change(**dict(items)))


def world(**settings: Any) -> World:
    return _world(tuple(sorted(settings.items())))


def value(number: Quantity | None) -> float:
    assert number is not None
    return float(number.value)


def stage(beat: str, own: dict[str, Any] | None = None, **settings: Any) -> BeatStage:
    return STAGE.stage("cost_estimator", beat, own=own, **settings)


def test_answers_are_those_of_the_cost_model() -> None:
    told, costs = world(**CLASS).estimate, cost(Scenario(**CLASS))
    assert value(told.step) == value(costs.decode.step_seconds) == pytest.approx(21.13e-3, rel=1e-3)
    alone = cost(Scenario(**{**CLASS, "batch": 1}))
    assert value(told.first) == value(alone.prefill.seconds) == pytest.approx(87.1e-3, rel=1e-3)
    assert value(told.users) == value(costs.capacity.users) == 25
    assert value(costs.price.output) == pytest.approx(0.098, rel=0.01)
    assert value(costs.price.input) == pytest.approx(0.0097, rel=0.02)
    paid = (1000 * value(costs.price.input) + 200 * value(costs.price.output)) / 1e6
    assert value(told.answer) == pytest.approx(paid)


def test_an_8b_on_an_a100() -> None:
    alone = cost(Scenario(**A100, batch=1, context=1))
    assert value(alone.decode.tokens_per_second) == pytest.approx(135.8, abs=0.1)
    assert value(alone.decode.step_seconds) == pytest.approx(7.36e-3, abs=0.01e-3)
    full = cost(Scenario(**A100, batch=32, context=2000, prompt_tokens=1000, gpu_hour=2.0))
    assert value(full.decode.tokens_per_second) == pytest.approx(2789, abs=2)
    assert value(full.decode.step_seconds) == pytest.approx(11.48e-3, abs=0.01e-3)
    assert value(full.price.input) == pytest.approx(0.0253, abs=1e-4)
    assert value(full.price.output) == pytest.approx(0.199, abs=5e-4)


def test_ideal_and_achieved_are_two_numbers_each_with_its_word() -> None:
    told = world(**CLASS).estimate
    assert value(told.first_achieved) > value(told.first) and value(told.step_achieved) > value(told.step)
    shown = stage("ask")
    for words in shown.words:
        if "achieved" in words:
            assert "ideal" in words or words.endswith(", achieved"), words
    assert sum("ideal" in words for words in shown.words) >= 3


def test_tight_is_the_limit_of_which_most_is_used() -> None:
    told = world(**CLASS).estimate
    assert told.tight.id == "memory" and value(told.tight.share) == pytest.approx(0.98, abs=0.005)
    assert world(**CLASS, plan_ttft=0.05).estimate.tight.id == "first"
    assert world(**CLASS, plan_itl=10.0).estimate.tight.id == "token"
    over = world(**{**CLASS, "batch": 64}).estimate
    assert over.tight.id == "memory" and value(over.tight.share) > 1.0


@pytest.mark.parametrize(
    ("gpu", "users"),
    [("a100-80gb-sxm", 208), ("h200-sxm", 412), ("mi300x", 583), ("l4", 20), ("a100-40gb-sxm", 74), ("v100-sxm", 0)],
)
def test_users_at_2048_and_nine_tenths(gpu: str, users: int) -> None:
    found = world(**A100, context=2048, usable=0.9).fit_matrix
    names = [id for id, _ in found.gpus]
    assert value(found.across[names.index(gpu)]) == users
    assert value(found.across[names.index("tpu-v5e")]) == 0


def test_every_cell_is_the_capacity_of_the_cost_model() -> None:
    settings = {**CARD, "batch": 8, "context": 2000, "kv_bits": 16}
    found = world(**settings).fit_matrix
    assert found.users.shape == (14, 15) and (value(found.fits), value(found.pairs)) == (118, 210)
    for row, (model, _) in enumerate(found.models):
        for column, (gpu, _) in enumerate(found.gpus):
            context = min(2000, specs.model(model).max_context or 2000)
            asked = Scenario(model=model, gpu=gpu, gpus=1, batch=1, context=context, weight_bits=16)
            assert found.users[row, column] == cost(asked).capacity.users.value, (model, gpu)
    assert found.longest == (("GPT-2 124M", 1024),)


def test_a_chosen_one_takes_the_place_of_its_nearest() -> None:
    found = world(**{**CARD, "model": "qwen3-32b", "gpu": "b300-sxm"}).fit_matrix
    assert found.users.shape == (14, 15)
    row, column = found.chosen
    assert found.models[row][0] == "qwen3-32b" and found.gpus[column][0] == "b300-sxm"


def test_knobs_are_the_full_model_again() -> None:
    found = world(**CLASS, knob_goal="dollar").knobs
    rows = {row.id: row for row in found.rows}
    base, more = cost(Scenario(**CLASS)), cost(Scenario(**{**CLASS, "batch": 48}))
    up = rows["batch"].up
    assert up is not None and up.size == pytest.approx(value(base.price.output) / value(more.price.output))
    assert not up.fits and bool(more.capacity.fits) is False
    assert found.best is not None and all(row.best <= found.best.best for row in found.rows)
    assert rows["weight_bits"].up is None and rows["prompt_tokens"].still


def test_the_best_batch_is_the_largest_within_both_limits() -> None:
    found = world(**A100, context=2000, plan_itl=20.0).batch_sweep
    best = int(value(found.best))
    assert found.by_limit and best < value(found.users)
    assert value(cost(Scenario(**A100, batch=best, context=2000)).decode.step_seconds) <= 20e-3
    assert value(cost(Scenario(**A100, batch=best + 1, context=2000)).decode.step_seconds) > 20e-3
    assert value(world(**CLASS).batch_sweep.best) == 25 and not world(**CLASS).batch_sweep.by_limit
    assert world(**{**CLASS, "model": "llama-3-70b"}).batch_sweep.best is None
    wide = {**CLASS, "gpu": "h200-sxm", "context": 128}
    assert world(**wide).batch_sweep.open and "Neither limit" in stage("sweep", gpu="h200-sxm", context=128).note


def test_captions_follow_the_data() -> None:
    assert "memory is what ends first" in stage("ask").note
    assert "does not fit" in stage("ask", batch=64).note
    assert "118 of 210" in stage("fits").note
    assert stage("knobs").caption.startswith("Helps most here")
    assert "4 of 8" in stage("rules").caption
    assert "25" in stage("sweep").caption and "Memory ends it" in stage("sweep").note


def test_a_chosen_rule_tells_its_own_limit() -> None:
    told = {rule.id: rule for rule in world(**CLASS).rule_errors}
    assert "one byte" in stage("rules").note
    assert "reserve" in stage("rules", {"rule_row": "users"}).note and told["users"].lamp == "so-so"


def test_what_fits_is_lit_and_what_does_not_is_hatched() -> None:
    shown = stage("fits")
    layer = next(op for op in shown.ops if isinstance(op, ops.Hot))
    assert len(layer.boxes) == 210 and len(layer.acts) == 210
    users = shown.world.fit_matrix.users
    assert np.all(users[:, -1] >= users[:, 0])


def test_the_napkin_adds_up() -> None:
    from scenes.paths.cost_estimator.napkin import lines_of

    made = world(**CLASS)
    weights, room, token, one, users, *_ = (line[2] for line in lines_of(made.cost, made.estimate))
    assert value(room) == pytest.approx(24e9 * 0.95 - value(weights))
    assert value(one) == value(token) * 2000
    assert value(users) == value(room) // value(one)
