"""The ledger: one row per operator per phase, with its arithmetic, its bytes, what bounds it and its time.

Conventions. A weight takes part in one multiply and one add per token (norm weights and biases by the same rule);
softmax, rotary embedding, activation functions and residual adds are left out. Weights are read once per pass however
many tokens it has; of routed experts only the expected number of distinct ones, E(1-(1-k/E)^T) for T tokens with even
routing. The input embedding is a lookup and reads no weights; tied embeddings are read by the LM head. Learned
positions count as read in full (GPT-2: 0.6 %). Prefill reads each prompt causally, N(N+1)/2 pairs, all `batch`
prompts in one pass, and runs the LM head once per sequence. KV bytes: decode moves the whole cache of each sequence
once (all but the current token read, that one written); prefill writes each prompt token's once. Latent attention
decodes in its absorbed form (scores and sums in the compressed space, 2·kv_rank + rope_dim multiply-adds per pair and
head) and prefills in its expanded form. Time of a row: the longer of arithmetic at peak and bytes at full bandwidth;
rows run one after another. The peak is the one of the weights' precision, for attention the 16-bit one. Element-wise
operators (norms, look-ups) are fused into their neighbours here: their activations cost no time of their own; what they
would take as kernels of their own stands beside, and what bounds them is memory either way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from tourapp.quantity import Quantity, derive
from tourapp.sim.cost.activations import elements
from tourapp.sim.cost.cache import Cache
from tourapp.sim.cost.constants import ACTIVATION_BYTES, MULTIPLY_ADD, NO_FLOPS, NO_KV, NO_WEIGHTS, ONE_ADD
from tourapp.sim.cost.machine import Machine
from tourapp.sim.cost.operators import about, operator_words
from tourapp.sim.cost.scenario import Scenario, figure
from tourapp.specs import ModelSpec, ParameterPart, parameter_parts
from tourapp.words import Phrase

Phase = Literal["decode", "prefill"]
ELEMENT_WISE = ("embedding", "position_embedding", "norms")
"""Operators that touch every number once: a few operations a number, whatever the precision."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One operator in one phase, summed over layers. flops in FLOP, bytes in B, seconds in s (ideal);
    bound: 'compute' or 'memory' (an array of these words in a sweep); streamed: weights read, as a count;
    alone_seconds: of an element-wise operator, the time it would take if it were not fused and moved its activations
    itself (ideal; None for the others)."""

    op: str
    phase: Phase
    flops: Quantity
    weight_bytes: Quantity
    kv_bytes: Quantity
    activation_bytes: Quantity
    bound: Any
    seconds: Quantity
    achieved_seconds: Quantity
    streamed: Quantity | None = field(default=None, repr=False)
    alone_seconds: Quantity | None = None
    peak: Quantity | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass through the model: its phase, tokens in it, sequences in it, and bytes of a weight."""

    phase: Phase
    tokens: Quantity
    batch: Quantity
    weight_size: Quantity
    machine: Machine
    kept_size: Quantity | None = None
    """Bytes of a weight outside the experts where only those are stored in the scenario's bits."""

    def size_of(self, op: str) -> Quantity:
        """Bytes of a weight of an operator."""
        return self.weight_size if self.kept_size is None or self.is_small(op) else self.kept_size

    def is_small(self, op: str) -> bool:
        """Whether an operator's weights are stored in the scenario's bits."""
        return self.kept_size is None or op == "experts"

    def peak_of(self, op: str) -> Quantity:
        """The peak of an operator's arithmetic: attention's, and of what is kept in 16 bits, is the 16-bit one."""
        sixteen = op == "attention" or not self.is_small(op)
        return self.machine.attention_peak if sixteen else self.machine.peak


def ledger(scenario: Scenario, which: Pass, cache: Cache) -> tuple[LedgerRow, ...]:
    """All rows of one pass, in the order a token meets the operators."""
    rows: list[LedgerRow] = []
    for part in parameter_parts(scenario.model_spec):
        rows.append(_part_row(scenario.model_spec, part, which))
        if part.op == "qkv_projection":
            rows.append(_attention_row(scenario.model_spec, which, cache))
    return tuple(rows)


def _part_row(model: ModelSpec, part: ParameterPart, which: Pass) -> LedgerRow:
    tokens = which.batch if part.kind == "head" else which.tokens
    words = operator_words(part.op)
    streamed: Quantity | None = part.streamed
    if part.kind == "lookup":
        flops, weights, streamed = NO_FLOPS, NO_WEIGHTS, None
    else:
        active = part.streamed
        if part.kind == "experts":
            active, streamed = _experts(model, part, which)
        assert streamed is not None
        size = which.size_of(part.op)
        product = f"{streamed.symbol} * {size.symbol}"
        weights = derive(about("weights read by {what}", words), "W", "B", product, streamed, size)
        if part.kind == "positions":
            flops = derive(
                about("arithmetic of {what}", words),
                "C",
                "FLOP",
                f"c_1 * h * {tokens.symbol}",
                ONE_ADD,
                figure(model, "hidden"),
                tokens,
            )
        else:
            flops = derive(
                about("arithmetic of {what}", words),
                "C",
                "FLOP",
                f"c * {active.symbol} * {tokens.symbol}",
                MULTIPLY_ADD,
                active,
                tokens,
            )
    return _row(model, part.op, which, _Work(tokens, flops, weights, NO_KV, streamed))


