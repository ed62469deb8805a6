"""Readouts beside the picture: experts of a layer, those awake, and the bytes they are."""

from __future__ import annotations

from scenes.atlas.op_experts.facts import ExpertFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: ExpertFacts) -> None:
    """At most four; of the model with experts, whose name stands above them where it is not the chosen one."""
    rail, numbers = Rail(p, f.rail), facts.numbers
    if facts.dense:
        rail.heading("{model}", model=numbers.name)
    rail.read("Experts", numbers.experts)
    rail.read("For a token", numbers.active, "decode")
    if f.beat_name != "what":
        rail.read("Awake", numbers.hit)
        rail.read("Experts read", numbers.read)
