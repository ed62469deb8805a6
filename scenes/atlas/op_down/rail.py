"""Readouts beside the picture: lengths of the stream, then bytes and times of down."""

from __future__ import annotations

from scenes.atlas.op_down.facts import DownFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: DownFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail, folding = Rail(p, f.rail), facts.folding
    if f.beat_name == "what":
        if folding is not None:
            rail.read("Lanes", len(folding.products), "decode")
            rail.read("Numbers out", len(folding.added))
            rail.read("RMS before", folding.rms_before)
            rail.read("RMS after", folding.rms_after)
        return
    rail.read("Weights read", facts.cost.weight_bytes)
    rail.read("Share of a step", facts.cost.share)
    rail.read("Time, ideal", facts.cost.seconds)
    if facts.here.meeting is not None:
        rail.read("Adding up", facts.here.meeting, "prefill")
