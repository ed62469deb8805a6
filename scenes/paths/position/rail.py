"""Readouts beside the picture: each comes with the beat that explains it."""

from __future__ import annotations

from scenes.paths.position.facts import base_of, curve_of, placed, rotations, shift_of
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture) -> None:
    """At most four."""
    rail, told, base = Rail(p, f.rail), rotations(f), base_of(f)
    match f.beat_name:
        case "blind":
            rail.read("Largest difference", told.short_gap())
        case "leak":
            rail.read("Layer 1", told.gap("masked", 1))
            rail.read("Layer 2", told.gap("masked", 2), "prefill")
        case "turn":
            rail.read("Places a turn", told.wavelength(int(f["turn_pair"]) - 1, base), "decode")
            rail.read("Pairs", told.pairs)
        case "pair":
            now = placed(f)
            rail.read("k at place", round(now.key), "key")
            rail.read("Apart", round(now.apart))
            rail.read("Score", now.score)
        case "curve":
            curve = curve_of(f)
            rail.read("Best distance", curve.peak)
            rail.read("Score there", curve.best)
            rail.read("Itself", curve.own)
        case "shift":
            rail.read("Largest change", told.moved(shift_of(f)))
        case _:
            rail.read("Never finish", told.unfinished(base))
            rail.read("Slowest, places", told.wavelength(len(told.record.turns) - 1, base))
