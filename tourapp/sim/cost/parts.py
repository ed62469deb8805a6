"""The parts of a ledger row: the single matrices and products that an operator is made of.

Parts sum to their row exactly, in arithmetic, weights and cache: where whole numbers do not allow it by formula alone
(expected experts, sweeps), the last part is the rest of the row. A part has no time of its own; its share is that of
what bounds the row, arithmetic or bytes. Not here: what the ledger does not count (uncounted.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost.constants import MULTIPLY_ADD, NO_FLOPS, NO_KV, NO_WEIGHTS
from tourapp.sim.cost.costs import LedgerPass
from tourapp.sim.cost.ledger import LedgerRow
from tourapp.sim.cost.matrices import matrices_of, part_words
from tourapp.specs import ModelSpec
from tourapp.words import Phrase

FIELDS = ("flops", "weight_bytes", "kv_bytes")
HALF = Quantity(0.5, "share", "half of attention: scores and sums are equally wide", "n_half", source=DEFINED)


@dataclass(frozen=True, slots=True)
class LedgerPart:
    """One matrix or product of a row, summed over layers. flops in FLOP, bytes in B; share: of what bounds its row (an
    array in a sweep)."""

    op: str
    flops: Quantity
    weight_bytes: Quantity
    kv_bytes: Quantity
    share: Any


def parts_of(model: ModelSpec, done: LedgerPass, row: LedgerRow) -> tuple[LedgerPart, ...]:
    """The parts of one row of a pass, in the order of the work; a row that is one thing has one part, itself."""
    if row.op == "attention":
        return _attention(model, row)
    matrices = matrices_of(model, row.op)
    if not matrices:
        return (LedgerPart(row.op, row.flops, row.weight_bytes, row.kv_bytes, _one(row)),)
    flops = _summing_to(row.flops, [_flops(done, row, op, count) for op, count in matrices])
    weights = _summing_to(row.weight_bytes, [_weights(done, row, op, count) for op, count in matrices])
    zipped = zip(matrices, flops, weights, strict=True)
    return tuple(LedgerPart(op, c, w, NO_KV, _share(row, c, w, NO_KV)) for (op, _), c, w in zipped)


def part_numbers(model: ModelSpec, done: LedgerPass) -> dict[str, Quantity]:
    """Every part by its dotted name, 'ledger.decode.ffn.gate.flops' and so on."""
    found = {}
    for row in done.rows:
        for part in parts_of(model, done, row):
            for field in FIELDS:
                found[f"ledger.{row.phase}.{row.op}.{part.op}.{field}"] = getattr(part, field)
    return found


def _part_name(template: str, op: str) -> Phrase:
    return Phrase(template, what=part_words(op))


def _flops(done: LedgerPass, row: LedgerRow, op: str, count: Quantity) -> Quantity:
    words, tokens = _part_name("arithmetic of {what}", op), done.which.tokens
    if row.op != "experts":
        return derive(words, "C", "FLOP", f"c * P_part * {tokens.symbol}", MULTIPLY_ADD, count, tokens)
    whole = _whole(row)
    return derive(words, "C_part", "FLOP", "C * P_part / P_all", row.flops, count, whole)


def _weights(done: LedgerPass, row: LedgerRow, op: str, count: Quantity) -> Quantity:
    words, size = _part_name("weights read by {what}", op), done.which.size_of(row.op)
    if row.op != "experts":
        return derive(words, "W", "B", f"P_part * {size.symbol}", count, size)
    return derive(words, "W_part", "B", "W * P_part / P_all", row.weight_bytes, count, _whole(row))


def _whole(row: LedgerRow) -> Quantity:
    """All weights of the experts, of which the row reads those that are hit."""
    assert row.streamed is not None
    experts = row.streamed.inputs[0]
    return experts.named(experts.name, "P_all")


def _summing_to(total: Quantity, parts: Sequence[Quantity]) -> list[Quantity]:
    """The parts, the last of them as the rest of the total where their sum is not the total to the last bit."""
    if _equal(sum(part.value for part in parts), total.value):
        return list(parts)
    last, some = parts[-1], [part.named(part.name, f"x_{i}") for i, part in enumerate(parts[:-1])]
    formula = f"{total.symbol} - ({' + '.join(part.symbol for part in some)})"
    return [*parts[:-1], derive(last.name, last.symbol, last.unit, formula, total, *some)]


def _equal(left: Any, right: Any) -> bool:
    same = left == right
    return bool(same.all()) if hasattr(same, "all") else bool(same)


def _attention(model: ModelSpec, row: LedgerRow) -> tuple[LedgerPart, ...]:
    """Scores (queries against keys) and sums (shares times values): halves, or as wide as a latent makes them."""
    width = _score_share(model, row)
    work = _two_products("arithmetic of {what}", row.flops, width)
    moved = _two_products("cache moved by {what}", row.kv_bytes, width)
    pairs = (("scores", (work[0], moved[0])), ("blend", (work[1], moved[1])))
    return tuple(LedgerPart(op, c, NO_WEIGHTS, k, _share(row, c, NO_WEIGHTS, k)) for op, (c, k) in pairs)


def _two_products(template: str, total: Quantity, width: Quantity) -> tuple[Quantity, Quantity]:
    """What scores and what sums have of a total."""
    first = derive(_part_name(template, "scores"), "x", total.unit, f"{total.symbol} * {width.symbol}", total, width)
    return first, derive(_part_name(template, "blend"), "x_2", total.unit, f"{total.symbol} - x", total, first)


def _score_share(model: ModelSpec, row: LedgerRow) -> Quantity:
    """What part of attention the scores are."""
    if model.mla is None:
        return HALF
    rope = model.part("mla.rope_dim", "rotated key width", "d_r")
    words = "share of attention that scores are, by width"
    if row.phase == "decode":
        rank = model.part("mla.kv_rank", "KV rank", "r_kv")
        return derive(words, "n_scores", "share", "(r_kv + d_r) / (2 * r_kv + d_r)", rank, rope)
    key = model.part("mla.nope_dim", "key width without rotation", "d_n")
    value = model.part("mla.v_dim", "value head width", "d_v")
    return derive(words, "n_scores", "share", "(d_n + d_r) / (d_n + d_r + d_v)", key, rope, value)


def _share(row: LedgerRow, flops: Quantity, weights: Quantity, kv: Quantity) -> Any:
    """Share of arithmetic where that bounds the row, else of bytes."""
    by_bytes = _ratio(weights.value + kv.value, row.weight_bytes.value + row.kv_bytes.value)
    by_flops = _ratio(flops.value, row.flops.value)
    if hasattr(row.bound, "shape"):
        import numpy as np

        return np.where(row.bound == "compute", by_flops, by_bytes)
    return by_flops if row.bound == "compute" else by_bytes


def _ratio(part: Any, whole: Any) -> Any:
    return part / whole if hasattr(whole, "shape") or whole else 0.0


def _one(row: LedgerRow) -> float:
    """1; 0 for a look-up, which neither computes nor reads weights."""
    return 0.0 if row.flops is NO_FLOPS else 1.0
