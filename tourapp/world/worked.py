"""Worked examples: given numbers and steps with formulas, from files; every result is computed, none is typed.

What is given is a number of the example, or a path into the cost model's figures for the example's own scenario.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated

import msgspec

from tourapp.assets import asset_path
from tourapp.errors import DamagedFileError, TourError
from tourapp.quantity import Quantity, Source, derive
from tourapp.sim.cost import Scenario, cost
from tourapp.sim.cost.machine import machine
from tourapp.sim.cost.scenario import figure

FOLDER = ("lessons", "worked")
GIVEN = Source("example", "Given in the example", "", "nothing is measured")
NAME = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
WORDS = Annotated[str, msgspec.Meta(min_length=1, max_length=120)]


class GivenNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number of the example (`value`, `unit`), or one of the cost model's (`path`)."""

    symbol: NAME
    called: NAME = msgspec.field(name="name")
    value: float | None = None
    unit: NAME = "1"
    path: NAME | None = None


class WorkedStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A step: what is said, and a formula over what stands before it."""

    say: WORDS
    symbol: NAME
    called: NAME = msgspec.field(name="name")
    unit: NAME
    formula: WORDS


class WorkedFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file."""

    order: int
    id: NAME
    title: NAME
    about: WORDS
    given: Annotated[list[GivenNumber], msgspec.Meta(min_length=1, max_length=10)]
    steps: Annotated[list[WorkedStep], msgspec.Meta(min_length=2, max_length=6)]
    scenario: dict[str, str | int | float] = {}


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """A worked example: what is given, and each step's words with its result, whose formula and inputs it keeps."""

    id: str
    title: str
    about: str
    given: tuple[Quantity, ...]
    steps: tuple[tuple[str, Quantity], ...]


@lru_cache(maxsize=1)
def worked_files() -> Mapping[str, WorkedFile]:
    """All files by id, in their order. DamagedFileError where one cannot be used."""
    found = []
    for path in asset_path(*FOLDER).glob("*.json"):
        try:
            found.append(msgspec.json.decode(path.read_bytes(), type=WorkedFile))
        except (OSError, msgspec.MsgspecError) as error:
            raise DamagedFileError("/".join((*FOLDER, path.name)), f"cannot be read ({error})") from error
    return {each.id: each for each in sorted(found, key=lambda each: each.order)}


def worked_names() -> tuple[tuple[str, str], ...]:
    """Ids and titles."""
    return tuple((id, file.title) for id, file in worked_files().items())


@lru_cache(maxsize=16)
def worked_example(id: str) -> WorkedExample:
    """An example with all its numbers. DamagedFileError for a formula or a path that does not work out."""
    file = worked_files()[id]
    try:
        return _worked(file)
    except (TourError, ValueError, KeyError, AttributeError, SyntaxError) as error:
        raise DamagedFileError("/".join((*FOLDER, f"{id}.json")), f"does not work out ({error})") from error


def _worked(file: WorkedFile) -> WorkedExample:
    given = tuple(_given(each, file) for each in file.given)
    known = {each.symbol: each for each in given}
    steps = []
    for step in file.steps:
        used = tuple(known[symbol] for symbol in known if symbol in _symbols(step.formula))
        made = derive(step.called, step.symbol, step.unit, step.formula, *used)
        known[step.symbol] = made.christen(f"worked.{file.id}.{step.symbol}")
        steps.append((step.say, known[step.symbol]))
    return WorkedExample(file.id, file.title, file.about, given, tuple(steps))


def _symbols(formula: str) -> frozenset[str]:
    from tourapp.quantity.formula import compiled

    return compiled(formula).names


def _given(told: GivenNumber, file: WorkedFile) -> Quantity:
    if told.path is None:
        if told.value is None:
            raise ValueError(f"{told.symbol}: neither value nor path")
        value = int(told.value) if float(told.value).is_integer() else told.value
        return Quantity(value, told.unit, told.called, told.symbol, source=GIVEN)
    scenario = Scenario(**file.scenario)  # type: ignore[arg-type]
    kind, _, field = told.path.partition(".")
    if kind == "machine":
        found = getattr(machine(scenario), field)
    elif kind == "model":
        found = figure(scenario.model_spec, field)
    else:
        found = cost(scenario).number(told.path)
    return replace(found, symbol=told.symbol, id=f"worked.{file.id}.{told.symbol}")
