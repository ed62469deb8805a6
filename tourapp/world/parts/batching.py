"""World parts of batching: every policy on the same requests, ours among them; what the runs came to; the clock they
are drawn on; and what one read of the weights costs each of the slots that share it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp.quantity import Quantity, derive, print_sum
from tourapp.quantity.origin import SETTING, SIMULATED
from tourapp.sim.batching import BatchingRun, run_batching, steps_of
from tourapp.sim.batching_trace import BatchingTrace
from tourapp.sim.cost import Costs, cost
from tourapp.sim.workload import Demand
from tourapp.words import Phrase
from tourapp.world.declare import Block, choice, number
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO

POLICIES = (("static", "Static"), ("continuous", "Continuous"), ("chunked", "Chunked prefill"))
MOST_VARIANCE, VARIANCE_STEP = 1.5, 0.05


@dataclass(frozen=True)
class BatchingInputs(Block):
    """The requests, the slots they run in, and the two policies that are compared."""

    variance: float = number("Length variance", 0, MOST_VARIANCE, 0.75, VARIANCE_STEP, unit="σ")
    mean_output: int = number("Mean length", 4, 120, 28, unit="tokens")
    slots: int = number("Slots", 2, 16, 8)
    requests: int = number("Requests", 8, 96, 64)
    load: float = number("Arrivals", 0, 2, 0, 0.05, unit="/step", off_text="closed")
    policy_a: str = choice("Policy A", POLICIES, "static")
    policy_b: str = choice("Policy B", POLICIES, "continuous")
    batch_seed: int = number("Seed", 0, 99, 7)


def _demand(view: PartView, variance: float) -> Demand:
    """What is asked of the batch at some variance, as `tourapp simulate batching` makes it."""
    return Demand(view.requests, view.mean_output, variance, view.load, view.slots, view.batch_seed)


@part("batching", reads=("variance", "mean_output", "slots", "requests", "load", "batch_seed"))
def _batching(view: PartView) -> BatchingRun:
    """Every policy on the same requests."""
    return run_batching(_demand(view, view.variance).workload())


@part("batching_axis", reads=("mean_output", "slots", "requests", "load", "batch_seed"))
def _batching_axis(view: PartView) -> dict[str, Quantity]:
    """By policy, the steps of its longest run over the whole range of the variance: a clock that stays while the
    variance is dragged."""
    name = Phrase("steps of the longest run over the range of the variance")
    variances = np.arange(0, MOST_VARIANCE + VARIANCE_STEP / 2, VARIANCE_STEP)
    loads = [_demand(view, float(variance)).workload() for variance in variances]
    return {
        policy: Quantity(max(steps_of(load, policy) for load in loads), "1", name, "S_max", source=SIMULATED)
        for policy, _ in POLICIES
    }


@dataclass(frozen=True, slots=True, eq=False)
class WaitingBatch:
    """The batch of static batching that loses most slot-steps to its longest answer.

    start, end: steps of the run. mean, longest: tokens of its answers, of which every step makes one; busy: the share
    of its slot-steps that made a token. full: whether every slot has a member, so that busy is mean over longest.
    slots, lengths: of each member.
    """

    start: int
    end: int
    mean: Quantity
    longest: Quantity
    busy: Quantity
    full: bool
    slots: np.ndarray
    lengths: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class PolicyNumbers:
    """What one policy came to, times in steps. steps: from step 0 until the last request is done. busy: tokens made of
    what the slots could have made from the first admission to the last finish."""

    steps: Quantity
    made: Quantity
    busy: Quantity
    wait_median: Quantity
    wait_p95: Quantity
    done_p99: Quantity
    our_wait: Quantity
    waiting: WaitingBatch | None


@dataclass(frozen=True, slots=True, eq=False)
class BatchingNumbers:
    """What the runs came to, and policy B against policy A by one measure: the steps until all are done.

    asked: answer tokens of all requests. ours: answer tokens of our request. verdict: whether B is done "sooner" or
    "later" than A, or it is a "tie"; times: how many times, never below 1.
    """

    asked: Quantity
    mean: Quantity
    longest: Quantity
    ours: Quantity
    policies: dict[str, PolicyNumbers]
    verdict: str
    times: Quantity


@part("batching_numbers", reads=("policy_a", "policy_b"), needs=("batching",))
def _batching_numbers(view: PartView) -> BatchingNumbers:
    run: BatchingRun = view.batching
    output = np.array([one.output for one in run.workload.requests])
    asked = Quantity(int(output.sum()), "token", "answer tokens asked for", "n", source=SIMULATED)
    count = Quantity(len(output), "1", "requests", "N", source=SETTING)
    policies = {name: _policy(run, name) for name, _ in POLICIES}
    verdict, times = _compared(policies[view.policy_a].steps, policies[view.policy_b].steps)
    return BatchingNumbers(
        asked=asked,
        mean=derive("mean length of an answer", "m", "token", "n / N", asked, count),
        longest=Quantity(int(output.max()), "token", "longest answer", "L", source=SIMULATED),
        ours=Quantity(int(output[run.workload.ours or 0]), "token", "length of our answer", "n_o", source=SIMULATED),
        policies=policies,
        verdict=verdict,
        times=times,
    )


def _compared(a: Quantity, b: Quantity) -> tuple[str, Quantity]:
    """B against A: the word, and how many times."""
    name = "steps of the later policy over those of the one that is done first"
    if a.value == b.value:
        return "tie", Quantity(1, "times", name, "r", "the same number of steps", (a, b))
    late, early = (a, b) if b < a else (b, a)
    times = derive(name, "r", "times", f"{late.symbol} / {early.symbol}", late, early)
    return "sooner" if b < a else "later", times


THREE_FIGURES = 1000
"""Steps are told to three figures, but never rounded to tens."""
LETTERS = {"static": "s", "continuous": "c", "chunked": "k"}
"""What tells the policies' symbols apart in a formula."""
NAMES = {
    "static": Phrase("static batching"),
    "continuous": Phrase("continuous batching"),
    "chunked": Phrase("chunked prefill"),
}


