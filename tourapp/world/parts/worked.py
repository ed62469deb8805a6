"""World part of the worked example that is looked at: what is given, and every step with its result."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.world.declare import Block, choice
from tourapp.world.part import PartView, part
from tourapp.world.worked import WorkedExample, worked_example, worked_names


@dataclass(frozen=True)
class WorkedInputs(Block):
    """Which example is worked."""

    worked_example: str = choice("Example", worked_names, "dot_product")


@part("worked", reads=("worked_example",))
def _worked(view: PartView) -> WorkedExample:
    return worked_example(view.worked_example)
