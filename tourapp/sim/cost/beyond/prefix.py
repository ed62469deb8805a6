"""A prefix that is kept: only the rest of a prompt is computed, against old keys and new, and it is held once for all.

Blocks are kept whole; at least one token is computed. Time is that of one prompt alone. In the FLOPs of attention the
new tokens meet the old ones (N' x P pairs) and each other (the causal triangle).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp import specs
from tourapp.quantity import Quantity, add_up, derive
from tourapp.quantity.origin import SETTING
from tourapp.sim.cost.cache import cache
from tourapp.sim.cost.costs import LedgerPass, prefill_pass
from tourapp.sim.cost.ledger import LedgerRow
from tourapp.sim.cost.machine import Machine, machine
from tourapp.sim.cost.scenario import Scenario
from tourapp.sim.cost.weights import all_weights


@dataclass(frozen=True, slots=True)
class KeptPrefix:
    """kept: tokens of the prefix; seconds: prefill of the rest of one prompt; whole: of the whole one; users: that fit
    where the prefix is held once."""

    kept: Quantity
    seconds: Quantity
    whole: Quantity
    users: Quantity


def block() -> Quantity:
    """Tokens of a block of the cache."""
    return Quantity(16, "token", "tokens of a block", "n_block", source=specs.sources()["VLLM-CACHE"])


def kept_prefix(scenario: Scenario, share: float) -> KeptPrefix:
    """What a prefix of so large a share of each prompt changes (0 to 0.95)."""
    one = replace(scenario, batch=1, fitted=False)
    prompt = one.quantity("prompt_tokens")
    wanted = Quantity(share, "share", "share of the prompt that is a kept prefix", "c", source=SETTING)
    inputs = (prompt, wanted, block())
    formula = "minimum(floor(N * c / n_block + 0.000000001) * n_block, N - 1)"
    kept = derive("tokens of the prefix, whole blocks", "P", "token", formula, *inputs)
    whole = prefill_pass(one)
    rest = prefill_pass(replace(one, prompt_tokens=int(one.prompt_tokens) - int(kept.value)))
    before = replace(one, prompt_tokens=max(int(kept.value), 1))
    box = machine(one)
    times = [
        _attention(row, (one, before), box, kept) if row.op == "attention" else row.achieved_seconds
        for row in rest.rows
        if row.flops.inputs
    ]
    seconds = add_up("prefill of one prompt behind a kept prefix", "t", "s", times)
    return KeptPrefix(kept, seconds, _sum(whole), _users(scenario, kept))


def _sum(done: LedgerPass) -> Quantity:
    return add_up("prefill of one prompt", "t", "s", [row.achieved_seconds for row in done.rows if row.flops.inputs])


def _attention(row: LedgerRow, lengths: tuple[Scenario, Scenario], box: Machine, kept: Quantity) -> Quantity:
    """Attention of the rest: its pairs are those of the whole prompt but for those of the prefix."""
    whole, before = (prefill_pass(each).rows for each in lengths)
    all_pairs = next(each.flops for each in whole if each.op == "attention").named("arithmetic, whole prompt", "C_N")
    old = next(each.flops for each in before if each.op == "attention").named("arithmetic of the prefix", "C_P")
    moved = next(each.kv_bytes for each in whole if each.op == "attention")
    if kept.value == 0:
        return row.achieved_seconds
    peak = box.attention_peak
    formula = f"maximum((C_N - C_P) / (MFU * {peak.symbol}), K / (MBU * β))"
    inputs = (all_pairs, old, box.mfu, peak, moved, box.mbu, box.bandwidth)
    return derive("time of attention behind a kept prefix", "t", "s", formula, *inputs)


def _users(scenario: Scenario, kept: Quantity) -> Quantity:
    """Conversations of `context` tokens that fit: the prefix is held once, the rest by each of them."""
    inputs = [scenario.quantity("usable"), machine(scenario).memory, all_weights(scenario)]
    tokens, context = int(kept.value), int(scenario.context)
    if not 0 < tokens < context:
        words = "users that fit" if not tokens else "users that fit (their context ends within the prefix)"
        own = cache(scenario).per_sequence
        return derive(words, "users", "1", "maximum(floor((u * M - W) / κ_s), 0)", *inputs, own)
    own = cache(replace(scenario, context=context - tokens)).per_sequence
    shared = cache(replace(scenario, context=tokens)).per_sequence.named("cache of the prefix", "κ_P")
    formula = "maximum(floor((u * M - W - κ_P) / κ_s), 0)"
    return derive("users that fit, prefix held once", "users", "1", formula, *inputs, shared, own)
