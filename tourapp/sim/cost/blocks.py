"""The blocks of a pass: its ledger's rows and their parts in the order of the work, each with its own time and share.

The atlas draws a pass as these blocks, and its cards each tell of some of them. Their arithmetic, bytes and times sum
to the pass; their numbers go by the names of `tourapp explain --parts`. Not here: the rows (`ledger`) and how they are
taken apart (`parts`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from tourapp.quantity import Quantity, derive
from tourapp.sim.cost.costs import Costs, LedgerPass, decode_pass, prefill_pass
from tourapp.sim.cost.ledger import LedgerRow
from tourapp.sim.cost.matrices import PARTS
from tourapp.sim.cost.operators import about, operator_words
from tourapp.sim.cost.parts import LedgerPart, parts_of
from tourapp.sim.cost.phases import Decode, decode
from tourapp.sim.cost.scenario import Scenario
from tourapp.sim.cost.terms.reach import settled
from tourapp.specs import ModelSpec
from tourapp.words import Phrase

PassPhase = Literal["decode", "prefill"]
FEED_FORWARD = ("ffn", "shared_expert", "experts")
"""Rows that hold gate, up and down matrices."""


@dataclass(frozen=True, slots=True)
class PassBlock:
    """One block of a pass, over all layers and the whole batch. op: the part's id, or the row's own where it is one
    thing; flops in FLOP, bytes in B, seconds in s (ideal), share of the pass's time; bound: 'memory' or 'compute';
    activation_bytes: of the whole row, told with its last part and None with the others."""

    op: str
    row: str
    words: Phrase
    flops: Quantity
    weight_bytes: Quantity
    kv_bytes: Quantity
    activation_bytes: Quantity | None
    seconds: Quantity
    share: Quantity
    bound: str


@dataclass(frozen=True, slots=True)
class PassBlocks:
    """A whole pass: its blocks in order, and what they sum to, which are the cost model's own totals."""

    phase: PassPhase
    blocks: tuple[PassBlock, ...]
    flops: Quantity
    weight_bytes: Quantity
    kv_bytes: Quantity
    activation_bytes: Quantity
    seconds: Quantity
    bound: str

    def of(self, *rows: str) -> tuple[PassBlock, ...]:
        """The blocks of some rows."""
        return tuple(each for each in self.blocks if each.row in rows)

    def parts(self, *ops: str) -> tuple[PassBlock, ...]:
        """The blocks with these ids, of whatever row: 'gate' of a mixture is in two."""
        return tuple(each for each in self.blocks if each.op in ops)


def pass_blocks(costs: Costs, phase: PassPhase) -> PassBlocks:
    """The blocks of one pass of a scenario."""
    scenario = costs.scenario
    if phase == "decode":
        return _step_blocks(scenario.model_spec, decode_pass(scenario), costs.decode)
    done, sweep = prefill_pass(scenario), costs.prefill
    blocks = _blocks(scenario.model_spec, done, sweep.seconds)
    totals = (sweep.flops, sweep.weight_bytes, sweep.kv_bytes, sweep.activation_bytes)
    return PassBlocks(phase, blocks, *totals, sweep.seconds, str(sweep.bound))


def ideal_step_blocks(scenario: Scenario) -> PassBlocks:
    """The blocks of a decode step for those who ask for nothing else and for no achieved times: in a small part of the
    time that all figures of a scenario take."""
    settled_one = settled(replace(scenario, mfu=1.0, mbu=1.0))
    done = decode_pass(settled_one)
    return _step_blocks(settled_one.model_spec, done, decode(done.which, done.rows))


def _step_blocks(model: ModelSpec, done: LedgerPass, step: Decode) -> PassBlocks:
    totals = (step.flops_per_step, step.weight_bytes_per_step, step.kv_bytes_per_step, step.activation_bytes)
    blocks = _blocks(model, done, step.step_seconds)
    return PassBlocks("decode", blocks, *totals, step.step_seconds, str(step.bound))


def _blocks(model: ModelSpec, done: LedgerPass, whole: Quantity) -> tuple[PassBlock, ...]:
    return tuple(block for row in done.told_rows for block in _row_blocks(model, done, row, whole))


def _row_blocks(model: ModelSpec, done: LedgerPass, row: LedgerRow, whole: Quantity) -> list[PassBlock]:
    parts = parts_of(model, done, row)
    single = len(parts) == 1
    found = []
    for place, part in enumerate(parts):
        name = f"ledger.{row.phase}.{row.op}" + ("" if single else f".{part.op}")
        words = operator_words(row.op) if single else PARTS[part.op]
        seconds = row.seconds if single else _part_seconds(row, part, words)
        share = derive(
            about("share of the pass: {what}", words),
            "n_t",
            "share",
            "t_part / t",
            seconds.named(words, "t_part"),
            whole,
        )
        flops, weights, kv = _sizes(part, name)
        found.append(
            PassBlock(
                op=row.op if single else part.op,
                row=row.op,
                words=words,
                flops=flops,
                weight_bytes=weights,
                kv_bytes=kv,
                activation_bytes=row.activation_bytes if place == len(parts) - 1 else None,
                seconds=seconds.christen(f"{name}.seconds"),
                share=share.christen(f"{name}.share"),
                bound=str(row.bound),
            )
        )
    return found


_SIZES = ("flops", "weight_bytes", "kv_bytes")


def _sizes(part: LedgerPart, name: str) -> tuple[Quantity, ...]:
    """The part's figures with their names; what it has nothing of is one constant, without a name of its own."""
    found: list[Quantity] = [getattr(part, field) for field in _SIZES]
    return tuple(
        each.christen(f"{name}.{field}") if each.inputs else each for each, field in zip(found, _SIZES, strict=True)
    )


def _part_seconds(row: LedgerRow, part: LedgerPart, words: Phrase) -> Quantity:
    """A part's time: the row's, by its share of what bounds the row."""
    share = _bounding_share(row, part)
    return derive(
        about("time of {what}", words),
        "t",
        "s",
        f"t_row * {share.symbol}",
        row.seconds.named(row.seconds.name, "t_row"),
        share,
    )


def _bounding_share(row: LedgerRow, part: LedgerPart) -> Quantity:
    """Share of the row's arithmetic where that bounds it, else of its bytes."""
    name = Phrase("share of what bounds its operator")
    if str(row.bound) == "compute":
        return derive(name, "n", "share", "C_part / C", part.flops.named(part.flops.name, "C_part"), row.flops)
    inside = [
        part.weight_bytes.named(part.weight_bytes.name, "W_part"),
        part.kv_bytes.named(part.kv_bytes.name, "K_part"),
    ]
    return derive(name, "n", "share", "(W_part + K_part) / (W + K)", *inside, row.weight_bytes, row.kv_bytes)
