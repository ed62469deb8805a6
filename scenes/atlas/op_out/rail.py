"""Readouts beside the picture."""

from __future__ import annotations

from scenes.atlas.op_out.facts import OutFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: OutFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail = Rail(p, f.rail)
    if f.beat_name == "what":
        if facts.joining is not None:
            rail.read("Heads", len(facts.joining.heads), "value")
            rail.read("Numbers", facts.joining.width)
        return
    own = facts.meetings.own
    rail.read("Of the step", facts.decode.share)
    if own.seconds is not None and own.gpus > 1:
        rail.read("Meetings, step", own.seconds, "prefill")
        if f.beat_name == "scale" and own.prefill_seconds is not None:
            rail.read("In prefill", own.prefill_seconds, "prefill")
