"""World part of attention's crossings: at which context it costs as much arithmetic as all matrices, and at which the
cache outweighs the weights; and the curves that cross there.

Both are solved from the cost model's own rows: linear in the context beyond the longest sliding window. A model whose
every layer has a window never reaches them. Not here: what a step costs (`cost`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp.quantity import Quantity, add_up, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost import Costs, Scenario
from tourapp.sim.cost.costs import decode_pass
from tourapp.sim.cost.ledger import LedgerRow
from tourapp.sim.cost.machine import machine
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO

SHORTEST, LONGEST, POINTS = 128, 1_048_576, 53
"""Ends of the curves over the context, in tokens, and how many points they have."""
BATCHES = tuple(2**k for k in range(10))
MEETS = {
    "flops": "context at which attention's arithmetic equals that of all matrices",
    "kv_bytes": "context at which the cache weighs as much as the weights read",
}


@dataclass(frozen=True, slots=True, eq=False)
class Crossings:
    """tokens [n]: contexts; attention, matrices [n]: FLOP of one token of a decode step there; cache, weights [n]: B
    that the step reads. flops_meet, bytes_meet: context at which the two are equal, None where they never are.

    matrix_part: attention's arithmetic over that of all matrices, of one token that looks at a whole prompt.
    prefill_share: attention's share of prefill's time. pairs: scores of one
    head over a prompt; keys: of one head in a step, without windows; twice: pairs of a prompt of twice the length over
    pairs. batches [m]; of_weights, of_attention [m]: FLOP per byte there; weights_now, attention_now: at the
    scenario's batch. ridge, attention_ridge: FLOP per byte at which memory and math take equally long, at the peak of
    the weights' precision and at the 16-bit one of attention.
    """

    tokens: np.ndarray
    attention: np.ndarray
    matrices: np.ndarray
    cache: np.ndarray
    weights: np.ndarray
    flops_meet: Quantity | None
    bytes_meet: Quantity | None
    attention_flops: Quantity
    matrix_flops: Quantity
    matrix_part: Quantity
    prefill_share: Quantity
    pairs: Quantity
    keys: Quantity
    twice: Quantity
    batches: np.ndarray
    of_weights: np.ndarray
    of_attention: np.ndarray
    weights_now: Quantity
    attention_now: Quantity
    ridge: Quantity
    attention_ridge: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """One decode step: attention's row, and what all others sum to."""

    attention: LedgerRow
    flops: Quantity
    weights: Quantity


@part("crossings", reads=SCENARIO, needs=("cost",))
def _crossings(view: PartView) -> Crossings:
    costs: Costs = view.cost
    scenario = costs.scenario
    tokens = np.unique(np.round(np.geomspace(SHORTEST, LONGEST, POINTS)))
    batches = np.array(BATCHES, dtype=np.float64)
    far, load = _step(replace(scenario, context=tokens)), _step(replace(scenario, batch=batches))
    now, box, batch = _step(scenario), machine(scenario), scenario.quantity("batch")
    ridge = box.ridge
    own = derive("ridge point of attention", "I_ridge", "FLOP/B", "F_a / β", _peak(box.attention_peak), box.bandwidth)
    prompt = scenario.quantity("prompt_tokens")
    pairs = derive("scores of one head over a prompt", "S", "1", "N * (N + 1) / 2", prompt)
    double = derive("scores of twice the prompt", "S_2", "1", "2 * N * (2 * N + 1) / 2", prompt)
    last = _step(replace(scenario, context=scenario.prompt_tokens))
    one = derive(
        "attention of one token that looks at a whole prompt", "a", "FLOP", "C / B", last.attention.flops, batch
    )
    rest = derive("matrices of one token", "l", "FLOP", "C_m / B", last.flops, batch)
    return Crossings(
        tokens=tokens,
        attention=np.broadcast_to(far.attention.flops.value / scenario.batch, tokens.shape),
        matrices=np.broadcast_to(far.flops.value / scenario.batch, tokens.shape),
        cache=np.broadcast_to(far.attention.kv_bytes.value, tokens.shape),
        weights=np.broadcast_to(far.weights.value, tokens.shape),
        flops_meet=_meet(scenario, now.flops, "flops"),
        bytes_meet=_meet(scenario, now.weights, "kv_bytes"),
        attention_flops=one,
        matrix_flops=rest,
        matrix_part=derive("attention's arithmetic over the matrices'", "r", "times", "a / l", one, rest),
        prefill_share=_prefill_share(costs),
        pairs=pairs,
        keys=derive("keys that one head of a step looks at", "n_k", "1", "s", scenario.quantity("context")),
        twice=derive("scores of twice the prompt over those of this one", "r", "times", "S_2 / S", double, pairs),
        batches=batches,
        of_weights=np.broadcast_to(load.flops.value / load.weights.value, batches.shape),
        of_attention=np.broadcast_to(load.attention.flops.value / load.attention.kv_bytes.value, batches.shape),
        weights_now=derive("arithmetic intensity of the matrices", "I_w", "FLOP/B", "C_m / W", now.flops, now.weights),
        attention_now=costs.decode.attention_intensity,
        ridge=ridge,
        attention_ridge=ridge if box.attention_peak is box.peak else own,
    )


def _prefill_share(costs: Costs) -> Quantity:
    row = next(row for row in costs.rows("prefill") if row.op == "attention")
    seconds = row.seconds.named(row.seconds.name, "t_a")
    return derive(
        "share of prefill's time that attention takes", "n_t", "share", "t_a / t", seconds, costs.prefill.seconds
    )


def _peak(peak: Quantity) -> Quantity:
    return peak.named(peak.name, "F_a")


def _step(scenario: Scenario) -> _Step:
    rows = decode_pass(scenario).rows
    others = [row for row in rows if row.op != "attention" and row.flops.inputs]
    return _Step(
        attention=next(row for row in rows if row.op == "attention"),
        flops=add_up("arithmetic of all matrices", "C_m", "FLOP", [row.flops for row in others]),
        weights=add_up("weights that a step reads", "W", "B", [row.weight_bytes for row in others]),
    )


def _meet(scenario: Scenario, rest: Quantity, what: str) -> Quantity | None:
    """The context at which attention's share, `what` of its row, is as much as the rest, which does not grow. Up to
    the window's size every layer grows with the context, beyond it only those without a window."""
    window = scenario.model_spec.window
    short = 1 if window is None else window.size
    one, two = (getattr(_step(replace(scenario, context=n)).attention, what) for n in (short, 2 * short))
    at = Quantity(short, "token", "a short context, or the window's size", "s", source=DEFINED)
    there, level = one.named("at that context", "x_1"), rest.named(rest.name, "y")
    words = MEETS[what]
    if one.value >= rest.value:
        return _whole(derive(words, "s_m", "token", "s * y / x_1", at, level, there))
    if two.value <= one.value:
        return None
    growth = (two.named("at twice that context", "x_2"), there, at)
    slope = derive("growth with every token of context", "g", f"{one.unit}/token", "(x_2 - x_1) / s", *growth)
    return _whole(derive(words, "s_m", "token", "s + (y - x_1) / g", at, level, there, slope))


def _whole(exact: Quantity) -> Quantity:
    """The nearest whole token."""
    return derive(exact.name, "s_meet", "token", "floor(s_m + 1 / 2)", exact)
