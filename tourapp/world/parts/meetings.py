"""World part of the meetings of several GPUs: after the output matrix, and again after the FFN, each GPU holds a part
of the sum, and all add up before any goes on.

The times are those of the achieved model's all-reduce over the link between the GPUs, beside the ideal pass, none of it
hidden behind the work. A link that nobody knows gives no time. Not here: that formula (`sim.cost.terms`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost import Costs, Scenario, cost
from tourapp.sim.cost.costs import decode_pass, prefill_pass
from tourapp.sim.cost.joined import communication
from tourapp.sim.cost.scenario import figure
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO

COUNTS = (1, 2, 4, 8, 16)
PER_LAYER = Quantity(2, "1", "meetings of a layer", "n_2", source=DEFINED)


@dataclass(frozen=True, slots=True, eq=False)
class Meeting:
    """A number of GPUs: its decode step without meetings, ideal, in s; what all meetings of a step and of a prefill
    take, in s, and their shares of step and prefill with them; None where the link is not known. id: the number."""

    id: str
    gpus: int
    step: Quantity
    seconds: Quantity | None
    share: Quantity | None
    prefill_seconds: Quantity | None
    prefill_share: Quantity | None


@dataclass(frozen=True, slots=True, eq=False)
class Meetings:
    """Numbers of GPUs to compare, the scenario's among them, which is also `own`. count: meetings of a pass; each: the
    time of one of them in a decode step, on average, None where it is not known or nobody meets. joined: name of the
    GPU."""

    rows: tuple[Meeting, ...]
    own: Meeting
    count: Quantity
    each: Quantity | None
    joined: str


@part("meetings", reads=SCENARIO, needs=("cost",))
def _meetings(view: PartView) -> Meetings:
    costs: Costs = view.cost
    scenario = costs.scenario
    counts = sorted({*COUNTS, scenario.gpus})
    rows = tuple(_row(costs if n == scenario.gpus else cost(replace(scenario, gpus=n)), n) for n in counts)
    own = next(row for row in rows if row.gpus == scenario.gpus)
    count = derive("meetings of a pass", "n_ar", "1", "n_2 * L", PER_LAYER, figure(scenario.model_spec, "layers"))
    each = None
    if own.seconds is not None and own.gpus > 1:
        each = derive("one meeting, on average", "t_1", "s", "t_ar / n_ar", own.seconds, count)
    return Meetings(rows, own, count, each, scenario.gpu_spec.name)


def _row(costs: Costs, gpus: int) -> Meeting:
    scenario = costs.scenario
    decode, prefill = costs.decode.step_seconds, costs.prefill.seconds
    seconds, whole = _pair(scenario, decode, "decode")
    early, early_whole = _pair(scenario, prefill, "prefill")
    step = decode if scenario.gpus == gpus and decode.id else replace(decode, id="")
    return Meeting(str(gpus), gpus, step, seconds, whole, early, early_whole)


def _pair(scenario: Scenario, alone: Quantity, phase: str) -> tuple[Quantity | None, Quantity | None]:
    """Time of the meetings of a pass, and their share of the pass with them."""
    done = decode_pass(scenario) if phase == "decode" else prefill_pass(scenario)
    seconds = communication(scenario, done.which)
    if seconds is None:
        return None, None
    words = "share that meetings take of the pass with them"
    share = derive(words, "n_ar", "share", "t_ar / (t_pass + t_ar)", seconds, alone.named(alone.name, "t_pass"))
    return seconds, share
