"""World part of what it takes to start the norms of a pass: each is a kernel of its own where nothing is fused.

Without a recorded graph a launch is an assumption (`sim.levers.engine.LAUNCH`). With one, the time between kernels is
the one fitted on measured runs, a layer's shared out evenly over its kernels, whose number is an assumption too. Both
stand beside the ideal ledger, which has neither.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.quantity import Quantity, derive
from tourapp.sim.cost.terms.mechanisms import constant
from tourapp.sim.levers.engine import KERNELS, LAUNCH
from tourapp.world.part import PartView, part


@dataclass(frozen=True, slots=True)
class NormLaunches:
    """each, fitted: of one kernel without a graph (assumed) and from a recorded one, in s; apart, recorded: of all
    norms of a pass, in s; ledger: what the ideal ledger has for them in a decode step, in s; work: of that one norm's
    part; times, times_recorded: launches over the ledger's time."""

    each: Quantity
    fitted: Quantity
    apart: Quantity
    recorded: Quantity
    ledger: Quantity
    work: Quantity
    times: Quantity
    times_recorded: Quantity

    def of_one(self, *, graph: bool) -> Quantity:
        """A kernel's launch."""
        return self.fitted if graph else self.each

    def of_all(self, *, graph: bool) -> Quantity:
        """Those of a pass."""
        return self.recorded if graph else self.apart

    def over(self, *, graph: bool) -> Quantity:
        """Over the ledger's time."""
        return self.times_recorded if graph else self.times


@part("norm_launches", needs=("operators",))
def _norm_launches(view: PartView) -> NormLaunches:
    operators = view.operators
    calls = operators.norms.calls.named(operators.norms.calls.name, "n_calls")
    layer = constant("layer-launch")
    ledger = operators.card("op_placing", "decode").seconds.named("norms in the ideal ledger", "t_norm")
    fitted = derive("time between kernels, each", "t_k", "s", f"{layer.symbol} / n_k", layer, KERNELS)
    apart = derive("launches of all norms", "t", "s", "n_calls * t_launch", calls, LAUNCH)
    recorded = derive("time between kernels for all norms", "t", "s", "n_calls * t_k", calls, fitted)
    return NormLaunches(
        each=LAUNCH,
        fitted=fitted,
        apart=apart,
        recorded=recorded,
        ledger=ledger,
        work=derive("one norm in the ideal ledger", "t_1", "s", "t_norm / n_calls", ledger, calls),
        times=_over(apart, ledger),
        times_recorded=_over(recorded, ledger),
    )


def _over(launches: Quantity, ledger: Quantity) -> Quantity:
    return derive(
        "launches over the ledger's time", "r", "times", "t / t_norm", launches.named(launches.name, "t"), ledger
    )
