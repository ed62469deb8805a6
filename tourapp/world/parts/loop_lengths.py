"""World part of the loop: the decode step at every length of context, for the scenario's batch and for one alone, and
what passes beside the answer's steps.

All times are ideal and come from the cost model's own step, row by row; a window bends the curve, arithmetic lifts it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import SETTING
from tourapp.sim.cost import Costs, Scenario
from tourapp.sim.cost.costs import decode_alone
from tourapp.world.part import PartView, part

FAR = 10_000
"""Length at the far end of the axis, in tokens, unless the context is longer."""
POINTS = 65


@dataclass(frozen=True, slots=True, eq=False)
class LoopLine:
    """The step of one batch: steps [POINTS] in s at the lengths, at the first length and at the far one, and the far
    one over the first."""

    batch: Quantity
    steps: np.ndarray
    near: Quantity
    far: Quantity
    ratio: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class LoopLengths:
    """lengths [POINTS] in tokens, evenly from 1 to far; ours: the scenario's batch; alone: batch 1 (the same line where
    that is the scenario's); here: the scenario's own step; share: of each user, a part of the weights' read (the whole
    over the batch), in B."""

    lengths: np.ndarray
    far: Quantity
    ours: LoopLine
    alone: LoopLine
    here: Quantity
    share: Quantity


@part("loop_lengths", needs=("cost",))
def _loop_lengths(view: PartView) -> LoopLengths:
    costs: Costs = view.cost
    usual = replace(costs.scenario, fitted=False, mfu=1.0, mbu=1.0)
    far = max(FAR, int(costs.scenario.context))
    lengths = np.linspace(1, far, POINTS)
    ours = _line(usual, lengths)
    alone = ours if costs.scenario.batch == 1 else _line(replace(usual, batch=1), lengths, "batch=1, ")
    share = derive(
        "weights read for one user's token",
        "W_B",
        "B",
        "W / B",
        costs.decode.weight_bytes_per_step.named("weights that a step reads", "W"),
        costs.scenario.quantity("batch"),
    )
    end = Quantity(far, "token", "the far end of the axis", "s_far", source=SETTING)
    return LoopLengths(lengths, end, ours, alone, costs.decode.step_seconds, share)


def _line(scenario: Scenario, lengths: np.ndarray, differs: str = "") -> LoopLine:
    """The steps of a batch; differs: how the ids of its figures begin."""
    steps = np.asarray(decode_alone(replace(scenario, context=lengths.round())).step_seconds.value)
    near, far = (_step(scenario, int(end), differs) for end in (1, lengths[-1]))
    pair = (near.named("step at the first token", "t_1"), far.named("step at the far length", "t_s"))
    ratio = derive("step at the far length over the first", "r", "times", "t_s / t_1", *pair)
    return LoopLine(scenario.quantity("batch"), steps, near, far, ratio)


def _step(scenario: Scenario, tokens: int, differs: str) -> Quantity:
    number = decode_alone(replace(scenario, context=tokens)).step_seconds
    return number.christen(f"decode.step_seconds({differs}context={tokens})")
