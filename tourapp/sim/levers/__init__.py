"""Which lever moves what: every change of a machine, a model or an engine, worked out by the full model again.

`levers(scenario)` gives the table of `tourapp levers` and of the stage. Factors are never multiplied: each row is the
whole answer of another scenario. Not here: a search over machines (`sim.plan`).
"""

from tourapp.sim.levers.figures import Beside, LeverFigures, figures_of
from tourapp.sim.levers.table import Lever, LeverTable, levers, pulled

__all__ = ["Beside", "Lever", "LeverFigures", "LeverTable", "figures_of", "levers", "pulled"]
