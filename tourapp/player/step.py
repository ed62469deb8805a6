"""step(state, intent, tour): the whole behaviour of the player as one pure function. No clock, no Qt, no drawing."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tourapp.authoring.theme import THEMES
from tourapp.errors import UsageError
from tourapp.learning.labs.intents import SecondsPassed
from tourapp.player import intents
from tourapp.player.ask_intents import HandsIntent
from tourapp.player.asking import ASK_STEPS, answering, gone_elsewhere, without_hands
from tourapp.player.closer import draw_nearer, passed_nearer
from tourapp.player.compare import COMPARING, Compare
from tourapp.player.lab_hands import PAGE_STEPS
from tourapp.player.labs import IntentOfLab, keys_given_back, reset_lab
from tourapp.player.lobby import LOBBY, IntentOfLobby, beyond_lobby, in_lobby
from tourapp.player.marks import marks_of
from tourapp.player.number_walk import NUMBER_STEPS, NumberIntent
from tourapp.player.past import PAST_STEPS, KeepPrompt
from tourapp.player.preference_table import CHOOSING, IntentOfChoice, counted
from tourapp.player.presets import PRESET_STEPS, IntentOfPreset
from tourapp.player.room import next_step
from tourapp.player.settings import press, set_control
from tourapp.player.state import BLANKS, MOTIONS, OVERLAYS, SPEEDS, PlayerState
from tourapp.player.talks.presenting import PRESENTING, TalkIntent, TalkTick, end_talk, spot_of
from tourapp.player.tongue import TONGUE, SetLanguage
from tourapp.player.tour import Tour
from tourapp.player.walking import (
    at_real_speed,
    go_back,
    go_on,
    moved_to,
    pause,
    play_beat,
    play_everything,
    replay,
    replay_stop,
    time_of,
    to_first,
    to_last,
    toggle,
    walked,
)
from tourapp.player.word_walk import WORD_STEPS, WordIntent
from tourapp.words import Phrase

_PASSING = intents.Tick | intents.Hover | intents.SetRoom | TalkTick | SecondsPassed
"""Nothing a person asks for: a notice stays."""
LONGEST_TICK = 2.0
"""Seconds: the tour follows the wall through a stall, but a computer that slept for an hour goes on where it was."""

Step = Callable[[PlayerState, Any, Tour], PlayerState]


def _tick(state: PlayerState, intent: intents.Tick, tour: Tour) -> PlayerState:
    if not state.moving or not math.isfinite(intent.seconds):
        return state
    state = passed_nearer(state, max(intent.seconds, 0.0))
    if not state.running:
        return state
    passed = min(max(intent.seconds, 0.0), LONGEST_TICK) * (state.speed if state.pace == 1.0 else state.pace)
    state, passed = answering(state, tour, passed)
    before = time_of(state, tour)
    goal = tour.duration if state.until is None else tour.time(*state.until)
    time = max(before, min(before + passed, goal))
    moved = moved_to(state, tour, time)
    idle = 0.0 if moved.stop != state.stop else state.idle
    if time < goal:
        return moved if moved.idle == idle else replace(moved, idle=idle)
    if state.until is None:
        return replace(moved, playing=False, idle=idle)
    stop, t = max(state.until, (state.stop, state.t))
    return replace(moved, stop=stop, t=t, idle=idle + (passed - (time - before)) / state.pace)


def _seek(state: PlayerState, intent: intents.Seek, tour: Tour) -> PlayerState:
    if not math.isfinite(intent.time):
        return state
    time = min(max(float(intent.time), 0.0), tour.duration)
    return moved_to(
        state, tour, time, playing=False, until=None, idle=0.0, blank=None, overlay=None, digits="", ask=None
    )


def _seek_in_stop(state: PlayerState, intent: intents.SeekInStop, tour: Tour) -> PlayerState:
    local = tour.stops[state.stop].local_time(intent.seconds)
    return _seek(state, intents.Seek(tour.time(state.stop, local)), tour)


def _seek_beat(state: PlayerState, intent: intents.SeekBeat, tour: Tour) -> PlayerState:
    return play_beat(state, tour, marks_of(tour).place(intent.stop, intent.beat))


def _faster(state: PlayerState, _intent: Any, _tour: Tour) -> PlayerState:
    return replace(state, speed=next((speed for speed in SPEEDS if speed > state.speed), SPEEDS[-1]))


def _slower(state: PlayerState, _intent: Any, _tour: Tour) -> PlayerState:
    return replace(state, speed=next((speed for speed in reversed(SPEEDS) if speed < state.speed), SPEEDS[0]))


def _set_speed(state: PlayerState, intent: intents.SetSpeed, _tour: Tour) -> PlayerState:
    if intent.speed not in SPEEDS:
        return replace(state, notice=f"speed: {intent.speed} is not one of {', '.join(f'{s:g}' for s in SPEEDS)}")
    return replace(state, speed=intent.speed)


def _reset_stop(state: PlayerState, intent: intents.ResetStop, tour: Tour) -> PlayerState:
    return without_hands(reset_lab(state, intent, tour), intent.stop)


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
    if state.walked is not None or state.word is not None:
        return replace(state, walked=None, word=None)
    return end_talk(state, intent, tour) if state.presenting else replace(state, full_screen=False)


def _blank(state: PlayerState, intent: intents.Blank, _tour: Tour) -> PlayerState:
    if intent.colour not in BLANKS:
        return replace(state, notice=f"blank: {intent.colour!r} is not one of {', '.join(BLANKS)}")
    return replace(state, blank=None if state.blank == intent.colour else intent.colour, overlay=None, digits="")


def _change_text_scale(state: PlayerState, intent: intents.ChangeTextScale, _tour: Tour) -> PlayerState:
    least = round(100 * state.room.least)
    scale = next_step(max(state.text_scale, least) if intent.by > 0 else state.text_scale, intent.by)
    told = max(scale, least)
    plain, bound = "Words at {n} %.", "Words at {n} %: this window can show none smaller."
    words = Phrase(plain, n=told) if scale >= least else Phrase(bound, n=told)
    return replace(state, text_scale=scale, notice=words)


def _set_room(state: PlayerState, intent: intents.SetRoom, _tour: Tour) -> PlayerState:
    return state if intent.room == state.room else replace(state, room=intent.room)


def _flip(name: str) -> Step:
    def flipped(state: PlayerState, _intent: Any, _tour: Tour) -> PlayerState:
        other: dict[str, Any] = {name: not getattr(state, name)}
        return replace(state, **other)

    return flipped


def _toggle_more(state: PlayerState, _intent: Any, _tour: Tour) -> PlayerState:
    return replace(state, more=not state.more, rail_visible=True)


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
        return replace(closed, notice=Phrase("Scene {n}: there are 1 to {all}.", n=number, all=len(tour.stops)))
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
    intents.NextBeat: go_on,
    intents.PreviousBeat: go_back,
    intents.First: to_first,
    intents.Last: to_last,
    intents.Play: play_everything,
    intents.Pause: pause,
    intents.TogglePlaying: toggle,
    intents.Replay: replay,
    intents.ReplayStop: replay_stop,
    intents.Faster: _faster,
    intents.Slower: _slower,
    intents.SetSpeed: _set_speed,
    intents.SetControl: set_control,
    intents.Press: press,
    intents.ResetStop: _reset_stop,
    intents.Hover: _hover,
    intents.SetTheme: _set_theme,
    intents.SetMotion: _set_motion,
    intents.ShowOverlay: _show_overlay,
    intents.CloseOverlay: _close_overlay,
    intents.Escape: _escape,
    intents.Blank: _blank,
    intents.ChangeTextScale: _change_text_scale,
    intents.SetRoom: _set_room,
    intents.ToggleRail: _flip("rail_visible"),
    intents.ToggleFullScreen: _flip("full_screen"),
    intents.TogglePointer: _flip("pointer"),
    intents.RealSpeed: at_real_speed,
    intents.ToggleMore: _toggle_more,
    intents.ToggleMeters: _flip("meters"),
    intents.JumpToStop: _goto_stop,
    intents.GotoNumber: _goto_number,
    intents.GotoDigit: _goto_digit,
    **PRESENTING,
    **ASK_STEPS,
    **TONGUE,
    **NUMBER_STEPS,
    **WORD_STEPS,
    **COMPARING,
    **PRESET_STEPS,
    **PAST_STEPS,
    **LOBBY,
    **CHOOSING,
    **PAGE_STEPS,
}

Others = (
    SetLanguage | NumberIntent | WordIntent | Compare | IntentOfPreset | KeepPrompt | IntentOfLobby | IntentOfChoice
)
AnyIntent = intents.Intent | TalkIntent | HandsIntent | Others | IntentOfLab


def step(state: PlayerState, intent: AnyIntent, tour: Tour) -> PlayerState:
    """The state after one intent. The same state object comes back when nothing changes.

    Values a person may get wrong (a scene that is not there, a number out of range) leave the state as it was,
    with one line in `notice`.
    """
    if state.notice and not isinstance(intent, _PASSING):
        state = replace(state, notice="")
    if state.lobby:
        meant = in_lobby(state, intent, tour)
        if meant is None:
            return state
        before, intent = meant
        after = beyond_lobby(state, intent, _STEPS[type(intent)](before, intent, tour))
    else:
        after = _STEPS[type(intent)](state, intent, tour)
        after = counted(state, after) if isinstance(intent, intents.NextBeat) else after
    if after.pace != 1.0 and not isinstance(intent, intents.Tick | intents.RealSpeed) and walked(state, after):
        after = replace(after, pace=1.0)
    if after.zoom != 1.0 and spot_of(state, tour) != spot_of(after, tour):
        after = replace(after, zoom=1.0)
    if (after.walked, after.word) != (None, None) and spot_of(state, tour) != spot_of(after, tour):
        after = replace(after, walked=None, word=None)
    after = keys_given_back(state, draw_nearer(state, after, tour), tour)
    if after.compared is not None and after.stop != state.stop:
        after = replace(after, compared=None)
    if after.ask is not None and gone_elsewhere(after, tour):
        after = replace(after, ask=None)
    return replace(after, more=False) if after.more and after.stop != state.stop else after
