"""Readouts beside the picture."""

from __future__ import annotations

from scenes.atlas.op_scores.facts import ScoresFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: ScoresFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail = Rail(p, f.rail)
    if f.beat_name == "what":
        rail.read("Tokens", facts.head.count)
        rail.read("Numbers in K", facts.head.width, "key")
        return
    rail.read("Math, prefill", facts.prefill.flops, "prefill")
    rail.read("Math, one step", facts.decode.flops, "decode")
    rail.read("K read", facts.decode.kv_bytes, "key")
    if f.beat_name == "scale":
        rail.read("To the matrices", facts.crossings.matrix_part)
