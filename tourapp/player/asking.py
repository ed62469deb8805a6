"""The part of `step` that asks the class: when a question comes on stage, what the hands do to it, and the lock.

A beat that asks holds at its start until the hands are locked; then it plays. Next is never blocked: without a lock it
plays the beat as it is. Pure functions of state and tour.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tourapp.authoring.asks import Ask
from tourapp.player import ask_intents as asks
from tourapp.player.hands import FOREVER, NO_HANDS, Hands
from tourapp.player.marks import Mark, marks_of
from tourapp.player.state import PlayerState, inputs_for
from tourapp.player.tour import Stop, Tour
from tourapp.words import Phrase
from tourapp.world import Inputs

FOLD, PAUSE = 0.5, 0.4
"""Seconds after the lock in which gates fold to tags, and before the run answers."""
FROM_NOW = Phrase("From now on the class is asked: V stops it.")
NO_MORE = Phrase("The class is not asked any more: V asks again.")
LATE = 0.002
"""Seconds into a beat that still count as its start."""


def ask_at(stop: Stop, beat: int) -> Ask | None:
    """What a beat (its place in the scene) asks, or None."""
    return stop.scene.asks.get(stop.scene.timeline.beats[beat].name)


def key_of(stop: Stop, beat: int) -> tuple[str, str]:
    """Under which the hands of a beat are kept."""
    return stop.key, stop.scene.timeline.beats[beat].name


def asked_mark(state: PlayerState, tour: Tour) -> tuple[Mark, Ask] | None:
    """The beat whose question is on stage, and the question; None while none is."""
    if state.ask is None:
        return None
    for mark in marks_of(tour).all:
        stop = tour.stops[mark.stop]
        if key_of(stop, mark.beat) == state.ask:
            ask = ask_at(stop, mark.beat)
            return None if ask is None else (mark, ask)
    return None


def hands_of(state: PlayerState) -> Hands:
    """What was answered to the question on stage."""
    return NO_HANDS if state.ask is None else state.hands.get(state.ask, NO_HANDS)


def hands_open(state: PlayerState) -> bool:
    """Whether a question waits for its answer: digits, Backspace, Up, Down and Enter go to it."""
    return state.ask is not None and not hands_of(state).locked


def lead_of(ask: Ask, *, still: bool) -> float:
    """Seconds between the lock and the beat's own first moment."""
    if still:
        return 0.0
    return FOLD + PAUSE + (ask.sweep if ask.held is not None else 0.0)


def with_ask(state: PlayerState, tour: Tour, place: int, *, from_start: bool) -> PlayerState:
    """The state that has begun to play a beat (its place among the marks), with that beat's question on stage where it
    asks: the clock then holds at its start."""
    mark = marks_of(tour).all[place]
    stop = tour.stops[mark.stop]
    ask, key = ask_at(stop, mark.beat), key_of(stop, mark.beat)
    if ask is None or not (state.asks or ask.sets):
        return replace(state, ask=None) if state.ask is not None else state
    found = state.hands.get(key, NO_HANDS)
    if found.locked:
        again = replace(found, since=0.0 if from_start else FOREVER)
        return replace(state, ask=key, hands={**state.hands, key: again})
    if not from_start or ask.sets:
        return replace(state, ask=None)
    return _held(replace(state, ask=key), tour, mark)


def _held(state: PlayerState, tour: Tour, mark: Mark) -> PlayerState:
    """Wait at the start of a beat; without motion be there at once, else wherever the way to it is."""
    start = (mark.stop, max(0.0, mark.start - tour.starts[mark.stop]))
    if state.motion == "none":
        state = replace(state, stop=start[0], t=start[1])
    return replace(state, until=start)


def play_asked(state: PlayerState, tour: Tour) -> PlayerState:
    """From the start of the beat whose question is on stage to its end."""
    found = asked_mark(state, tour)
    if found is None:
        return replace(state, ask=None)
    mark = found[0]
    begin = tour.starts[mark.stop]
    start, hold = mark.start - begin, mark.hold - begin
    t = hold if state.motion == "none" else start
    return replace(
        state, stop=mark.stop, t=t, until=(mark.stop, hold), playing=True, idle=0.0, pace=1.0, blank=None, overlay=None
    )


def passed_by(state: PlayerState, tour: Tour) -> PlayerState | None:
    """Next without a lock: the beat as it is, its question gone; None where the stage has not come to it yet."""
    found = asked_mark(state, tour)
    if found is None or tour.time(state.stop, state.t) < found[0].start - LATE:
        return None
    return replace(play_asked(state, tour), ask=None, digits="")


def gone_elsewhere(state: PlayerState, tour: Tour) -> bool:
    """Whether the question of another beat than the one on stage, or coming, is still there."""
    found = asked_mark(state, tour)
    if state.ask is None:
        return False
    if found is None:
        return True
    marks, now = marks_of(tour), tour.time(state.stop, state.t)
    coming = now < found[0].start and state.until is not None and tour.time(*state.until) <= found[0].hold
    return not coming and marks.all[marks.at(now)] != found[0]


