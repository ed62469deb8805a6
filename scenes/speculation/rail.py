"""Readouts of the speculation scene."""

from __future__ import annotations

from scenes.speculation.facts import SpeculationFacts
from tourapp.authoring import Phrase, Rail

STEP = 30.0
WHOSE = {
    "int4": Phrase("INT4 copy"),
    "int3": Phrase("INT3 copy"),
    "early-exit": Phrase("early exit"),
    "ngram": Phrase("n-gram"),
}
"""Whose guesses were accepted."""


def draw_readouts(rail: Rail, s: SpeculationFacts) -> None:
    """What the run comes to, and the speed-up."""
    numbers = s.numbers
    rail.rule()
    label = Phrase("Acceptance, {whose}", whose=WHOSE.get(s.run.draft, s.run.draft))
    if numbers.acceptance is not None:
        rail.read(label, numbers.acceptance, "good", step=STEP)
    else:
        rail.read(label, Phrase("no guess"), "dim", step=STEP)
    rail.read("Tokens/pass, formula", numbers.expected, "decode", step=STEP)
    rail.read("Tokens/pass, measured", numbers.measured, "decode", step=STEP)
    rail.read("Draft step ÷ pass", numbers.cost, "dim", step=STEP)
    pays = float(numbers.speedup.value) >= 1
    rail.read("Speed-up, ideal", numbers.speedup, "good" if pays else "waste", step=STEP + 2)
