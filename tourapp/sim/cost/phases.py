"""Decode and prefill: totals of their ledger rows and what follows from them.

Intensity is FLOP over bytes of weights and KV together; the ridge is peak over bandwidth of the same machine and
precision; the phase is bound by memory while its intensity is below the ridge. Bytes never contain activations. Not
here: a second way to get a total; all totals are sums of rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from tourapp.quantity import Quantity, add_up, derive
from tourapp.sim.cost.constants import MULTIPLY_ADD
from tourapp.sim.cost.ledger import LedgerRow, Pass, bound_word
from tourapp.sim.cost.machine import Machine
from tourapp.sim.cost.operators import about
from tourapp.words import Phrase


@dataclass(frozen=True, slots=True)
class Decode:
    """One decode step, which gives one token to each of `batch` sequences.

    flops_per_step and bytes_per_step are of the whole batch, ..._per_token of one sequence's token. tokens_per_second
    is of the whole batch, tokens_per_second_per_user of one sequence. weight_intensity is 2·batch / bytes per weight,
    of the weights alone; attention_intensity of attention alone; ridge_batch the batch at which weights alone reach
    the ridge. compute_busy and memory_busy: shares of the step in which math and memory work at their peak.
    """

    flops_per_step: Quantity
    flops_per_token: Quantity
    bytes_per_step: Quantity
    bytes_per_token: Quantity
    weight_bytes_per_step: Quantity
    kv_bytes_per_step: Quantity
    activation_bytes: Quantity
    intensity: Quantity
    ridge: Quantity
    bound: Any
    step_seconds: Quantity
    tokens_per_second: Quantity
    tokens_per_second_per_user: Quantity
    weight_intensity: Quantity
    attention_intensity: Quantity
    ridge_batch: Quantity
    compute_busy: Quantity
    memory_busy: Quantity
    achieved_step_seconds: Quantity
    achieved_tokens_per_second: Quantity


@dataclass(frozen=True, slots=True)
class Prefill:
    """One pass over `batch` prompts of `prompt_tokens` each; seconds is the time to the end of that pass.

    flops and bytes are of the whole pass, ..._per_token of one of its prompt tokens; tokens_per_second counts
    prompt tokens of all sequences.
    """

    flops: Quantity
    flops_per_token: Quantity
    bytes: Quantity
    bytes_per_token: Quantity
    weight_bytes: Quantity
    kv_bytes: Quantity
    activation_bytes: Quantity
    intensity: Quantity
    ridge: Quantity
    bound: Any
    seconds: Quantity
    tokens_per_second: Quantity
    weight_intensity: Quantity
    compute_busy: Quantity
    memory_busy: Quantity
    achieved_seconds: Quantity
    achieved_tokens_per_second: Quantity


@dataclass(frozen=True, slots=True)
class _Totals:
    flops: Quantity
    weights: Quantity
    kv: Quantity
    moved: Quantity
    activations: Quantity
    intensity: Quantity
    bound: Any
    seconds: Quantity
    achieved: Quantity
    weight_intensity: Quantity
    compute_busy: Quantity
    memory_busy: Quantity


def _totals(which: Pass, rows: Sequence[LedgerRow], words: str, fitted: Quantity | None) -> _Totals:
    """Sums of the rows, and the ratios of those sums; `fitted`: the achieved time where overheads are part of it."""
    box, told = which.machine, Phrase(words)
    done = [row for row in rows if row.flops.inputs]
    flops = add_up(about("arithmetic of {what}", told), "C", "FLOP", [row.flops for row in done])
    read = [row.weight_bytes for row in rows if row.weight_bytes.inputs]
    weights = add_up(about("weights read by {what}", told), "W", "B", read)
    kept = [row.kv_bytes for row in rows if row.kv_bytes.inputs]
    kv = add_up(about("KV cache moved by {what}", told), "K", "B", kept)
    moved = derive(about("bytes of {what}", told), "Q", "B", "W + K", weights, kv)
    intensity = derive(about("arithmetic intensity of {what}", told), "I", "FLOP/B", "C / Q", flops, moved)
    seconds = add_up(about("time of {what}", told), "t", "s", [row.seconds for row in done])
    reached = seconds if fitted is None else fitted
    if fitted is None and any(row.achieved_seconds is not row.seconds for row in rows):
        reached = add_up(about("time of {what}, achieved", told), "t", "s", [row.achieved_seconds for row in done])
    return _Totals(
        flops=flops,
        weights=weights,
        kv=kv,
        moved=moved,
        activations=add_up(about("activations of {what}", told), "Z", "B", [row.activation_bytes for row in rows]),
        intensity=intensity,
        bound=bound_word(intensity.value >= box.ridge.value),
        seconds=seconds,
        achieved=reached,
        weight_intensity=derive(
            "arithmetic intensity of the weights alone",
            "I_w",
            "FLOP/B",
            "c * T / e_w",
            MULTIPLY_ADD,
            which.tokens,
            which.weight_size,
        ),
        compute_busy=_math_busy(box, flops, rows, seconds),
        memory_busy=derive(
            "share of time memory works", "busy_Q", "share", "Q / (β * t)", moved, box.bandwidth, seconds
        ),
    )


def _math_busy(box: Machine, flops: Quantity, rows: Sequence[LedgerRow], seconds: Quantity) -> Quantity:
    """Share of the time that arithmetic takes at its peaks: attention, and what is kept in 16 bits, has its own."""
    words = "share of time the math works"
    if box.attention_peak is box.peak:
        return derive(words, "busy_C", "share", "C / (F * t)", flops, box.peak, seconds)
    sixteen = [row.flops for row in rows if row.peak is box.attention_peak and row.flops.inputs]
    pairs = add_up("arithmetic at the 16-bit peak", "C_a", "FLOP", sixteen)
    if len(sixteen) == 1:
        pairs = replace(sixteen[0], symbol="C_a")
    formula = "((C - C_a) / F + C_a / F_a) / t"
    return derive(words, "busy_C", "share", formula, flops, pairs, box.peak, box.attention_peak, seconds)


def decode(which: Pass, rows: Sequence[LedgerRow], fitted: Quantity | None = None) -> Decode:
    """Totals of a decode step. tokens_per_second = batch / step_seconds."""
    totals, box, batch = _totals(which, rows, "a decode step", fitted), which.machine, which.batch
    attention = next(row for row in rows if row.op == "attention")
    return Decode(
        flops_per_step=totals.flops,
        flops_per_token=derive("arithmetic of one token", "C_1", "FLOP", "C / B", totals.flops, batch),
        bytes_per_step=totals.moved,
        bytes_per_token=derive("bytes moved for one token", "Q_1", "B", "Q / B", totals.moved, batch),
        weight_bytes_per_step=totals.weights,
        kv_bytes_per_step=totals.kv,
        activation_bytes=totals.activations,
        intensity=totals.intensity,
        ridge=box.ridge,
        bound=totals.bound,
        step_seconds=totals.seconds,
        tokens_per_second=derive("decode throughput", "X", "token/s", "B / t", batch, totals.seconds),
        tokens_per_second_per_user=derive("decode rate of one sequence", "X_1", "token/s", "1 / t", totals.seconds),
        weight_intensity=totals.weight_intensity,
        attention_intensity=derive(
            "arithmetic intensity of attention alone", "I_a", "FLOP/B", "C / K", attention.flops, attention.kv_bytes
        ),
        ridge_batch=derive(
            "batch at which the weights alone reach the ridge",
            "B_ridge",
            "1",
            "I_ridge * e_w / c",
            box.ridge,
            which.weight_size,
            MULTIPLY_ADD,
        ),
        compute_busy=totals.compute_busy,
        memory_busy=totals.memory_busy,
        achieved_step_seconds=totals.achieved,
        achieved_tokens_per_second=derive(
            "decode throughput, achieved", "X", "token/s", "B / t", batch, totals.achieved
        ),
    )


def prefill(which: Pass, rows: Sequence[LedgerRow], fitted: Quantity | None = None) -> Prefill:
    """Totals of a prefill pass. tokens_per_second = batch x prompt_tokens / seconds."""
    totals, tokens = _totals(which, rows, "prefill", fitted), which.tokens
    return Prefill(
        flops=totals.flops,
        flops_per_token=derive("arithmetic of one prompt token", "C_1", "FLOP", "C / T", totals.flops, tokens),
        bytes=totals.moved,
        bytes_per_token=derive("bytes moved for one prompt token", "Q_1", "B", "Q / T", totals.moved, tokens),
        weight_bytes=totals.weights,
        kv_bytes=totals.kv,
        activation_bytes=totals.activations,
        intensity=totals.intensity,
        ridge=which.machine.ridge,
        bound=totals.bound,
        seconds=totals.seconds,
        tokens_per_second=derive("prefill throughput", "X", "token/s", "T / t", tokens, totals.seconds),
        weight_intensity=totals.weight_intensity,
        compute_busy=totals.compute_busy,
        memory_busy=totals.memory_busy,
        achieved_seconds=totals.achieved,
        achieved_tokens_per_second=derive(
            "prefill throughput, achieved", "X", "token/s", "T / t", tokens, totals.achieved
        ),
    )
