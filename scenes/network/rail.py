"""The readouts of the trip in the rail, each with the beat that explains it, and the arithmetic of the time."""

from __future__ import annotations

from tourapp.authoring import Frame, Picture, Rail


def draw_rail(p: Picture, f: Frame) -> None:
    """Distance and fibre, then one way, then all of it."""
    n, rail = f.world.trip_numbers, Rail(p, f.rail)
    rail.read("Distance", n.distance)
    if f.reached("clock"):
        rail.read("To arrival", n.total)
        _draw_sum(rail, f)
    elif f.reached("race"):
        rail.read("One way", n.one_way)
        _draw_one_way(rail, f)
    else:
        rail.read("Fibre path", n.fibre, "prefill")


def _draw_one_way(rail: Rail, f: Frame) -> None:
    n = f.world.trip_numbers
    lines = [
        ("{distance} × {stretch:.2f}", "dim"),
        ("÷ {speed}", "dim"),
        ("= {glass} in glass", "prefill"),
        ("+ {rest} rest", "dim"),
        ("= {one_way}", "ink"),
    ]
    told = {"distance": n.distance, "stretch": f.world.network.stretch, "speed": n.speed}
    rail.why("Why this time?", lines, n.one_way, **told, glass=n.glass, rest=n.rest, one_way=n.one_way)


def _draw_sum(rail: Rail, f: Frame) -> None:
    n, cold = f.world.trip_numbers, f.world.network.connection == "cold"
    hello = "{handshake} of hellos" if cold else "no hello is needed"
    lines = [(hello, "dim"), ("+ {one_way} our way", "dim"), ("= {total}", "ink")]
    title = "Cold line" if cold else "Warm line"
    rail.why(title, lines, n.total, handshake=n.handshake, one_way=n.one_way, total=n.total)
