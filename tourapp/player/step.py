"""step(state, intent, tour): the whole behaviour of the player as one pure function. No clock, no Qt, no drawing."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tourapp.authoring.theme import THEMES
from tourapp.player import intents as ask
from tourapp.player.marks import Marks, TourLike, marks_of
from tourapp.player.settings import press, redo, reset_scene, set_control, undo
from tourapp.player.state import BLANKS, MOTIONS, OVERLAYS, SPEEDS, PlayerState

LONGEST_TICK = 0.1
"""Seconds: a clock jump or a sleep never moves the tour further than this."""
JUST_BEGUN = 0.7
"""Seconds into a beat up to which Previous means the beat before."""

Step = Callable[[PlayerState, Any, TourLike], PlayerState]


def opening_beat(state: PlayerState, tour: TourLike, scene: int = 0, beat: int = 0) -> PlayerState:
    """The state that plays one beat from its start and then holds."""
    marks = marks_of(tour)
    return _play_beat(state, marks, marks.place(scene, beat))


def _play_beat(
    state: PlayerState, marks: Marks, place: int, *, start: float | None = None, idle: float = 0.0
) -> PlayerState:
    mark = marks.all[place]
    time = mark.start if start is None else start
    if state.motion == "none":
        time = mark.hold
    return replace(state, time=time, playing=True, until=mark.hold, idle=idle, blank=None, overlay=None, digits="")


def _tick(state: PlayerState, intent: ask.Tick, tour: TourLike) -> PlayerState:
    if not state.moving or not math.isfinite(intent.seconds):
        return state
    passed = min(max(intent.seconds, 0.0), LONGEST_TICK) * state.speed
    marks = marks_of(tour)
    goal = marks.duration if state.until is None else state.until
    time = max(state.time, min(state.time + passed, goal))
    crossed = marks.all[marks.at(time)].scene != marks.all[marks.at(state.time)].scene
    idle = 0.0 if crossed else state.idle
    if time < goal:
        return replace(state, time=time, idle=idle)
    if state.until is None:
        return replace(state, time=time, playing=False, idle=idle)
    return replace(state, time=time, idle=idle + passed - (time - state.time))


def _seek(state: PlayerState, intent: ask.Seek, tour: TourLike) -> PlayerState:
    if not math.isfinite(intent.time):
        return state
    time = min(max(float(intent.time), 0.0), float(tour.duration))
    return replace(state, time=time, playing=False, until=None, idle=0.0, blank=None, overlay=None, digits="")


def _seek_beat(state: PlayerState, intent: ask.SeekBeat, tour: TourLike) -> PlayerState:
    marks = marks_of(tour)
    return _play_beat(state, marks, marks.place(intent.scene, intent.beat))


def _next(state: PlayerState, _intent: Any, tour: TourLike) -> PlayerState:
    marks = marks_of(tour)
    place = marks.at(state.time)
    mark = marks.all[place]
    if place + 1 >= len(marks.all):
        held = max(state.time, mark.hold)
        return replace(
            state, time=held, playing=state.time < marks.duration, until=held, blank=None, overlay=None, digits=""
        )
    following = marks.all[place + 1]
    if following.scene == mark.scene:
        return _play_beat(state, marks, place + 1, idle=state.idle)
    if marks.in_transition(state.time) or state.still:
        return _play_beat(state, marks, place + 1)
    return _play_beat(state, marks, place + 1, start=mark.end, idle=state.idle)


def _previous(state: PlayerState, _intent: Any, tour: TourLike) -> PlayerState:
    marks = marks_of(tour)
    place = marks.at(state.time)
    just_begun = state.time - marks.all[place].start <= JUST_BEGUN or state.motion == "none"
    return _play_beat(state, marks, max(0, place - 1) if just_begun else place)


def _first(state: PlayerState, _intent: Any, tour: TourLike) -> PlayerState:
    return _play_beat(state, marks_of(tour), 0)


def _last(state: PlayerState, _intent: Any, tour: TourLike) -> PlayerState:
    marks = marks_of(tour)
    return _play_beat(state, marks, len(marks.all) - 1)


def _play(state: PlayerState, _intent: Any, tour: TourLike) -> PlayerState:
    marks = marks_of(tour)
    over = state.time >= marks.all[-1].hold
    return replace(
        state,
        time=0.0 if over else state.time,
        playing=True,
        until=None,
        idle=0.0 if over else state.idle,
        blank=None,
        overlay=None,
        digits="",
    )


def _pause(state: PlayerState, _intent: Any, _tour: TourLike) -> PlayerState:
    return replace(state, playing=False, until=None)


def _toggle(state: PlayerState, intent: Any, tour: TourLike) -> PlayerState:
    return _pause(state, intent, tour) if state.playing else _play(state, intent, tour)


def _replay(state: PlayerState, _intent: Any, tour: TourLike) -> PlayerState:
    marks = marks_of(tour)
    return _play_beat(state, marks, marks.at(state.time))


def _replay_scene(state: PlayerState, _intent: Any, tour: TourLike) -> PlayerState:
    marks = marks_of(tour)
    return _play_beat(state, marks, marks.place(marks.all[marks.at(state.time)].scene, 0))


def _faster(state: PlayerState, _intent: Any, _tour: TourLike) -> PlayerState:
    return replace(state, speed=next((speed for speed in SPEEDS if speed > state.speed), SPEEDS[-1]))


def _slower(state: PlayerState, _intent: Any, _tour: TourLike) -> PlayerState:
    return replace(state, speed=next((speed for speed in reversed(SPEEDS) if speed < state.speed), SPEEDS[0]))


def _set_speed(state: PlayerState, intent: ask.SetSpeed, _tour: TourLike) -> PlayerState:
    if intent.speed not in SPEEDS:
        return replace(state, notice=f"speed: {intent.speed} is not one of {', '.join(f'{s:g}' for s in SPEEDS)}")
    return replace(state, speed=intent.speed)


def _hover(state: PlayerState, intent: ask.Hover, _tour: TourLike) -> PlayerState:
    return state if intent.tag == state.hover else replace(state, hover=intent.tag)


def _set_theme(state: PlayerState, intent: ask.SetTheme, _tour: TourLike) -> PlayerState:
    names = list(THEMES)
    if not intent.name:
        return replace(state, theme=names[(names.index(state.theme) + 1) % len(names)])
    if intent.name not in names:
        return replace(state, notice=f"theme: {intent.name!r} is not one of {', '.join(names)}")
    return replace(state, theme=intent.name)


def _set_motion(state: PlayerState, intent: ask.SetMotion, _tour: TourLike) -> PlayerState:
    if intent.motion not in MOTIONS:
        return replace(state, notice=f"motion: {intent.motion!r} is not one of {', '.join(MOTIONS)}")
    return replace(state, motion=intent.motion)


def _show_overlay(state: PlayerState, intent: ask.ShowOverlay, _tour: TourLike) -> PlayerState:
    if intent.name not in OVERLAYS:
        return replace(state, notice=f"overlay: {intent.name!r} is not one of {', '.join(OVERLAYS)}")
    if state.overlay == intent.name and intent.subject is None:
        return replace(state, overlay=None, subject=None, digits="")
    return replace(state, overlay=intent.name, subject=intent.subject, digits="", blank=None)


def _close_overlay(state: PlayerState, _intent: Any, _tour: TourLike) -> PlayerState:
    return replace(state, overlay=None, subject=None, digits="")


def _escape(state: PlayerState, intent: Any, tour: TourLike) -> PlayerState:
    if state.overlay is not None:
        return _close_overlay(state, intent, tour)
    if state.blank is not None:
        return replace(state, blank=None)
    return replace(state, full_screen=False)


def _blank(state: PlayerState, intent: ask.Blank, _tour: TourLike) -> PlayerState:
    if intent.colour not in BLANKS:
        return replace(state, notice=f"blank: {intent.colour!r} is not one of {', '.join(BLANKS)}")
    return replace(state, blank=None if state.blank == intent.colour else intent.colour, overlay=None, digits="")


def _toggle_rail(state: PlayerState, _intent: Any, _tour: TourLike) -> PlayerState:
    return replace(state, rail_visible=not state.rail_visible)


def _toggle_full_screen(state: PlayerState, _intent: Any, _tour: TourLike) -> PlayerState:
    return replace(state, full_screen=not state.full_screen)


def _present(state: PlayerState, intent: ask.Present, tour: TourLike) -> PlayerState:
    started = _replay_scene(state, intent, tour) if intent.current else _first(state, intent, tour)
    return replace(started, full_screen=True)


def _toggle_pointer(state: PlayerState, _intent: Any, _tour: TourLike) -> PlayerState:
    return replace(state, pointer=not state.pointer)


def _goto_scene(state: PlayerState, intent: ask.GotoScene, tour: TourLike) -> PlayerState:
    for number, scene in enumerate(tour.scenes):
        if scene.id == intent.scene:
            return _seek_beat(state, ask.SeekBeat(number), tour)
    names = ", ".join(scene.id for scene in tour.scenes)
    return replace(state, notice=f"scene: {intent.scene!r} is not one of {names}")


def _goto_number(state: PlayerState, intent: ask.GotoNumber, tour: TourLike) -> PlayerState:
    number = intent.number or int(state.digits or 0)
    closed = _close_overlay(state, intent, tour) if state.overlay == "goto" else replace(state, digits="")
    if number == 0:
        return closed
    if not 1 <= number <= len(tour.scenes):
        return replace(closed, notice=f"scene {number}: there are 1 to {len(tour.scenes)}")
    return _seek_beat(closed, ask.SeekBeat(number - 1), tour)


def _goto_digit(state: PlayerState, intent: ask.GotoDigit, _tour: TourLike) -> PlayerState:
    if not intent.digit:
        return replace(state, digits=state.digits[:-1])
    if intent.digit not in "0123456789" or len(intent.digit) != 1:
        return state
    return replace(state, digits=(state.digits + intent.digit)[-2:], overlay="goto", blank=None)


_STEPS: dict[type, Step] = {
    ask.Tick: _tick,
    ask.Seek: _seek,
    ask.SeekBeat: _seek_beat,
    ask.NextBeat: _next,
    ask.PreviousBeat: _previous,
    ask.First: _first,
    ask.Last: _last,
    ask.Play: _play,
    ask.Pause: _pause,
    ask.Toggle: _toggle,
    ask.Replay: _replay,
    ask.ReplayScene: _replay_scene,
    ask.Faster: _faster,
    ask.Slower: _slower,
    ask.SetSpeed: _set_speed,
    ask.SetControl: set_control,
    ask.Press: press,
    ask.ResetScene: reset_scene,
    ask.Undo: undo,
    ask.Redo: redo,
    ask.Hover: _hover,
    ask.SetTheme: _set_theme,
    ask.SetMotion: _set_motion,
    ask.ShowOverlay: _show_overlay,
    ask.CloseOverlay: _close_overlay,
    ask.Escape: _escape,
    ask.Blank: _blank,
    ask.ToggleRail: _toggle_rail,
    ask.ToggleFullScreen: _toggle_full_screen,
    ask.Present: _present,
    ask.TogglePointer: _toggle_pointer,
    ask.GotoScene: _goto_scene,
    ask.GotoNumber: _goto_number,
    ask.GotoDigit: _goto_digit,
}


def step(state: PlayerState, intent: ask.Intent, tour: TourLike) -> PlayerState:
    """The state after one intent. The same state object comes back when nothing changes.

    Values a person may get wrong (a scene that is not there, a number out of range) leave the state as it was,
    with one line in `notice`.
    """
    if state.notice and not isinstance(intent, ask.Tick | ask.Hover):
        state = replace(state, notice="")
    return _STEPS[type(intent)](state, intent, tour)
