"""Prompts read in chunks: each pass takes some tokens of a prompt beside the decode step of the batch.

One row takes the longer of the arithmetic of both and of the weights with both caches; the weights are read once for
both. While a prompt is read the time between tokens is that of such a pass, and the first token comes after all chunks.
Interference on top of this sum was measured and is left out, so it is a floor.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp import specs
from tourapp.quantity import Quantity, Source, add_up, derive
from tourapp.quantity.origin import SETTING
from tourapp.sim.cost.costs import decode_pass, prefill_pass
from tourapp.sim.cost.ledger import LedgerRow
from tourapp.sim.cost.machine import Machine, machine
from tourapp.sim.cost.operators import about, operator_words
from tourapp.sim.cost.scenario import Scenario


@dataclass(frozen=True, slots=True)
class MixedStep:
    """chunk: tokens of a prompt in a pass; seconds: that pass, averaged over the chunks of a prompt; first: time until
    all chunks are read; stall: the prefill that would stop everybody without chunks."""

    chunk: Quantity
    seconds: Quantity
    first: Quantity
    stall: Quantity
    source: Source


def mixed_step(scenario: Scenario, chunk: int) -> MixedStep:
    """A pass with a chunk of one prompt beside a decode step of the batch."""
    plain = replace(scenario, fitted=False)
    size = min(chunk, int(plain.prompt_tokens))
    taken = Quantity(size, "token", "tokens of a prompt in a pass", "q", source=SETTING)
    both = decode_pass(replace(plain, batch=int(plain.batch) + size))
    step = {row.op: row for row in decode_pass(plain).rows}
    prompt = prefill_pass(replace(plain, batch=1))
    whole = {row.op: row for row in prompt.rows}
    count = derive("chunks of a prompt", "n_q", "1", "-floor(-N / q)", plain.quantity("prompt_tokens"), taken)
    box = machine(plain)
    times = []
    for row in both.rows:
        if not row.flops.inputs:
            continue
        if row.op in ("attention", "lm_head"):
            times.append(_apart(box, (step[row.op], whole[row.op]), count))
        else:
            times.append(row.achieved_seconds)
    seconds = add_up("a pass with a chunk of a prompt", "t_mix", "s", times)
    first = derive("time until all chunks are read", "t", "s", "n_q * t_mix", count, seconds)
    stall = add_up("prefill of one prompt", "t", "s", [row.achieved_seconds for row in prompt.rows if row.flops.inputs])
    return MixedStep(taken, seconds, first, stall, specs.sources()["SARATHI"])


def _apart(box: Machine, rows: tuple[LedgerRow, LedgerRow], count: Quantity) -> Quantity:
    """A row in which the chunk does not share the batch's work: attention has caches of its own, and scores of the
    vocabulary are needed once a prompt; a chunk takes its part of the prompt's."""
    step, prompt = rows
    peak = box.attention_peak if step.op == "attention" else (step.peak or box.peak)
    formula = f"maximum((C + C_p / n_q) / (MFU * {peak.symbol}), (W + K + K_p / n_q) / (MBU * β))"
    inputs = (
        *(step.flops, prompt.flops.named(prompt.flops.name, "C_p"), count, box.mfu, peak, step.weight_bytes),
        *(step.kv_bytes, prompt.kv_bytes.named(prompt.kv_bytes.name, "K_p"), box.mbu, box.bandwidth),
    )
    words = about("time of {what}, with a chunk of a prompt", operator_words(step.op))
    return derive(words, "t", "s", formula, *inputs)
