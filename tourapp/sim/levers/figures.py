"""The figures that a lever is judged by: the step, the users that fit, both prices, with what stands beside the ledger.

Ideal where the scenario's MFU and MBU are 1, else at those; communication and a fixed time only where asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tourapp.quantity import Quantity, derive
from tourapp.sim.cost import Scenario, cost
from tourapp.sim.cost.constants import SECONDS_PER_HOUR, TOKENS_PER_MILLION
from tourapp.sim.cost.costs import decode_alone, decode_pass, prefill_pass
from tourapp.sim.cost.joined import communication, fixed, whole_time
from tourapp.sim.cost.ledger import Pass

_NOTHING = Quantity(0.0, "s", "communication, left out", "t_ar")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the ledger: communication between GPUs, and a fixed time of every pass in s."""

    comm: bool = False
    fixed: float = 0.0


@dataclass(frozen=True, slots=True)
class LeverFigures:
    """step: s of a decode step; users: that fit; output, input: USD per million tokens; prefill: s of all prompts. step
    and what follows from it are None where the link between the GPUs is not known but asked for."""

    step: Quantity | None
    users: Quantity
    output: Quantity | None
    input: Quantity | None
    prefill: Quantity | None

    def but(self, step: Quantity, batch: Quantity, hour: Quantity) -> LeverFigures:
        """The same with another step, and the price of output that follows."""
        return replace(self, step=step, output=_output(step, batch, hour))


def figures_of(scenario: Scenario, beside: Beside) -> LeverFigures:
    """The figures of a scenario, by the full model."""
    costs = cost(scenario)
    batch, hour = scenario.quantity("batch"), costs.price.machine_hour
    step = _whole_pass("a decode step", scenario, costs.decode.achieved_step_seconds, beside)
    sweep = _whole_pass("prefill", scenario, costs.prefill.achieved_seconds, beside)
    output = None if step is None else _output(step, batch, hour)
    tokens = derive("prompt tokens", "T", "token", "B * N", batch, scenario.quantity("prompt_tokens"))
    paid = None if sweep is None else input_price(sweep, tokens, hour)
    return LeverFigures(step, costs.capacity.users, output, paid, sweep)


def step_of(scenario: Scenario, beside: Beside) -> Quantity | None:
    """The step alone, for those who ask for nothing else; None where the link is asked for and not known."""
    return _whole_pass("a decode step", scenario, decode_alone(scenario).achieved_step_seconds, beside)


def _whole_pass(words: str, scenario: Scenario, seconds: Quantity, beside: Beside) -> Quantity | None:
    """A pass with what stands beside it; itself where nothing does."""
    if not beside.comm and not beside.fixed:
        return seconds
    done = decode_pass(scenario) if words == "a decode step" else prefill_pass(scenario)
    return with_beside(f"{words}, with communication and fixed time", seconds, done.which, (scenario, beside))


def with_beside(words: str, seconds: Quantity, which: Pass, asked: tuple[Scenario, Beside]) -> Quantity | None:
    """The time of a pass with what stands beside it; None where the link is asked for and not known."""
    scenario, beside = asked
    if not beside.comm and not beside.fixed:
        return seconds
    exchanged = communication(scenario, which) if beside.comm else _NOTHING
    return whole_time(words, seconds, exchanged, fixed(beside.fixed))


def _output(step: Quantity, batch: Quantity, hour: Quantity) -> Quantity:
    """USD per million tokens of output."""
    inputs = (hour, step.named(step.name, "t_step"), batch, SECONDS_PER_HOUR, TOKENS_PER_MILLION)
    return derive("price of output", "p_output", "USD/Mtoken", "D_G * t_step / (B * hour) * million", *inputs)


def input_price(seconds: Quantity, tokens: Quantity, hour: Quantity) -> Quantity:
    """USD per million tokens of input that a prefill of so many tokens reads."""
    inputs = (hour, seconds.named(seconds.name, "t_pre"), tokens, SECONDS_PER_HOUR, TOKENS_PER_MILLION)
    return derive("price of input", "p_input", "USD/Mtoken", "D_G * t_pre / (T * hour) * million", *inputs)
