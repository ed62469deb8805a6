"""The achieved model: never below the ideal, its parts by hand, its limits."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tourapp import specs
from tourapp.errors import UsageError
from tourapp.sim.cost import Scenario, cost, decode_alone
from tourapp.sim.cost.achieved import TERMS, Achieved, achieved, first_token
from tourapp.sim.cost.achieved.run import foretold, scenario_of

BASE = Scenario(kv_bits=8)


def done(scenario: Scenario, answer: int = 200) -> Achieved:
    found = achieved(scenario, answer)
    assert isinstance(found, Achieved)
    return found


def part(found: Achieved, term: str, phase: str = "decode") -> float:
    rows = found.rows if phase == "decode" else found.prefill_rows
    return sum(row.seconds.value for row in rows if row.term == term and row.phase == phase)


def value(id: str) -> float:
    return specs.achieved_constants()[id].value


@pytest.mark.parametrize("model", ["llama-3-8b", "llama-3-70b", "deepseek-v3", "mixtral-8x7b", "gemma-2-9b"])
@pytest.mark.parametrize("batch", [1, 16, 128])
def test_achieved_is_never_below_ideal(model: str, batch: int) -> None:
    scenario = replace(BASE, model=model, gpu="h200-sxm", gpus=8, batch=batch)
    found = done(scenario)
    assert found.step_seconds.value > cost(scenario).decode.step_seconds.value
    assert found.low.value < found.step_seconds.value < found.high.value
    assert {row.term for row in found.rows} <= set(TERMS)
    assert found.step_seconds.value == pytest.approx(sum(row.seconds.value for row in found.rows), rel=1e-12)


def test_the_all_reduce_by_hand() -> None:
    """70B, two H100, batch 8: 160 all-reduces of 131 kB."""
    each = 8e-6 + 2 * 0.5 * 8 * 8192 * 2 / (0.7 * 450e9)
    assert part(done(BASE), "all_reduce") == pytest.approx(160 * each)
    assert part(done(replace(BASE, gpus=1, weight_bits=4)), "all_reduce") == 0


def test_more_gpus_than_kv_heads_hold_copies_and_a_latent_is_on_every_gpu() -> None:
    few = replace(BASE, model="qwen2.5-7b", gpu="h200-sxm", gpus=4, batch=1)
    assert part(done(replace(few, gpus=8)), "attention") == pytest.approx(part(done(few), "attention"))
    latent = replace(BASE, model="deepseek-v3", gpu="h200-sxm", gpus=8, batch=1, context=8000)
    read = 70_272 / 2 * 8000 / (value("cache-bandwidth") * 4.8e12)
    assert part(done(latent), "attention") == pytest.approx(read)


def test_experts_touched_are_fewer_than_even_routing_touches() -> None:
    scenario = replace(BASE, model="deepseek-v3", gpu="h200-sxm", gpus=8)
    ideal = next(row for row in cost(scenario).rows("decode") if row.op == "experts")
    read = value("experts-touched") * ideal.weight_bytes.value / (value("weight-bandwidth") * 8 * 4.8e12)
    assert part(done(scenario), "experts") == pytest.approx(read)


def test_first_token_waits_for_half_a_step_and_a_benchmark_for_its_start() -> None:
    found = done(BASE)
    alone, wave = first_token(BASE, found).seconds.value, first_token(BASE, found, together=True).seconds.value
    host = value("request-host") + 2000 * value("token-host")
    assert alone == pytest.approx(found.prefill_seconds.value + host + 0.5 * found.decode_seconds.value)
    extra = 3.5 * value("first-wave") * found.prefill_seconds.value
    assert wave - alone == pytest.approx(extra)


def test_an_hour_costs_what_its_prompts_and_tokens_cost() -> None:
    """Input price x prompt + output price x answer over the requests of an hour is the machine's hour: a batch of 8
    steps together, and each answer that ends lets one prompt in."""
    found, answer = done(BASE, 200), 200
    step, prefill = found.decode_seconds.value, found.prefill_seconds.value
    per_request = prefill + answer * step / 8
    whole = answer * (step + 8 * prefill / answer) / 8
    assert per_request == pytest.approx(whole)
    assert part(found, "other_prompts", "prefill") == 0
    others = next(row for row in found.rows if row.term == "other_prompts")
    assert others.phase == "prefill" and others.seconds.value == pytest.approx(7 / answer * prefill)


def test_outside_the_measured_range_the_band_is_wider() -> None:
    inside, outside = done(BASE), done(replace(BASE, gpu="a100-80gb-sxm", gpus=1, weight_bits=4))
    assert inside.inside and not outside.inside
    spans = [found.high.value / found.low.value for found in (inside, outside)]
    assert spans[1] > spans[0]
    assert not done(replace(BASE, model="llama-2-13b")).inside
    assert not done(replace(BASE, batch=1)).inside and not done(replace(BASE, prompt_tokens=128)).inside


def test_queues_and_unknown_links() -> None:
    assert achieved(replace(BASE, batch=2000)) == "queues"
    assert achieved(replace(BASE, gpus=16)) is None and achieved(replace(BASE, gpu="h100-pcie", gpus=2)) is None
    assert specs.links()["h100-sxm"].start(3).value == pytest.approx(10e-6)  # type: ignore[union-attr]


def test_a_sweep_is_many_scenarios() -> None:
    batches = np.array([1.0, 8.0, 64.0])
    swept = done(replace(BASE, batch=batches)).step_seconds.value
    single = [done(replace(BASE, batch=int(batch))).step_seconds.value for batch in batches]
    assert np.allclose(swept, single, rtol=1e-12)


def test_ideal_is_never_above_a_measured_run_and_errors_are_as_promised() -> None:
    runs = specs.measured_runs().runs
    assert len(runs) > 400
    errors: dict[bool, list[float]] = {True: [], False: []}
    for run in runs:
        said = foretold(run)
        assert said.ideal_tpot < run.tpot_ms / 1e3, run.run
        if said.tpot is not None:
            errors[specs.model(run.model).moe is None].append(abs(said.tpot * 1e3 / run.tpot_ms - 1))
    assert np.median(errors[True]) < 0.08 and np.median(errors[False]) < 0.10


def test_errors_on_runs_that_the_fit_had_not_seen() -> None:
    found = json.loads((Path(specs.__file__).parents[2] / "assets/specs/achieved_errors.json").read_text())
    folds = found["folds"]["tpot"]
    assert folds["dense"]["median_error"] <= 8 and folds["moe"]["median_error"] <= 10
    assert 87 <= folds["all"]["inside"] <= 93


def test_constants_are_possible_and_none_may_be_nought() -> None:
    for row in specs.achieved_constants().values():
        quantity = row.quantity()
        assert quantity.source is not None and quantity.source.where
        assert not row.fitted or (row.low is not None and row.low > 0 and row.rows >= 100)
        assert quantity.unit != "share" or 0 < row.value < 1


def test_a_run_is_a_scenario() -> None:
    run = next(run for run in specs.measured_runs().runs if run.weight_bits == 4 and run.gpu == "b200-sxm")
    scenario = scenario_of(run)
    assert scenario.math == 4 and scenario.context == run.prompt + run.answer // 2
    assert decode_alone(scenario).step_seconds.value > 0


@pytest.mark.parametrize("answer", [2, 200, 900])
@pytest.mark.parametrize("batch", [4, 8, 64])
def test_an_hour_of_requests_at_these_prices_is_what_the_machine_costs(batch: int, answer: int) -> None:
    """A place in the batch holds a request for its own prompt and its steps, in which the others' prompts are read."""
    which = replace(BASE, batch=batch, prompt_tokens=1500, fitted=True)
    told, priced = done(replace(which, fitted=False), answer), cost(which).price
    held = told.prefill_seconds.value + answer * told.step_seconds.value
    requests = batch * 3600 / held
    paid = priced.achieved_input.value * which.prompt_tokens + priced.achieved_output.value * answer
    assert requests * paid / 1e6 == pytest.approx(priced.machine_hour.value, rel=1e-9)


def test_a_scenario_that_asks_for_fitted_times_has_the_achieved_ones() -> None:
    told, costs = done(BASE), cost(replace(BASE, fitted=True))
    assert costs.decode.achieved_step_seconds.value == told.decode_seconds.value
    assert costs.decode.step_seconds.value == cost(BASE).decode.step_seconds.value
    operators = sum(row.achieved_seconds.value for row in costs.rows("decode"))
    overheads = sum(row.seconds.value for row in told.rows if not row.op and row.phase == "decode")
    assert operators + overheads == pytest.approx(costs.decode.achieved_step_seconds.value)


def test_gpus_whose_link_nobody_knows_work_at_assumed_shares() -> None:
    costs = cost(replace(BASE, gpu="rtx-4090", gpus=4, fitted=True))
    assert (costs.scenario.fitted, costs.scenario.mfu, costs.scenario.mbu) == (False, 0.5, 0.7)


def test_fitted_times_and_shares_of_the_peaks_exclude_each_other() -> None:
    with pytest.raises(UsageError, match="leave mfu and mbu out"):
        Scenario(fitted=True, mfu=0.4)
