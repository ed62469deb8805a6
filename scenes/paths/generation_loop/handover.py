"""What the stage takes and gives: the newest token falls on the end of the upper bar, and goes on as a light."""

from __future__ import annotations

from scenes.paths.generation_loop.many import LEFT, TOP
from scenes.paths.generation_loop.places import KNOWN
from tourapp.authoring import Frame


def token_falls(_f: Frame) -> tuple[float, float]:
    """The end of what is known."""
    return KNOWN.right - 10.0, KNOWN.cy


def bar_leaves(_f: Frame) -> tuple[float, float]:
    """The first pair of bars."""
    return LEFT + 60.0, TOP + 40.0
