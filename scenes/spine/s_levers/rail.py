"""Readouts beside the picture: each comes with the beat that explains it."""

from __future__ import annotations

from scenes.spine.s_levers.facts import CUES, LeversFacts
from tourapp.authoring import Frame, Picture, Rail


def draw_readouts(f: Frame, p: Picture, facts: LeversFacts) -> None:
    """At most four."""
    rail, board, told = Rail(p, f.rail), facts.board, facts.letters
    if f.beat_name in ("equation", "table"):
        rail.read("Step, ideal" if board.ideal else "Step", board.step or told.step, "decode")
        rail.read("Users", board.users, "good")
        return
    if f.beat_name in ("nothing", "say"):
        rail.read("Weights", told.weight_part)
        rail.read("Cache", told.cache_part, "key")
        return
    row = facts.picked(f.beat_name)
    rail.read("Weights", told.weight_part)
    rail.read("Cache", told.cache_part, "key")
    if row is not None and f.cue(CUES[f.beat_name][2]) > 0.0:
        rail.read("Users then", row.users_fit, "good")
        if row.for_dollar is not None:
            rail.read("For a dollar", row.for_dollar)
