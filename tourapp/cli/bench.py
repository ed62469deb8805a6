"""`tourapp bench`: what a person sees on this computer, in CPU time: frames, passages, sliders, start, engine."""

from __future__ import annotations

import argparse
import gc
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tourapp.cli.offline import tour_of_arguments
from tourapp.cli.options import add_json, add_look, add_tour, size_of, theme_name
from tourapp.cli.progress import show_progress
from tourapp.cli.result import Result
from tourapp.itself import own_process
from tourapp.player.opening import first_settings, parse_settings

if TYPE_CHECKING:
    from tourapp.player.state import Settings
    from tourapp.player.tour import Tour

FIRST_FRAME = "tourapp.cli.first_frame"


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser("bench", help="measure frames, start-up, memory and the engine on this computer")
    parser.add_argument("--scene", help="one scene only, by id; `tourapp list` shows them")
    parser.add_argument("--frames-only", action="store_true", help="leave start-up and engine out")
    parser.add_argument(
        "--full", action="store_true", help="every frame of every beat (default: three seconds of each)"
    )
    parser.add_argument("--also", metavar="WxH", help="measure at this size too, 160x90 to 8192x8192, and the ratio")
    parser.add_argument(
        "--peer", action="store_true", help="hold the engine against llama.cpp, where llama-cpp-python is installed"
    )
    parser.add_argument("--memory", choices=("full", "small"), default="full", help="how much the window keeps")
    add_tour(parser)
    add_look(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Measure and report."""
    theme, size = theme_name(args.theme), size_of(args.size)
    tour, _ = tour_of_arguments(args.tour, args.scene)
    only = None if args.scene is None else tour.index(args.scene)
    if args.peer:
        from tourapp.engine.peer import require_peer

        require_peer()  # before two minutes of frames
    settings = first_settings(tour, parse_settings(args.set), None)
    data: dict[str, Any] = {"size": list(size), "theme": theme}
    asked = Asked(tour, settings, only, theme, args.full, args.memory)
    data |= measure_frames(asked, size)
    if args.also is not None:
        data["ratio_p99"] = _ratio(data, measure_frames(asked, size_of(args.also)))
    data["rss_mb"] = most_memory_mb()
    if not args.frames_only:
        data |= measure_start()
        data["engine"] = measure_engine(args.peer)
        data["simulation"] = measure_simulation()
        data["plan_seconds"] = measure_plan()
    return Result(data, _text(data))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be measured: a tour at its settings, one stop of it or all (None), whether every frame, and with how
    much memory."""

    tour: Tour
    settings: Settings
    only: int | None
    theme: str
    whole: bool
    memory: str = "full"


def measure_frames(asked: Asked, size: tuple[int, int]) -> dict[str, Any]:
    """Frames, passages, resting loops and sliders of the real window, without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from tourapp.preflight import require_qt

    require_qt(window=False)
    from tourapp.app import Parts, make_application
    from tourapp.player.state import opening
    from tourapp.player.walking import opening_beat
    from tourapp.qt.bench_report import measure_tour
    from tourapp.qt.frame_bench import FrameBench

    application = make_application()
    first = opening(settings=asked.settings, theme=asked.theme, full_screen=True)
    state = opening_beat(first, asked.tour)
    parts = Parts.make(asked.tour, state.show, asked.memory)
    window = parts.window(state.window)
    window.resize(*size)
    window.show()
    application.processEvents()
    parts.showing.manual()
    bench = FrameBench(parts.showing, window.stage, ahead=window.ahead)
    bench.rest()
    gc.collect()
    try:
        return measure_tour(bench, asked.only, asked.whole, show_progress, anonymous_mb)
    finally:
        window.close()
        parts.worker.close()


def _ratio(one: dict[str, Any], other: dict[str, Any]) -> dict[str, float]:
    """99th percentile of every beat at the other size, in multiples of its own R, over the same here in this R's ms."""
    here, there = one["reference_blit_ms"], other["reference_blit_ms"]
    return {
        key: round(other["beats"][key]["p99_r"] * there / max(beat["p99_r"] * here, 1e-9), 2)
        for key, beat in one["beats"].items()
    }


def most_memory_mb() -> float | None:
    """The most memory this process has had, files included, in MB; None where the system does not tell."""
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:  # Windows
        return None
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return round(getrusage(RUSAGE_SELF).ru_maxrss / unit, 1)


def anonymous_mb() -> float | None:
    """Memory of this process that no file backs, in MB; None where the system does not tell."""
    try:
        found = re.search(r"RssAnon:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    except OSError:
        return None
    return round(int(found.group(1)) / 1024, 1) if found else None


def measure_start() -> dict[str, float]:
    """Seconds until the package is imported, and until the first frame is painted, in fresh processes: wall clock, and
    the CPU time of the process up to that frame."""
    began = time.perf_counter()
    subprocess.run(own_process(FIRST_FRAME, "import"), check=True)
    startup = time.perf_counter() - began
    runs, usual = [], {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(2):  # the second one has warm caches
        began = time.time()
        done = subprocess.run(own_process(FIRST_FRAME), check=True, capture_output=True, text=True, env=usual)
        at, cpu = done.stdout.split()[-2:]
        runs.append((float(at) - began, float(cpu)))
    wall, cpu_seconds = runs[-1]
    return {"startup_s": round(startup, 3), "first_frame_s": round(wall, 3), "first_frame_cpu_s": round(cpu_seconds, 3)}


def measure_engine(peer: bool = False) -> dict[str, Any] | None:
    """Opening, prefill, decode and memory of the real model, None where it is missing; with `peer` also against
    llama.cpp (raises MissingError where that is not installed)."""
    from tourapp.engine.model_store import is_installed

    if not is_installed():
        return None
    from tourapp.engine.bench import engine_figures

    figures: dict[str, Any] = dict(engine_figures())
    if peer:
        from tourapp.engine.peer import peer_figures

        figures["peer"] = peer_figures()
    return figures


def measure_simulation() -> dict[str, Any]:
    """A million decode steps of a batch of 32, and the same policy in a general simulation library, as a ratio."""
    from tourapp.sim.bench import simulation_figures

    return simulation_figures()


def measure_plan() -> dict[str, dict[str, float]]:
    """CPU seconds of a plan for one model and for every model on all GPUs, each with its target."""
    from tourapp.sim.plan.bench import plan_figures

    return plan_figures()


def _text(data: dict[str, Any]) -> str:
    lines = [f"R {data['reference_blit_ms']:.2f} ms, P {data['reference_python_ms']:.2f} ms; frames in ms and in R"]
    lines.append(f"{'scene':<18} {'p50':>7} {'p99':>7} {'p50 R':>7} {'p99 R':>7} {'first':>8} {'painted':>8}")
    for name, item in data["frames"].items():
        lines.append(
            f"{name:<18} {item['p50_ms']:7.1f} {item['p99_ms']:7.1f} {item['p50_r']:7.1f} {item['p99_r']:7.1f} "
            f"{item['first_ms']:8.1f} {item['painted_share']:8.2f}"
        )
    lines += [
        f"   {name:<24} p50 {each['p50_r']:6.1f} R  p99 {each['p99_r']:6.1f} R  first {each['first_r']:6.1f} R  "
        f"painted {each['painted_share']:.2f}"
        for name, each in data["beats"].items()
    ]
    shown = {"size", "theme", "reference_blit_ms", "reference_python_ms", "frames", "beats"}
    lines += [f"{key}: {value}" for key, value in data.items() if key not in shown]
    return "\n".join(lines)
