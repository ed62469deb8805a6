"""World part of the batch: time between tokens and price of output along all batches, and the best one in the limits.

One question to the cost model with the batch as an array. Ideal. The best batch is the largest that fits and keeps the
time between tokens below its limit: it writes the cheapest tokens that still come soon enough.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.quantity import Quantity
from tourapp.quantity.origin import COMPUTED, SETTING
from tourapp.sim.cost import cost
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

MOST = 512


@dataclass(frozen=True, slots=True, eq=False)
class BatchSweep:
    """batches [n] with step [n], s, and output [n], USD for a million tokens; users: batch that fits; limit: between
    tokens, s; best: the largest batch within both, None where there is none; best_step, best_output: its figures;
    by_limit: whether the limit of time ends it, not memory."""

    batches: np.ndarray
    step: np.ndarray
    output: np.ndarray
    users: Quantity
    limit: Quantity
    best: Quantity | None
    best_step: Quantity | None
    best_output: Quantity | None
    by_limit: bool

    @property
    def open(self) -> bool:
        """Whether neither limit ends it before the axis does."""
        return self.best is not None and int(self.best.value) >= MOST


@part("batch_sweep", reads=(*SCENARIO, "plan_itl"))
def _batch_sweep(view: PartView) -> BatchSweep:
    batches = np.arange(1, MOST + 1).astype(float)
    swept = cost(scenario(view, batch=batches, mfu=1.0, mbu=1.0))
    step = np.broadcast_to(np.asarray(swept.decode.step_seconds.value, float), batches.shape)
    output = np.broadcast_to(np.asarray(swept.price.output.value, float), batches.shape)
    users = cost(scenario(view, batch=1, mfu=1.0, mbu=1.0)).capacity.users
    limit = Quantity(float(view.plan_itl) / 1e3, "s", "limit between tokens", "T_2", source=SETTING)
    soon = batches[step <= float(limit.value)]
    paced = int(soon[-1]) if len(soon) else 0
    most = min(paced, int(users.value))
    if most < 1:
        return BatchSweep(batches, step, output, users, limit, None, None, None, paced < int(users.value))
    there = cost(scenario(view, batch=most, mfu=1.0, mbu=1.0))
    best = Quantity(most, "1", "largest batch within both limits", "B_best", source=COMPUTED)
    told = (best, there.decode.step_seconds, there.price.output)
    return BatchSweep(batches, step, output, users, limit, *told, by_limit=paced < int(users.value))
