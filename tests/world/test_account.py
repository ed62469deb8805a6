"""One account of the request, read everywhere; and sliders of the queue that follow the scenario until they are set."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest

from tourapp.cli import main
from tourapp.sim.answer_times import answer_times
from tourapp.sim.cost import Scenario, cost
from tourapp.world import Inputs, Work, World

STILL = World(work=Work(wait=False))
USUAL = Scenario(mfu=0.5, mbu=0.7)


def test_an_answer_is_prefill_and_one_step_for_each_further_token() -> None:
    times = answer_times(USUAL, 200)
    steps = [cost(Scenario(mfu=0.5, mbu=0.7, context=2001 + k)).decode for k in range(199)]
    assert float(times.decode.value) == pytest.approx(sum(float(s.step_seconds.value) for s in steps), rel=1e-9)
    slow = sum(float(s.achieved_step_seconds.value) for s in steps)
    assert float(times.achieved_decode.value) == pytest.approx(slow, rel=1e-9)
    alone = cost(Scenario(mfu=0.5, mbu=0.7, batch=1)).prefill
    assert float(times.first.value) == float(alone.seconds.value) == pytest.approx(0.0720, rel=1e-3)
    assert float(times.achieved_total.value) == pytest.approx(3.327, rel=1e-3)
    moved = sum(float(s.bytes_per_token.value) for s in steps) + float(alone.bytes.value)
    assert float(times.read.value) == pytest.approx(moved, rel=1e-9)
    assert np.all(np.diff(times.steps) > 0) and times.ends()[-1] == pytest.approx(float(times.total.value))


def test_an_answer_of_one_token_is_the_prefill_alone() -> None:
    times = answer_times(USUAL, 1)
    assert float(times.total.value) == float(times.first.value) and float(times.decode.value) == 0
    assert len(times.ends()) == 1 and float(times.between.value) > 0


@pytest.mark.parametrize("change", [{}, {"batch": 1}, {"gpu": "l4", "gpus": 8}, {"arrival_rate": 3.0}, {"replicas": 1}])
def test_the_accounts_stretches_are_the_parts_own(change: dict[str, Any]) -> None:
    world = STILL.with_inputs(**change)
    stay, times = world.account.stay, world.our_times
    assert float(stay.total.value) == pytest.approx(sum(float(part.value) for part in stay.parts), rel=1e-12)
    assert float(stay.trip.value) == pytest.approx(world.network.total_seconds)
    assert float(stay.back.value) == pytest.approx(world.network.return_seconds)
    assert float(stay.wait.value) == pytest.approx(world.queue.window.ours_wait_seconds)
    service = float(stay.prefill.value) + float(stay.decode.value)
    assert service == pytest.approx(float(times.achieved_total.value))
    assert service == pytest.approx(world.queue.window.ours_service_seconds, rel=1e-9), "the replica is kept as long"
    assert (int(times.prompt.value), int(times.answer.value)) == (34, 53)
    assert stay.prefill.id == "our_times.achieved_first" and stay.wait.id == "queue_numbers.our_wait"
    assert float(world.account.cache.value) == 86 * 327_680
    assert world.account.dollars is world.bill.one


def test_the_queue_follows_the_scenario_until_it_is_set() -> None:
    first = Inputs()
    assert first.mean_service == pytest.approx(float(STILL.request_times.achieved_total.value))
    assert first.arrival_rate * first.mean_service / 4 == pytest.approx(0.78)
    bigger = first.change(batch=64)
    assert bigger.mean_service > 1.3 * first.mean_service and bigger.arrival_rate * bigger.mean_service / 4 == 0.78
    held = bigger.change(mean_service=2.0)
    assert held.change(batch=1).mean_service == 2.0 and held.change(batch=1).arrival_rate != held.arrival_rate
    again = held.back_to(first, ("mean_service", "queue_seed"))
    assert again.mean_service == bigger.mean_service, "Reset lets it follow again"
    assert first.change(replicas=3).arrival_rate == first.arrival_rate, "replicas are a person's own answer to the load"
    slow = first.change(model="llama-3.1-405b", gpu="l4", gpus=1, output_tokens=4096)
    assert slow.mean_service == 120, "kept inside its slider"


def test_the_command_runs_the_queue_on_stage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "queue", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["utilisation"] == pytest.approx(0.78)
    assert data["mean_wait"] == pytest.approx(STILL.queue.mean_wait_seconds, rel=1e-3)
    assert main(["list", "--json"]) == 0
    inputs = {item["id"]: item for item in json.loads(capsys.readouterr().out)["inputs"]}
    usual = answer_times(Scenario(fitted=True), 200)
    assert inputs["mean_service"]["default"] == pytest.approx(float(usual.achieved_total.value), rel=1e-9)
