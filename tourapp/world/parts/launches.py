"""World part of a fixed time before every pass: launching its kernels, the host's work, whatever the model's size.

How long it is is an assumption that a person sets. Shares are of decode steps of a small, a middle and the chosen model
on the same machine, and of the chosen model's prefill.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp import specs
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import ASSUMED
from tourapp.sim.cost import Costs
from tourapp.sim.cost.costs import decode_alone, prefill_alone
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

OTHERS = ("smollm2-135m", "llama-3-8b")


@dataclass(frozen=True, slots=True)
class LaunchRow:
    """One pass: seconds ideal, with the fixed time, and the share that this takes."""

    id: str
    name: str
    phase: str
    seconds: Quantity
    whole: Quantity
    share: Quantity


@dataclass(frozen=True, slots=True)
class Launches:
    """fixed: the assumed time, s; rows: decode steps, the smallest model first, then prefill of the chosen one."""

    fixed: Quantity
    rows: tuple[LaunchRow, ...]


@part("launches", reads=(*SCENARIO, "plan_fixed"), needs=("cost",))
def _launches(view: PartView) -> Launches:
    fixed = Quantity(float(view.plan_fixed) / 1e3, "s", "fixed time of a pass (assumption)", "t_0", source=ASSUMED)
    costs: Costs = view.cost
    mine = costs.scenario.model_spec
    rows = []
    for name in OTHERS:
        if name != mine.id:
            seconds = decode_alone(scenario(view, model=name)).step_seconds
            rows.append(_row(name, specs.model(name).name, "decode", seconds, fixed))
    rows.append(_row(mine.id, mine.name, "decode", costs.decode.step_seconds, fixed))
    rows.sort(key=lambda row: float(row.seconds.value))
    first = prefill_alone(scenario(view, batch=1)).seconds
    rows.append(_row("prefill", mine.name, "prefill", first, fixed))
    return Launches(fixed, tuple(rows))


def _row(id: str, name: str, phase: str, seconds: Quantity, fixed: Quantity) -> LaunchRow:
    pair = (seconds.named(seconds.name, "t"), fixed)
    whole = derive("time of a pass with its fixed part", "t_all", "s", "t + t_0", *pair)
    share = derive("share of the fixed part", "n_0", "share", "t_0 / t_all", fixed, whole)
    return LaunchRow(id, name, phase, seconds, whole, share)
