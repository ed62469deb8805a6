"""The numbers of one plan as quantities that can be asked "why?": memory, times, capacity, replicas, bill.

Every value is the solver's own; formula and inputs say how it comes about, down to a row of the tables, a setting or a
named assumption. Not here: which plan is the best, and the search.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp.quantity import Quantity
from tourapp.quantity.origin import COMPUTED, DEFINED
from tourapp.sim.cost.cache import cache
from tourapp.sim.cost.costs import LedgerPass, decode_pass, prefill_pass
from tourapp.sim.cost.ledger import LedgerRow
from tourapp.sim.cost.machine import machine
from tourapp.sim.cost.scenario import Scenario
from tourapp.sim.cost.terms.mechanisms import constant
from tourapp.sim.cost.terms.rows import cache_copies
from tourapp.sim.cost.weights import all_weights
from tourapp.sim.plan.ask import PlanSpec
from tourapp.sim.plan.derived_load import load_numbers, setting, solved_number
from tourapp.sim.plan.lines import pass_rows
from tourapp.sim.plan.solver import MachinePlan


@dataclass(frozen=True, slots=True)
class FitNumbers:
    """Memory of one replica. usable, weights, one: B of what may be filled, of all weights, of one conversation at its
    end with every copy; users: conversations that fit."""

    memory: Quantity
    usable: Quantity
    weights: Quantity
    one: Quantity
    users: Quantity


@dataclass(frozen=True, slots=True)
class PlanNumbers:
    """One plan. step, prefill, host, between, wait, first: s; others: prompts read between two tokens, s; steps: its
    part of the steps that write one answer, and machine: time of a replica for one request, s; capacity, rate: 1/s;
    carries: capacity less headroom; exact: replicas before rounding up; prompt_steps: prefill over step; share: of the
    time for prompts; used: of a replica's capacity; replicas, cards: counts; month: USD; million: USD per million
    output tokens."""

    fit: FitNumbers
    prompt: Quantity
    answer: Quantity
    batch: Quantity
    step: Quantity
    prefill: Quantity
    host: Quantity
    others: Quantity
    between: Quantity
    steps: Quantity
    machine: Quantity
    capacity: Quantity
    share: Quantity
    rate: Quantity
    headroom: Quantity
    carries: Quantity
    exact: Quantity
    prompt_steps: Quantity
    replicas: Quantity
    cards: Quantity
    used: Quantity
    wait: Quantity
    first: Quantity
    month: Quantity
    million: Quantity


def fit_numbers(plan: MachinePlan, row: int) -> FitNumbers:
    """Memory of one replica of a cell."""
    spec, cell = plan.spec, plan.cells[row]
    asked = cell.scenario(spec)
    box, weights = machine(asked), all_weights(asked).named("weights", "W")
    usable = solved_number(
        spec.usable * plan.works.memory[row], "usable memory", ("U", "B", "u * M"), asked.quantity("usable"), box.memory
    )
    kept = plan_kept(spec)
    longest = replace(asked, context=spec.prompt + spec.answer - kept)
    copies, own = cache_copies(asked), cache(longest).per_sequence.named("cache of one conversation", "κ_s")
    one = solved_number(
        float(copies.value) * float(own.value),
        "one conversation at its end, every copy",
        ("κ_1", "B", "n_copy * κ_s"),
        copies,
        own,
    )
    formula, more = "maximum(floor((U - W) / κ_1), 0)", []
    if kept:
        shared = cache(replace(asked, context=kept)).per_sequence.named("cache of the kept prefix", "κ_P")
        formula, more = "maximum(floor((U - W - n_copy * κ_P) / κ_1), 0)", [copies, shared]
    if spec.activations:
        formula = formula.replace("(U - W", "(U - W - Z")
        more.append(setting(spec.activations * 1e9 * cell.gpus, "B", "kept free for activations", "Z"))
    users = solved_number(
        int(plan.outcome.users[row]), "conversations that fit", ("n_fit", "1", formula), usable, weights, one, *more
    )
    return FitNumbers(replace(box.memory, id=""), usable, replace(weights, id=""), one, users)


def plan_kept(spec: PlanSpec) -> int:
    """Tokens of the kept prefix, whole blocks."""
    return int(min(int(spec.cached * spec.prompt / 16 + 1e-9) * 16, spec.prompt - 1))


def plan_numbers(plan: MachinePlan, row: int) -> PlanNumbers:
    """All numbers of a cell: of its best batch, or where it does not hold of the batch that comes nearest."""
    spec = plan.spec
    batch = Quantity(int(plan.outcome.batch[row]), "1", "sequences in the batch", "B", source=COMPUTED)
    found = {
        "prompt": setting(spec.prompt, "token", "tokens of a prompt", "N"),
        "answer": setting(spec.answer, "token", "tokens of an answer", "n"),
        "batch": batch,
        "step": _pass_time(plan, row, "step"),
        "prefill": _prefill(plan, row),
    }
    found["host"] = _host(plan, row, found["prompt"])
    found |= _between(plan, row, found) | _machine_time(plan, row, found)
    return PlanNumbers(fit=fit_numbers(plan, row), **found, **load_numbers(plan, row, found))


def _pass_time(plan: MachinePlan, row: int, which: str) -> Quantity:
    """One pass of a cell as the sum of its rows."""
    spec, cell = plan.spec, plan.cells[row]
    asked = cell.scenario(spec, max(int(plan.outcome.batch[row]), 1) if which == "step" else 1)
    done = decode_pass(asked) if which == "step" else prefill_pass(asked)
    parts = tuple(_copied(plan, row, (asked, done), pair) for pair in pass_rows(spec, asked, done))
    words, symbol = ("one decode step", "t_dec") if which == "step" else ("reading one prompt", "t_pre")
    value = float(getattr(plan.outcome, "step" if which == "step" else "prefill")[row])
    return Quantity(value, "s", words, symbol, f"sum of {len(parts)} parts", parts)


def _copied(plan: MachinePlan, row: int, asked: tuple[Scenario, LedgerPass], pair: tuple[str, Quantity]) -> Quantity:
    """A row's time; attention with every copy of the cache where the row's own formula has it once."""
    (scenario, done), (op, seconds) = asked, pair
    if op != "attention" or plan.spec.what_if is None or plan.works.copies[row] <= 1:
        return seconds
    ledger: LedgerRow = next(each for each in done.rows if each.op == op)
    box, copies = done.which.machine, cache_copies(scenario)
    peak = box.attention_peak
    value = max(
        ledger.flops.value / (box.mfu.value * peak.value),
        copies.value * ledger.kv_bytes.value / (box.mbu.value * box.bandwidth.value),
    )
    formula = f"maximum(C / (MFU * {peak.symbol}), n_copy * K / (MBU * β))"
    inputs = (ledger.flops, box.mfu, peak, copies, ledger.kv_bytes, box.mbu, box.bandwidth)
    return solved_number(value, seconds.name, ("t", "s", formula), *inputs)


def _prefill(plan: MachinePlan, row: int) -> Quantity:
    if not plan_kept(plan.spec):
        return _pass_time(plan, row, "prompt")
    value = float(plan.outcome.prefill[row])
    return Quantity(value, "s", "reading what is new of one prompt, behind its kept prefix", "t_pre", source=COMPUTED)


def _host(plan: MachinePlan, row: int, prompt: Quantity) -> Quantity:
    value, name = float(plan.outcome.host[row]), "host time before a prompt is read"
    if plan.spec.what_if is not None:
        return Quantity(0.0, "s", "no host time in this model of time", "t_host", source=DEFINED)
    once, each = constant("request-host"), constant("token-host")
    return solved_number(value, name, ("t_host", "s", f"{once.symbol} + {each.symbol} * N"), once, each, prompt)


def _between(plan: MachinePlan, row: int, found: dict[str, Quantity]) -> dict[str, Quantity]:
    """Time between two tokens, and of it the prompts of others."""
    step, batch, prefill, answer = (found[name] for name in ("step", "batch", "prefill", "answer"))
    value = float(plan.outcome.itl[row])
    if value == 0.0:
        none = Quantity(0.0, "s", "an answer of one token has no gap", "t_itl", source=DEFINED)
        return {"between": none, "others": replace(none, symbol="t_oth")}
    meanwhile = float(batch.value) * float(prefill.value) / float(answer.value)
    how = ("t_oth", "s", "B * t_pre / n")
    others = solved_number(meanwhile, "prompts read between two tokens", how, batch, prefill, answer)
    between = solved_number(value, "time between tokens", ("t_itl", "s", "t_dec + t_oth"), step, others)
    return {"between": between, "others": others}


def _machine_time(plan: MachinePlan, row: int, found: dict[str, Quantity]) -> dict[str, Quantity]:
    """A replica's time for one request, what of it its answer and its prompt take, and how many it finishes."""
    step, batch, prefill, answer = (found[name] for name in ("step", "batch", "prefill", "answer"))
    capacity = float(plan.outcome.capacity[row])
    own = float(answer.value) * float(step.value) / float(batch.value)
    steps = solved_number(own, "its part of the steps", ("t_own", "s", "n * t_dec / B"), answer, step, batch)
    how = ("t_req", "s", "t_pre + t_own")
    machine_time = solved_number(1.0 / capacity, "time of a replica for one request", how, prefill, steps)
    finished = solved_number(capacity, "requests that a replica finishes", ("X", "1/s", "1 / t_req"), machine_time)
    part = capacity * float(prefill.value)
    share = solved_number(part, "share of the time for prompts", ("ρ_p", "share", "X * t_pre"), finished, prefill)
    long = float(prefill.value) / float(step.value)
    stalled = solved_number(long, "a prompt over a step", ("n_st", "times", "t_pre / t_dec"), prefill, step)
    return {"steps": steps, "machine": machine_time, "capacity": finished, "share": share, "prompt_steps": stalled}
