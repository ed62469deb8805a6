"""Readouts beside the picture: each comes with the beat that explains it."""

from __future__ import annotations

from scenes.spine.s_price.facts import ends_of, question
from tourapp.authoring import Frame, Phrase, Picture, Rail

TOLD = {"card": "card.lists", "input": "input.told", "output": "output.told", "batch": "batch.curve"}
"""The cue with which a beat tells its number."""


def draw_readouts(f: Frame, p: Picture) -> None:
    """At most four; none before its beat has told it."""
    rail, told = Rail(p, f.rail), question(f)
    if f.beat_name in TOLD and f.cue(TOLD[f.beat_name]) <= 0.0:
        return
    match f.beat_name:
        case "card":
            ends = ends_of(told.cards)
            rail.read("Lists, least", ends.least.ratio)
            rail.read("Lists, most", ends.most.ratio)
        case "hour":
            rail.read("An hour", f.world.cost.price.machine_hour)
            rail.read("A second", told.second)
        case "input":
            rail.read("A token, ideal", told.input.ideal, "prefill")
            rail.read("achieved", told.input.achieved, "prefill")
        case "output":
            rail.read("A token, ideal", told.output.ideal, "decode")
            rail.read("achieved", told.output.achieved, "decode")
        case "ratio" | "say":
            rail.read("Ratio, ideal", told.here.ideal)
            rail.read("achieved", told.here.achieved)
        case _:
            rail.read(Phrase("Batch {n}, ideal", n=told.here.batch), told.here.ideal)
            rail.read("achieved", told.here.achieved)
            rail.read(Phrase("Batch {n}, ideal", n=told.other.batch), told.other.ideal)
            rail.read("achieved", told.other.achieved)
