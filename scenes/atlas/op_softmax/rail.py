"""Readouts beside the picture."""

from __future__ import annotations

from scenes.atlas.op_softmax.facts import SoftmaxFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: SoftmaxFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail = Rail(p, f.rail)
    if f.beat_name == "what":
        rail.read("Scores", facts.head.count, "key")
        rail.read("Sum of shares", facts.head.total, "decode")
        return
    matrix = facts.matrix
    rail.read("Attention, step", matrix.attention_flops)
    rail.read("Softmax, step", matrix.softmax_flops, "prefill")
    if f.beat_name == "scale":
        rail.read("Layer, written", matrix.naive, "waste")
        rail.read("Layer, in tiles", matrix.tiled, "good")
