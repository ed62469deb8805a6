"""Readouts beside the picture."""

from __future__ import annotations

from scenes.atlas.op_blend.facts import BlendFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: BlendFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail = Rail(p, f.rail)
    if f.beat_name == "what":
        rail.read("Rows read", facts.head.count, "value")
        rail.read("Numbers in V", facts.head.width, "value")
        return
    rail.read("A token keeps", facts.shown.per_token, "value")
    rail.read("Of the step", facts.decode.share)
    if f.beat_name == "scale" and facts.crossings.bytes_meet is not None:
        rail.read("As the weights", facts.crossings.bytes_meet)
