"""step(state, intent, tour): the whole behaviour of the player as one pure function. No clock, no Qt, no drawing."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tourapp.authoring.theme import THEMES
from tourapp.errors import UsageError
from tourapp.player import intents
from tourapp.player.marks import marks_of
from tourapp.player.settings import press, redo, reset_stop, set_control, undo
from tourapp.player.state import BLANKS, MOTIONS, OVERLAYS, SPEEDS, PlayerState
from tourapp.player.tour import PASSAGE, Tour

LONGEST_TICK = 2.0
"""Seconds: the tour follows the wall through a stall, but a computer that slept for an hour goes on where it was."""
JUST_BEGUN = 0.7
"""Seconds into a beat up to which Previous means the beat before."""

Step = Callable[[PlayerState, Any, Tour], PlayerState]


def opening_beat(state: PlayerState, tour: Tour, stop: int = 0, beat: int = 0) -> PlayerState:
    """The state that plays one beat from its start and then holds."""
    return _play_beat(state, tour, marks_of(tour).place(stop, beat))


def _now(state: PlayerState, tour: Tour) -> float:
    """The time of the tour."""
    return tour.time(state.stop, state.t)


def _spot(tour: Tour, time: float) -> tuple[int, float]:
    """Stop and its own seconds at a time of the tour."""
    place = tour.locate(time)
    return place.index, place.t + place.mix * PASSAGE


def _at(state: PlayerState, tour: Tour, time: float, **more: Any) -> PlayerState:
    """The state moved to a time of the tour."""
    stop, t = _spot(tour, time)
    return replace(state, stop=stop, t=t, **more)


def _play_beat(
    state: PlayerState, tour: Tour, place: int, *, start: float | None = None, idle: float = 0.0
) -> PlayerState:
    mark = marks_of(tour).all[place]
    time = mark.start if start is None else start
    if state.motion == "none":
        time = mark.hold
    hold = _spot(tour, mark.hold)
    return _at(state, tour, time, playing=True, until=hold, idle=idle, blank=None, overlay=None, digits="")


def _tick(state: PlayerState, intent: intents.Tick, tour: Tour) -> PlayerState:
    if not state.moving or not math.isfinite(intent.seconds):
        return state
    passed = min(max(intent.seconds, 0.0), LONGEST_TICK) * state.speed
    before = _now(state, tour)
    goal = tour.duration if state.until is None else tour.time(*state.until)
    time = max(before, min(before + passed, goal))
    moved = _at(state, tour, time)
    idle = 0.0 if moved.stop != state.stop else state.idle
    if time < goal:
        return replace(moved, idle=idle)
    if state.until is None:
        return replace(moved, playing=False, idle=idle)
    stop, t = max(state.until, (state.stop, state.t))
    return replace(moved, stop=stop, t=t, idle=idle + passed - (time - before))


def _seek(state: PlayerState, intent: intents.Seek, tour: Tour) -> PlayerState:
    if not math.isfinite(intent.time):
        return state
    time = min(max(float(intent.time), 0.0), tour.duration)
    return _at(state, tour, time, playing=False, until=None, idle=0.0, blank=None, overlay=None, digits="")


def _seek_in_stop(state: PlayerState, intent: intents.SeekInStop, tour: Tour) -> PlayerState:
    local = tour.stops[state.stop].local_time(intent.seconds)
    return _seek(state, intents.Seek(tour.time(state.stop, local)), tour)


def _seek_beat(state: PlayerState, intent: intents.SeekBeat, tour: Tour) -> PlayerState:
    return _play_beat(state, tour, marks_of(tour).place(intent.stop, intent.beat))


def _next(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    marks = marks_of(tour)
    now = _now(state, tour)
    place = marks.at(now)
    mark = marks.all[place]
    if place + 1 >= len(marks.all):
        spot = max(_spot(tour, now), _spot(tour, mark.hold))
        playing = now < marks.duration
        return replace(state, stop=spot[0], t=spot[1], playing=playing, until=spot, blank=None, overlay=None, digits="")
    following = marks.all[place + 1]
    if following.stop == mark.stop:
        return _play_beat(state, tour, place + 1, idle=state.idle)
    if marks.in_transition(now) or state.still:
        return _play_beat(state, tour, place + 1)
    return _play_beat(state, tour, place + 1, start=mark.end, idle=state.idle)


def _previous(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    """Within a running beat to its start; from there, or from its end, to the end of the one before, standing still."""
    marks = marks_of(tour)
    now = _now(state, tour)
    place = marks.at(now)
    mark = marks.all[place]
    if marks.in_transition(now):
        return _play_beat(state, tour, place, start=mark.hold)
    begun, over = now - mark.start <= JUST_BEGUN, now >= mark.hold
    if place == 0 or not (begun or over or state.motion == "none"):
        return _play_beat(state, tour, place)
    return _play_beat(state, tour, place - 1, start=marks.all[place - 1].hold)


def _first(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    return _play_beat(state, tour, 0)


def _last(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    return _play_beat(state, tour, len(marks_of(tour).all) - 1)


def _play(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    over = _now(state, tour) >= marks_of(tour).all[-1].hold
    stop, t = (0, 0.0) if over else (state.stop, state.t)
    idle = 0.0 if over else state.idle
    return replace(state, stop=stop, t=t, playing=True, until=None, idle=idle, blank=None, overlay=None, digits="")


def _pause(state: PlayerState, _intent: Any, _tour: Tour) -> PlayerState:
    return replace(state, playing=False, until=None)


def _toggle(state: PlayerState, intent: Any, tour: Tour) -> PlayerState:
    """Pause, or go on with this beat."""
    if state.playing:
        return _pause(state, intent, tour)
    marks, now = marks_of(tour), _now(state, tour)
    place = marks.at(now) + marks.in_transition(now)
    hold = max(_spot(tour, marks.all[place].hold), (state.stop, state.t))
    return replace(state, playing=True, until=hold, blank=None, overlay=None, digits="")


def _replay(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    return _play_beat(state, tour, marks_of(tour).at(_now(state, tour)))


def _replay_stop(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    return _play_beat(state, tour, marks_of(tour).place(state.stop, 0))


def _faster(state: PlayerState, _intent: Any, _tour: Tour) -> PlayerState:
    return replace(state, speed=next((speed for speed in SPEEDS if speed > state.speed), SPEEDS[-1]))


def _slower(state: PlayerState, _intent: Any, _tour: Tour) -> PlayerState:
    return replace(state, speed=next((speed for speed in reversed(SPEEDS) if speed < state.speed), SPEEDS[0]))


def _set_speed(state: PlayerState, intent: intents.SetSpeed, _tour: Tour) -> PlayerState:
    if intent.speed not in SPEEDS:
        return replace(state, notice=f"speed: {intent.speed} is not one of {', '.join(f'{s:g}' for s in SPEEDS)}")
    return replace(state, speed=intent.speed)


def _hover(state: PlayerState, intent: intents.Hover, _tour: Tour) -> PlayerState:
    return state if intent.tag == state.hover else replace(state, hover=intent.tag)


def _set_theme(state: PlayerState, intent: intents.SetTheme, _tour: Tour) -> PlayerState:
    names = list(THEMES)
    if not intent.name:
        return replace(state, theme=names[(names.index(state.theme) + 1) % len(names)])
    if intent.name not in names:
        return replace(state, notice=f"theme: {intent.name!r} is not one of {', '.join(names)}")
    return replace(state, theme=intent.name)


def _set_motion(state: PlayerState, intent: intents.SetMotion, _tour: Tour) -> PlayerState:
    if intent.motion not in MOTIONS:
        return replace(state, notice=f"motion: {intent.motion!r} is not one of {', '.join(MOTIONS)}")
    return replace(state, motion=intent.motion)


def _show_overlay(state: PlayerState, intent: intents.ShowOverlay, _tour: Tour) -> PlayerState:
    if intent.name not in OVERLAYS:
        return replace(state, notice=f"overlay: {intent.name!r} is not one of {', '.join(OVERLAYS)}")
    if state.overlay == intent.name and intent.subject is None:
        return replace(state, overlay=None, subject=None, digits="")
    return replace(state, overlay=intent.name, subject=intent.subject, digits="", blank=None)


def _close_overlay(state: PlayerState, _intent: Any, _tour: Tour) -> PlayerState:
    return replace(state, overlay=None, subject=None, digits="")


def _escape(state: PlayerState, intent: Any, tour: Tour) -> PlayerState:
    if state.overlay is not None:
        return _close_overlay(state, intent, tour)
    if state.blank is not None:
        return replace(state, blank=None)
    return replace(state, full_screen=False)


def _blank(state: PlayerState, intent: intents.Blank, _tour: Tour) -> PlayerState:
    if intent.colour not in BLANKS:
        return replace(state, notice=f"blank: {intent.colour!r} is not one of {', '.join(BLANKS)}")
    return replace(state, blank=None if state.blank == intent.colour else intent.colour, overlay=None, digits="")


def _toggle_rail(state: PlayerState, _intent: Any, _tour: Tour) -> PlayerState:
    return replace(state, rail_visible=not state.rail_visible)


def _toggle_full_screen(state: PlayerState, _intent: Any, _tour: Tour) -> PlayerState:
    return replace(state, full_screen=not state.full_screen)


def _present(state: PlayerState, intent: intents.Present, tour: Tour) -> PlayerState:
    started = _replay_stop(state, intent, tour) if intent.current else _first(state, intent, tour)
    return replace(started, full_screen=True)


def _toggle_pointer(state: PlayerState, _intent: Any, _tour: Tour) -> PlayerState:
    return replace(state, pointer=not state.pointer)


def _goto_stop(state: PlayerState, intent: intents.JumpToStop, tour: Tour) -> PlayerState:
    try:
        return _seek_beat(state, intents.SeekBeat(tour.index(intent.stop)), tour)
    except UsageError as error:
        return replace(state, notice=str(error))


def _goto_number(state: PlayerState, intent: intents.GotoNumber, tour: Tour) -> PlayerState:
    number = intent.number or int(state.digits or 0)
    closed = _close_overlay(state, intent, tour) if state.overlay == "goto" else replace(state, digits="")
    if number == 0:
        return closed
    if not 1 <= number <= len(tour.stops):
        return replace(closed, notice=f"scene {number}: there are 1 to {len(tour.stops)}")
    return _seek_beat(closed, intents.SeekBeat(number - 1), tour)


def _goto_digit(state: PlayerState, intent: intents.GotoDigit, _tour: Tour) -> PlayerState:
    if not intent.digit:
        return replace(state, digits=state.digits[:-1])
    if intent.digit not in "0123456789" or len(intent.digit) != 1:
        return state
    return replace(state, digits=(state.digits + intent.digit)[-3:], overlay="goto", blank=None)


_STEPS: dict[type, Step] = {
    intents.Tick: _tick,
    intents.Seek: _seek,
    intents.SeekBeat: _seek_beat,
    intents.SeekInStop: _seek_in_stop,
    intents.NextBeat: _next,
    intents.PreviousBeat: _previous,
    intents.First: _first,
    intents.Last: _last,
    intents.Play: _play,
    intents.Pause: _pause,
    intents.TogglePlaying: _toggle,
    intents.Replay: _replay,
    intents.ReplayStop: _replay_stop,
    intents.Faster: _faster,
    intents.Slower: _slower,
    intents.SetSpeed: _set_speed,
    intents.SetControl: set_control,
    intents.Press: press,
    intents.ResetStop: reset_stop,
    intents.Undo: undo,
    intents.Redo: redo,
    intents.Hover: _hover,
    intents.SetTheme: _set_theme,
    intents.SetMotion: _set_motion,
    intents.ShowOverlay: _show_overlay,
    intents.CloseOverlay: _close_overlay,
    intents.Escape: _escape,
    intents.Blank: _blank,
    intents.ToggleRail: _toggle_rail,
    intents.ToggleFullScreen: _toggle_full_screen,
    intents.Present: _present,
    intents.TogglePointer: _toggle_pointer,
    intents.JumpToStop: _goto_stop,
    intents.GotoNumber: _goto_number,
    intents.GotoDigit: _goto_digit,
}


def step(state: PlayerState, intent: intents.Intent, tour: Tour) -> PlayerState:
    """The state after one intent. The same state object comes back when nothing changes.

    Values a person may get wrong (a scene that is not there, a number out of range) leave the state as it was,
    with one line in `notice`.
    """
    if state.notice and not isinstance(intent, intents.Tick | intents.Hover):
        state = replace(state, notice="")
    return _STEPS[type(intent)](state, intent, tour)
