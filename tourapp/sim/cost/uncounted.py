"""What the ledger leaves out of its arithmetic, each with its figure: small, and outside all totals.

A rotation of a pair of numbers is counted as 3 FLOP a number, a softmax as 5 a score, an activation function with its
product as 5 a number, drawing a token as 5 a score (assumptions of this product; the order of magnitude is what
matters).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import ASSUMED, DEFINED
from tourapp.sim.cost.cache import cache
from tourapp.sim.cost.costs import LedgerPass
from tourapp.sim.cost.scenario import Scenario, figure
from tourapp.specs import ModelSpec
from tourapp.words import Phrase

ROTATE = Quantity(3, "FLOP", "operations to rotate a number", "c_r", source=ASSUMED)
EACH = Quantity(
    5, "FLOP", "operations on a number of a softmax, a draw or an activation function", "c_5", source=ASSUMED
)
ADD = Quantity(2, "FLOP", "residual adds of a number, two a layer", "c_2", source=DEFINED)


LEFT = {
    "rope": Phrase("rotary embedding"),
    "softmax": Phrase("softmax of the scores"),
    "activation": Phrase("activation functions"),
    "residual": Phrase("residual adds"),
    "sampling": Phrase("drawing tokens"),
}


@dataclass(frozen=True, slots=True)
class Uncounted:
    """One operation that no row of the ledger has: its arithmetic in a pass, in FLOP, over all layers."""

    op: str
    phase: Literal["decode", "prefill"]
    flops: Quantity


def uncounted(scenario: Scenario, done: LedgerPass) -> tuple[Uncounted, ...]:
    """All of them for one pass, in the order a token meets them."""
    model, which = scenario.model_spec, done.which
    tokens, layers, kept = which.tokens, figure(model, "layers"), cache(scenario)
    found: list[tuple[str, str, Sequence[Quantity]]] = []
    if not model.learned_positions:
        found.append(("rope", f"c_r * n_turn * {tokens.symbol}", [ROTATE, _turned(model), tokens]))
    pairs = kept.keys if which.phase == "decode" else kept.pairs
    found.append(("softmax", "c_5 * B * Hq * A", [EACH, which.batch, figure(model, "heads"), pairs]))
    found.append(("activation", f"c_5 * n_inner * {tokens.symbol}", [EACH, inner_numbers(model), tokens]))
    hidden = figure(model, "hidden")
    found.append(("residual", f"c_2 * L * h * {tokens.symbol}", [ADD, layers, hidden, tokens]))
    found.append(("sampling", "c_5 * V * B", [EACH, figure(model, "vocab"), which.batch]))
    return tuple(
        Uncounted(
            op, which.phase, derive(Phrase("arithmetic of {what}, not counted", what=LEFT[op]), "C", "FLOP", f, *q)
        )
        for op, f, q in found
    )


def _turned(model: ModelSpec) -> Quantity:
    """Numbers of queries and keys that are rotated, of one token in all layers."""
    words, layers, heads = "rotated numbers of a token", figure(model, "layers"), figure(model, "heads")
    if model.mla is not None:
        turned = model.part("mla.rope_dim", "rotated key width", "d_r")
        return derive(words, "n_turn", "1", "L * (Hq + 1) * d_r", layers, heads, turned)
    inputs = (layers, heads, figure(model, "kv_heads"), figure(model, "head_dim"))
    return derive(words, "n_turn", "1", "L * (Hq + Hkv) * d", *inputs)


def inner_numbers(model: ModelSpec) -> Quantity:
    """Numbers between the matrices of FFNs that one token passes, in all layers."""
    words, moe = "inner numbers of a token", model.moe
    if moe is None:
        return derive(words, "n_inner", "1", "L * f", figure(model, "layers"), figure(model, "ffn"))
    used = model.part("moe.active", "experts of a token", "k")
    narrow = model.part("moe.expert_ffn", "width of an expert", "f_e")
    formula, inputs = "L_e * k * f_e", [model.expert_layers(), used, narrow]
    if moe.shared:
        formula, inputs = "L_e * (k + E_s) * f_e", [*inputs, model.part("moe.shared", "shared experts", "E_s")]
    if moe.dense_layers:
        formula += " + L_d * f"
        inputs += [model.part("moe.dense_layers", "layers with an ordinary FFN", "L_d"), figure(model, "ffn")]
    return derive(words, "n_inner", "1", formula, *inputs)
