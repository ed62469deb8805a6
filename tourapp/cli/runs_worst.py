"""The runs whose time per token is furthest from what is said, each with what the table itself tells of the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import log
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tourapp.cli.runs_judged import Judged

MOST, FEWEST, SAME, WAITED = 10, 3, 0.6, 0.15
"""So many rows; a series needs so many runs to have a middle; a run is like its series where that is off by this share
as much; clients that wait longer than this share of their time are told of."""
FIELDS = ("model", "gpu", "gpus", "weight_bits", "batch", "prompt", "answer", "engine", "version", "date")


def worst(counted: Sequence[Judged]) -> list[dict[str, Any]]:
    """The worst first: setting, both times in ms, their ratio, and why."""
    told = [each for each in counted if each.run.tpot and each.said.tpot]
    series: dict[tuple[Any, ...], list[float]] = defaultdict(list)
    for each in told:
        series[_series(each)].append(_off(each))
    found = sorted(told, key=lambda each: -abs(_off(each)))[:MOST]
    return [_row(each, series[_series(each)]) for each in found]


def _series(each: Judged) -> tuple[Any, ...]:
    run = each.run.setting
    return (run.model, run.gpu, run.weight_bits, run.math, run.engine, run.version)


def _off(each: Judged) -> float:
    """Logarithm of the said time over the measured one."""
    assert each.said.tpot is not None and each.run.tpot is not None
    return log(each.said.tpot / each.run.tpot)


def _row(each: Judged, offs: Sequence[float]) -> dict[str, Any]:
    run, said, measured = each.run.setting, each.said.tpot or 0.0, each.run.tpot or 1.0
    setting = {name: getattr(run, name) for name in FIELDS}
    times = {"measured_ms": round(1e3 * measured, 3), "said_ms": round(1e3 * said, 3)}
    return {"run": run.run, **setting, **times, "ratio": round(said / measured, 2), "why": _why(each, offs)}


def _why(each: Judged, offs: Sequence[float]) -> str:
    middle, off = median(offs), _off(each)
    times = f"x {2.718281828459045**middle:.2f}"
    if len(offs) >= FEWEST and middle * off > 0 and abs(middle) >= SAME * abs(off):
        return (
            f"so are all {len(offs)} runs of this engine version there, {times} in the middle: the engine, or a label"
        )
    share = _waited(each)
    if share >= WAITED:
        return f"its clients waited {100 * share:.0f} % of their time for the first token, so fewer ran together"
    if len(offs) < FEWEST:
        return "no other run of this engine version there, so nothing tells the run from its engine"
    return (
        f"not like the {len(offs)} runs of this engine version there, {times} in the middle: this setting, or the run"
    )


def _waited(each: Judged) -> float:
    """Share of a client's time before the first token, 0 where it was not measured."""
    reading = each.run.setting.answer * (each.run.tpot or 0.0)
    return each.run.ttft / (each.run.ttft + reading) if each.run.ttft else 0.0
