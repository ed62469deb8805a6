"""Settings to walk with: the defaults, and random ones from a seed that changes daily.

What would run the model is drawn from what is recorded: the shipped answer, cut at several lengths, and the shipped
speculative run. Everything else is drawn from the controls' own ranges, now and then from their very ends.
"""

from __future__ import annotations

import datetime
import os
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.helpers import toured_scenes
from tourapp.authoring import Button, Choice, Control, Slider, Toggle
from tourapp.world import controls

RECORDED = {"answer_tokens": (8, 20, 33, 52, 53, 64)}
"""Inputs of the model that other values need no run for."""
MODEL = (
    *("prompt", "chat", "temperature", "top_k", "top_p", "seed", "answer_tokens", "draft", "gamma"),
    *("measure_run", "race_run", "product_run"),
)
CHANGED = 0.35
"""Share of the controls that a random setting changes."""
ENDS = 0.3
"""Share of those that stand at an end of their range."""
COUNT = 6


@dataclass(frozen=True)
class Setting:
    """One way to look at the tour: shared inputs, and the scenes' own controls by scene."""

    name: str
    inputs: dict[str, Any] = field(default_factory=dict)
    views: dict[str, dict[str, Any]] = field(default_factory=dict)


def daily_seed() -> int:
    """Today's seed, or the one given as CRAWL_SEED."""
    return int(os.environ.get("CRAWL_SEED", datetime.date.today().toordinal()))


def random_settings(count: int, seed: int) -> list[Setting]:
    """That many settings."""
    return [_random(f"seed {seed}, number {number}", Random(seed * 1000 + number)) for number in range(count)]


def _random(name: str, dice: Random) -> Setting:
    shared = {each.id: each for each in controls().values() if each.id not in MODEL}
    inputs = {id: _value(each, dice) for id, each in shared.items() if dice.random() < CHANGED}
    for id, values in RECORDED.items():
        if dice.random() < CHANGED:
            inputs[id] = dice.choice(values)
    views = {}
    for scene in toured_scenes():
        own = [each for each in scene.controls if each.id not in controls() and not isinstance(each, Button)]
        drawn = {each.id: _value(each, dice) for each in own if dice.random() < CHANGED}
        if drawn:
            views[scene.id] = drawn
    return Setting(name, inputs, views)


def _value(control: Control, dice: Random) -> Any:
    if isinstance(control, Slider):
        if dice.random() < ENDS:
            return control.at(dice.choice((0.0, 1.0)))
        return control.at(dice.random())
    if isinstance(control, Choice):
        return dice.choice([value for value, _ in control.choices])
    if isinstance(control, Toggle):
        return dice.random() < 0.5
    return control.default
