"""World part of the estimate: what a load on a machine answers at a glance, and which of its limits is the tightest.

Memory, the first token and the time between tokens each have a limit; the tight one is that of which most is used. One
prompt alone is read for the first token, ideal and achieved. Not here: the cost model (`cost`).
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED, SETTING
from tourapp.sim.cost import Costs
from tourapp.sim.cost.costs import prefill_alone
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

MILLION = Quantity(1_000_000, "token/Mtoken", "a million", "million", source=DEFINED)


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: what is used, what is allowed, and the share."""

    id: str
    used: Quantity
    most: Quantity
    share: Quantity


@dataclass(frozen=True, slots=True)
class Estimate:
    """first, first_achieved: to the first token of one prompt alone, s; room: of the usable memory beside the weights,
    B; users: that fit; limits: memory, first, token; answer: price of one prompt and one answer, USD."""

    first: Quantity
    first_achieved: Quantity
    step: Quantity
    step_achieved: Quantity
    room: Quantity
    users: Quantity
    limits: tuple[Limit, ...]
    answer: Quantity

    @property
    def tight(self) -> Limit:
        """The limit of which most is used."""
        return max(self.limits, key=lambda each: float(each.share.value))


@part("estimate", reads=(*SCENARIO, "output_tokens", "plan_ttft", "plan_itl"), needs=("cost",))
def _estimate(view: PartView) -> Estimate:
    costs: Costs = view.cost
    alone = prefill_alone(scenario(view, batch=1))
    first, step, room = alone.seconds, costs.decode.step_seconds, costs.capacity
    soon = Quantity(float(view.plan_ttft), "s", "limit of the first token", "T_1", source=SETTING)
    pace = Quantity(float(view.plan_itl) / 1e3, "s", "limit between tokens", "T_2", source=SETTING)
    beside = derive("room beside the weights", "U_free", "B", "U - W", room.usable_bytes, room.weight_bytes)
    return Estimate(
        first=first,
        first_achieved=alone.achieved_seconds,
        step=step,
        step_achieved=costs.decode.achieved_step_seconds,
        room=beside,
        users=room.users,
        limits=(
            _limit("memory", room.held_bytes, room.usable_bytes),
            _limit("first", first, soon),
            _limit("token", step, pace),
        ),
        answer=_price(view, costs),
    )


def _limit(id: str, used: Quantity, most: Quantity) -> Limit:
    pair = (used.named(used.name, "x"), most.named(most.name, "x_max"))
    return Limit(id, used, most, derive("share of a limit that is used", "n", "share", "x / x_max", *pair))


def _price(view: PartView, costs: Costs) -> Quantity:
    """USD of one prompt read and one answer written."""
    answer = Quantity(int(view.output_tokens), "token", "tokens of the answer", "n", source=SETTING)
    prompt = costs.scenario.quantity("prompt_tokens")
    inputs = (costs.price.input, prompt, costs.price.output, answer, MILLION)
    formula = f"({inputs[0].symbol} * N + {inputs[2].symbol} * n) / million"
    return derive("price of one prompt and its answer", "p", "USD", formula, *inputs)
