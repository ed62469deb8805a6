"""The rows of one pass: the ideal ledger's operators at measured efficiencies, and what comes on top of them."""

from __future__ import annotations

from collections.abc import Sequence

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost.constants import ACTIVATION_BYTES
from tourapp.sim.cost.ledger import LedgerRow, Pass
from tourapp.sim.cost.operators import about, operator_words
from tourapp.sim.cost.scenario import Scenario, figure
from tourapp.sim.cost.terms.mechanisms import AchievedRow, constant
from tourapp.specs import Link

MOVES = Quantity(4, "1", "times a routed token is written or read", "n_move", source=DEFINED)
FEWEST_AS_THEY_ARE, SIXTEEN = 8, 16
"""Weights of 8 bits and more are multiplied as they are; fewer are unpacked to 16 where the part has no such math."""


def operator_rows(scenario: Scenario, which: Pass, rows: Sequence[LedgerRow]) -> list[AchievedRow]:
    """Each operator of the ideal ledger at the efficiency of its kind."""
    found = []
    for row in rows:
        if row.flops.inputs and not (row.op == "attention" and which.phase == "prefill"):
            found.append(_operator(scenario, which, row))
        elif row.flops.inputs:
            found.append(AchievedRow("attention", "prefill", row.op, _prefill_attention(which, row)))
    return found


def _operator(scenario: Scenario, which: Pass, row: LedgerRow) -> AchievedRow:
    box, words = which.machine, about("time of {what}, achieved", operator_words(row.op))
    if row.op == "attention":
        formula = f"maximum(C / (η_a * {box.attention_peak.symbol}), n_copy * K / (η_kv * β))"
        copies = cache_copies(scenario)
        inputs = [row.flops, constant("attention-math"), box.attention_peak, copies, row.kv_bytes]
        inputs += [constant("cache-bandwidth"), box.bandwidth]
        return AchievedRow("attention", which.phase, row.op, derive(words, "t", "s", formula, *inputs))
    math = constant("decode-math" if which.phase == "decode" else "prefill-math")
    peak = row.peak or box.peak
    share = constant("unpacked-bandwidth" if _unpacked(scenario, which, row.op) else "weight-bandwidth")
    inputs = [row.flops, math, peak, row.weight_bytes, share, box.bandwidth]
    read, term = "W", "weights"
    if row.op == "experts":
        read, term = "ξ * W", "experts"
        inputs.append(constant("experts-touched"))
    formula = f"maximum(C / ({math.symbol} * {peak.symbol}), {read} / ({share.symbol} * β))"
    return AchievedRow(term, which.phase, row.op, derive(words, "t", "s", formula, *inputs))


def _unpacked(scenario: Scenario, which: Pass, op: str) -> bool:
    """Whether an operator's weights are stored in 4 bits or less and multiplied in 16."""
    return scenario.weight_bits < FEWEST_AS_THEY_ARE and scenario.math == SIXTEEN and which.is_small(op)


def _prefill_attention(which: Pass, row: LedgerRow) -> Quantity:
    peak = which.machine.attention_peak
    words = about("time of {what}, achieved", operator_words(row.op))
    return derive(words, "t", "s", f"C / (η_a * {peak.symbol})", row.flops, constant("attention-math"), peak)


def cache_copies(scenario: Scenario) -> Quantity:
    """How often the cache is held: once, or by every GPU beyond the KV heads; a latent is held by every GPU."""
    heads = (
        Quantity(1, "1", "latents of a layer (every GPU holds it)", "Hkv", source=DEFINED)
        if scenario.model_spec.mla is not None
        else figure(scenario.model_spec, "kv_heads")
    )
    return derive("copies of the cache", "n_copy", "1", "maximum(G / Hkv, 1)", scenario.quantity("gpus"), heads)


def overhead_rows(scenario: Scenario, which: Pass, link: Link | None) -> list[AchievedRow]:
    """What the ideal ledger leaves out of a pass: exchange, all-reduces, launches, the host's work per sequence."""
    model, phase = scenario.model_spec, which.phase
    layers = figure(model, "layers")
    rows = []
    if link is not None:
        rows.append(AchievedRow("all_reduce", phase, "", all_reduce(scenario, which, link)))
    if phase == "decode":
        time = derive("launches of all layers", "t", "s", "L * τ_L", layers, constant("layer-launch"))
        rows.append(AchievedRow("launch", phase, "", time))
    if model.moe is not None:
        rows.append(AchievedRow("exchange", phase, "", _exchange(scenario, which)))
        time = derive(
            "launches of expert layers", "t", "s", "L_e * τ_E", model.expert_layers(), constant("expert-launch")
        )
        rows.append(AchievedRow("expert_launch", phase, "", time))
    if model.mla is not None:
        each = constant("latent-launch" if phase == "prefill" else "latent-step-launch")
        time = derive("launches of latent attention", "t", "s", f"L * {each.symbol}", layers, each)
        rows.append(AchievedRow("latent_launch", phase, "", time))
    if phase == "decode":
        time = derive("host time of all sequences", "t", "s", "B * τ_B", which.batch, constant("sequence-host"))
        rows.append(AchievedRow("sequences", phase, "", time))
    return rows


def all_reduce(scenario: Scenario, which: Pass, link: Link) -> Quantity:
    """Two all-reduces a layer of one pass: a start, and twice the activations but a GPU's own part over the link. One
    more start where queries and keys have a norm over all heads, which the GPUs share."""
    model, count = scenario.model_spec, scenario.quantity("gpus")
    start = link.start(scenario.gpus)
    one_way, share = link.number("gb_s_one_way"), link.number("share")
    assert start is not None and one_way is not None and share is not None
    rate = derive("rate of an all-reduce", "β_ar", "B/s", "η_link * β_link", share, one_way)
    formula = "2 * L * (α + 2 * (G - 1) / G * T * h * e_a / β_ar)" + (" + L * α" if model.qk_norm == "whole" else "")
    inputs = (figure(model, "layers"), start, count, which.tokens, figure(model, "hidden"), ACTIVATION_BYTES, rate)
    return derive("all-reduces of all layers", "t", "s", formula, *inputs)


def _exchange(scenario: Scenario, which: Pass) -> Quantity:
    """Copies of routed tokens written and read on every GPU: the GPUs share each expert, so each sees every copy."""
    model = scenario.model_spec
    one = scenario.gpu_spec.number("bandwidth_tb_s")
    assert one is not None
    used = model.part("moe.active", "experts of a token", "k")
    hidden, layers = figure(model, "hidden"), model.expert_layers()
    formula = "n_move * L_e * T * k * h * e_a / (η_x * β_1)"
    inputs = (MOVES, layers, which.tokens, used, hidden, ACTIVATION_BYTES, constant("exchange-bandwidth"), one)
    return derive("exchange of routed tokens", "t", "s", formula, *inputs)
