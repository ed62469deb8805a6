"""What to run: a product's targets in, machines ranked by cost out, with reasons, repairs and what breaks first.

`solve(spec)` searches models x GPUs x counts x bits; times come from the cost model, swept as arrays. Not here: a
measurement, failures beyond spares, pipelines, reserved prices.
"""

from tourapp.sim.plan.ask import PlanSpec, WhatIf
from tourapp.sim.plan.solver import MachinePlan, PlanStoppedError, solve

__all__ = ["MachinePlan", "PlanSpec", "PlanStoppedError", "WhatIf", "solve"]
