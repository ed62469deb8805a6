"""Measured runs like the scenario: the right ones, at their measured rate, below the roof, with their source."""

from __future__ import annotations

import pytest

from tests.helpers import STILL
from tourapp import specs
from tourapp.figures.measured_dots import run_words
from tourapp.world import World

WORLD = World(work=STILL)


@pytest.mark.parametrize(("gpu", "gpus", "bits"), [("h100-sxm", 2, 8), ("b200-sxm", 4, 4), ("h200-sxm", 1, 8)])
def test_runs_are_those_of_the_model_on_the_machine(gpu: str, gpus: int, bits: int) -> None:
    like = WORLD.with_inputs(gpu=gpu, gpus=gpus, weight_bits=bits).measured_like
    wanted = ("llama-3-70b", gpu, gpus, bits)
    runs = [run for run in specs.measured_runs().runs if (run.model, run.gpu, run.gpus, run.weight_bits) == wanted]
    assert len(like.runs) == len(runs) > 0 and set(like.runs) == set(runs)
    assert [run.batch for run in like.runs] == sorted(run.batch for run in runs)
    for run, time in zip(like.runs, like.times, strict=True):
        assert float(time.value) == pytest.approx(run.tpot_ms / 1e3)
        assert time.source is not None and run.run in time.source.where and time.id.endswith(f"(run={run.run})")


def test_no_run_is_above_the_roof() -> None:
    like, costs = WORLD.measured_like, WORLD.cost
    bandwidth = float(costs.decode.ridge.inputs[1].value)
    assert len(like.rate) and (like.rate < like.intensity * bandwidth).all()


def test_where_nothing_was_measured_there_is_nothing() -> None:
    like = WORLD.with_inputs(gpu="rtx-4090").measured_like
    assert not like.runs and not len(like.rate)


def test_what_is_not_known_of_a_run_is_said() -> None:
    run = WORLD.measured_like.runs[0]
    bare = run.__class__(**{**{name: getattr(run, name) for name in run.__struct_fields__}, "version": "", "date": ""})
    assert "version not given, date not given" in str(run_words(bare))
