"""Readouts beside the picture: gates and lanes of the small model, then bytes and times of the chosen one."""

from __future__ import annotations

from scenes.atlas.op_gate_up.facts import GateFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: GateFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail = Rail(p, f.rail)
    if f.beat_name == "what":
        if facts.lanes is not None:
            inside = f.world.layer_numbers
            rail.read("Gates below 0", facts.lanes.closed)
            rail.read("Lanes that carry", facts.lanes.carrying, "decode")
            rail.read("All layers, below 0", inside.closed_mean)
        return
    rail.read("Weights read", facts.cost.weight_bytes)
    rail.read("Share of a step", facts.cost.share)
    rail.read("Time, ideal", facts.cost.seconds)
    if f.beat_name == "scale":
        rail.read("A token", facts.numbers.token)
