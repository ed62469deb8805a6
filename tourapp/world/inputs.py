"""Inputs: every setting that scenes share, put together from the blocks that world parts declare. Frozen; a change
makes a new one.

Not here: which settings there are (each stands in the file of the part it was made for) and what is computed from them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tourapp.errors import UsageError
from tourapp.world.controls import Control, Slider
from tourapp.world.declare import Block
from tourapp.world.generation import RequestInputs
from tourapp.world.scenario import ScenarioInputs
from tourapp.world.walk import part_modules

if TYPE_CHECKING:
    from typing import Self

    from tourapp.world.parts.analogies import AnalogyInputs
    from tourapp.world.parts.batching import BatchingInputs
    from tourapp.world.parts.class_answer import ClassInputs
    from tourapp.world.parts.climb import ClimbInputs
    from tourapp.world.parts.computer import ComputerInputs
    from tourapp.world.parts.cutouts import CutoutInputs
    from tourapp.world.parts.flash import FlashInputs
    from tourapp.world.parts.held_against import HeldInputs
    from tourapp.world.parts.in_flight import FlightInputs
    from tourapp.world.parts.knobs import KnobInputs
    from tourapp.world.parts.kv_race import RaceInputs
    from tourapp.world.parts.lens import ResidualInputs
    from tourapp.world.parts.levers import LeverInputs
    from tourapp.world.parts.neighbours import NearInputs
    from tourapp.world.parts.network import NetworkInputs
    from tourapp.world.parts.paging import PagingInputs
    from tourapp.world.parts.plan import PlanInputs
    from tourapp.world.parts.price_question import PriceQuestionInputs
    from tourapp.world.parts.pricing import PricingInputs
    from tourapp.world.parts.product_race import ProductRaceInputs
    from tourapp.world.parts.quantization import QuantizationInputs
    from tourapp.world.parts.queue import QueueInputs
    from tourapp.world.parts.size_question import SizeInputs
    from tourapp.world.parts.speculation import SpeculationInputs
    from tourapp.world.parts.tile_fit import FitInputs
    from tourapp.world.parts.tile_run import TileInputs
    from tourapp.world.parts.tile_waves import SawInputs
    from tourapp.world.parts.two_counters import LoopInputs
    from tourapp.world.parts.users_question import UsersInputs
    from tourapp.world.parts.worked import WorkedInputs


@dataclasses.dataclass(frozen=True)
class _Base(Block):
    """What all inputs can do. `held`: the inputs that follow others, but were set by a person."""

    held: frozenset[str] = dataclasses.field(default=frozenset(), kw_only=True)

    def change(self, **values: Any) -> Self:
        """New inputs with some values changed and checked; UsageError names an unknown or unusable one. What follows
        other inputs goes with them, until it is given a value here."""
        checked: dict[str, Any] = {}
        for name, value in values.items():
            declared = controls().get(name)
            if declared is None:
                raise UsageError(f"{name}: no such input; `tourapp list` shows them all")
            checked[name] = declared.check(value)
        held = self.held | (checked.keys() & followers().keys())
        return dataclasses.replace(self, held=held, **checked)._followed()

    def back_to(self, opened: Self, names: Iterable[str]) -> Self:
        """These inputs with some of them as they were in others; one that followed there follows again."""
        names = tuple(names)
        held = (self.held - set(names)) | (opened.held & set(names))
        return dataclasses.replace(self, held=held, **{name: getattr(opened, name) for name in names})._followed()

    def _followed(self) -> Self:
        """With what follows others at their value now, kept inside its slider."""
        new: dict[str, Any] = {}
        for name, source in followers().items():
            if name not in self.held:
                declared = controls()[name]
                assert isinstance(declared, Slider)
                new[name] = min(max(source(self), declared.low), declared.high)
        return dataclasses.replace(self, **new) if any(getattr(self, name) != new[name] for name in new) else self

    def pick(self, names: tuple[str, ...]) -> tuple[Any, ...]:
        """The values of some fields, in that order: the key of whatever reads just those."""
        return tuple(getattr(self, name) for name in names)

    def as_dict(self) -> dict[str, Any]:
        """Plain data, for a file."""
        return {name: getattr(self, name) for name in controls()}


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
        AnalogyInputs,
        BatchingInputs,
        ClassInputs,
        ClimbInputs,
        ComputerInputs,
        CutoutInputs,
        FitInputs,
        FlashInputs,
        FlightInputs,
        HeldInputs,
        KnobInputs,
        LeverInputs,
        LoopInputs,
        NearInputs,
        NetworkInputs,
        PagingInputs,
        PlanInputs,
        PriceQuestionInputs,
        PricingInputs,
        ProductRaceInputs,
        QuantizationInputs,
        QueueInputs,
        RaceInputs,
        ResidualInputs,
        SawInputs,
        SizeInputs,
        SpeculationInputs,
        TileInputs,
        UsersInputs,
        WorkedInputs,
    ):
        """All shared settings. Defaults are the storyboard's scenario: one question, Llama-3-70B on 2 x H100 SXM."""
else:
    Inputs = dataclasses.dataclass(frozen=True)(type("Inputs", (_Base, *reversed(blocks())), {"__module__": __name__}))


@lru_cache(maxsize=1)
def controls() -> dict[str, Control]:
    """The declaration of every input, by id."""
    return {item.name: item.metadata["make"](item.name) for item in dataclasses.fields(Inputs) if item.metadata}


@lru_cache(maxsize=1)
def followers() -> dict[str, Callable[[Any], float]]:
    """Every input that follows others until it is set, and from what."""
    found = {item.name: item.metadata.get("follows") for item in dataclasses.fields(Inputs)}
    return {name: source for name, source in found.items() if source is not None}


def shared(name: str, **changes: Any) -> Control:
    """An input's declaration for a scene's rail, optionally with another range, label or default."""
    return dataclasses.replace(controls()[name], **changes)
