"""Intents one after the other, and time that passes, for the tests of the player."""

from __future__ import annotations

from typing import Any

from tourapp.player import intents
from tourapp.player.state import PlayerState
from tourapp.player.step import step
from tourapp.player.tour import Tour


def run(state: PlayerState, tour: Tour, *asked: Any) -> PlayerState:
    """The state after some intents."""
    for intent in asked:
        state = step(state, intent, tour)
    return state


def wait(state: PlayerState, tour: Tour, seconds: float) -> PlayerState:
    """The state so many seconds later."""
    return run(state, tour, *[intents.Tick(0.05)] * round(seconds / 0.05))
