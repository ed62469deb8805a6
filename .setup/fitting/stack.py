"""Measured runs as arrays: every formula of the model once, over all runs that use it.

The product's own answer for each run gives formulas and inputs; only the constants are put in anew. So what is fitted
is what is told, and nothing of the model is written twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from tourapp.quantity import Quantity
from tourapp.quantity.formula import evaluate
from tourapp.sim.cost.achieved import Achieved, achieved, first_token
from tourapp.sim.cost.achieved.run import scenario_of
from tourapp.specs import MeasuredRun, model

Array = np.ndarray
KINDS = ("prefill", "decode", "others", "first")


@dataclass(frozen=True)
class Group:
    """One formula, the runs that use it, and its inputs over them."""

    formula: str
    runs: Array
    inputs: dict[str, Array]

    def add_to(self, total: Array, constants: dict[str, float], **more: Array) -> None:
        """Add this formula's value to its runs."""
        values = {**self.inputs, **{k: v for k, v in constants.items() if k in self.inputs}}
        values |= {name: value[self.runs] for name, value in more.items() if name in self.inputs}
        np.add.at(total, self.runs, evaluate(self.formula, values))


@dataclass(frozen=True)
class Stack:
    """All runs: measured times in s (nan where not judged), what sets them apart, and the groups of formulas."""

    runs: tuple[MeasuredRun, ...]
    tpot: Array
    ttft: Array
    prefill: list[Group]
    decode: list[Group]
    others: list[Group]
    first: list[Group]

    def times(self, constants: dict[str, float]) -> tuple[Array, Array]:
        """Time between tokens and time to first token under other constants, by their symbols."""
        pre, step, first = (np.zeros(len(self.runs)) for _ in range(3))
        for group in self.prefill:
            group.add_to(pre, constants)
        for group in self.decode:
            group.add_to(step, constants)
        between = step.copy()
        for group in self.others:
            group.add_to(between, constants, t_pre=pre)
        for group in self.first:
            group.add_to(first, constants, t_pre=pre, t_step=step)
        return between, first

    def labels(self, field: str) -> Array:
        """A field of every run."""
        return np.array([getattr(run, field) for run in self.runs])

    def knows(self, symbol: str) -> Array:
        """Which runs have a term with this constant in the time between their tokens."""
        found = np.zeros(len(self.runs), bool)
        for group in (*self.prefill, *self.decode):
            if symbol in group.inputs:
                found[group.runs] = True
        return found

    def dense(self) -> Array:
        """Which runs are of models without experts."""
        return np.array([model(run.model).moe is None for run in self.runs])

    def setting(self) -> Array:
        """A number that equal settings share, whoever ran them."""
        names = ("model", "gpu", "gpus", "weight_bits", "batch", "prompt", "answer")
        return np.array([crc32(repr([getattr(run, name) for name in names]).encode()) for run in self.runs])


def stacked(runs: Sequence[MeasuredRun]) -> tuple[Stack, int]:
    """The runs that have an achieved figure, and how many have none (they would queue)."""
    kept, found = [], {name: defaultdict(list) for name in KINDS}
    for run in runs:
        scenario = scenario_of(run)
        done = achieved(scenario, run.answer)
        if not isinstance(done, Achieved):
            continue
        place = len(kept)
        kept.append(run)
        for row in done.prefill_rows:
            _note(found["prefill"], place, row.seconds)
        for row in done.rows:
            _note(found["others" if row.term == "other_prompts" else "decode"], place, row.seconds)
        _note(found["first"], place, first_token(scenario, done, together=True).seconds)
    ttft = np.array([run.ttft_ms / 1e3 if run.ttft_ms else np.nan for run in kept])
    groups = {name: [_group(formula, rows) for formula, rows in table.items()] for name, table in found.items()}
    return Stack(tuple(kept), np.array([run.tpot_ms / 1e3 for run in kept]), ttft, **groups), len(runs) - len(kept)


def _note(table: dict[str, list[tuple[int, dict[str, float]]]], run: int, number: Quantity) -> None:
    table[number.formula].append((run, {q.symbol: float(q.value) for q in number.inputs}))


def _group(formula: str, rows: list[tuple[int, dict[str, float]]]) -> Group:
    names = rows[0][1]
    inputs = {name: np.array([values[name] for _, values in rows]) for name in names}
    return Group(formula, np.array([run for run, _ in rows]), inputs)
