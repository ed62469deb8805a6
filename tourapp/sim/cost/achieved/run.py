"""A measured run as a scenario, and what this product says of it: ideal and achieved, each time with its band."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp import specs
from tourapp.sim.cost.achieved.answer import Achieved, achieved, first_token
from tourapp.sim.cost.costs import decode_alone, prefill_alone
from tourapp.sim.cost.scenario import Scenario, half_way
from tourapp.specs import MeasuredRun


@dataclass(frozen=True, slots=True)
class Foretold:
    """What is said of one run, times in s; achieved ones None where it queues or a link is not known."""

    ideal_tpot: float
    ideal_ttft: float
    tpot: float | None = None
    tpot_low: float | None = None
    tpot_high: float | None = None
    ttft: float | None = None
    ttft_low: float | None = None
    ttft_high: float | None = None
    queues: bool = False


def scenario_of(run: MeasuredRun) -> Scenario:
    """The scenario of a run: all of the batch decode, at the context that an answer has half-way."""
    return Scenario(
        model=run.model,
        gpu=run.gpu,
        gpus=run.gpus,
        batch=run.batch,
        context=half_way(run.prompt, run.answer),
        prompt_tokens=run.prompt,
        weight_bits=run.weight_bits,
        kv_bits=run.kv_bits,
        math=run.math or specs.gpu(run.gpu).math_bits(run.weight_bits),
    )


def foretold(run: MeasuredRun) -> Foretold:
    """Ideal and achieved times of a run of a benchmark, whose clients all start at once."""
    scenario = scenario_of(run)
    step = float(decode_alone(scenario).step_seconds.value)
    first = float(prefill_alone(replace(scenario, batch=1)).seconds.value)
    done = achieved(scenario, run.answer)
    if not isinstance(done, Achieved):
        return Foretold(step, first, queues=done == "queues")
    wait = first_token(scenario, done, together=True)
    return Foretold(
        step,
        first,
        tpot=float(done.step_seconds.value),
        tpot_low=float(done.low.value),
        tpot_high=float(done.high.value),
        ttft=float(wait.seconds.value),
        ttft_low=float(wait.low.value),
        ttft_high=float(wait.high.value),
    )
