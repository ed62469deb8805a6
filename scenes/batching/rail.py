"""Readouts of the batching scene: both policies side by side, then how much sooner B is done, and the check on
tokens."""

from __future__ import annotations

from scenes.batching.facts import Comparison
from tourapp.authoring import Phrase, Picture, Rail
from tourapp.authoring.sizes import T14

STEP = 25
"""Stage units from one row to the next."""
VERDICTS = {
    "sooner": Phrase("B is done sooner"),
    "later": Phrase("B is done later"),
    "tie": Phrase("Done, B to A: a tie"),
}


def draw_readouts(p: Picture, rail: Rail, facts: Comparison) -> None:
    """Percentiles in steps, to the foot of the rail of picture `p`."""
    a, b, numbers = facts.a_numbers, facts.b_numbers, facts.numbers
    _draw_unit(p, rail)
    rail.columns("A", "B")
    rail.pair("Busy slots", a.busy, b.busy, "ink", step=STEP)
    rail.pair("Wait, median", a.wait_median, b.wait_median, "dim", step=STEP)
    rail.pair("Wait, p95", a.wait_p95, b.wait_p95, "dim", step=STEP)
    rail.pair("Done, p99", a.done_p99, b.done_p99, "dim", step=STEP)
    rail.pair("Our wait", a.our_wait, b.our_wait, "decode", step=STEP)
    rail.read(VERDICTS[numbers.verdict], numbers.times, "waste" if numbers.verdict == "later" else "good", step=28)
    if facts.all_made:
        rail.note("tokens made = tokens asked  ✓", "good")
    else:
        rail.note("tokens made differ from tokens asked", "waste")


def _draw_unit(p: Picture, rail: Rail) -> None:
    """The unit of the times, on the line of the columns' heads: no verb of a column shares a line with another."""
    if p.side is not None:
        p.side.text((rail.x, rail.y + 14), "times in steps", size=T14, role="dim")