def _experts(model: ModelSpec, part: ParameterPart, which: Pass) -> tuple[Quantity, Quantity]:
    """Weights of the experts a token uses, and of the distinct experts the whole pass reads."""
    total = model.part("moe.experts", "experts of a layer", "E")
    used = model.part("moe.active", "experts of a token", "k")
    active = derive("weights of the active experts", "P_active", "1", "P_experts * k / E", part.params, used, total)
    tokens = which.tokens
    distinct = derive(
        "distinct experts read by the pass, expected",
        "E_hit",
        "1",
        f"E * (1 - (1 - k / E) ** {tokens.symbol})",
        total,
        used,
        tokens,
    )
    read = derive(
        "weights of the distinct experts", "P_hit", "1", "P_experts * E_hit / E", part.params, distinct, total
    )
    return active, read


def _attention_row(model: ModelSpec, which: Pass, cache: Cache) -> LedgerRow:
    pairs = cache.keys if which.phase == "decode" else cache.pairs
    heads = figure(model, "heads")
    if model.mla is None:
        formula, widths = "2 * c * B * Hq * d * A", [figure(model, "head_dim")]
    elif which.phase == "decode":
        formula = "c * B * Hq * (2 * r_kv + d_r) * A"
        widths = [model.part("mla.kv_rank", "KV rank", "r_kv"), model.part("mla.rope_dim", "rotated key width", "d_r")]
    else:
        formula = "c * B * Hq * (d_n + d_r + d_v) * A"
        widths = [
            model.part("mla.nope_dim", "key width without rotation", "d_n"),
            model.part("mla.rope_dim", "rotated key width", "d_r"),
            model.part("mla.v_dim", "value head width", "d_v"),
        ]
    flops = derive("arithmetic of attention", "C", "FLOP", formula, MULTIPLY_ADD, which.batch, heads, *widths, pairs)
    if which.phase == "decode":
        moved = derive("KV cache moved by a step", "K", "B", "B * κ_s", which.batch, cache.per_sequence)
    else:
        moved = derive("KV cache written by prefill", "K", "B", "T * κ", which.tokens, cache.per_token)
    return _row(model, "attention", which, _Work(which.tokens, flops, NO_WEIGHTS, moved))


@dataclass(frozen=True, slots=True)
class _Work:
    """What an operator does in a pass: tokens it sees, its arithmetic, the weights and cache it moves, and how many
    weights it reads."""

    tokens: Quantity
    flops: Quantity
    weights: Quantity
    kv: Quantity
    streamed: Quantity | None = None


def _row(model: ModelSpec, op: str, which: Pass, work: _Work) -> LedgerRow:
    tokens, flops, weights, kv = work.tokens, work.flops, work.weights, work.kv
    words, m = operator_words(op), which.machine
    peak = which.peak_of(op)
    moved = derive(
        about("activations moved by {what}", words),
        "Z",
        "B",
        f"a * {tokens.symbol} * e_a",
        elements(model, op),
        tokens,
        ACTIVATION_BYTES,
    )
    ideal = f"maximum(C / {peak.symbol}, (W + K) / β)"
    seconds = derive(about("time of {what}", words), "t", "s", ideal, flops, peak, weights, kv, m.bandwidth)
    reached = seconds
    if m.mfu.value != 1.0 or m.mbu.value != 1.0:
        reached = derive(
            about("time of {what}, achieved", words),
            "t",
            "s",
            f"maximum(C / (MFU * {peak.symbol}), (W + K) / (MBU * β))",
            flops,
            m.mfu,
            peak,
            weights,
            kv,
            m.mbu,
            m.bandwidth,
        )
    alone = _alone(words, (flops, peak, weights, moved, m.bandwidth)) if op in ELEMENT_WISE else None
    own = weights.value + (kv.value if alone is None else moved.value)
    bound = bound_word(flops.value / peak.value > own / m.bandwidth.value)
    return LedgerRow(op, which.phase, flops, weights, kv, moved, bound, seconds, reached, work.streamed, alone, peak)


def _alone(words: Phrase, inputs: tuple[Quantity, ...]) -> Quantity:
    """Time of an element-wise operator as a kernel of its own: its arithmetic, the peak, its weights and activations,
    the bandwidth."""
    formula = f"maximum(C / {inputs[1].symbol}, (W + Z) / β)"
    return derive(about("time of {what} alone, not fused", words), "t_1", "s", formula, *inputs)


def bound_word(by_compute: Any) -> Any:
    """'compute' or 'memory', for one value or for an array of them."""
    if hasattr(by_compute, "shape") and by_compute.shape:
        import numpy as np

        words = np.where(by_compute, "compute", "memory")
        words.flags.writeable = False
        return words
    return "compute" if by_compute else "memory"
