"""Both policies one above the other on one clock, each up to the step its beat has come to.

Not here: what is written into the room that the faster one leaves (`verdict`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.batching.facts import POLICY_NAMES, POLICY_RULES, Comparison, compare
from scenes.batching.lanes import Lanes, draw_doors, draw_heads, draw_lanes, draw_ours, whole_bars
from tourapp.authoring import Frame, Picture, Rect, Tag
from tourapp.authoring.sizes import T16, T18, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import BatchingTrace

TOP = Rect(64, 166, 1376, 262)
LOW = Rect(64, 500, 1376, 262)
RULE_X = 232
"""Where a policy's rule stands, to the right of its name."""


@dataclass(frozen=True, slots=True, eq=False)
class PolicyPanel:
    """One policy on its lanes, up to step `now`; `role` colours its end."""

    policy: str
    trace: BatchingTrace
    lanes: Lanes
    now: float
    role: str

    @property
    def end_x(self) -> float:
        """Where on the stage its run ends."""
        return float(self.lanes.x(self.trace.steps))


def policy_panels(f: Frame, facts: Comparison) -> tuple[PolicyPanel, PolicyPanel]:
    """Policy A above and policy B below, with one scale for both."""
    longest = max(facts.a.steps, facts.b.steps, 1)
    return (
        PolicyPanel(
            facts.policy_a,
            facts.a,
            Lanes(TOP, facts.a.slots, TOP.w / longest),
            f.cue("door.clock") * facts.a.steps,
            "waste",
        ),
        PolicyPanel(
            facts.policy_b,
            facts.b,
            Lanes(LOW, facts.b.slots, LOW.w / longest),
            f.cue("refill.clock", eased=False) * facts.b.steps,
            "good",
        ),
    )


def draw_policy(f: Frame, p: Picture, panel: PolicyPanel) -> None:
    """A policy's title and lanes; the request under the pointer is lit."""
    _title(p, panel)
    draw_lanes(p, panel.trace, panel.lanes, panel.now, lit=f.hovered("request"))
    draw_doors(p, panel.trace, panel.lanes, panel.now)
    if panel.now < panel.trace.steps:
        draw_heads(p, panel.trace, panel.lanes, panel.now)


def _title(p: Picture, panel: PolicyPanel) -> None:
    area, steps = panel.lanes.area, panel.trace.steps
    y = area.y - 18
    p.text((area.x, y), "{name}", name=POLICY_NAMES[panel.policy], size=TAG, weight=600)
    p.text((area.x + RULE_X, y), "{rule}", rule=POLICY_RULES[panel.policy], size=T16, role="dim", fit=620)
    if panel.now < steps:
        p.text((area.right, y), "step {n}", n=int(panel.now), size=T18, role="dim", mono=True, align="right")
        return
    p.text(
        (area.right - 10, y),
        "done at step {n}",
        n=steps,
        size=T18,
        role=panel.role,
        mono=True,
        weight=600,
        align="right",
    )


def draw_our_request(p: Picture, panels: tuple[PolicyPanel, PolicyPanel]) -> None:
    """Our request in both."""
    for panel in panels:
        draw_ours(p, panel.trace, panel.lanes, panel.now)


def name_requests(p: Picture, panels: tuple[PolicyPanel, PolicyPanel]) -> None:
    """Let every bar answer the pointer: pointing at a request in one panel lights it in both."""
    boxes = [whole_bars(panel.lanes, panel.trace) for panel in panels]
    tags = [Tag("request", i) for panel in panels for i in range(len(panel.trace.admit))]
    p.hot(np.concatenate(boxes), tags)


def light_arrives(_f: Frame) -> tuple[float, float]:
    """Where the light enters the scene: at the first lane."""
    return (TOP.x + 40, TOP.y + 20)


def light_leaves(f: Frame) -> tuple[float, float]:
    """Where the light leaves it: at the end of our request under policy B."""
    _, low = policy_panels(f, compare(f.world))
    ours = low.trace.ours if low.trace.ours is not None else 0
    return (float(low.lanes.x(low.trace.finish[ours])), float(low.lanes.y(low.trace.slot[ours]) + low.lanes.bar / 2))
