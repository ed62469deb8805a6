"""How long a plan takes: one model on every GPU, and every model on every GPU, in CPU seconds of this computer.

Only `tourapp bench` calls this.
"""

from __future__ import annotations

import time

from tourapp import specs
from tourapp.sim.plan.ask import PlanSpec
from tourapp.sim.plan.solver import solve

TARGETS = {"one_model": 2.0, "every_model": 10.0}
"""Seconds within which each should be done."""


def plan_figures() -> dict[str, dict[str, float]]:
    """Seconds that each search took, and its target."""
    gpus = tuple(specs.gpus())
    prices = {gpu: 2.0 + place / 2 for place, gpu in enumerate(gpus)}
    found = {}
    for name, models in (("one_model", PlanSpec().models), ("every_model", tuple(specs.models()))):
        began = time.process_time()
        solve(PlanSpec(models=models, gpus=gpus, prices=prices))
        found[name] = {"seconds": round(time.process_time() - began, 3), "target": TARGETS[name]}
    return found
