"""What the scene takes and gives: a light where the memory's floor is, and where its last conversation stands."""

from __future__ import annotations

from scenes.spine.s_users.places import CARD, LEFT
from tourapp.authoring import Frame


def light_arrives(_f: Frame) -> tuple[float, float]:
    """The floor of the memory."""
    return CARD.cx, CARD.bottom


def light_leaves(_f: Frame) -> tuple[float, float]:
    """The middle of the sentence."""
    return LEFT.cx, LEFT.cy
