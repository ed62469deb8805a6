"""World part of Little's law inside a machine: tokens a second times seconds a token are sequences in flight, and each
of them needs its room in the memory.

A fuller batch takes longer for a step, so both go together: the batch is looked up at which the machine gives as
many tokens a second as are asked for, achieved. Not here: the line before the machine (`waiting`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import COMPUTED, DEFINED, SETTING
from tourapp.sim.cost import cost
from tourapp.world.declare import Block, number
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

MOST = 4096
"""The largest batch that is looked at."""


@dataclass(frozen=True)
class FlightInputs(Block):
    """How many tokens a second are asked of one machine, and how long its conversations are."""

    flight_rate: int = number("Tokens asked for", 50, 20_000, 1000, 50, unit="/s", log=True)
    flight_context: int = number("Context of each", 128, 131_072, 2000, 1, unit="tokens", log=True)


@dataclass(frozen=True, slots=True)
class InFlight:
    """asked: tokens a second; pace: seconds between two tokens of a sequence then, achieved; flight: how many fly
    (None: no batch gives so much); holds: sequences that the memory holds; each: bytes of one; most: tokens a second
    with as many as it holds; share: flight over holds, None where there is none."""

    asked: Quantity
    pace: Quantity | None
    flight: Quantity | None
    holds: Quantity
    each: Quantity
    most: Quantity
    share: Quantity | None

    @property
    def fits(self) -> bool:
        """Whether they are fast enough and fit the memory."""
        return self.flight is not None and float(self.flight.value) <= float(self.holds.value)


@part("in_flight", reads=(*SCENARIO, "flight_rate", "flight_context"))
def _in_flight(view: PartView) -> InFlight:
    costs = cost(scenario(view, batch=1, context=view.flight_context))
    batches = np.unique(np.round(np.geomspace(1, MOST, 240))).astype(float)
    swept = cost(scenario(view, batch=batches, context=view.flight_context))
    step = np.broadcast_to(np.asarray(swept.decode.achieved_step_seconds.value, float), batches.shape)
    rates = batches / step
    asked = Quantity(int(view.flight_rate), "token/s", "tokens asked for in a second", "X", source=SETTING)
    holds = costs.capacity.users
    held = min(max(float(holds.value), 0.0), float(MOST))
    most = Quantity(
        float(np.interp(held, batches, rates)) if held else 0.0,
        "token/s",
        "tokens a second with as many as the memory holds, achieved",
        "X_max",
        source=COMPUTED,
    )
    each = costs.kv_bytes_per_sequence
    if float(asked.value) > rates[-1]:
        return InFlight(asked, None, None, holds, each, most, None)
    batch = float(np.interp(float(asked.value), rates, batches)) if float(asked.value) > rates[0] else 1.0
    seconds = float(np.interp(batch, batches, step))
    pace = Quantity(seconds, "s", "time between tokens at that batch, achieved", "T", source=COMPUTED)
    one = Quantity(1, "token", "a token", "one", source=DEFINED)
    flight = derive("sequences in flight", "N", "1", "X * T / one", asked, pace, one)
    share = None
    if held:
        share = derive("share of the room", "ρ_N", "share", "N / N_max", flight, holds.named(holds.name, "N_max"))
    return InFlight(asked, pace, flight, holds, each, most, share)
