"""The rail's readouts: what the run measured beside what the closed form says, and the arithmetic of the moment."""

from __future__ import annotations

from scenes.queue.played import PlayedRun
from tourapp.authoring import Frame, Phrase, Picture, Rail


def draw_rail(f: Frame, p: Picture, played: PlayedRun) -> None:
    """Load and waits; above capacity only that there is no mean, and why."""
    rail = Rail(p, f.rail)
    if played.run.stable:
        rail.read("Utilisation", played.numbers.load)
    else:
        rail.read("Offered load", played.numbers.load, "waste")
    if played.numbers.wait is None:
        _unstable(rail, played)
        return
    if not f.reached("busy"):
        return
    _waits(rail, played)
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
    """What the run measured, how sure that is, and what the formula says."""
    n = played.numbers
    rail.read("Mean wait", n.wait, "waste")
    if n.half_width is not None:
        rail.read("± (95 %)", n.half_width, "dim")
    else:
        rail.read("± (95 %)", Phrase("not settled"), "dim")
    rail.read("Erlang C" if played.curve.exact else "Allen-Cunneen", n.closed, "good" if played.run.agrees else "ink")


def _sum(rail: Rail, played: PlayedRun) -> None:
    ours = played.ours
    lines = [("{trip} + {wait}", "dim"), ("+ {prefill} + {decode}", "dim"), ("+ {back} = {total}", "ink")]
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


def draw_inside_rail(f: Frame, p: Picture) -> None:
    """Seats, and what one takes."""
    rail, told = Rail(p, f.rail), f.world.in_flight
    rail.read("Seats", told.holds, "good")
    rail.read("Each", told.each, "key")
    rail.read("At most, achieved", told.most, "decode")
