"""Readouts of the batching scene: both policies side by side, then how much faster B is, and the check on tokens."""

from __future__ import annotations

from scenes.batching.facts import Comparison
from tourapp.authoring import Picture, Rail
from tourapp.authoring.sizes import T14

STEP = 25
"""Stage units from one row to the next."""


def draw_readouts(p: Picture, rail: Rail, facts: Comparison) -> None:
    """Percentiles in steps, to the foot of the rail of picture `p`."""
    a, b = facts.a, facts.b
    _draw_unit(p, rail)
    rail.columns("A", "B")
    rail.pair("Busy slots", facts.busy_a, facts.busy_b, "ink", step=STEP)
    rail.pair("Wait, median", int(a.wait.p50), int(b.wait.p50), "dim", step=STEP)
    rail.pair("Wait, p95", int(a.wait.p95), int(b.wait.p95), "dim", step=STEP)
    rail.pair("Done, p99", int(a.completion.p99), int(b.completion.p99), "dim", step=STEP)
    ours = a.ours
    if ours is not None:
        waits = [int(trace.admit[ours] - trace.arrival[ours]) for trace in (a, b)]
        rail.pair("Our wait", waits[0], waits[1], "decode", step=STEP)
    rail.read("Throughput, B to A", facts.ratio, "good", step=28)
    if facts.all_made:
        rail.note("tokens made = tokens asked  ✓", "good")
    else:
        rail.note("tokens made differ from tokens asked", "waste")


def _draw_unit(p: Picture, rail: Rail) -> None:
    """The unit of the times, on the line of the columns' heads: no verb of a column shares a line with another."""
    if p.side is not None:
        p.side.text((rail.x, rail.y + 14), "times in steps", size=T14, role="dim")