def answering(state: PlayerState, tour: Tour, passed: float) -> tuple[PlayerState, float]:
    """After a lock the clock waits until gates have folded and the picture has come to the beat's start. passed:
    seconds; what is left of them is for the beat itself."""
    found, hands = asked_mark(state, tour), hands_of(state)
    if found is None or not hands.locked or state.ask is None:
        return state, passed
    lead = lead_of(found[1], still=state.still)
    left = lead - hands.since
    if left <= 0.0 or tour.time(state.stop, state.t) < found[0].start - LATE:
        return state, passed
    used = min(left, passed)
    now = replace(hands, since=FOREVER if used == left else hands.since + used)
    return replace(state, hands={**state.hands, state.ask: now}), passed - used


# what the keys do --------------------------------------------------------------------------------------------


def toggle_hands(state: PlayerState, _intent: Any, tour: Tour) -> PlayerState:
    """Ask at this beat, or give the question and its guesses away again."""
    if state.ask is not None and hands_open(state):
        open_now, closed = asked_mark(state, tour), passed_by(state, tour)
        state = replace(state, ask=None) if closed is None else closed
        if open_now is not None and open_now[1].sets:
            return state
        return replace(state, asking=False, notice=NO_MORE)
    if state.ask is not None:
        return replace(state, ask=None)
    marks, now = marks_of(tour), tour.time(state.stop, state.t)
    place = marks.at(now)
    mark = marks.all[place]
    stop = tour.stops[mark.stop]
    ask, key = ask_at(stop, mark.beat), key_of(stop, mark.beat)
    if ask is None:
        on = not state.asks
        return replace(state, asking=on, notice=FROM_NOW if on else NO_MORE)
    hands = replace(state.hands.get(key, NO_HANDS), locked=False, since=0.0, made_for=None)
    if ask.sets:  # what was chosen before is taken back
        state = replace(state, generation=state.generation + 1)
    asking = state.asking if ask.sets else True
    shown = replace(
        state,
        asking=asking,
        ask=key,
        hands={**state.hands, key: hands},
        playing=True,
        pace=1.0,
        blank=None,
        overlay=None,
    )
    return _held(replace(shown, stop=mark.stop, t=mark.start - tour.starts[mark.stop], idle=0.0), tour, mark)


def _changed(change: Callable[[Hands, Any, Ask], Hands]) -> Callable[[PlayerState, Any, Tour], PlayerState]:
    """A step that changes the hands of the open question, and nothing where none is open."""

    def go(state: PlayerState, intent: Any, tour: Tour) -> PlayerState:
        found = asked_mark(state, tour)
        if found is None or state.ask is None or not hands_open(state):
            return state
        before = hands_of(state)
        after = change(before, intent, found[1])
        return state if after == before else replace(state, hands={**state.hands, state.ask: after})

    return go


def _type(hands: Hands, intent: asks.TypeHand, ask: Ask) -> Hands:
    if len(intent.digit) != 1 or intent.digit not in "0123456789":
        return hands
    if not ask.options:
        return hands.type_digit(intent.digit)
    return _raise(hands, asks.RaiseHand(int(intent.digit) - 1), ask)


def _raise(hands: Hands, intent: asks.RaiseHand, ask: Ask) -> Hands:
    return hands.raise_hand(intent.option) if 0 <= intent.option < len(ask.options) else hands


def _say(hands: Hands, intent: asks.SayNumber, ask: Ask) -> Hands:
    return hands if ask.options else hands.say(intent.number)


def lock(state: PlayerState, _intent: asks.LockHands, tour: Tour) -> PlayerState:
    """The run answers. A passage that still leads to the beat is skipped."""
    found = asked_mark(state, tour)
    if found is None or state.ask is None or not hands_open(state):
        return state
    hands, ask = hands_of(state), found[1]
    if ask.options and not ask.sets and not hands.raised and hands.chosen is not None:
        hands = hands.raise_hand(hands.chosen)  # a person alone: what is marked is the prediction
    inputs: Inputs = inputs_for(state, tour.stops[found[0].stop])
    said = hands.numbers
    locked = replace(hands, said=said, typed="", locked=True, since=0.0, made_for=inputs)
    generation = state.generation + (1 if ask.sets else 0)  # the choice is a setting of its stop
    return play_asked(replace(state, hands={**state.hands, state.ask: locked}, generation=generation), tour)


def without_hands(state: PlayerState, stop_key: str) -> PlayerState:
    """Whatever was answered at a stop is forgotten; a question that is on stage stays, unanswered."""
    kept = {key: hands for key, hands in state.hands.items() if key[0] != stop_key}
    return state if len(kept) == len(state.hands) else replace(state, hands=kept, generation=state.generation + 1)


ASK_STEPS: dict[type, Callable[[PlayerState, Any, Tour], PlayerState]] = {
    asks.ToggleHands: toggle_hands,
    asks.TypeHand: _changed(_type),
    asks.RaiseHand: _changed(_raise),
    asks.SayNumber: _changed(_say),
    asks.TakeBackHand: _changed(lambda hands, _intent, _ask: hands.take_back()),
    asks.ChooseHand: _changed(lambda hands, intent, ask: hands.choose(1 if intent.by > 0 else -1, len(ask.options))),
    asks.LockHands: lock,
}
