"""What the scene takes and gives: a light where the line begins, and the line of our own error."""

from __future__ import annotations

from scenes.held_against.peers_stage import our_light
from scenes.held_against.places import CHART
from tourapp.authoring import Frame


def light_arrives(_f: Frame) -> tuple[float, float]:
    """Where the line of equal times begins."""
    return CHART.x, CHART.bottom


def light_leaves(f: Frame) -> tuple[float, float]:
    """Our own error among those of others."""
    return our_light(f)
