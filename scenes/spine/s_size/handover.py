"""What the stage takes and gives: the larger model's bar, and the cache in the answer's equation."""

from __future__ import annotations

from scenes.spine.s_size.places import BIG
from tourapp.authoring import Frame
from tourapp.figures.say_page import CARDS


def weights_arrive(_f: Frame) -> tuple[float, float]:
    """The beginning of the larger model's weights."""
    return BIG.x + 40.0, BIG.cy


def cache_leaves(_f: Frame) -> tuple[float, float]:
    """The card of the cache below the sentence."""
    return CARDS.cx, CARDS.y + 60.0
