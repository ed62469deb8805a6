"""Readouts beside the picture."""

from __future__ import annotations

from scenes.atlas.op_rope.facts import RopeFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: RopeFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail = Rail(p, f.rail)
    if facts.pair is not None:
        rail.read("Pairs in a head", len(facts.pair.turns))
    if f.beat_name == "scale" and facts.pair is not None:
        rail.read("Tokens apart", facts.pair.distance)
        rail.read("Fastest pair, °", facts.numbers.angle(0, facts.pair.distance))
