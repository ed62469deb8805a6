"""Many measured runs at once: for each what was measured, the ideal time, and the achieved one term by term.

Runs of one model on one machine are one sweep of the very formulas of a single run, which is fifty times as fast. Not
here: the numbers of one run with their reasons (`achieved`), and what stands on a stage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from tourapp.sim.cost.achieved.answer import Achieved, achieved, first_token
from tourapp.sim.cost.achieved.run import scenario_of
from tourapp.sim.cost.costs import decode_alone, prefill_alone
from tourapp.sim.cost.scenario import Scenario
from tourapp.sim.cost.terms.mechanisms import constant
from tourapp.sim.cost.terms.reach import is_measured
from tourapp.specs import MeasuredRun

OTHERS = "other_prompts"
FIRST_PARTS = ("prefill", "host", "running_step", "start")
"""What the time to the first token of a benchmark is made of: the prompt itself, the host's work, what is left of the
step that runs, and the clients that all come at once."""


@dataclass(frozen=True, slots=True, eq=False)
class ManyRuns:
    """n runs that have an achieved time, and how many have none (`queued`). Times in s, arrays [n]; times to the first
    token that were not measured are nan. terms: of the time between tokens; prefill: the same terms in the prefill of
    one prompt; company: prompts of others read between two tokens; first: by `FIRST_PARTS`."""

    runs: tuple[MeasuredRun, ...]
    queued: int
    measured: np.ndarray
    ideal: np.ndarray
    terms: dict[str, np.ndarray]
    prefill: dict[str, np.ndarray]
    company: np.ndarray
    first_measured: np.ndarray
    first_ideal: np.ndarray
    first: dict[str, np.ndarray]

    def between(self, terms: Collection[str]) -> np.ndarray:
        """Time between tokens [n] of some terms alone: what `achieved` gives without the others."""
        total = np.zeros(len(self.runs))
        for term in terms:
            if term in self.terms and term != OTHERS:
                total += self.terms[term]
        if OTHERS in terms:
            for term in terms:
                total += self.company * self.prefill.get(term, 0.0)
        return total

    @property
    def first_said(self) -> np.ndarray:
        """Time to the first token [n]."""
        return np.sum([self.first[name] for name in FIRST_PARTS], axis=0)


def many_runs(runs: Sequence[MeasuredRun]) -> ManyRuns:
    """All of them, in their order."""
    table = _RunTable(len(runs))
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, run in enumerate(runs):
        kind = (run.model, run.gpu, run.gpus, run.weight_bits, run.kv_bits, run.math, is_measured(scenario_of(run)))
        groups[kind].append(place)
    for places in groups.values():
        table.add(runs, np.array(places))
    return table.made(runs)


class _RunTable:
    """Arrays over all runs, filled group by group."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._kept = np.zeros(count, bool)
        self._columns: dict[tuple[str, str], np.ndarray] = {}

    def add(self, runs: Sequence[MeasuredRun], places: np.ndarray) -> None:
        """One group; where one of its runs has no time, it is halved until that one is alone."""
        scenario, answer = _sweep([runs[place] for place in places])
        done = achieved(scenario, answer)  # type: ignore[arg-type]
        if isinstance(done, Achieved):
            self._note(scenario, done, places)
            self._kept[places] = True
            self._put("company", "", places, (scenario.batch - 1) / answer)
        elif len(places) > 1:  # those that need most room last: halves that fit are found soon
            order = places[np.argsort([_room(runs[place]) for place in places], kind="stable")]
            for half in np.array_split(order, 2):
                self.add(runs, half)

    def _note(self, scenario: Scenario, done: Achieved, places: np.ndarray) -> None:
        for kind, rows in (("terms", done.rows), ("prefill", done.prefill_rows)):
            for row in rows:
                self._put(kind, row.term, places, row.seconds.value, more=True)
        self._put("ideal", "", places, decode_alone(scenario).step_seconds.value)
        self._put("ideal", "first", places, prefill_alone(replace(scenario, batch=1)).seconds.value)
        alone = np.asarray(first_token(scenario, done).seconds.value)
        prefill = np.asarray(done.prefill_seconds.value)
        waited = constant("steps-waited").value * np.asarray(done.decode_seconds.value)
        whole = np.asarray(first_token(scenario, done, together=True).seconds.value)
        parts = (prefill, alone - prefill - waited, waited, whole - alone)
        for name, value in zip(FIRST_PARTS, parts, strict=True):
            self._put("first", name, places, value)

    def _put(self, kind: str, name: str, places: np.ndarray, value: object, more: bool = False) -> None:
        column = self._columns.setdefault((kind, name), np.zeros(self._count))
        column[places] = np.asarray(value) + (column[places] if more else 0.0)

    def _of(self, kind: str) -> dict[str, np.ndarray]:
        return {name: column[self._kept] for (own, name), column in self._columns.items() if own == kind}

    def made(self, runs: Sequence[MeasuredRun]) -> ManyRuns:
        """What was found, for the runs that have a time."""
        kept = tuple(run for run, good in zip(runs, self._kept, strict=True) if good)
        ideal, first = self._of("ideal"), [run.ttft_ms for run in kept]
        return ManyRuns(
            kept,
            len(runs) - len(kept),
            np.array([run.tpot_ms for run in kept]) / 1e3,
            ideal[""],
            self._of("terms"),
            self._of("prefill"),
            self._of("company")[""],
            np.array([np.nan if time is None else time for time in first]) / 1e3,
            ideal["first"],
            self._of("first"),
        )


def _room(run: MeasuredRun) -> int:
    return run.batch * (run.prompt + run.answer)


def _sweep(runs: Sequence[MeasuredRun]) -> tuple[Scenario, np.ndarray]:
    """Runs of one model on one machine as one scenario, and the lengths of their answers [n]."""
    each = [scenario_of(run) for run in runs]
    batch, context, prompt = (
        np.array([getattr(one, name) for one in each]) for name in ("batch", "context", "prompt_tokens")
    )
    swept = replace(each[0], batch=batch, context=context, prompt_tokens=prompt)
    return swept, np.array([run.answer for run in runs])
