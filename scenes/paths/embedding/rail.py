"""Readouts beside the picture: each comes with the beat that explains it."""

from __future__ import annotations

from scenes.paths.embedding.facts import RowFacts, named
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: RowFacts) -> None:
    """At most four."""
    rail, crowd = Rail(p, f.rail), facts.crowd
    match f.beat_name:
        case "row":
            if facts.near.word.number is not None:
                rail.read("Row", facts.near.word.number, "prefill")
            if facts.near.length is not None:
                rail.read("Length", facts.near.length)
        case "near":
            for near in facts.neighbours[:3]:
                rail.read(named(near), near.cosine)
        case "map":
            rail.read("Spread kept", facts.map.kept)
        case "analogy":
            told = f.cue("analogy.first") > 0.0
            for near in facts.tops[:4] if told else ():
                rail.read(named(near), near.cosine)
        case "honest":
            if f.cue("honest.told") > 0.0:
                rail.read("Inputs kept", facts.scores.kept)
                rail.read("Left out", facts.scores.left_out)
        case "crowd":
            rail.read("Mean", crowd.side(centred=facts.centred).mean)
            rail.read("Std. dev.", crowd.side(centred=facts.centred).spread)
        case _:
            rail.read("Table", crowd.share)
