"""The opening page (the lobby): what it means to start, to go on where the tour was left, and to come back to it.

It is the first moment of the tour, before anything has moved: the same stage, on which only the question stands. Every
key that walks starts the tour. Not here: how it looks (`lobby_stage`) and which tours it offers (`lobby_cards`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tourapp.player import intents
from tourapp.player.ask_intents import ToggleHands
from tourapp.player.compare import Compare
from tourapp.player.marks import marks_of
from tourapp.player.state import PlayerState
from tourapp.player.talks import presenting
from tourapp.player.tour import Tour
from tourapp.player.walking import play_beat, time_of, to_first


@dataclass(frozen=True, slots=True)
class OpenLobby:
    """Show the opening page. The place of the tour is kept: one can go on there."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """Go on where the tour was left."""


IntentOfLobby = OpenLobby | GoOn

STARTS = (intents.NextBeat, intents.PreviousBeat, intents.TogglePlaying, intents.Replay, intents.ReplayStop)
"""What else starts the tour from the opening page, besides going to its first beat."""
ASLEEP = (
    *(intents.ToggleRail, intents.ToggleMore, intents.ToggleMeters, intents.RealSpeed),
    *(ToggleHands, Compare, presenting.Freeze, presenting.Zoom, presenting.ToggleDrawer),
)
"""What means nothing there: it is about the picture of a beat."""
_SEEKS = (intents.Seek, intents.SeekInStop)


def with_lobby(state: PlayerState, left: tuple[str, int] | None) -> PlayerState:
    """The state with the opening page on stage, from which one can go on at a place."""
    shown = replace(state, stop=0, t=0.0, playing=False, until=None, idle=0.0, pace=1.0, lobby=True, left=left)
    shown = replace(shown, blank=None, overlay=None, subject=None, digits="", hover=None)
    return replace(shown, ask=None, zoom=1.0, walked=None, compared=None)


def place_left(state: PlayerState, tour: Tour) -> tuple[int, int] | None:
    """Stop and beat (from 0) at which this tour was left; None where it was not, or not beyond its first scene."""
    if state.left is None:
        return None
    key, beat = state.left
    place = next((number for number, stop in enumerate(tour.stops) if stop.key == key), 0)
    return (place, beat) if place > 0 else None


def in_lobby(state: PlayerState, intent: Any, tour: Tour) -> tuple[PlayerState, Any] | None:
    """What an intent means while the opening page is shown, and from which state; None where it means nothing."""
    if isinstance(intent, ASLEEP):
        return None
    bare = state.overlay is None and state.blank is None
    if isinstance(intent, STARTS) or (bare and isinstance(intent, intents.Escape)):
        return state, intents.First()
    if isinstance(intent, intents.Present) and intent.current:
        return _go_on(state, intent, tour), intent
    return state, intent


def beyond_lobby(before: PlayerState, intent: Any, after: PlayerState) -> PlayerState:
    """The state after an intent: whoever goes anywhere has left the opening page."""
    spots = [(state.stop, state.t, state.until, state.playing) for state in (before, after)]
    if after.lobby and (spots[0] != spots[1] or isinstance(intent, _SEEKS)):
        return replace(after, lobby=False)
    return after


def _open(state: PlayerState, _intent: OpenLobby, tour: Tour) -> PlayerState:
    if state.presenting:
        return replace(state, notice="The opening page is not for a talk: Escape ends the talk first.")
    if state.lobby:
        return replace(state, overlay=None, subject=None, digits="", blank=None)
    mark = marks_of(tour).all[marks_of(tour).at(time_of(state, tour))]
    return with_lobby(state, (tour.stops[mark.stop].key, mark.beat) if mark.stop > 0 else state.left)


def _go_on(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    place = place_left(state, tour)
    if place is not None:
        return replace(play_beat(state, tour, marks_of(tour).place(*place)), lobby=False)
    if state.lobby:
        return replace(to_first(state, _intent, tour), lobby=False)
    return replace(state, notice="There is no other place where the tour was left.")


LOBBY: dict[type, Callable[[PlayerState, Any, Tour], PlayerState]] = {OpenLobby: _open, GoOn: _go_on}
