"""World part of experts: how many of a layer's experts a batch wakes, and what of their weights is read and used.

The expected distinct experts are the ledger's own number, at every batch. A model without experts stands beside one
that has them, which then goes by its name in every id.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp import specs
from tourapp.quantity import Quantity, derive
from tourapp.sim.cost import Costs, Scenario
from tourapp.sim.cost.costs import decode_pass
from tourapp.sim.cost.ledger import LedgerRow
from tourapp.sim.cost.scenario import checked
from tourapp.world.part import PartView, part

EXAMPLE = "mixtral-8x7b"
"""The model with experts that is shown beside one without."""
LARGEST = 512
NEARLY = 0.99
"""Share of the experts from which on nearly all are awake."""
SHOWN = (1, 8, 64)


@dataclass(frozen=True, slots=True, eq=False)
class ExpertNumbers:
    """dense: whether the chosen model has no experts, and `name` is then another model's. experts, active: of a layer,
    and of a token; shared: experts that every token visits. hit: distinct experts of a layer that the batch wakes,
    expected; share: of all; use: arithmetic's share, k / E. read, held: bytes of the routed experts that a step reads,
    and of all. batches [n], hits [n]; all_at: smallest batch that wakes nearly all (None beyond LARGEST); at: distinct
    experts at a few batches."""

    dense: bool
    name: str
    chosen: str
    experts: Quantity
    active: Quantity
    shared: int
    hit: Quantity
    share: Quantity
    use: Quantity
    read: Quantity
    held: Quantity
    batches: np.ndarray
    hits: np.ndarray
    all_at: Quantity | None
    at: dict[int, Quantity]


@part("expert_numbers", needs=("cost",))
def _expert_numbers(view: PartView) -> ExpertNumbers:
    costs: Costs = view.cost
    chosen = costs.scenario.model_spec
    dense = chosen.moe is None
    model = specs.model(EXAMPLE) if dense else chosen
    assert model.moe is not None
    usual = replace(costs.scenario, model=model, fitted=False, mfu=1.0, mbu=1.0)
    mark = f"model={EXAMPLE}" if dense else ""
    row = _row(usual)
    hit = _hit(row).christen(_id("experts.distinct", mark))
    experts = model.part("moe.experts", "experts of a layer", "E")
    active = model.part("moe.active", "experts of a token", "k")
    batches = np.arange(1, LARGEST + 1)
    hits = np.asarray(_hit(_row(replace(usual, batch=batches))).value)
    full = np.flatnonzero(hits >= NEARLY * float(experts.value))
    all_at = None
    if len(full):
        all_at = replace(replace(usual, batch=int(batches[full[0]])).quantity("batch"), id="")
    read, everything = _bytes(row, mark)
    return ExpertNumbers(
        dense=dense,
        name=model.name,
        chosen=chosen.name,
        experts=experts,
        active=active,
        shared=model.moe.shared,
        hit=hit,
        share=derive("share of the experts that are awake", "n_hit", "share", "E_hit / E", hit, experts),
        use=derive("share of the experts that one token uses", "n_use", "share", "k / E", active, experts),
        read=read,
        held=everything,
        batches=batches,
        hits=hits,
        all_at=all_at,
        at={n: hit if n == usual.batch else _at(usual, n, mark) for n in SHOWN},
    )


def _at(usual: Scenario, batch: int, mark: str) -> Quantity:
    """The distinct experts at another batch."""
    found = _hit(_row(replace(usual, batch=checked("batch", batch))))
    return found.christen(_id("experts.distinct", ", ".join(each for each in (f"batch={batch}", mark) if each)))


def _row(scenario: Scenario) -> LedgerRow:
    """The ledger's row of routed experts in a decode step."""
    return next(row for row in decode_pass(scenario).rows if row.op == "experts")


def _hit(row: LedgerRow) -> Quantity:
    """The expected distinct experts by which the ledger reads weights."""
    assert row.streamed is not None
    return next(each for each in row.streamed.inputs if each.symbol == "E_hit")


def _bytes(row: LedgerRow, mark: str) -> tuple[Quantity, Quantity]:
    """Bytes of the routed experts: read by the step, and all that are held."""
    assert row.streamed is not None
    every = next(each for each in row.streamed.inputs if each.symbol == "P_experts")
    size = next(each for each in row.weight_bytes.inputs if each.unit.startswith("B"))
    held = derive("bytes of all experts", "W_all", "B", f"P_experts * {size.symbol}", every, size)
    read = row.weight_bytes.christen(_id("ledger.decode.experts.weight_bytes", mark))
    return read, held


def _id(fact: str, differs: str) -> str:
    return f"{fact}({differs})" if differs else fact
