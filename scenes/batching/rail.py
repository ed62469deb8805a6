"""Readouts of the batching scene: both policies side by side, then how much sooner B is done, and the check on
tokens."""

from __future__ import annotations

from scenes.batching.facts import Comparison
from tourapp.authoring import Frame, Phrase, Picture, Rail

VERDICTS = {
    "sooner": Phrase("B is done sooner"),
    "later": Phrase("B is done later"),
    "tie": Phrase("Done, B to A: a tie"),
}


def draw_readouts(f: Frame, p: Picture, facts: Comparison) -> None:
    """Times in steps; the verdict with the beat that reads it off the clock."""
    rail = Rail(p, f.rail)
    a, b, numbers = facts.a_numbers, facts.b_numbers, facts.numbers
    rail.columns("A", "B")
    rail.pair("Busy slots", a.busy, b.busy)
    if f.reached("slowest"):
        rail.pair("Median wait, steps", a.wait_median, b.wait_median)
        rail.pair("Our wait, steps", a.our_wait, b.our_wait)
    if f.reached("gap"):
        role = "waste" if numbers.verdict == "later" else "good"
        rail.read(VERDICTS[numbers.verdict], numbers.times, role)
    elif facts.all_made:
        rail.note("tokens made = tokens asked  ✓", "good")
    else:
        rail.note("tokens made differ from tokens asked", "waste")


def draw_climb_rail(f: Frame, p: Picture) -> None:
    """How far it is from the ridge."""
    rail, told = Rail(p, f.rail), f.world.users_climb
    rail.read("Memory holds", told.most, "good")
    rail.read("With the caches", told.rungs[-1].whole)
    rail.read("Ridge", f.world.cost.decode.ridge)
