"""Inputs: every setting that scenes share, put together from the blocks that world parts declare. Frozen; a change
makes a new one.

Not here: which settings there are (each stands in the file of the part it was made for) and what is computed from them.
"""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tourapp.errors import UsageError
from tourapp.world.controls import Control
from tourapp.world.declare import Block
from tourapp.world.generation import RequestInputs
from tourapp.world.scenario import ScenarioInputs
from tourapp.world.walk import part_modules

if TYPE_CHECKING:
    from typing import Self

    from tourapp.world.parts.batching import BatchingInputs
    from tourapp.world.parts.computer import ComputerInputs
    from tourapp.world.parts.flash import FlashInputs
    from tourapp.world.parts.network import NetworkInputs
    from tourapp.world.parts.paging import PagingInputs
    from tourapp.world.parts.pricing import PricingInputs
    from tourapp.world.parts.quantization import QuantizationInputs
    from tourapp.world.parts.queue import QueueInputs
    from tourapp.world.parts.speculation import SpeculationInputs


class _Base(Block):
    """What all inputs can do."""

    def change(self, **values: Any) -> Self:
        """New inputs with some values changed and checked; UsageError names an unknown or unusable one."""
        checked: dict[str, Any] = {}
        for name, value in values.items():
            declared = controls().get(name)
            if declared is None:
                raise UsageError(f"{name}: no such input; `tourapp list` shows them all")
            checked[name] = declared.check(value)
        return dataclasses.replace(self, **checked)

    def pick(self, names: tuple[str, ...]) -> tuple[Any, ...]:
        """The values of some fields, in that order: the key of whatever reads just those."""
        return tuple(getattr(self, name) for name in names)

    def as_dict(self) -> dict[str, Any]:
        """Plain data, for a file."""
        return dataclasses.asdict(self)


def blocks() -> tuple[type[Block], ...]:
    """Every block of settings, the request's and the scenario's first."""
    found: list[type[Block]] = [RequestInputs, ScenarioInputs]
    for module in part_modules():
        for item in vars(module).values():
            if isinstance(item, type) and issubclass(item, Block) and item is not Block and item not in found:
                found.append(item)
    return tuple(found)


if TYPE_CHECKING:

    class Inputs(
        _Base,
        RequestInputs,
        ScenarioInputs,
        BatchingInputs,
        ComputerInputs,
        FlashInputs,
        NetworkInputs,
        PagingInputs,
        PricingInputs,
        QuantizationInputs,
        QueueInputs,
        SpeculationInputs,
    ):
        """All shared settings. Defaults are the storyboard's scenario: one question, Llama-3-70B on 2 x H100 SXM."""
else:
    Inputs = dataclasses.dataclass(frozen=True)(type("Inputs", (_Base, *reversed(blocks())), {"__module__": __name__}))


@lru_cache(maxsize=1)
def controls() -> dict[str, Control]:
    """The declaration of every input, by id."""
    return {item.name: item.metadata["make"](item.name) for item in dataclasses.fields(Inputs)}


def shared(name: str, **changes: Any) -> Control:
    """An input's declaration for a scene's rail, optionally with another range, label or default."""
    return dataclasses.replace(controls()[name], **changes)
