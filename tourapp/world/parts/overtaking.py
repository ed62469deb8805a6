"""World part of the overtaking: from which context on attention takes longer than the whole FFN in a decode step, and
both times along the way there.

Solved from the cost model's own rows, whatever binds them. A model whose layers have windows may never get there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp.quantity import Quantity
from tourapp.quantity.origin import RUN
from tourapp.sim.cost import Costs, Scenario
from tourapp.sim.cost.blocks import FEED_FORWARD
from tourapp.sim.cost.costs import decode_pass
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO

SHORTEST, LONGEST, POINTS = 128, 1_048_576, 97
"""Ends of the curves over the context, in tokens, and how many points they have."""


@dataclass(frozen=True, slots=True, eq=False)
class Overtaking:
    """tokens [n]: contexts; attention, ffn [n]: seconds of a decode step there, of all layers, the whole batch. meets:
    the first context at which attention takes no less than the FFN, None beyond the longest; meets_seconds: the time
    there."""

    tokens: np.ndarray
    attention: np.ndarray
    ffn: np.ndarray
    meets: Quantity | None
    meets_seconds: float


@part("overtaking", reads=SCENARIO, needs=("cost",))
def _overtaking(view: PartView) -> Overtaking:
    costs: Costs = view.cost
    usual = replace(costs.scenario, fitted=False, mfu=1.0, mbu=1.0)
    tokens = np.unique(np.round(np.geomspace(SHORTEST, LONGEST, POINTS)).astype(np.int64))
    attention, ffn = _times(usual, tokens)
    over = np.flatnonzero(attention >= ffn)
    if not len(over):
        return Overtaking(tokens, attention, ffn, None, 0.0)
    last = int(over[0])
    near = np.arange(tokens[max(0, last - 1)], tokens[last] + 1)
    first, second = _times(usual, near)
    place = int(np.flatnonzero(first >= second)[0])
    words = "context from which attention takes longer than the FFN"
    meets = Quantity(int(near[place]), "token", words, "s_x", source=RUN)
    return Overtaking(tokens, attention, ffn, meets, float(first[place]))


def _times(scenario: Scenario, tokens: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Seconds of attention and of the FFN in a decode step at these contexts."""
    rows = {row.op: np.asarray(row.seconds.value) for row in decode_pass(replace(scenario, context=tokens)).rows}
    ffn = sum((rows[op] for op in FEED_FORWARD if op in rows), np.zeros(1))
    return np.broadcast_to(rows["attention"], tokens.shape), np.broadcast_to(ffn, tokens.shape)