def _policy(run: BatchingRun, policy: str) -> PolicyNumbers:
    trace = run.traces[policy]

    def fact(value: float, template: str, symbol: str, unit: str = "1") -> Quantity:
        whole = float(value).is_integer()
        long = "" if whole or value < THREE_FIGURES else f"{value:,.0f}"
        told = int(value) if whole else float(value)
        name = Phrase(template, policy=NAMES[policy])
        return Quantity(told, unit, name, f"{symbol}_{LETTERS[policy]}", source=SIMULATED, printed=long)

    made = fact(trace.tokens, "answer tokens made by {policy}", "n", "token")
    room = fact(trace.slots * trace.span, "slots × steps from first admission to last finish", "R", "token")
    busy = Phrase("share of the slots that {policy} keeps busy", policy=NAMES[policy])
    ours = run.workload.ours or 0
    return PolicyNumbers(
        steps=fact(trace.steps, "steps until all are done, {policy}", "S"),
        made=made,
        busy=derive(busy, "u", "share", f"{made.symbol} / {room.symbol}", made, room),
        wait_median=fact(trace.wait.p50, "median wait for a slot, in steps, {policy}", "w"),
        wait_p95=fact(trace.wait.p95, "wait that 95 % stay below, in steps, {policy}", "w95"),
        done_p99=fact(trace.completion.p99, "steps from arrival to the end that 99 % stay below, {policy}", "d99"),
        our_wait=fact(trace.admit[ours] - trace.arrival[ours], "our wait for a slot, in steps, {policy}", "w_o"),
        waiting=_waiting(trace),
    )


def _waiting(trace: BatchingTrace) -> WaitingBatch | None:
    """None for a policy without batches."""
    batches = trace.batches
    if not len(batches.start):
        return None
    k = int(np.argmax((batches.longest - batches.mean) * batches.size))
    members = np.flatnonzero(trace.admit == batches.start[k])
    lengths = trace.finish[members] - trace.admit[members]
    total = Quantity(int(lengths.sum()), "token", "answer tokens of this batch, one a step", "n_b", source=SIMULATED)
    size = Quantity(len(members), "1", "answers in this batch", "k", source=SIMULATED)
    slots = Quantity(trace.slots, "1", "slots", "s", source=SETTING)
    longest = Quantity(int(batches.longest[k]), "token", "longest answer in this batch", "L_b", source=SIMULATED)
    return WaitingBatch(
        start=int(batches.start[k]),
        end=int(batches.end[k]),
        mean=derive("mean length of an answer in this batch", "m_b", "token", "n_b / k", total, size),
        longest=longest,
        busy=derive("share of this batch that was work", "u_b", "share", "n_b / (s * L_b)", total, slots, longest),
        full=len(members) == trace.slots,
        slots=trace.slot[members],
        lengths=lengths.astype(float),
    )


@dataclass(frozen=True, slots=True, eq=False)
class SlotRead:
    """What a token moves when the slots share one read of the weights. step: weights that a step reads; each: the part
    of them that one token pays for; cache: its own cache; total: both; the texts of the three add up. users: slots
    that share a read; seconds: how long its step takes, achieved."""

    step: Quantity
    each: Quantity
    cache: Quantity
    total: Quantity
    users: Quantity
    seconds: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class LoneRead:
    """What a token moves where one user has the weights alone, and how long its step takes, achieved."""

    total: Quantity
    seconds: Quantity


@part("lone_read", reads=SCENARIO, needs=("cost",))
def _lone_read(view: PartView) -> LoneRead:
    decode = _costs_at(view.cost, 1).decode
    return LoneRead(decode.bytes_per_token, decode.achieved_step_seconds)


def _costs_at(costs: Costs, batch: int) -> Costs:
    """The costs with so many users: the scenario's own where it has as many, else with ids that say so."""
    if batch == costs.scenario.batch:
        return costs
    found = cost(replace(costs.scenario, batch=batch))
    for name in ("weight_bytes_per_step", "bytes_per_token", "achieved_step_seconds"):
        getattr(found.decode, name).christen(f"decode.{name}(batch={batch})")
    return found


@part("slot_read", reads=(*SCENARIO, "slots"), needs=("cost",))
def _slot_read(view: PartView) -> SlotRead:
    """As the cost model has it: its own figures where as many slots run as the scenario's batch has sequences."""
    costs = _costs_at(view.cost, view.slots)
    step, total = costs.decode.weight_bytes_per_step, costs.decode.bytes_per_token
    slots = Quantity(view.slots, "1", "slots", "s", source=SETTING)
    each = derive("weights read per token", "w", "B", f"{step.symbol} / s", step, slots).christen("slot_read.each")
    (each, cache), total = print_sum((each, view.cost.kv_bytes_per_sequence), total, digits=4)
    users = Quantity(view.slots, "times", "users per weight read", "s", "one user in each slot", (slots,))
    return SlotRead(step, each, cache, total, users, costs.decode.achieved_step_seconds)
