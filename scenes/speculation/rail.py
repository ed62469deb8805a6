"""Readouts of the speculation scene."""

from __future__ import annotations

from scenes.speculation.facts import SpeculationFacts
from tourapp.authoring import Frame, Phrase, Picture, Rail

WHOSE = {
    "int4": Phrase("INT4 copy"),
    "int3": Phrase("INT3 copy"),
    "early-exit": Phrase("early exit"),
    "ngram": Phrase("n-gram"),
}
"""Whose guesses were accepted."""


def draw_readouts(f: Frame, p: Picture, s: SpeculationFacts) -> None:
    """What the run comes to, and the speed-up."""
    rail, numbers = Rail(p, f.rail), s.numbers
    label = Phrase("Right, {whose}", whose=WHOSE.get(s.run.draft, s.run.draft))
    if not f.reached("verdict"):
        rail.read("Draft ÷ pass", numbers.cost, "dim")
        return
    if numbers.acceptance is not None:
        rail.read(label, numbers.acceptance, "good")
    else:
        rail.read(label, Phrase("no guess"), "dim")
    if not f.reached("rules"):
        return
    rail.heading("Tokens per pass")
    rail.read("measured", numbers.measured, "decode")
    rail.read("formula", numbers.expected, "decode")
    if f.reached("pays"):
        pays = float(numbers.speedup.value) >= 1
        rail.read("Speed-up, ideal", numbers.speedup, "good" if pays else "waste")
