"""Readouts beside the picture."""

from __future__ import annotations

from scenes.atlas.op_lm_head.facts import HeadFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: HeadFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail = Rail(p, f.rail)
    if f.beat_name == "what":
        rail.read("Scores", facts.entries)
        rail.read("Best score", facts.numbers.score(0, facts.words[0]), "decode")
    elif f.beat_name == "cost":
        rail.read("Weights read", facts.decode.weight_bytes)
        rail.read("Time", facts.decode.seconds)
        rail.read("Of the step", facts.decode.share)
    else:
        rail.read("Vocabulary", facts.costs.entries)
        rail.read("Of the step", facts.ours.head_share)
        rail.read("Of all weights", facts.ours.vocabulary_share)
