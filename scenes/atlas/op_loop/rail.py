"""Readouts beside the picture: the bytes of a step, its time, and what a user gets of it."""

from __future__ import annotations

from scenes.atlas.op_loop.facts import LoopFacts, passes_done
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: LoopFacts) -> None:
    """At most four; each comes with the beat that explains it."""
    rail, letters, decode = Rail(p, f.rail), facts.letters, f.world.cost.decode
    if f.beat_name == "what":
        rail.read("Passes", int(passes_done(f, facts)), "decode")
        rail.read("Layers", facts.recording.layers)
    elif f.beat_name == "cost":
        rail.read("Step, ideal", letters.step)
        rail.read("Tokens a second", decode.tokens_per_second)
        rail.read("For one user", decode.tokens_per_second_per_user)
    else:
        rail.read("Step, ideal", letters.step)
        rail.read("Weights' share", letters.weight_part)
        rail.read("Cache's share", letters.cache_part, "key")
        rail.read("Weights a user", facts.lengths.share)
