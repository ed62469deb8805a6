"""What is told of measured runs, in numbers that can be asked "why?": of many medians, shares and counts; of one
what was measured and what is said, with the terms behind it.

Not here: which runs there are and which of them a stage shows (`world.parts.held_against`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from tourapp import specs
from tourapp.quantity import Quantity, Source, add_up, print_ends, print_sum
from tourapp.sim.cost.achieved import Achieved, achieved, first_token
from tourapp.sim.cost.achieved.run import scenario_of
from tourapp.sim.cost.costs import decode_alone, prefill_alone
from tourapp.sim.cost.terms.band import Band
from tourapp.specs import MeasuredRun
from tourapp.specs.unseen import ErrorTable
from tourapp.words import Phrase

HELD = Source(
    "measured runs", "Counted over the measured runs shown", "", "assets/specs/measured.json, every one of them"
)
UNLIKE = {"model": 8.0, "gpu": 4.0}
"""How far a run of another model or another GPU is from the scenario; twice the batch, the prompt or the GPUs is 1."""
NAMES = {"all": Phrase("all runs"), "dense": Phrase("dense models"), "moe": Phrase("expert models")}
FIRST_NAMES = {
    "prefill": Phrase("reading its own prompt"),
    "host": Phrase("the host's work"),
    "running_step": Phrase("the step that just runs"),
    "start": Phrase("all clients start at once"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Cloud:
    """Some runs, what is said of them beside what was measured. said, measured [n]: in s, of all runs; error: median of
    said over measured minus 1, without its sign; ratio: median of measured over said, least and most; faster: how many
    were measured below what is said; inside [n]: which lie in the band; share: of those shown; outside: the count of
    the others."""

    said: np.ndarray
    measured: np.ndarray
    shown: np.ndarray
    inside: np.ndarray
    count: Quantity
    faster: Quantity
    error: Quantity
    ratio: Quantity
    least: Quantity
    most: Quantity
    share: Quantity
    outside: Quantity


def cloud_of(id: str, said: np.ndarray, measured: np.ndarray, shown: np.ndarray, band: Band | None) -> Cloud | None:
    """The shown runs; None where there is none. band: None for a time that has none, such as an ideal one."""
    count = int(shown.sum())
    if not count:
        return None
    with np.errstate(invalid="ignore"):
        ratio = measured / said
        inside = np.isfinite(ratio)
        if band is not None:
            inside = (ratio >= float(band.least.value)) & (ratio <= float(band.most.value))
    there, held = ratio[shown], (_told(count, "measured runs shown", "n"),)
    within = int((inside & shown).sum())
    ratios = {
        "ratio": (np.median(there), Phrase("measured over computed, median"), "median of measured / computed"),
        "least": (there.min(), Phrase("measured over computed, least"), "least of measured / computed"),
        "most": (there.max(), Phrase("measured over computed, most"), "most of measured / computed"),
    }
    off = float(np.median(np.abs(1 / there - 1)))
    numbers = {
        "count": held[0],
        "faster": _told(int((there < 1).sum()), "runs measured faster than computed", "n_fast", held),
        "error": _over(off, "share", "error, median", "median of |computed / measured - 1|", held),
        "share": _over(within / count, "share", "runs inside the band", "runs inside / runs shown", held),
        "outside": _told(count - within, "runs outside the band", "n_out", held),
        **{name: _over(value, "times", words, formula, held) for name, (value, words, formula) in ratios.items()},
    }
    for name, number in numbers.items():
        number.christen(f"held.{id}.{name}")
    return Cloud(said, measured, shown, inside, **numbers)


def _told(count: int, name: str, symbol: str, inputs: tuple[Quantity, ...] = ()) -> Quantity:
    return Quantity(count, "1", name, symbol, "counted" if inputs else "", inputs, HELD)


def _over(value: float, unit: str, name: str | Phrase, formula: str, inputs: tuple[Quantity, ...]) -> Quantity:
    return Quantity(float(value), unit, name, "m", formula, inputs, HELD)


def median_over(ratios: np.ndarray, name: Phrase) -> Quantity | None:
    """The median of measured over computed; None of nothing."""
    if not len(ratios):
        return None
    held = (_told(len(ratios), "measured runs shown", "n"),)
    return _over(float(np.median(ratios)), "times", name, "median of measured / computed", held)


@dataclass(frozen=True, slots=True)
class FirstPart:
    """A part of the time to the first token: its id, what it is, and its mean share."""

    id: str
    name: Phrase
    share: Quantity


def first_parts(parts: dict[str, np.ndarray], shown: np.ndarray) -> tuple[FirstPart, ...]:
    """The mean share of each part [n] over the shown runs [n]; nothing of none."""
    if not shown.any():
        return ()
    whole, held = sum(parts.values()), (_told(int(shown.sum()), "measured runs shown", "n"),)
    found = []
    for id, part in parts.items():
        share = float(np.mean((part / whole)[shown]))
        name = Phrase("of the time to the first token: {what}", what=FIRST_NAMES[id])
        told = _over(share, "share", name, "mean of part / whole, as computed", held)
        found.append(FirstPart(id, FIRST_NAMES[id], told))
    shares = [part.share for part in found]
    printed, _ = print_sum(shares, add_up("whole", "w", "share", shares))
    return tuple(replace(part, share=share) for part, share in zip(found, printed, strict=True))


@dataclass(frozen=True, slots=True)
class UnseenRow:
    """Runs of one kind: how many, their median error and the share inside the band, by a fit that had not seen them.
    group: "kind", "gpu" or "model"."""

    id: str
    group: str
    name: Phrase
    runs: Quantity
    error: Quantity
    inside: Quantity


def unseen_rows(table: ErrorTable, time: str, date: str) -> tuple[UnseenRow, ...]:
    """All runs, then those of each kind, each GPU and each model of the table, as it lists them."""
    source = Source(
        "fit", "Written by the fit, on runs that it had not seen", date, "assets/specs/achieved_errors.json"
    )
    found = []
    for id, told in table["tpot" if time == "token" else "ttft"].items():
        known = _named(id)
        if known is None:
            continue
        group, name = known
        runs = Quantity(told.rows, "1", "runs that were judged", "n", source=source)
        error = _per_cent(told.median_error, Phrase("median error: {what}", what=name), source)
        inside = _per_cent(told.inside, Phrase("inside the band: {what}", what=name), source)
        found.append(UnseenRow(id, group, name, runs, error, inside))
    order = ("kind", "gpu", "model")
    return tuple(sorted(found, key=lambda row: order.index(row.group)))


def _per_cent(number: float, name: Phrase, source: Source) -> Quantity:
    """A share as the file gives it, with one decimal."""
    return Quantity(number / 100, "share", name, "e", source=source, printed=f"{number:.1f}\u2009%")


def _named(id: str) -> tuple[str, Phrase] | None:
    if id in NAMES:
        return "kind", NAMES[id]
    for group, table in (("gpu", specs.gpus()), ("model", specs.models())):
        if id in table:
            return group, Phrase("{name}", name=table[id].name)
    return None


def nearest_runs(
    runs: Sequence[MeasuredRun], shown: np.ndarray, wanted: tuple[str, str, int, int, int]
) -> tuple[int, ...]:
    """Places of the shown runs, the most like a scenario (model, GPU, GPUs, batch, prompt) first."""
    model, gpu, *counts = wanted
    own = np.array([(run.gpus, run.batch, run.prompt) for run in runs], dtype=float)
    far = np.abs(np.log2(own / np.array(counts, dtype=float))).sum(1)
    far += UNLIKE["model"] * np.array([run.model != model for run in runs])
    far += UNLIKE["gpu"] * np.array([run.gpu != gpu for run in runs])
    order = np.argsort(far, kind="stable")
    return tuple(int(place) for place in order[shown[order]])


@dataclass(frozen=True, slots=True)
class RunNumbers:
    """One run: what was measured and what is said, ideal and achieved with its band, in s; the time to the first token
    None where it was not measured."""

    measured: Quantity
    ideal: Quantity
    said: Quantity
    low: Quantity
    high: Quantity
    first_measured: Quantity | None
    first_ideal: Quantity
    first_said: Quantity
    first_low: Quantity
    first_high: Quantity


@lru_cache(maxsize=512)
def run_numbers(run: MeasuredRun) -> RunNumbers:
    """The numbers of a run that has an achieved time."""
    scenario = scenario_of(run)
    done = achieved(scenario, run.answer)
    assert isinstance(done, Achieved), run.run
    wait = first_token(scenario, done, together=True)
    first = None if run.ttft_ms is None else measured_time(run, run.ttft_ms, "time to the first token, measured")
    numbers = RunNumbers(
        measured_time(run, run.tpot_ms, "time between tokens, measured"),
        decode_alone(scenario).step_seconds.named("time between tokens, ideal", "t_0"),
        done.step_seconds,
        *print_ends(done.step_seconds, (done.low, done.high)),
        first,
        prefill_alone(replace(scenario, batch=1)).seconds.named("prefill of the prompt, ideal", "t_0"),
        wait.seconds,
        *print_ends(wait.seconds, (wait.low, wait.high)),
    )
    for name in RunNumbers.__dataclass_fields__:
        number = getattr(numbers, name)
        if number is not None:
            number.christen(f"held_run.{name}(run={run.run})")
    return numbers


def measured_time(run: MeasuredRun, milliseconds: float, name: str) -> Quantity:
    """A measured time in s, with where it was read."""
    table = specs.measured_runs()
    where = f"{table.source}, commit {table.commit}, run {run.run}"
    read = Source("aiconfigurator", run.run, run.date or table.date, where)
    return Quantity(milliseconds / 1e3, "s", name, "t", source=read)
