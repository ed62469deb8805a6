"""A run of the frame bench over a tour, and its figures under the names of `tourapp bench --json`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from tourapp.qt.frame_bench import Collections, FrameBench, Seen

Progress = Callable[[float, str], None]
Memory = Callable[[], float | None]


def measure_tour(
    bench: FrameBench, only: int | None, whole: bool, progress: Progress, memory: Memory = lambda: None
) -> dict[str, Any]:
    """Every stop (or one): frames, beats, passages, idle loops and sliders; `memory` is asked after each."""
    tour = bench.showing.tour
    wanted = list(range(len(tour.stops))) if only is None else [only]
    report, held = Report(bench), [memory()]
    with Collections(bench) as collections:
        for number, index in enumerate(wanted):
            progress(number / len(wanted), tour.stops[index].title)
            report.stop(index, whole)
            held.append(memory())
    report.collections = collections.count
    progress(1.0, "")
    told = [each for each in held if each is not None]
    return {**report.figures(), "anonymous_mb": max(told, default=None)}


class Report:
    """What was measured so far."""

    def __init__(self, bench: FrameBench) -> None:
        self.bench = bench
        self.collections = 0
        self.unchanged = 0
        self._stops: dict[str, tuple[Seen, float]] = {}
        self._beats: dict[str, tuple[Seen, float]] = {}
        self._passages, self._idle = Seen(), Seen()
        self._sliders: dict[str, float] = {}

    def stop(self, index: int, whole: bool) -> None:
        """Measure one stop: the way in, its beats, its rest, its sliders."""
        bench, stop = self.bench, self.bench.showing.tour.stops[index]
        bench.place(max(0, index - 1), 0.0)
        bench.rest()
        passage, (first, _) = bench.passage(index)
        self._passages.more(passage)
        bench.rest()
        every = Seen()
        for number, start, end in stop.spans:
            bench.references.take()
            seen, (first_of_beat, painted) = bench.beat(index, start, end, whole)
            if number == stop.spans[0][0]:
                first_of_beat = max(first, first_of_beat)
            every.more(seen)
            every.add(first_of_beat, painted)
            self._beats[f"{stop.key}.{stop.scene.timeline.beats[number].name}"] = (seen, first_of_beat)
            self._idle.more(bench.idle(index, end))
            bench.rest()
            bench.references.take()
        self.unchanged = max(self.unchanged, bench.still())
        self._stops[stop.key] = (every, first)
        self._sliders.update(bench.sliders(stop, index))

    def figures(self) -> dict[str, Any]:
        """All figures: milliseconds, and multiples of R."""
        r, p = self.bench.references.r, self.bench.references.p
        medians = [float(np.median(seen.seconds)) for seen, _ in self._beats.values()]
        return {
            "reference_blit_ms": _ms(r),
            "reference_python_ms": _ms(p),
            "p50_r": round(float(np.median(medians)) / r, 2),
            "frames": {key: self._scene(seen, first, r) for key, (seen, first) in self._stops.items()},
            "beats": {key: self._beat(seen, first, r) for key, (seen, first) in self._beats.items()},
            "passages": self._shares(self._passages, r),
            "sliders": self._slider_figures(),
            "idle_core_share": round(float(np.mean(self._idle.seconds)) * 30, 3) if self._idle.seconds else None,
            "unchanged_ops": self.unchanged,
            "collections": self.collections,
            "bake_slice_max_ms": _ms(self.bench.ahead.longest) if self.bench.ahead is not None else None,
            "bake_slice_moving_max_ms": _ms(self.bench.ahead.longest_moving) if self.bench.ahead is not None else None,
        }

    def _scene(self, seen: Seen, first: float, r: float) -> dict[str, float]:
        p50, p99 = _percentiles(seen.seconds)
        return {
            "p50_ms": _ms(p50),
            "p99_ms": _ms(p99),
            "p50_r": round(p50 / r, 2),
            "p99_r": round(p99 / r, 2),
            "first_ms": _ms(first),
            "painted_share": round(float(np.median(seen.painted)), 3),
        }

    def _beat(self, seen: Seen, first: float, r: float) -> dict[str, float]:
        p50, p99 = _percentiles([*seen.seconds, first])
        return {
            "p50_r": round(p50 / r, 2),
            "p99_r": round(p99 / r, 2),
            "first_r": round(first / r, 2),
            "painted_share": round(float(np.median(seen.painted)), 3),
        }

    def _shares(self, seen: Seen, r: float) -> dict[str, float | None]:
        if not seen.seconds:
            return {"p99_ms": None, "p99_r": None}
        _, p99 = _percentiles(seen.seconds)
        return {"p99_ms": _ms(p99), "p99_r": round(p99 / r, 2)}

    def _slider_figures(self) -> dict[str, Any]:
        if not self._sliders:
            return {"p50_ms": None, "max_ms": None, "worst": None}
        worst = max(self._sliders, key=lambda name: self._sliders[name])
        values = list(self._sliders.values())
        return {"p50_ms": _ms(float(np.median(values))), "max_ms": _ms(max(values)), "worst": worst}


def _percentiles(seconds: list[float]) -> tuple[float, float]:
    """The 50th and the 99th, never smoothed down: one slow frame of sixty shows."""
    return float(np.median(seconds)), float(np.percentile(seconds, 99, method="higher"))


def _ms(seconds: float) -> float:
    return round(seconds * 1e3, 3)
