"""Readouts beside the picture."""

from __future__ import annotations

from scenes.atlas.op_pick.facts import PickFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: PickFacts | None) -> None:
    """At most four; each comes with the beat that explains it."""
    if facts is None:
        return
    rail = Rail(p, f.rail)
    if f.beat_name == "what":
        rail.read("Left to draw", facts.choice.kept_count)
        if facts.drawing:
            rail.read("Drawn at", facts.numbers.chance)
        rail.read("Its probability", facts.numbers.drawn(facts.drawn), "decode")
    elif f.beat_name == "cost":
        rail.read("Vocabulary", facts.costs.entries)
        rail.read("Math of a pick", facts.decode.flops)
        rail.read("Of the step", facts.costs.pick_share)
    else:
        rail.read("Likely words", facts.numbers.shared, "decode")
        rail.read("Math of a pick", facts.decode.flops)
