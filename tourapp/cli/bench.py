"""`tourapp bench`: frame times of every scene and beat, start-up, memory, and the engine, measured here and now."""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from tourapp.cli.offline import offline_of
from tourapp.cli.options import add_json, add_look, add_tour, number_between, size_of, theme_name
from tourapp.cli.result import Result

if TYPE_CHECKING:
    from tourapp.export.offline import Offline

STEPS = 40
FIRST_FRAME = "from tourapp.app import first_frame; first_frame()"


def register(sub: Any) -> None:
    """Add the command."""
    parser = sub.add_parser("bench", help="measure frames, start-up, memory and the engine on this computer")
    parser.add_argument("--scene", help="one scene only")
    parser.add_argument("--frames-only", action="store_true", help="leave start-up and engine out")
    parser.add_argument("--steps", default=str(STEPS), help="frames per beat")
    add_tour(parser)
    add_look(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Measure and report."""
    theme, size = theme_name(args.theme), size_of(args.size)
    steps = int(number_between("--steps", args.steps, 2, 1000))
    data: dict[str, Any] = {"size": list(size), "theme": theme}
    offline = offline_of(args, args.scene, theme=theme)
    data["frames"], data["beats"] = measure_frames(offline, args.scene, size, steps)
    data["rss_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    if not args.frames_only:
        data["startup_s"], data["first_frame_s"] = measure_start()
        data["engine"] = measure_engine()
        data["simulation"] = measure_simulation()
    return Result(data, _text(data))


def measure_frames(
    offline: Offline, scene_id: str | None, size: tuple[int, int], steps: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Compose and paint `steps` frames of every beat after a warm one; milliseconds."""
    from tourapp.authoring import THEMES
    from tourapp.export.images import ensure_qt
    from tourapp.player.tour import TourPlace

    ensure_qt()
    from tourapp.qt.painter import Painter
    from tourapp.qt.raster import render_image

    theme = offline.theme
    wanted = [offline.tour.index(scene_id)] if scene_id else range(len(offline.tour.stops))
    frames: dict[str, Any] = {}
    beats: dict[str, Any] = {}
    for index in wanted:
        stop, painter, image, every = offline.tour.stops[index], Painter(THEMES[theme]), None, []
        beats[stop.key] = {}
        for number, start, end in stop.spans:
            times = []
            for k in range(-2, steps):
                t = start + (end - start - 1e-3) * (max(k, 0) / max(1, steps - 1))
                began = time.perf_counter()
                picture = offline.compose(TourPlace(index, t))
                image = render_image(picture, THEMES[theme], *size, painter=painter, image=image)
                if k >= 0:
                    times.append((time.perf_counter() - began) * 1e3)
            every += times
            beats[stop.key][stop.scene.timeline.beats[number].name] = _shares(times)
        frames[stop.key] = _shares(every)
    return frames, beats


def _shares(times: list[float]) -> dict[str, float]:
    return {"p50_ms": round(float(np.percentile(times, 50)), 2), "p99_ms": round(float(np.percentile(times, 99)), 2)}


def measure_start() -> tuple[float, float]:
    """Seconds until the package is imported, and until the first frame is painted, in fresh processes."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import tourapp.cli"], check=True)
    startup = time.perf_counter() - began
    began = time.time()
    done = subprocess.run([sys.executable, "-c", FIRST_FRAME], check=True, capture_output=True, text=True)
    return round(startup, 3), round(float(done.stdout.split()[-1]) - began, 3)


def measure_engine() -> dict[str, Any] | None:
    """Opening, prefill, decode and memory of the real model; None where it is not installed."""
    from tourapp.engine.model_store import is_installed

    if not is_installed():
        return None
    from tourapp.engine.bench import engine_figures

    return engine_figures()


def measure_simulation() -> dict[str, Any]:
    """A million decode steps of a batch of 32, and the same policy in a general simulation library, as a ratio."""
    from tourapp.sim.bench import simulation_figures

    return simulation_figures()


def _text(data: dict[str, Any]) -> str:
    lines = [f"{'scene':<16} {'p50 ms':>8} {'p99 ms':>8}"]
    for name, item in data["frames"].items():
        lines.append(f"{name:<16} {item['p50_ms']:8.1f} {item['p99_ms']:8.1f}")
        lines += [
            f"   {beat:<14} {each['p50_ms']:7.1f} {each['p99_ms']:8.1f}" for beat, each in data["beats"][name].items()
        ]
    for key in ("startup_s", "first_frame_s", "rss_mb", "engine", "simulation"):
        if key in data:
            lines.append(f"{key}: {data[key]}")
    return "\n".join(lines)
