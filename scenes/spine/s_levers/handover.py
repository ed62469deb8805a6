"""What the stage takes and gives: the weights in the first equation, and the card of the lever to reach for."""

from __future__ import annotations

from scenes.spine.s_levers.three import CARDS as THREE
from tourapp.authoring import Frame
from tourapp.figures.say_page import CARDS


def weights_arrive(_f: Frame) -> tuple[float, float]:
    """The first equation's weights."""
    return THREE.x + 190.0, THREE.y + 100.0


def lever_leaves(_f: Frame) -> tuple[float, float]:
    """The last card below the sentence."""
    return CARDS.right - 380.0, CARDS.y + 60.0
