"""World part of other numbers of key-value heads: what the three projections and attention would cost with them.

The chosen model's row with another `kv_heads`, asked of the cost model; everything else stays. A model with a latent
cache has no such heads to change: it has its own variant alone.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import msgspec

from tourapp.quantity import Quantity, add_up
from tourapp.sim.cost import Costs, cost
from tourapp.sim.cost.blocks import pass_blocks
from tourapp.sim.cost.cache import cache
from tourapp.sim.cost.constants import NO_WEIGHTS
from tourapp.words import Phrase
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO


@dataclass(frozen=True, slots=True, eq=False)
class HeadCount:
    """One number of key-value heads, or a latent in their place. q, k, v: B of weights that a step reads for each;
    pairs: keys and values together; whole: the whole row. kv_bytes, flops: what attention moves (B) and computes (FLOP)
    in a step; intensity: FLOP/B; per_token: κ, B/token."""

    id: str
    heads: Quantity | None
    q: Quantity
    k: Quantity
    v: Quantity
    pairs: Quantity
    whole: Quantity
    kv_bytes: Quantity
    flops: Quantity
    intensity: Quantity
    per_token: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class HeadCounts:
    """The model as it is, a pair of heads per query head, and one pair for all; the same where a model already is
    that. latent: whether keys and values come out of one compressed vector."""

    variants: dict[str, HeadCount]
    latent: bool
    query_heads: Quantity

    def pick(self, id: str) -> HeadCount:
        """A variant: 'own', 'mha' or 'mqa'; the model as it is where it has no such one."""
        return self.variants.get(id, self.variants["own"])


@part("head_counts", reads=SCENARIO, needs=("cost",))
def _head_counts(view: PartView) -> HeadCounts:
    costs: Costs = view.cost
    model = costs.scenario.model_spec
    found = {"own": _counted("own", costs)}
    for kind, heads in (("mha", model.heads), ("mqa", 1)):
        if model.mla is None and heads != model.kv_heads:
            other = msgspec.structs.replace(model, kv_heads=heads)
            found[kind] = _unnamed(_counted(kind, cost(replace(costs.scenario, model=other))))
    query = model.number("heads")
    assert query is not None
    return HeadCounts(found, model.mla is not None, query)


def _counted(kind: str, costs: Costs) -> HeadCount:
    """A variant from the cost model's answer."""
    model, done = costs.scenario.model_spec, pass_blocks(costs, "decode")
    latent = model.mla is not None
    by_op = {block.op: block for block in done.of("qkv_projection")}
    rows = {row.op: row for row in costs.rows("decode")}
    row, attention = rows["qkv_projection"], rows["attention"]
    names = {"q": ("q_down", "q_up"), "k": ("kv_down",), "v": ("kv_up",)} if latent else {n: (n,) for n in "qkv"}
    sizes = {name: _sum([by_op[op].weight_bytes for op in ops if op in by_op]) for name, ops in names.items()}
    return HeadCount(
        id=kind,
        heads=None if latent else model.number("kv_heads"),
        q=sizes["q"],
        k=sizes["k"],
        v=sizes["v"],
        pairs=_sum([sizes["k"], sizes["v"]]),
        whole=row.weight_bytes,
        kv_bytes=attention.kv_bytes,
        flops=attention.flops,
        intensity=costs.decode.attention_intensity,
        per_token=cache(costs.scenario).per_token if kind != "own" else costs.kv_bytes_per_token,
    )


def _sum(parts: list[Quantity]) -> Quantity:
    if len(parts) < 2:
        return parts[0] if parts else NO_WEIGHTS
    return add_up(Phrase("weights read"), "W", "B", parts)


def _unnamed(found: HeadCount) -> HeadCount:
    """The same with numbers that have no names yet: they are not the scenario's own facts."""
    told = {field.name: getattr(found, field.name) for field in fields(found)}
    bare = {name: replace(value, id="") for name, value in told.items() if isinstance(value, Quantity)}
    return HeadCount(**{**told, **bare})
