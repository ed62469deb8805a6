"""Both policies one above the other on one clock, each up to the step its beat has come to.

Not here: what is written into the room that the faster one leaves (`verdict`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.batching.clock import step_of_a
from scenes.batching.facts import POLICY_NAMES, POLICY_RULES, Comparison
from scenes.batching.lanes import Lanes, draw_doors, draw_heads, draw_lanes, draw_ours, whole_bars
from tourapp.authoring import Frame, Picture, Quantity, Rect, Tag, pulse
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LABEL, LINE, READOUT, TITLE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import BatchingTrace

TOP = Rect(64, 172, 1376, 280)
LOW = Rect(64, 530, 1376, 280)
TITLE_RISE = 20
"""Stage units from a policy's title to its lanes."""
RULE_X = 314
"""Where a policy's rule stands, to the right of its name."""
END_ROOM, END_GAP = 330, 24
"""Stage units that the words at a run's end need beside it, and how far from it they stand."""
ROLES = {"sooner": ("ink", "good"), "later": ("good", "ink"), "tie": ("good", "good")}
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

    @property
    def has_room(self) -> bool:
        """Whether words fit beside the end of its run."""
        return self.lanes.area.right - self.end_x > END_ROOM


def policy_panels(f: Frame, facts: Comparison) -> tuple[PolicyPanel, PolicyPanel]:
    """Policy A above and policy B below, with one scale for both: it stays while the variance is dragged."""
    scale = TOP.w / float(facts.longest_run.value)
    now_a, now_b = step_of_a(f, facts), f.cue("refill.clock", eased=False) * facts.b.steps
    roles = ROLES[facts.numbers.verdict]
    a = Lanes(TOP, facts.a.slots, scale)
    b = Lanes(LOW, facts.b.slots, scale)
    return (
        PolicyPanel(facts.policy_a, facts.a, a, now_a, facts.a_numbers.steps, roles[0]),
        PolicyPanel(facts.policy_b, facts.b, b, now_b, facts.b_numbers.steps, roles[1]),
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
        draw_heads(p, panel.trace, panel.lanes, panel.now, strength=pulse(f.clock, 2.4, 0.6, 1.0))


def _title(p: Picture, panel: PolicyPanel) -> None:
    area = panel.lanes.area
    y = area.y - TITLE_RISE
    p.text((area.x, y), "{name}", name=POLICY_NAMES[panel.policy], size=LINE, weight=600)
    p.text((area.x + RULE_X, y), "{rule}", rule=POLICY_RULES[panel.policy], size=LABEL, role="dim")
    if not panel.ended:
        p.text((area.right, y), "step {n}", n=int(panel.now), size=READOUT, mono=True, weight=600, align="right")


def draw_ends(f: Frame, p: Picture, facts: Comparison, panels: tuple[PolicyPanel, PolicyPanel]) -> None:
    """The step at which each run was done; the verdict then takes that place beside the one that is done first."""
    for panel in panels:
        if panel.ended:
            there = panel is first_done(facts, panels) and panel.has_room
            shown = 1.0 - f.cue("gap.verdict", eased=False) if there else 1.0
            large = FIGURE_LARGE if there else FIGURE
            _draw_end(p, panel, large if f.reached("refill") else TITLE, shown)
            if f.reached("refill"):
                _breathe(f, p, panel)


def _draw_end(p: Picture, panel: PolicyPanel, size: float, shown: float) -> None:
    """Beside the run's end, its step at type size `size`, or above the lanes where they leave no room."""
    area, role = panel.lanes.area, panel.role
    if panel.has_room:
        x = panel.end_x + END_GAP
        p.text((x, area.cy - 4 - size * 0.3), "done at step", size=LINE, role="dim", alpha=shown)
        words = "{n} ✓" if role == "good" else "{n}"
        y = area.cy + 10 + size * 0.6
        p.text((x, y), words, n=panel.done, size=size, role=role, mono=True, weight=600, alpha=shown)
        return
    at = (area.right, area.y - TITLE_RISE)
    words = "done at {n} ✓" if role == "good" else "done at {n}"
    p.text(at, words, n=panel.done, size=READOUT, role=role, mono=True, weight=600, align="right", alpha=shown)


def _breathe(f: Frame, p: Picture, panel: PolicyPanel) -> None:
    """The light of the answer that was done last, while the beat rests."""
    trace, lanes = panel.trace, panel.lanes
    last = int(np.argmax(trace.finish))
    at = [(panel.end_x, float(lanes.y(trace.slot[last])) + lanes.bar / 2)]
    p.sprites(at, lanes.bar * 2.6, "decode", alpha=pulse(f.clock, 2.4, 0.25, 0.95))


def draw_our_request(p: Picture, panels: tuple[PolicyPanel, PolicyPanel]) -> None:
    """Our request in both."""
    for panel in panels:
        draw_ours(p, panel.trace, panel.lanes, panel.now)


def name_requests(p: Picture, panels: tuple[PolicyPanel, PolicyPanel]) -> None:
    """Let every bar answer the pointer: pointing at a request in one panel lights it in both."""
    boxes = [whole_bars(panel.lanes, panel.trace) for panel in panels]
    tags = [Tag("request", i) for panel in panels for i in range(len(panel.trace.admit))]
    p.hot(np.concatenate(boxes), tags)
