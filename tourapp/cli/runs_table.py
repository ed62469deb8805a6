"""Tables of measured serving runs: read and checked row by row, judged, summed up."""

from __future__ import annotations

import csv
import io
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median
from typing import Any

from tourapp import specs
from tourapp.errors import UsageError
from tourapp.files import read_small, shown
from tourapp.sim.cost import KV_BITS
from tourapp.sim.cost.achieved.run import Foretold, foretold
from tourapp.sim.cost.scenario import checked
from tourapp.specs import MeasuredRun

RUN_COLUMNS = ("model", "gpu", "gpus", "weight_bits", "kv_bits", "batch", "prompt", "answer", "ttft_ms", "tpot_ms")
WEIGHT_BITS = (16, 8, 4)
MOST_BYTES = 20_000_000
FALL = 0.8
"""Where the time to first token falls below this share while the batch grows, clients had waited for a slot before."""


@dataclass(frozen=True)
class Table:
    """A file's columns, its rows as text, and the runs they mean."""

    columns: tuple[str, ...]
    rows: list[dict[str, str]]
    runs: list[GivenRun]


@dataclass(frozen=True, slots=True)
class GivenRun:
    """A setting and its measured times in s, None where not given."""

    setting: MeasuredRun
    tpot: float | None
    ttft: float | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A run, what is said of it, and whether its time to first token can be judged."""

    run: GivenRun
    said: Foretold
    ttft_counts: bool


def read_table(path: Path | None) -> Table:
    """A CSV file, or the shipped runs. UsageError names the file, the row and the field that is wrong."""
    if path is None:
        runs = [_shipped(run) for run in specs.measured_runs().runs]
        return Table(RUN_COLUMNS, [_as_text(run) for run in runs], runs)
    data = read_small(path, MOST_BYTES, "a CSV file of measured runs")
    name = shown(path)
    try:
        text = data.decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        columns = tuple(reader.fieldnames or ())
        missing = [each for each in RUN_COLUMNS if each not in columns]
        if missing or len(set(columns)) < len(columns):
            what = f"column {missing[0]} is missing" if missing else "a column is named twice"
            raise UsageError(f"{name}, row 1: {what}; columns are {', '.join(RUN_COLUMNS)}")
        rows = list(reader)
    except UnicodeDecodeError:
        raise UsageError(f"{name}: not a text in UTF-8") from None
    except csv.Error as error:
        raise UsageError(f"{name}: not a CSV file: {error}") from None
    if not rows:
        raise UsageError(f"{name}: no rows below the header")
    runs = []
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise UsageError(f"{name}, row {number}: must have {len(columns)} fields, one for each column")
        runs.append(_run(row, f"{name}, row {number}"))
    return Table(columns, rows, runs)


def _run(row: dict[str, str], place: str) -> GivenRun:
    """One checked row."""
    try:
        model, gpu = specs.model(row["model"].strip()), specs.gpu(row["gpu"].strip())
    except UsageError as error:
        raise UsageError(f"{place}, {'gpu' if str(error).startswith('gpu ') else 'model'}: {error}") from None
    whole = {field: _whole(row, field, place) for field in ("gpus", "batch", "prompt", "answer")}
    bits = {
        field: _bits(row, field, allowed, place)
        for field, allowed in (("weight_bits", WEIGHT_BITS), ("kv_bits", KV_BITS))
    }
    tpot, ttft = (_time(row, field, place) for field in ("tpot_ms", "ttft_ms"))
    setting = MeasuredRun(
        run="",
        model=model.id,
        gpu=gpu.id,
        gpus=whole["gpus"],
        weight_bits=bits["weight_bits"],
        kv_bits=bits["kv_bits"],
        batch=whole["batch"],
        prompt=whole["prompt"],
        answer=whole["answer"],
        tpot_ms=1.0 if tpot is None else 1e3 * tpot,
        engine=row.get("engine", ""),
        version=row.get("version", ""),
    )
    return GivenRun(setting, tpot, ttft)


def _whole(row: dict[str, str], field: str, place: str) -> int:
    limit = {"prompt": "prompt_tokens", "answer": "prompt_tokens"}.get(field, field)
    text = row[field].strip()
    try:
        value = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else text
        return int(checked(limit, value))
    except UsageError as error:
        raise UsageError(f"{place}, {field}: {str(error).partition(': ')[2]}") from None


def _bits(row: dict[str, str], field: str, allowed: Sequence[int], place: str) -> int:
    text = row[field].strip()
    if text not in [str(value) for value in allowed]:
        raise UsageError(f"{place}, {field}: must be one of {', '.join(map(str, allowed))}, not {text[:40]!r}")
    return int(text)


def _time(row: dict[str, str], field: str, place: str) -> float | None:
    """Milliseconds as seconds; None for an empty cell."""
    text = row[field].strip()
    if not text:
        return None
    try:
        value = float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        value = math.nan
    if not 0 < value < 1e9:
        raise UsageError(f"{place}, {field}: must be milliseconds above 0, or empty, not {text[:40]!r}")
    return value / 1e3


def _shipped(run: MeasuredRun) -> GivenRun:
    return GivenRun(run, run.tpot_ms / 1e3, None if run.ttft_ms is None else run.ttft_ms / 1e3)


def _as_text(run: GivenRun) -> dict[str, str]:
    row = {name: str(getattr(run.setting, name)) for name in RUN_COLUMNS}
    return row | {"ttft_ms": "" if run.ttft is None else row["ttft_ms"]}


def judge(runs: Sequence[GivenRun]) -> list[Judged]:
    """What is said of each run, equal settings worked out once."""
    waited = _waited(runs)
    known: dict[tuple[Any, ...], Foretold] = {}
    found = []
    for index, run in enumerate(runs):
        s = run.setting
        key = (s.model, s.gpu, s.gpus, s.weight_bits, s.kv_bits, s.batch, s.prompt, s.answer)
        if key not in known:
            known[key] = foretold(s)
        found.append(Judged(run, known[key], index not in waited))
    return found


def _waited(runs: Sequence[GivenRun]) -> set[int]:
    """Runs of a series in which clients waited for a slot: its time to first token falls while the batch grows. Series
    that hold a batch twice are several, which nobody can tell apart."""
    series: dict[tuple[Any, ...], list[tuple[int, float, int]]] = defaultdict(list)
    for index, run in enumerate(runs):
        s = run.setting
        if run.ttft is not None:
            key = (s.model, s.gpu, s.gpus, s.weight_bits, s.kv_bits, s.prompt, s.answer, s.engine, s.version)
            series[key].append((s.batch, run.ttft, index))
    found: set[int] = set()
    for members in series.values():
        members.sort()
        once = len({batch for batch, _, _ in members}) == len(members)
        if once and any(later < FALL * first for (_, first, _), (_, later, _) in pairwise(members)):
            found |= {index for _, _, index in members}
    return found


def summary(judged: Sequence[Judged]) -> dict[str, Any]:
    """Errors as shares of the measured time, and the share of runs inside the band; pooled and by part."""
    counted = [each for each in judged if each.said.tpot is not None and (each.run.tpot or each.run.ttft)]
    above = [each for each in judged if each.run.tpot is not None and each.said.ideal_tpot > each.run.tpot]
    data: dict[str, Any] = {
        "rows": len(judged),
        "skipped": len(judged) - len(counted),
        "queues": sum(each.said.queues for each in judged),
        "no_link": sum(each.said.tpot is None and not each.said.queues for each in judged),
        "ideal_above": len(above),
        "ttft_left_out": sum(not each.ttft_counts for each in counted),
        **_errors(counted),
    }
    for name, field in (("by_gpu", "gpu"), ("by_model", "model"), ("by_gpus", "gpus")):
        parts: dict[Any, list[Judged]] = defaultdict(list)
        for each in counted:
            parts[getattr(each.run.setting, field)].append(each)
        data[name] = {str(label): _errors(parts[label]) for label in sorted(parts)}
    return data


def _errors(part: Sequence[Judged]) -> dict[str, Any]:
    """Of both times: how many runs, median and mean error, share inside the band; None without runs."""
    tokens = [(e.run.tpot, e.said.tpot, e.said.tpot_low, e.said.tpot_high) for e in part]
    firsts = [(e.run.ttft, e.said.ttft, e.said.ttft_low, e.said.ttft_high) for e in part if e.ttft_counts]
    return {"tpot": _of(tokens), "ttft": _of(firsts)}


def _of(rows: Sequence[tuple[float | None, ...]]) -> dict[str, Any]:
    errors, inside = [], []
    for measured, said, low, high in rows:
        if measured is not None and said is not None and low is not None and high is not None:
            errors.append(abs(said / measured - 1))
            inside.append(low <= measured <= high)
    if not errors:
        return {"rows": 0, "median_error": None, "mean_error": None, "inside_band": None}
    return {
        "rows": len(errors),
        "median_error": median(errors),
        "mean_error": fmean(errors),
        "inside_band": fmean(inside),
    }
