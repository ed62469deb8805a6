"""Words to declare a shared setting with: label, range, default. A block of settings is a frozen dataclass of these.

Not here: which settings there are (`world.parts`, `world.scenario`, `world.generation`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tourapp.errors import DamagedFileError, TourError
from tourapp.words import Phrase
from tourapp.world.controls import Button, Choice, LivePairs, Slider, Text, Toggle

Pairs = Iterable[tuple[Any, str]]
BITS: Pairs = ((16, "16"), (8, "8"), (4, "4"))


@dataclass(frozen=True)
class Block:
    """Some settings that belong together; `Inputs` is made of all of them."""


def number(label: str, low: float, high: float, default: float, step: float = 1.0, **more: Any) -> Any:
    """A number between two ends; `more` as in `Slider`."""
    return _declared(default, lambda name: Slider(name, label, low, high, default, step, affects="world", **more))


def following(
    label: str, low: float, high: float, follows: tuple[Callable[[Any], float], Any], step: float = 1.0, **more: Any
) -> Any:
    """A number that follows other settings, until a person sets it. `follows`: what gives it from all settings, and
    settings to take its default from."""
    source, usual = follows

    def given(settings: Any) -> float:
        try:
            return source(settings)
        except TourError:  # a table of specifications is damaged: whoever needs it says so, the rest plays
            return math.sqrt(low * high) if low > 0 else (low + high) / 2

    made = {"make": lambda name: Slider(name, label, low, high, given(usual), step, affects="world", **more)}
    return field(
        default_factory=lambda: given(usual), metadata={**made, "follows": given, "exact": lambda: source(usual)}
    )


def choice(label: str, choices: Pairs | Callable[[], Pairs], default: Any, hint: Phrase | None = None) -> Any:
    """One of a few values; a function is asked for them whenever they are needed, and where the file they stand in is
    damaged there is only the default. hint: how more of them are had."""

    def listed() -> tuple[tuple[Any, str], ...]:
        try:
            return tuple(choices() if callable(choices) else choices)
        except DamagedFileError:
            return ((default, str(default)),)

    pairs = LivePairs(listed) if callable(choices) else listed()
    return _declared(default, lambda name: Choice(name, label, pairs, default, affects="world", hint=hint))


def switch(label: str, default: bool, **more: Any) -> Any:
    """On or off."""
    return _declared(default, lambda name: Toggle(name, label, default, "world", **more))


def text(label: str, default: str) -> Any:
    """A line of words."""
    return _declared(default, lambda name: Text(name, label, default, "world"))


def presses(label: str) -> Any:
    """How often a button was pressed."""
    return _declared(0, lambda name: Button(name, label, affects="world"))


def _declared(default: Any, make: Callable[[str], Any]) -> Any:
    return field(default=default, metadata={"make": make})
