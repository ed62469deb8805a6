"""The rail's readouts: what the run measured beside what the closed form says, and the arithmetic of the moment."""

from __future__ import annotations

from collections.abc import Sequence

from scenes.queue.played import PlayedRun
from tourapp.authoring import Control, Frame, Phrase, Picture, Rail

STEP = 29.0
"""Distance of two readouts, so that all of them find room."""


def draw_rail(f: Frame, p: Picture, played: PlayedRun, controls: Sequence[Control]) -> None:
    """Load and waits; above capacity only that there is no mean, and why."""
    rail = Rail(p, controls)
    rail.rule()
    if played.run.stable:
        rail.read("Utilisation", played.numbers.load)
    else:
        rail.read("Offered load", played.numbers.load, "waste")
    if played.numbers.wait is None:
        _unstable(rail, played)
        return
    _waits(rail, played)
    _agreement(rail, played)
    if f.beat_name == "stack":
        _sum(rail, played)
    else:
        _littles_law(rail, played)


def _unstable(rail: Rail, played: PlayedRun) -> None:
    n = played.numbers
    rail.read("Mean wait", Phrase("unstable"), "waste")
    rail.read("The line grows by", n.growth, "waste")
    lines = [
        ("ρ = λ S / c = {load}", "dim"),
        ("more comes than can leave:", "dim"),
        ("{rate} in, {out} out at most", "waste"),
    ]
    rail.why("Why no mean?", lines, n.growth, load=n.load, rate=n.rate, out=n.capacity)


def _waits(rail: Rail, played: PlayedRun) -> None:
    n = played.numbers
    rail.read("Mean wait, simulated", n.wait, "waste", step=STEP)
    if n.half_width is not None:
        rail.read("its 95 % interval ±", n.half_width, "dim", step=STEP)
    else:
        rail.read("its 95 % interval", Phrase("not settled"), "dim", step=STEP)
    rail.read("Mean wait, Erlang C" if played.curve.exact else "Mean wait, Allen-Cunneen", n.closed, step=STEP)
    rail.read("Mean in line", n.in_line, "prefill", step=STEP)


def _agreement(rail: Rail, played: PlayedRun) -> None:
    """Whether closed form and run agree, where that can be said."""
    half_width, agrees = played.numbers.half_width, played.run.agrees
    if half_width is not None and float(half_width.value) == 0.0:
        rail.note("nobody waited in this run")
    elif agrees is not None and agrees:
        rail.note("✓ Erlang C lies inside the interval", "good")
    elif agrees is not None:
        rail.note("Erlang C lies just outside the interval")


def _sum(rail: Rail, played: PlayedRun) -> None:
    ours = played.ours
    lines = [("{trip} + {wait}", "dim"), ("+ {prefill} + {decode} + {back}", "dim"), ("= {total}", "ink")]
    rail.why(
        "The parts add up",
        lines,
        ours.total,
        trip=ours.trip,
        wait=ours.wait,
        prefill=ours.prefill,
        decode=ours.decode,
        back=ours.back,
        total=ours.total,
    )


def _littles_law(rail: Rail, played: PlayedRun) -> None:
    n = played.numbers
    lines = [("{rate} × {stay}", "dim"), ("= {little} in the system", "prefill"), ("counted: {counted}", "dim")]
    rail.why(
        "Little's law, N = λ W",
        lines,
        n.little,
        rate=n.measured_rate,
        stay=n.time_in_system,
        little=n.little,
        counted=n.in_system,
    )
