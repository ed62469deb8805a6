"""Readouts beside the picture."""

from __future__ import annotations

from scenes.atlas.op_rmsnorm.facts import NormFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: NormFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail = Rail(p, f.rail)
    if f.beat_name == "what":
        if facts.sizes is not None:
            rail.read("Last token", facts.numbers.rms(facts.at, facts.last), "prefill")
            rail.read("Largest of all", facts.numbers.largest_rms)
        return
    rail.read("Norms", facts.calls.calls)
    if f.beat_name == "cost":
        rail.read("Time, ideal", facts.decode.seconds)
        rail.read("In prefill", facts.prefill.share, "prefill")
    else:
        rail.read("Math", facts.decode.flops)
        rail.read("Weights", facts.decode.weight_bytes)
