"""Walking through the beats: on, back, to the ends, playing, pausing, replaying. Pure functions of state and tour."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from tourapp.player import intents
from tourapp.player.asking import hands_open, passed_by, with_ask
from tourapp.player.marks import marks_of
from tourapp.player.state import PlayerState
from tourapp.player.tour import PASSAGE, Tour

JUST_BEGUN = 0.7
"""Seconds into a beat up to which Previous means the beat before."""


def opening_beat(state: PlayerState, tour: Tour, stop: int = 0, beat: int = 0) -> PlayerState:
    """The state that plays one beat from its start and then holds."""
    return play_beat(state, tour, marks_of(tour).place(stop, beat))


def standing(state: PlayerState, tour: Tour, stop: int, beat: int, share: float) -> PlayerState:
    """The state that stands still at a share of a beat."""
    mark = marks_of(tour).all[marks_of(tour).place(stop, beat)]
    time = min(mark.start + share * (mark.end - mark.start), mark.hold)
    return moved_to(state, tour, time, playing=False, until=None)


def time_of(state: PlayerState, tour: Tour) -> float:
    """The time of the tour."""
    return tour.time(state.stop, state.t)


def spot_at(tour: Tour, time: float) -> tuple[int, float]:
    """Stop and its own seconds at a time of the tour."""
    place = tour.locate(time)
    return place.index, place.t + place.mix * PASSAGE


def moved_to(state: PlayerState, tour: Tour, time: float, **more: Any) -> PlayerState:
    """The state moved to a time of the tour."""
    stop, t = spot_at(tour, time)
    return replace(state, stop=stop, t=t, **more)


def play_beat(
    state: PlayerState, tour: Tour, place: int, *, start: float | None = None, idle: float = 0.0
) -> PlayerState:
    """Play one beat from its start, or from a time of the tour, and hold at its end."""
    mark = marks_of(tour).all[place]
    time = mark.start if start is None else start
    if state.motion == "none":
        time = mark.hold
    hold = spot_at(tour, mark.hold)
    shown = replace(state, pace=1.0, blank=None, overlay=None, digits="")
    shown = moved_to(shown, tour, time, playing=True, until=hold, idle=idle)
    return with_ask(shown, tour, place, from_start=start is None or start < mark.hold)


def go_on(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    """The beat after, through the passage where a stop ends; from a question that is still open, the beat itself."""
    if hands_open(state) and (shown := passed_by(state, tour)) is not None:
        return shown
    marks = marks_of(tour)
    now = time_of(state, tour)
    place = marks.at(now)
    mark = marks.all[place]
    if place + 1 >= len(marks.all):
        spot = max(spot_at(tour, now), spot_at(tour, mark.hold))
        playing = now < marks.duration
        return replace(state, stop=spot[0], t=spot[1], playing=playing, until=spot, blank=None, overlay=None, digits="")
    following = marks.all[place + 1]
    if following.stop == mark.stop:
        return play_beat(state, tour, place + 1, idle=state.idle)
    if marks.in_transition(now) or state.still:
        return play_beat(state, tour, place + 1)
    return play_beat(state, tour, place + 1, start=mark.end, idle=state.idle)


def go_back(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    """Within a running beat to its start; from there, or from its end, to the end of the one before, standing still."""
    marks = marks_of(tour)
    now = time_of(state, tour)
    place = marks.at(now)
    mark = marks.all[place]
    if marks.in_transition(now):
        return play_beat(state, tour, place, start=mark.hold)
    begun, over = now - mark.start <= JUST_BEGUN, now >= mark.hold
    if place == 0 or not (begun or over or state.motion == "none"):
        return play_beat(state, tour, place)
    return play_beat(state, tour, place - 1, start=marks.all[place - 1].hold)


def to_first(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    """The first beat."""
    return play_beat(state, tour, 0)


def to_last(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    """The last beat."""
    return play_beat(state, tour, len(marks_of(tour).all) - 1)


def play_everything(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    """From here to the end of the tour; at its end from the start."""
    over = time_of(state, tour) >= marks_of(tour).all[-1].hold
    stop, t = (0, 0.0) if over else (state.stop, state.t)
    shown = replace(state, idle=0.0 if over else state.idle, blank=None, overlay=None, digits="", ask=None)
    return replace(shown, stop=stop, t=t, playing=True, until=None)


def pause(state: PlayerState, _intent: Any, _tour: Tour) -> PlayerState:
    """Stand still."""
    return replace(state, playing=False, until=None)


def toggle(state: PlayerState, intent: Any, tour: Tour) -> PlayerState:
    """Pause, or go on with this beat."""
    if state.playing:
        return pause(state, intent, tour)
    marks, now = marks_of(tour), time_of(state, tour)
    place = marks.at(now) + marks.in_transition(now)
    hold = max(spot_at(tour, marks.all[place].hold), (state.stop, state.t))
    if hands_open(state):
        hold = spot_at(tour, marks.all[place].start)
    return replace(state, playing=True, until=hold, blank=None, overlay=None, digits="")


def replay(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    """This beat from its start."""
    return play_beat(state, tour, marks_of(tour).at(time_of(state, tour)))


def at_real_speed(state: PlayerState, intent: intents.RealSpeed, tour: Tour) -> PlayerState:
    """This beat from its start, in the seconds it takes in reality; told where it shows no passing of time."""
    mark = marks_of(tour).all[marks_of(tour).at(time_of(state, tour))]
    if not math.isfinite(intent.seconds) or intent.seconds <= 0.0:
        return replace(state, notice="This beat shows no passing of time: it has no real speed.")
    return replace(replay(state, intent, tour), pace=(mark.hold - mark.start) / intent.seconds)


def replay_stop(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    """This stop from its first beat."""
    return play_beat(state, tour, marks_of(tour).place(state.stop, 0))


def walked(before: PlayerState, after: PlayerState) -> bool:
    """Whether somebody went elsewhere or stopped the clock."""
    spots = [(state.stop, state.t, state.until, state.playing) for state in (before, after)]
    return spots[0] != spots[1]
