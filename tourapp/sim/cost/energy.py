"""Joules of a token: the power limit of every GPU times the machine's time for the token.

With the time that is reached this is an upper bound of what the GPUs take: none draws more than its limit for long, and
most draw less while they wait for memory. With the ideal time it is what the limit would come to. Hosts, links and
cooling are left out. None where no source gives the part's power.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED
from tourapp.sim.cost.price import Price
from tourapp.sim.cost.scenario import Scenario
from tourapp.words import Phrase

_SECOND = Quantity(1, "J/W/s", "joules of a watt for a second", "c_J", source=DEFINED)
KINDS = {"output": Phrase("output"), "input": Phrase("input")}


@dataclass(frozen=True, slots=True)
class Energy:
    """J/token at the same machine times as the prices: ideal ones, and as `achieved_` those reached, an upper bound."""

    joules_per_token_output: Quantity
    joules_per_token_input: Quantity
    achieved_joules_per_token_output: Quantity
    achieved_joules_per_token_input: Quantity


def energy(scenario: Scenario, price: Price) -> Energy | None:
    """What a token takes; None where the GPU's row has no power."""
    if scenario.gpu_spec.number(field="watts") is None:
        return None
    return Energy(
        _joules("energy of one token of {what} at the power limit, ideal time", scenario, "output", price.output),
        _joules("energy of one token of {what} at the power limit, ideal time", scenario, "input", price.input),
        _joules("energy of one token of {what}, at most", scenario, "output", price.achieved_output),
        _joules("energy of one token of {what}, at most", scenario, "input", price.achieved_input),
    )


def _joules(words: str, scenario: Scenario, kind: str, paid: Quantity) -> Quantity:
    """Energy of a token whose machine time stands in its price."""
    limit = scenario.gpu_spec.number(field="watts")
    assert limit is not None
    seconds = paid.inputs[1]
    inputs = (limit, scenario.quantity("gpus"), seconds.named(seconds.name, "t_1"), _SECOND)
    return derive(Phrase(words, what=KINDS[kind]), "E_1", "J/token", "p_max * G * t_1 * c_J", *inputs)
