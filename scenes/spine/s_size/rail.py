"""Readouts beside the picture: each comes with the beat that explains it."""

from __future__ import annotations

from scenes.spine.s_size.facts import question
from tourapp.authoring import Frame, Picture, Rail

TOLD = {"two": "two.told", "compute": "compute.told", "cache": "cache.told"}
"""The cue with which a beat tells its number."""


def draw_readouts(f: Frame, p: Picture) -> None:
    """At most four; none before its beat has told it."""
    rail, told = Rail(p, f.rail), question(f)
    if f.beat_name in TOLD and f.cue(TOLD[f.beat_name]) <= 0.0:
        return
    match f.beat_name:
        case "two" | "read":
            rail.read("Alone", told.alone.ratio)
            rail.read("Parameters", told.by_params)
        case "compute":
            rail.read("Math, large", told.big.math, "prefill")
            rail.read("Math, small", told.small.math, "prefill")
        case "embed":
            rail.read("Parameters", told.by_params)
            rail.read("Read a step", told.by_weights)
        case "cache":
            rail.read("Alone", told.alone.ratio)
            rail.read("Full", told.asked.ratio)
            rail.read("Cache", told.by_kappa, "key")
        case _:
            rail.read("Here, ideal", told.here.ratio)
            rail.read("achieved", told.achieved)
            rail.read("Cache", told.by_kappa, "key")
