"""Presenting: intents and steps of a talk. Who sees what: with two screens the class has a window of its own and this
one is the console; with one screen the class sees this one.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tourapp.player.intents import Present
from tourapp.player.marks import marks_of
from tourapp.player.state import NOTE_SIZES, ZOOMS, PlayerState
from tourapp.player.talk import Spot, Talk
from tourapp.player.talks.plan import over
from tourapp.player.tour import Tour
from tourapp.player.walking import replay_stop, time_of, to_first


@dataclass(frozen=True, slots=True)
class EndTalk:
    """End the talk, not the tour: its place stays."""


@dataclass(frozen=True, slots=True)
class TalkTick:
    """`seconds` of the talk's clock have passed."""

    seconds: float


@dataclass(frozen=True, slots=True)
class PauseTalk:
    """Pause the talk's clock, or let it run on."""


@dataclass(frozen=True, slots=True)
class RestartTalk:
    """The talk's clock back to nothing, here and now."""


@dataclass(frozen=True, slots=True)
class MeasureTalk:
    """Hold the talk against the last rehearsal, or against the plan."""

    rehearsal: bool


@dataclass(frozen=True, slots=True)
class Freeze:
    """The class keeps the picture it has, or gets the present one again."""


@dataclass(frozen=True, slots=True)
class Zoom:
    """Nearer by a step (1), farther (-1), or all of it (0); around a point of the stage (None: as before)."""

    by: int
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class ToggleDrawer:
    """Open or close the drawer with the notes, where there is one screen."""


@dataclass(frozen=True, slots=True)
class SizeNotes:
    """Notes larger by a step (1) or smaller (-1)."""

    by: int


@dataclass(frozen=True, slots=True)
class SetScreens:
    """So many screens are there."""

    count: int


TalkIntent = (
    EndTalk | TalkTick | PauseTalk | RestartTalk | MeasureTalk | Freeze | Zoom | ToggleDrawer | SizeNotes | SetScreens
)


def spot_of(state: PlayerState, tour: Tour) -> Spot:
    """The beat on stage."""
    mark = marks_of(tour).all[marks_of(tour).at(time_of(state, tour))]
    return tour.stops[mark.stop].key, mark.beat


def _present(state: PlayerState, intent: Present, tour: Tour) -> PlayerState:
    started = replay_stop(state, intent, tour) if intent.current else to_first(state, intent, tour)
    if state.presenting:
        return replace(started, full_screen=True)
    before = _broken_off(state.talk, tour) if intent.current else Talk()
    talk = before.at(spot_of(started, tour))
    return replace(started, full_screen=True, presenting=True, talk=talk, drawer=False)


def _broken_off(talk: Talk, tour: Tour) -> Talk:
    """A talk of these stops that was ended before its last one, to go on with its clock; else a new one."""
    keys = {stop.key for stop in tour.stops}
    other = any(key not in keys for (key, _), _ in talk.reached)
    return Talk() if other else replace(talk, paused=False)


def end_talk(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    """No talk any more: everything that only a talk has goes with it."""
    if not state.presenting:
        return state
    talk = Talk() if over(tour, state.talk) else state.talk
    ended = replace(state, presenting=False, frozen=False, zoom=1.0, drawer=False, talk=talk)
    return replace(ended, full_screen=False, pointer=False, blank=None)


def _tick(state: PlayerState, intent: TalkTick, tour: Tour) -> PlayerState:
    if not state.presenting or not math.isfinite(intent.seconds):
        return state
    talk = state.talk.passed(intent.seconds).at(spot_of(state, tour))
    return state if talk is state.talk else replace(state, talk=talk)


def _pause(state: PlayerState, _intent: PauseTalk, _tour: Tour) -> PlayerState:
    return replace(state, talk=replace(state.talk, paused=not state.talk.paused))


def _restart(state: PlayerState, _intent: RestartTalk, tour: Tour) -> PlayerState:
    return replace(state, talk=Talk().at(spot_of(state, tour)))


def _measure(state: PlayerState, intent: MeasureTalk, _tour: Tour) -> PlayerState:
    return replace(state, rehearsed=intent.rehearsal)


def _freeze(state: PlayerState, _intent: Freeze, _tour: Tour) -> PlayerState:
    if not state.presenting:
        return replace(state, notice="Z freezes the picture of a talk: F5 begins one.")
    words = "" if state.frozen else "The picture stands still: Z lets it go on."
    return replace(state, frozen=not state.frozen, notice="" if state.console else words)


def _zoom(state: PlayerState, intent: Zoom, _tour: Tour) -> PlayerState:
    steps = ZOOMS if intent.by >= 0 else tuple(reversed(ZOOMS))
    if intent.by < 0 and state.zoom == 1.0:
        return replace(state, notice="The whole picture is seen already.")
    beyond = [step for step in steps if (step - state.zoom) * intent.by > 0]
    zoom = 1.0 if intent.by == 0 else beyond[0] if beyond else state.zoom
    at = state.zoom_at if intent.at is None else intent.at
    return replace(state, zoom=zoom, zoom_at=at if all(map(math.isfinite, at)) else state.zoom_at)


def _drawer(state: PlayerState, _intent: ToggleDrawer, _tour: Tour) -> PlayerState:
    if state.console:
        return replace(state, notice="The notes are on this screen already.")
    return replace(state, drawer=not state.drawer)


def _size_notes(state: PlayerState, intent: SizeNotes, _tour: Tour) -> PlayerState:
    place = NOTE_SIZES.index(state.note_size) + intent.by
    return replace(state, note_size=NOTE_SIZES[min(max(place, 0), len(NOTE_SIZES) - 1)])


def _screens(state: PlayerState, intent: SetScreens, _tour: Tour) -> PlayerState:
    return state if intent.count == state.screens else replace(state, screens=max(1, intent.count))


PRESENTING: dict[type, Callable[[PlayerState, Any, Tour], PlayerState]] = {
    Present: _present,
    EndTalk: end_talk,
    TalkTick: _tick,
    PauseTalk: _pause,
    RestartTalk: _restart,
    MeasureTalk: _measure,
    Freeze: _freeze,
    Zoom: _zoom,
    ToggleDrawer: _drawer,
    SizeNotes: _size_notes,
    SetScreens: _screens,
}
