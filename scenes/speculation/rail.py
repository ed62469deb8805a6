"""Readouts of the speculation scene, and in the last beat the speed-up by batch below them."""

from __future__ import annotations

from scenes.speculation.by_batch import draw_by_batch
from scenes.speculation.facts import SpeculationFacts
from tourapp.authoring import Frame, Phrase, Picture, Rail, Rect

STEP = 30.0
CHART_ROOM, AXIS_ROOM, LEAST_HEIGHT = 110.0, 34.0, 60.0
"""Stage units that the chart needs with its heading, that its axis takes below it, and that it is high at least."""
NAMES_ROOM = 30.0
"""Left of the chart."""
WHOSE = {
    "int4": Phrase("INT4 copy"),
    "int3": Phrase("INT3 copy"),
    "early-exit": Phrase("early exit"),
    "ngram": Phrase("n-gram"),
}
"""Whose guesses were accepted."""


def draw_readouts(f: Frame, p: Picture, rail: Rail, s: SpeculationFacts) -> None:
    """To the rail of picture `p`."""
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
    if f.beat_name == "pays" and rail.left > CHART_ROOM and p.side is not None:
        rail.heading("Speed-up by batch")
        room = Rect(rail.x + NAMES_ROOM, rail.y + 2, rail.w - NAMES_ROOM, max(LEAST_HEIGHT, rail.left - AXIS_ROOM))
        draw_by_batch(p.side, room, s)
