"""Readouts beside the picture: each comes with the beat that explains it."""

from __future__ import annotations

from scenes.paths.generation_loop.facts import counters, race
from tourapp.authoring import Frame, Phrase, Picture, Rail


def draw_readouts(f: Frame, p: Picture) -> None:
    """At most four."""
    rail, told = Rail(p, f.rail), counters(f)
    match f.beat_name:
        case "two" | "naive" | "count":
            rail.read("With a cache", Phrase("{n:,.0f}", n=told.loop.with_cache), "decode")
            if f.beat_name != "two" or f.cue("two.told") > 0.0:
                rail.read("Without", Phrase("{n:,.0f}", n=told.loop.without), "waste")
        case "kept":
            rail.read("Kept", f.world.kept_token.change, "good")
            rail.read("Anew", f.world.kept_token.again)
        case "clock":
            ran = race(f)
            rail.read("With a cache", ran.cached, "decode")
            rail.read("Without", ran.naive, "waste")
        case "stop":
            rail.read("Last step", f.world.end_odds.last, "decode")
            rail.read("Before, most", f.world.end_odds.peak)
        case _:
            run = f.world.counter_run
            rail.read("Losses", run.losses, "waste")
            rail.read("Prefixes found", run.hits, "good")
