"""How long in reality what a beat shows takes: so many steps of decode as its clock counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scenes.paging.clock import SLAB_STEPS, dry_steps, empty_steps, fullest_step
from tourapp.authoring import Frame, Quantity, derive


def steps_take(f: Frame, steps: float) -> Quantity | None:
    """So many steps of decode, achieved; None for none."""
    if steps < 1:
        return None
    step = replace(f.world.cost.decode.achieved_step_seconds, symbol="t")
    return derive("steps of the run", "T", "s", "n * t", Quantity(round(steps), "1", "steps shown", "n"), step)


def between(steps: tuple[float, float]) -> float:
    """How many steps lie between two of them."""
    return steps[1] - steps[0]


def forked(f: Frame) -> float:
    """Tokens that each answer of the fork writes, both in the same steps."""
    moments = f.world.fork_steps
    return moments[-1].lengths[0] - moments[0].lengths[0]


REAL: dict[str, Callable[[Frame], Quantity | None]] = {
    "slabs": lambda f: steps_take(f, SLAB_STEPS),
    "empty": lambda f: steps_take(f, between(empty_steps(f))),
    "blocks": lambda f: steps_take(f, fullest_step(f)),
    "fork": lambda f: steps_take(f, forked(f)),
    "dry": lambda f: steps_take(f, between(dry_steps(f))),
}
