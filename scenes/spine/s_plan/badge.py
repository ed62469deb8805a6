"""What the scene says of its own figures: which model of time, and what a plan leaves out."""

from __future__ import annotations

from scenes.spine.s_plan.facts import facts_of
from tourapp.authoring import Badge, Frame, Phrase

ACHIEVED = Phrase("achieved times; left out: engine, network, pipelines")
SET = Phrase("times as set; left out: engine, network, pipelines")


def plan_badge(f: Frame) -> Badge:
    """Computed, with a simulated line; fitted times or shares that were set."""
    board = facts_of(f).board
    kind = "simulated" if f.beat_name == "wait" else "computed from specs"
    real = Phrase("times by the model fitted on measured runs; a starting point to measure, not a promise")
    what = board.spec.what_if
    if what is not None:
        real = Phrase(
            "times at {math:.0f} % of the math and {memory:.0f} % of the bandwidth, as set; not a promise",
            math=100 * what.mfu,
            memory=100 * what.mbu,
        )
    return Badge(kind, ACHIEVED if what is None else SET, real)
