"""The readouts of the trip in the rail, and its arithmetic on the card at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from tourapp.authoring import Control, Frame, Picture, Rail

STEP = 30.0


def draw_rail(p: Picture, f: Frame, controls: Sequence[Control]) -> None:
    """Distances, times, and how the time to arrival comes about."""
    trip, n = f.world.network, f.world.trip_numbers
    cold = trip.connection == "cold"
    rail = Rail(p, controls)
    rail.rule()
    rail.read("Great circle", n.distance, step=STEP)
    rail.read("Fibre path", n.fibre, "prefill", step=STEP)
    rail.read("One way", n.one_way, step=STEP)
    if cold:
        rail.read("Handshakes", n.handshake, step=STEP)
    rail.read("Cold, to arrival" if cold else "Warm, to arrival", n.total, step=STEP)
    rail.read("First word, at best", n.first_word, "decode", step=STEP)
    lines = [
        ("{distance} × {stretch:.2f} ÷ {speed}", "dim"),
        ("= {glass} in glass", "prefill"),
        ("+ {rest} rest = {one_way}", "dim"),
        ("+ {handshake} handshakes" if cold else "one crossing: the line is warm", "dim"),
        ("= {total}", "ink"),
    ]
    rail.why(
        "Why this number?",
        lines,
        n.total,
        distance=n.distance,
        stretch=trip.stretch,
        speed=n.speed,
        glass=n.glass,
        rest=n.rest,
        one_way=n.one_way,
        handshake=n.handshake,
        total=n.total,
    )
