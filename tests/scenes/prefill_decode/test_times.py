"""The times of the two phases are the cost model's, and the time line is true to scale."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.prefill_decode.time_axis import axis_for, nice_at_least
from tests.scenes.prefill_decode.stage import alone
from tourapp.authoring import Rect
from tourapp.sim.cost import cost
from tourapp.world.scenario import scenario


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"prompt_tokens": 1},
        {"prompt_tokens": 32768, "output_tokens": 4096},
        {"model": "deepseek-v3", "gpu": "l4"},
        {"model": "gpt2", "output_tokens": 2},
    ],
)
def test_times_are_the_cost_models(changes: dict[str, Any]) -> None:
    world = alone(**changes)
    times, i = world.request_times, world.inputs
    assert times.first.value == world.cost.prefill.seconds.value
    for k in {0, len(times.steps) - 1}:
        step = cost(scenario(i, context=i.prompt_tokens + 1 + k)).decode
        assert times.steps[k] == pytest.approx(step.step_seconds.value, rel=1e-12)
        assert times.achieved_steps[k] == pytest.approx(step.achieved_step_seconds.value, rel=1e-12)
    assert times.total.value == pytest.approx(times.first.value + times.steps.sum(), rel=1e-9)
    ends = times.ends()
    assert len(ends) == i.output_tokens and ends[0] == times.first.value
    assert ends[-1] == pytest.approx(times.total.value, rel=1e-9)
    assert (np.diff(ends) > 0).all() and (times.ends(achieved=True) > ends).all()


def test_default_step_agrees_with_the_shared_scenario() -> None:
    world = alone()
    first = world.request_step.decode
    assert first.step_seconds.value == pytest.approx(world.request_times.steps[0], rel=1e-12)
    assert first.intensity.value == pytest.approx(world.cost.decode.intensity.value, rel=1e-4)
    assert world.request_times.between.value == pytest.approx(world.cost.decode.step_seconds.value, rel=2e-3)


def test_an_answer_of_one_token_is_the_prefill_alone() -> None:
    times = alone(output_tokens=1).request_times
    assert times.total.value == times.first.value and len(times.ends()) == 1


def test_time_line_is_true_to_scale() -> None:
    for changes in ({}, {"prompt_tokens": 1}, {"prompt_tokens": 32768}, {"gpu": "l4", "model": "llama-3.1-405b"}):
        times = alone(**changes).request_times
        axis = axis_for(times, Rect(64, 668, 1376, 170))
        assert axis.window >= times.first.value + 10 * times.between.value
        assert axis.window >= times.achieved_first.value
        assert axis.x(0.0) == axis.room.x and axis.x(axis.window) == pytest.approx(axis.room.right)
        assert 4 <= len(axis.ticks) <= 8
        step = axis.x(times.first.value * 2) - axis.x(times.first.value)
        assert step == pytest.approx(axis.x(times.first.value) - axis.x(0.0))


def test_round_numbers() -> None:
    assert [nice_at_least(v) for v in (0.184, 0.2, 1.01, 7.0, 0.0099)] == pytest.approx([0.2, 0.2, 1.5, 8.0, 0.01])
