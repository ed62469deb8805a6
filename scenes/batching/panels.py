"""Both policies one above the other on one clock, each up to the step its beat has come to.

Not here: what is written into the room that the faster one leaves (`verdict`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.batching.facts import POLICY_NAMES, POLICY_RULES, Comparison, compare
from scenes.batching.lanes import Lanes, draw_doors, draw_heads, draw_lanes, draw_ours, whole_bars
from tourapp.authoring import Frame, Picture, Quantity, Rect, Tag
from tourapp.authoring.sizes import T16, T18, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import BatchingTrace

TOP = Rect(64, 166, 1376, 262)
LOW = Rect(64, 500, 1376, 262)
RULE_X = 232
"""Where a policy's rule stands, to the right of its name."""
END_ROOM, END_GAP = 300, 16
"""Stage units that the words at a run's end need beside it, and how far from it they stand."""
CLOCK_ROOM = 420
ROLES = {"sooner": ("waste", "good"), "later": ("good", "waste"), "tie": ("good", "good")}
"""Colours of the ends of A and B, by how B ends against A."""


@dataclass(frozen=True, slots=True, eq=False)
class PolicyPanel:
    """One policy on its lanes, up to step `now`. done: the step at which its run ends; `role` colours that end."""

    policy: str
    trace: BatchingTrace
    lanes: Lanes
    now: float
    done: Quantity
    role: str

    @property
    def ended(self) -> bool:
        """Whether its clock has come to the end."""
        return self.now >= self.trace.steps

    @property
    def end_x(self) -> float:
        """Where on the stage its run ends."""
        return float(self.lanes.x(self.trace.steps))


def policy_panels(f: Frame, facts: Comparison) -> tuple[PolicyPanel, PolicyPanel]:
    """Policy A above and policy B below, with one scale for both: it stays while the variance is dragged."""
    scale = TOP.w / float(facts.longest_run.value)
    clocks = f.cue("door.clock"), f.cue("refill.clock", eased=False)
    roles = ROLES[facts.numbers.verdict]
    a = Lanes(TOP, facts.a.slots, scale)
    b = Lanes(LOW, facts.b.slots, scale)
    return (
        PolicyPanel(facts.policy_a, facts.a, a, clocks[0] * facts.a.steps, facts.a_numbers.steps, roles[0]),
        PolicyPanel(facts.policy_b, facts.b, b, clocks[1] * facts.b.steps, facts.b_numbers.steps, roles[1]),
    )


def first_done(facts: Comparison, panels: tuple[PolicyPanel, PolicyPanel]) -> PolicyPanel:
    """The panel of the policy that is done first; B's where it is a tie."""
    return panels[0] if facts.numbers.verdict == "later" else panels[1]


def draw_policy(f: Frame, p: Picture, panel: PolicyPanel) -> None:
    """A policy's title and lanes; the request under the pointer is lit."""
    _title(p, panel)
    draw_lanes(p, panel.trace, panel.lanes, panel.now, lit=f.hovered("request"))
    draw_doors(p, panel.trace, panel.lanes, panel.now)
    if not panel.ended:
        draw_heads(p, panel.trace, panel.lanes, panel.now)


def _title(p: Picture, panel: PolicyPanel) -> None:
    area = panel.lanes.area
    y = area.y - 18
    p.text((area.x, y), "{name}", name=POLICY_NAMES[panel.policy], size=TAG, weight=600)
    p.text((area.x + RULE_X, y), "{rule}", rule=POLICY_RULES[panel.policy], size=T16, role="dim", fit=620)
    if not panel.ended:
        p.text((area.right, y), "step {n}", n=int(panel.now), size=T18, role="dim", mono=True, align="right")


def draw_ends(f: Frame, p: Picture, facts: Comparison, panels: tuple[PolicyPanel, PolicyPanel]) -> None:
    """The step at which each run was done; the verdict then takes that place beside the one that is done first."""
    if panels[0].ended and _has_room(panels[0]):
        _draw_clock(p, facts, panels[0].lanes.area)
    for panel in panels:
        if panel.ended:
            there = panel is first_done(facts, panels) and _has_room(panel)
            _draw_end(p, panel, 1.0 - f.cue("gap.verdict", eased=False) if there else 1.0)


def _draw_clock(p: Picture, facts: Comparison, area: Rect) -> None:
    """How far the clock goes, and why there is room beside the runs."""
    words = "a clock of {n} steps, with room for every variance"
    at = (area.right, area.y - 18)
    p.text(at, words, n=facts.longest_run, size=T16, role="dim", align="right", fit=CLOCK_ROOM)


def _has_room(panel: PolicyPanel) -> bool:
    return panel.lanes.area.right - panel.end_x > END_ROOM


def _draw_end(p: Picture, panel: PolicyPanel, shown: float) -> None:
    """Beside the run's end, or above the lanes where they leave no room."""
    area = panel.lanes.area
    beside = _has_room(panel)
    at = (panel.end_x + END_GAP, area.cy + 7) if beside else (area.right - 10, area.y - 18)
    p.text(
        at,
        "done at step {n}",
        n=panel.done,
        size=TAG,
        role=panel.role,
        mono=True,
        weight=600,
        align="left" if beside else "right",
        alpha=shown,
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
