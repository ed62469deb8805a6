"""Readouts beside the picture."""

from __future__ import annotations

from scenes.atlas.op_embedding.facts import EmbeddingFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: EmbeddingFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail, costs, table = Rail(p, f.rail), facts.costs, facts.numbers.table
    if f.beat_name == "what":
        rail.read("Rows", facts.entries)
        if table is not None:
            rail.read("Middle length", table.median)
    elif f.beat_name == "cost":
        rail.read("A row", costs.row_bytes)
        rail.read("Read in a step", costs.touched, "decode")
        rail.read("Held", costs.stored)
    else:
        rail.read("Held", costs.stored)
        rail.read("Touched", costs.touched, "decode")
        rail.read("Of all weights", costs.table_share)
