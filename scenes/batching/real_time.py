"""How long in reality what a beat shows takes: steps of a run, each as long as a step with so many users."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scenes.batching.clock import locked_step
from scenes.batching.facts import compare
from tourapp.authoring import Frame, Quantity, derive


def two_reads(f: Frame) -> Quantity:
    """One read for a user alone, then one for all of them."""
    one, many = f.world.lone_read.seconds, f.world.slot_read.seconds
    return derive("a step alone and a step together", "t_2", "s", "t_1 + t_n", named(one, "t_1"), named(many, "t_n"))


def named(value: Quantity, symbol: str) -> Quantity:
    """The same quantity under another symbol."""
    return replace(value, symbol=symbol)


def steps_take(f: Frame, steps: Quantity) -> Quantity:
    """So many steps of a run with all its slots."""
    step = named(f.world.slot_read.seconds, "t")
    return derive("steps of the run", "T", "s", "n * t", named(steps, "n"), step)


def up_to_the_door(f: Frame) -> Quantity:
    """As far as policy A's run comes before the door."""
    return steps_take(f, Quantity(int(locked_step(compare(f.world))), "1", "steps until only the longest works"))


def rest_of_run(f: Frame) -> Quantity:
    """From there to the end of policy A's run."""
    facts = compare(f.world)
    return steps_take(f, Quantity(facts.a.steps - int(locked_step(facts)), "1", "steps that are left"))


def whole_run(f: Frame) -> Quantity:
    """Policy B's run."""
    return steps_take(f, compare(f.world).b_numbers.steps)


REAL: dict[str, Callable[[Frame], Quantity | None]] = {
    "share": two_reads,
    "door": up_to_the_door,
    "slowest": rest_of_run,
    "refill": whole_run,
}
