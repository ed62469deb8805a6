"""What is said of measured serving runs: judged one by one, summed up, and the ten that are worst with a reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median
from typing import Any

from tourapp import specs
from tourapp.cli.runs_table import GivenRun, SkippedRun
from tourapp.cli.runs_worst import worst
from tourapp.sim.cost.achieved.run import Foretold, foretold

FALL = 0.8
"""Where the time to first token falls below this share while the batch grows, clients had waited for a slot before."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A run, what is said of it, and whether its time to first token can be judged."""

    run: GivenRun
    said: Foretold
    ttft_counts: bool

    @property
    def unjudged(self) -> str:
        """Why nothing can be held against the measured times, or ""."""
        if self.said.queues:
            return "weights and the batch's cache need more than the usable memory, so requests queue"
        if self.said.tpot is None:
            return "how these GPUs are joined is not known"
        return "" if self.run.tpot or self.run.ttft else "no measured time"


def judge(rows: Sequence[GivenRun | SkippedRun]) -> list[Judged]:
    """What is said of each run, equal settings worked out once; rows that are none are left out."""
    runs = [row for row in rows if isinstance(row, GivenRun)]
    waited = _waited(runs)
    known: dict[tuple[Any, ...], Foretold] = {}
    found = []
    for index, run in enumerate(runs):
        s = run.setting
        key = (s.model, s.gpu, s.gpus, s.weight_bits, s.kv_bits, s.math, s.batch, s.prompt, s.answer)
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


def summary(rows: Sequence[GivenRun | SkippedRun], judged: Sequence[Judged]) -> dict[str, Any]:
    """Errors as shares of the measured time, and the share of runs inside the band; pooled and by part; the worst."""
    why = Counter(row.why for row in rows if isinstance(row, SkippedRun))
    counted = [each for each in judged if not each.unjudged]
    why.update(each.unjudged for each in judged if each.unjudged)
    above = [each for each in judged if each.run.tpot is not None and each.said.ideal_tpot > each.run.tpot]
    data: dict[str, Any] = {
        "rows": len(rows),
        "skipped": why.total(),
        "skipped_why": dict(why.most_common()),
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
    return data | {"worst": worst(counted), "not_modelled": specs.measured_runs().not_modelled}


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
