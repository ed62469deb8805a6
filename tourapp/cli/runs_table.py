"""Tables of measured serving runs, read and checked row by row. What is said of them: runs_judged.py."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tourapp import specs
from tourapp.errors import UsageError
from tourapp.files import read_small, shown
from tourapp.nearest import did_you_mean
from tourapp.sim.cost import KV_BITS
from tourapp.sim.cost.achieved.run import scenario_of
from tourapp.sim.cost.scenario import MATH_BITS, checked
from tourapp.specs import MeasuredRun

RUN_COLUMNS = ("model", "gpu", "gpus", "weight_bits", "kv_bits", "batch", "prompt", "answer", "ttft_ms", "tpot_ms")
MORE_COLUMNS = ("engine", "version", "math")
"""Columns that may be there: what keeps series apart, and in how many bits 4-bit weights are multiplied."""
WEIGHT_BITS = (16, 8, 4)
MOST_BYTES, LONGEST = 20_000_000, 60


@dataclass(frozen=True)
class Table:
    """A file's columns, its rows as text, and the runs they mean, or why one is none of ours."""

    columns: tuple[str, ...]
    rows: list[dict[str, str]]
    runs: list[GivenRun | SkippedRun]


@dataclass(frozen=True, slots=True)
class GivenRun:
    """A setting and its measured times in s, None where not given."""

    setting: MeasuredRun
    tpot: float | None
    ttft: float | None


@dataclass(frozen=True, slots=True)
class SkippedRun:
    """A row of a model or a GPU that has no row of its own, and the reason."""

    why: str


def read_table(path: Path | None) -> Table:
    """A CSV file, or the shipped runs. UsageError names the file, the row and the field that is wrong."""
    if path is None:
        runs = [_shipped(run) for run in specs.measured_runs().runs]
        return Table((*RUN_COLUMNS, *MORE_COLUMNS), [_as_text(run) for run in runs], list(runs))
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
    found = []
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise UsageError(f"{name}, row {number}: must have {len(columns)} fields, one for each column")
        found.append(_run(row, f"{name}, row {number}"))
    return Table(columns, rows, found)


def _run(row: dict[str, str], place: str) -> GivenRun | SkippedRun:
    """One checked row, or why there is nothing to say of it."""
    whole = {field: _whole(row, field, place) for field in ("gpus", "batch", "prompt", "answer")}
    bits = {
        field: _bits(row, field, allowed, place)
        for field, allowed in (("weight_bits", WEIGHT_BITS), ("kv_bits", KV_BITS))
    }
    math = None if not row.get("math", "").strip() else _bits(row, "math", MATH_BITS, place)
    tpot, ttft = (_time(row, field, place) for field in ("tpot_ms", "ttft_ms"))
    model, gpu = row["model"].strip(), row["gpu"].strip()
    why = _unknown("model", model, specs.models()) or _unknown("GPU", gpu, specs.gpus())
    if why:
        return SkippedRun(why)
    setting = MeasuredRun(
        run="",
        model=model,
        gpu=gpu,
        gpus=whole["gpus"],
        weight_bits=bits["weight_bits"],
        kv_bits=bits["kv_bits"],
        batch=whole["batch"],
        prompt=whole["prompt"],
        answer=whole["answer"],
        math=math,
        tpot_ms=1.0 if tpot is None else 1e3 * tpot,
        engine=row.get("engine", ""),
        version=row.get("version", ""),
    )
    try:
        scenario_of(setting)
    except UsageError as error:
        raise UsageError(f"{place}, {error}") from None
    return GivenRun(setting, tpot, ttft)


def _unknown(kind: str, word: str, known: Mapping[str, object]) -> str:
    """Why a name means no row, or ""."""
    if word in known:
        return ""
    short, shown_word = word.rpartition("/")[2].lower(), word if len(word) <= LONGEST else word[:LONGEST] + "…"
    for name, why in specs.measured_runs().not_modelled.items():
        if short and short.startswith(name.rpartition("/")[2].lower()):
            return f"{kind} {shown_word!r} is not modelled: {why}"
    return f"{kind} {shown_word!r} is not known{did_you_mean(short, known)}"


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
    row = {name: str(getattr(run.setting, name) or "") for name in (*RUN_COLUMNS, *MORE_COLUMNS)}
    return row | {"ttft_ms": "" if run.ttft is None else row["ttft_ms"]}
