"""The readouts of the trip in the rail, and its arithmetic on the card at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from tourapp.authoring import Control, Frame, Picture, Rail


def draw_rail(p: Picture, f: Frame, controls: Sequence[Control]) -> None:
    """Distances, times, and how the time to arrival comes about."""
    trip, n = f.world.network, f.world.trip_numbers
    cold = trip.connection == "cold"
    rail = Rail(p, controls)
    rail.rule()
    rail.read("Great circle", n.distance)
    rail.read("Fibre path", n.fibre, "prefill")
    rail.read("One way", n.one_way)
    rail.read("Round trip", n.round_trip)
    rail.read("Cold, to arrival" if cold else "Warm, to arrival", n.total)
    rail.read("First word, at best", n.first_word, "decode")
    lines = [
        ("{distance} × {stretch:.2f} ÷ {speed}", "dim"),
        ("= {glass} in glass", "prefill"),
        ("+ {rest} rest = {one_way}", "dim"),
        ("× {crossings} crossings = {total}" if cold else "one crossing: the line is warm", "ink"),
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
        crossings=len(trip.legs),
        total=n.total,
    )
