"""What the scene takes and gives: a light where requests come in, and the cards of the answer."""

from __future__ import annotations

from scenes.spine.s_plan.spec_stage import LANE
from tourapp.authoring import Frame
from tourapp.figures.say_page import CARDS


def light_arrives(_f: Frame) -> tuple[float, float]:
    """Where requests come onto the lane."""
    return LANE.x, LANE.cy


def light_leaves(_f: Frame) -> tuple[float, float]:
    """The first of the three numbers."""
    return CARDS.x + CARDS.w / 6, CARDS.cy
