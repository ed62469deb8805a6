"""Readouts beside the picture."""

from __future__ import annotations

from scenes.atlas.op_qkv.facts import QkvFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: QkvFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail = Rail(p, f.rail)
    if f.beat_name == "what":
        rail.read("Queries, Q", len(facts.views.queries))
        rail.read("Keys, K", len(facts.views.keys), "key")
        rail.read("Values, V", len(facts.views.values), "value")
        return
    rail.read("Of the step", facts.decode.share)
    rail.read("Math, one step", facts.decode.flops)
    if f.beat_name == "scale":
        rail.read("K and V", facts.shown.pairs, "value")
