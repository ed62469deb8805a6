"""Readouts beside the picture."""

from __future__ import annotations

from scenes.atlas.op_placing.facts import PlacingFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: PlacingFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail = Rail(p, f.rail)
    if f.beat_name == "what":
        rail.read("In a layer", facts.calls.of_layer)
        rail.read("In a pass", facts.calls.calls)
    elif f.beat_name == "cost":
        rail.read("One launch", facts.launches.of_one(graph=facts.graph), "waste")
        rail.read("All norms", facts.launches.of_all(graph=facts.graph), "waste")
        rail.read("Ideal", facts.launches.ledger)
    else:
        rail.read("Layers", next(row.layers for row in facts.models if row.ours))
        rail.read("In a pass", facts.calls.calls)
