"""Where the achieved model speaks: how the GPUs are joined, and whether there are measured runs like a scenario."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from tourapp import specs
from tourapp.errors import DamagedFileError
from tourapp.sim.cost.constants import ASSUMED_MBU, ASSUMED_MFU
from tourapp.sim.cost.scenario import Scenario
from tourapp.specs import Link

MEASURED_BATCH, MEASURED_PROMPT = (4, 512), (1000, 8192)
"""Batches and prompts of the measured runs; outside, the band is that of parts and models left out of the fit."""


@lru_cache(maxsize=1)
def measured_parts() -> tuple[frozenset[str], frozenset[str]]:
    """Ids of the models and of the GPUs that were measured."""
    runs = specs.measured_runs().runs
    return frozenset(run.model for run in runs), frozenset(run.gpu for run in runs)


def link_of(scenario: Scenario) -> Link | None:
    """The link between the GPUs, None for one GPU and where no row knows it for so many."""
    row = specs.links().get(scenario.gpu_spec.id) if scenario.gpus > 1 else None
    return row if row is not None and row.start(scenario.gpus) is not None else None


def is_joined(scenario: Scenario) -> bool:
    """Whether one pass can be told: one GPU, or several whose link is known."""
    return scenario.gpus == 1 or link_of(scenario) is not None


def settled(scenario: Scenario) -> Scenario:
    """A fitted scenario as it can be told: GPUs whose link nobody knows, and every machine while a table of the fitted
    model is damaged, work at assumed shares of their peaks."""
    if not scenario.fitted or (_tables_are_whole() and is_joined(scenario)):
        return scenario
    return replace(scenario, fitted=False, mfu=ASSUMED_MFU, mbu=ASSUMED_MBU)


def _tables_are_whole() -> bool:
    """Whether the tables of the fitted model can be read."""
    try:
        return bool(specs.achieved_constants()) and specs.links() is not None and bool(measured_parts())
    except DamagedFileError:
        return False


def is_measured(scenario: Scenario) -> bool:
    """Whether measured runs are like this one: model, GPU, batch, prompt."""
    spans = ((scenario.batch, MEASURED_BATCH), (scenario.prompt_tokens, MEASURED_PROMPT))
    models, gpus = measured_parts()
    known = scenario.model_spec.id in models and scenario.gpu_spec.id in gpus
    return known and all(_ends(value)[0] >= low and _ends(value)[1] <= high for value, (low, high) in spans)


def _ends(value: Any) -> tuple[float, float]:
    """Least and most of a number or a sweep."""
    if hasattr(value, "min"):
        return float(value.min()), float(value.max())
    return float(value), float(value)
