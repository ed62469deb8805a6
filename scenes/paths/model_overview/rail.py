"""Readouts beside the picture: what is counted in the tower."""

from __future__ import annotations

from scenes.paths.model_overview.facts import short, tower, towers
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture) -> None:
    """At most four."""
    rail, ours, told = Rail(p, f.rail), tower(f), towers(f)
    match f.beat_name:
        case "scale":
            rail.read("Largest", told.largest_over)
            rail.read("Floors", told.line_up[-1].floors)
        case "moe":
            rail.read("Awake", f.world.expert_numbers.hit, "decode")
            rail.read("Used", told.experts.share)
        case _:
            rail.read("Parameters", short(ours.params))
            rail.read("Floors", ours.floors)
            rail.read("One floor", short(ours.floor_params))
