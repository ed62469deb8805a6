"""Readouts beside the picture: each comes with the beat that explains it."""

from __future__ import annotations

from scenes.paths.residual_stream.facts import ResidualStream
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, stream: ResidualStream) -> None:
    """At most four."""
    rail, numbers, cut = Rail(p, f.rail), stream.numbers, stream.cut
    match f.beat_name:
        case "add":
            rail.read("At the start", numbers.start)
            rail.read("At the end", numbers.end, "decode")
            rail.read("Attention adds", numbers.attention, "value")
            rail.read("MLP adds", numbers.mlp)
        case "mix":
            rail.read("Attention adds", numbers.attention, "value")
            rail.read("MLP adds", numbers.mlp)
        case "mlp":
            rail.read("Inner numbers", numbers.inner)
            rail.read("Largest tenth", numbers.tenth_here)
            rail.read("Mean", numbers.tenth)
        case "cutout":
            rail.read("Whole", cut.whole, "good")
            if f.cue("cutout.told") > 0.0:
                rail.read("Unplugged", cut.now, "waste")
        case "lens":
            rail.read("One layer early", numbers.last_rank)
            rail.read("At the end", numbers.odds, "decode")
        case _:
            rail.read("First, longest", numbers.first_peak)
            rail.read("Ours, end", numbers.end, "decode")
