"""Levers of the engine, whose step is not that of another scenario: speculation, a kept prefix, chunks, replicas.

Assumptions, each named: drafts accepted with 0.7, four at a time, each for 0.05 of a step; 80 % of a prompt kept;
chunks of 512 tokens; without graphs twelve kernels a layer at 5 us (secondary sources only, unconfirmed).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tourapp.quantity import Quantity, add_up, derive
from tourapp.quantity.origin import ASSUMED
from tourapp.sim.cost import Scenario, cost
from tourapp.sim.cost.beyond import kept_prefix, mixed_step
from tourapp.sim.cost.costs import LedgerPass, decode_pass, prefill_pass
from tourapp.sim.cost.ledger import LedgerRow
from tourapp.sim.cost.scenario import figure
from tourapp.sim.levers.figures import Beside, LeverFigures, input_price, with_beside
from tourapp.sim.levers.shifts import NotHereError
from tourapp.sim.speculation import expected_tokens

ALPHA, GAMMA, DRAFT = 0.7, 4, 0.05
KEPT, CHUNK = 0.8, 512
KERNELS = Quantity(12, "1", "kernels of a layer", "n_k", source=ASSUMED)
LAUNCH = Quantity(5e-6, "s", "launch of a kernel (unconfirmed)", "t_launch", source=ASSUMED)

Pulled = tuple[LeverFigures, dict[str, Quantity]]


@dataclass(frozen=True, slots=True)
class Engine:
    """One lever of the engine: `pull` gives its figures and what it has besides, or raises NotHereError."""

    id: str
    group: str
    term: str
    pull: Callable[[Scenario, LeverFigures, Beside], Pulled]
    nothing_when: str
    costs: str


def _flash(_scenario: Scenario, _base: LeverFigures, _beside: Beside) -> Pulled:
    raise NotHereError("attention is fused in this ledger already: no scores are written to memory")


def _replicas(_scenario: Scenario, base: LeverFigures, _beside: Beside) -> Pulled:
    two = Quantity(2, "1", "replicas", "R", source=ASSUMED)
    users = derive("users that fit on two", "users", "1", "R * n", two, base.users.named(base.users.name, "n"))
    return replace(base, users=users), {}


def _apart(scenario: Scenario, base: LeverFigures, _beside: Beside) -> Pulled:
    mixed = mixed_step(scenario, CHUNK)
    return base, {"stall_seconds_removed": mixed.stall}


def _continuous(_scenario: Scenario, _base: LeverFigures, _beside: Beside) -> Pulled:
    raise NotHereError("moves the batch that is reached, not a step: see `tourapp simulate batching`")


def _paging(_scenario: Scenario, _base: LeverFigures, _beside: Beside) -> Pulled:
    raise NotHereError("moves the memory that is wasted, not a step: see `tourapp simulate paging`")


def _prefix(scenario: Scenario, base: LeverFigures, beside: Beside) -> Pulled:
    """Input is paid by the tokens of the whole prompt, of which only the rest is computed."""
    found = kept_prefix(scenario, KEPT)
    rest = replace(scenario, batch=1, prompt_tokens=int(scenario.prompt_tokens) - int(found.kept.value))
    seconds = with_beside("prefill behind a kept prefix", found.seconds, prefill_pass(rest).which, (rest, beside))
    if seconds is None:
        raise NotHereError("how the GPUs are joined is not known")
    hour, prompt = cost(scenario).price.machine_hour, scenario.quantity("prompt_tokens")
    paid = input_price(seconds, prompt.named(prompt.name, "T"), hour)
    more = {"prefill_seconds": seconds, "base_prefill_seconds": found.whole, "kept_tokens": found.kept}
    return replace(base, input=paid, users=found.users), more


def _chunks(scenario: Scenario, base: LeverFigures, _beside: Beside) -> Pulled:
    mixed = mixed_step(scenario, CHUNK)
    more = {"stall_seconds": mixed.seconds, "base_stall_seconds": mixed.stall, "first_seconds": mixed.first}
    return base, more


def _speculate(scenario: Scenario, base: LeverFigures, beside: Beside) -> Pulled:
    """Time for one token of each sequence: a checking pass over gamma + 1 tokens each, and gamma steps of the draft,
    over the tokens that a cycle gives."""
    if base.step is None:
        raise NotHereError("how the GPUs are joined is not known")
    check = _checking(scenario)
    plain = cost(scenario).decode.achieved_step_seconds
    count = Quantity(GAMMA, "1", "guesses of a cycle", "γ", source=ASSUMED)
    draft = Quantity(DRAFT, "share", "a draft step, as a share of a step", "c", source=ASSUMED)
    given = Quantity(expected_tokens(ALPHA, GAMMA), "1", "tokens of a cycle, 0.7 accepted", "n_1", source=ASSUMED)
    inputs = (check, count, draft, base.step.named("a plain step", "t_1"), given, plain.named("its rows", "t_rows"))
    formula = "(t_check + t_1 - t_rows + γ * c * t_1) / n_1"
    seconds = derive("time per token with speculation", "t", "s", formula, *inputs)
    hour, batch = cost(scenario).price.machine_hour, scenario.quantity("batch")
    return base.but(seconds, batch, hour), {"check_seconds": check, "tokens_of_a_cycle": given}


def _checking(scenario: Scenario) -> Quantity:
    """A pass over gamma + 1 tokens of each sequence: the cache of a sequence is read once for all of them."""
    plain = decode_pass(scenario)
    wide = decode_pass(replace(scenario, batch=scenario.batch * (GAMMA + 1)))
    kept = next(row for row in plain.rows if row.op == "attention").kv_bytes
    times = [_shared(wide, row, kept) if row.op == "attention" else row.achieved_seconds for row in wide.rows]
    times = [time for time, row in zip(times, wide.rows, strict=True) if row.flops.inputs]
    return add_up("checking pass", "t_check", "s", times)


def _shared(done: LedgerPass, row: LedgerRow, kept: Quantity) -> Quantity:
    box = done.which.machine
    formula = f"maximum(C / (MFU * {box.attention_peak.symbol}), K / (MBU * β))"
    inputs = (row.flops, box.mfu, box.attention_peak, kept, box.mbu, box.bandwidth)
    return derive("time of attention, cache read once", "t", "s", formula, *inputs)


def _graphs(scenario: Scenario, base: LeverFigures, _beside: Beside) -> Pulled:
    """What a step would be without them, told as a reason: graphs are taken as on."""
    layers = figure(scenario.model_spec, "layers")
    lost = derive("launches without graphs", "t", "s", "n_k * L * t_launch", KERNELS, layers, LAUNCH)
    raise NotHereError(f"taken as on; without them about {1e3 * float(lost.value):.2f} ms more a step (unconfirmed)")


ENGINE = (
    Engine("flash", "attention", "activation traffic", _flash, "short prompts", "nothing"),
    Engine("replicas", "parallel", "X", _replicas, "one user's speed", "GPUs"),
    Engine("prefill_apart", "parallel", "stalls by prompts", _apart, "light load", "moving the cache over a link"),
    Engine("continuous_batching", "batching", "B reached", _continuous, "equal lengths, closed", "nothing"),
    Engine("paging", "batching", "memory wasted", _paging, "lengths known before", "a table per sequence"),
    Engine("prefix_cache", "batching", "N", _prefix, "no prefix is shared", "memory held"),
    Engine("chunked_prefill", "batching", "stalls by prompts", _chunks, "short prompts", "a later first token"),
    Engine("speculation", "batching", "tokens per read of W", _speculate, "drafts miss, or compute-bound", "the draft"),
    Engine("graphs", "batching", "t_fixed", _graphs, "large models, large batch", "0.13 to 0.36 GiB"),
)
"""All of them, in the order of the table."""
