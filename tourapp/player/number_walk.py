"""Walking the numbers of the picture on stage by key: which of them is framed, as a part of the player's state.

Which numbers there are is seen on the stage alone; whoever sends the intent tells how many. Not here: their order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tourapp.player.state import PlayerState
from tourapp.player.tour import Tour


@dataclass(frozen=True, slots=True)
class WalkNumbers:
    """On to the next number (by 1) or back to the one before (-1), of the `count` that are on the stage."""

    by: int
    count: int


@dataclass(frozen=True, slots=True)
class LeaveNumbers:
    """No number is framed any more."""


NumberIntent = WalkNumbers | LeaveNumbers


def _walk(state: PlayerState, intent: WalkNumbers, _tour: Tour) -> PlayerState:
    if intent.count < 1:
        return replace(state, walked=None, notice="There is no number on this stage.")
    if state.walked is None:
        place = 0 if intent.by > 0 else intent.count - 1
    else:
        place = (state.walked + intent.by) % intent.count
    return replace(state, walked=place, playing=state.playing and state.holding, blank=None)


def _leave(state: PlayerState, _intent: LeaveNumbers, _tour: Tour) -> PlayerState:
    return state if state.walked is None else replace(state, walked=None)


NUMBER_STEPS: dict[type, Callable[[PlayerState, Any, Tour], PlayerState]] = {WalkNumbers: _walk, LeaveNumbers: _leave}
