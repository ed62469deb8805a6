"""A show of hands for the guess of a lab: the same hands as at any question of a tour, by the same keys, kept under the
lab's one beat. They go up before the lock, and what they have shown stays beside the truth. Nothing of it is written.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tourapp.learning.labs import LabView
from tourapp.learning.labs import intents as lab_intents
from tourapp.learning.labs.state import GUESS
from tourapp.learning.labs.step import plainly
from tourapp.player import ask_intents as asks
from tourapp.player.asking import ASK_STEPS, key_of, without_hands
from tourapp.player.hands import NO_HANDS, Hands
from tourapp.player.labs import LAB_STEPS, on_stage
from tourapp.player.state import PlayerState
from tourapp.player.tour import Tour


def _lab(state: PlayerState, tour: Tour) -> tuple[LabView, tuple[str, str]] | None:
    """The lab on stage, and under which its hands are kept."""
    view = on_stage(state, tour)
    return (view, key_of(tour.stops[state.stop], 0)) if isinstance(view, LabView) else None


def _do(state: PlayerState, intent: Any, tour: Tour) -> PlayerState:
    return LAB_STEPS[type(intent)](state, intent, tour)


def _enter(state: PlayerState, intent: lab_intents.LabEnter, tour: Tour) -> PlayerState:
    """Go on. Where the class was asked and nobody typed a guess, the class's is the guess; with the lock no hand goes
    up any more."""
    found = _lab(state, tour)
    if found is None or found[0].phase != "predict" or found[0].hands is None:
        return _do(state, intent, tour)
    view, key = found
    place = view.hands.leading(view.lab.guess.options)
    if view.asks_class and place is not None and not view.text_in(GUESS):
        state = _do(state, lab_intents.WriteBox(GUESS, guess_of(view, place)), tour)
    after = _do(state, intent, tour)
    now = after.labs.get(key[0])
    if now is None or not now.is_locked:
        return after
    return replace(after, hands={**after.hands, key: replace(view.hands, locked=True)})


def guess_of(view: LabView, place: int) -> str:
    """An option of the class as a guess: a choice's number, or the middle of a range."""
    kind = view.lab.guess
    if kind.choices:
        return str(place + 1)
    low, high = kind.ranges[place]
    middle = math.sqrt(low * high)
    return str(round(middle)) if kind.whole else plainly(float(f"{middle:.2g}"))


def _again(state: PlayerState, intent: lab_intents.StartAgain, tour: Tour) -> PlayerState:
    """Another attempt asks the class anew."""
    after = _do(state, intent, tour)
    return state if after is state else without_hands(after, tour.stops[state.stop].key)


def _toggle(state: PlayerState, intent: asks.ToggleHands, tour: Tour) -> PlayerState:
    """Ask the class, or stop asking; what hands have shown stays."""
    found = _lab(state, tour)
    if found is None:
        return ASK_STEPS[type(intent)](state, intent, tour)
    view, key = found
    if view.state.is_locked:
        return state
    if view.asks_class:
        kept = {name: each for name, each in state.hands.items() if name != key}
        return replace(state, hands={**kept, key: replace(view.hands, locked=True)} if view.hands.given else kept)
    if view.phase == "play":
        state = _do(state, lab_intents.LabEnter(), tour)
    state = _do(state, lab_intents.FocusBox(""), tour)
    return replace(state, hands={**state.hands, key: replace(view.hands or NO_HANDS, locked=False)})


def _raised(hands: Hands, place: int, options: int) -> Hands:
    return hands.raise_hand(place) if 0 <= place < options else hands


def _changed(change: Callable[[Hands, Any, int], Hands]) -> Callable[[PlayerState, Any, Tour], PlayerState]:
    """A step that changes the hands for the guess on stage; where no lab is, those of the question on stage."""

    def go(state: PlayerState, intent: Any, tour: Tour) -> PlayerState:
        found = _lab(state, tour)
        if found is None:
            return ASK_STEPS[type(intent)](state, intent, tour)
        view, key = found
        if not view.asks_class:
            return state
        after = change(view.hands, intent, view.lab.guess.options)
        return state if after == view.hands else replace(state, hands={**state.hands, key: after})

    return go


PAGE_STEPS: dict[type, Callable[[PlayerState, Any, Tour], PlayerState]] = {
    **LAB_STEPS,
    lab_intents.LabEnter: _enter,
    lab_intents.StartAgain: _again,
    asks.ToggleHands: _toggle,
    asks.TypeHand: _changed(lambda hands, intent, n: _raised(hands, "123456789".find(intent.digit or "0"), n)),
    asks.RaiseHand: _changed(lambda hands, intent, n: _raised(hands, intent.option, n)),
    asks.TakeBackHand: _changed(lambda hands, _intent, _n: hands.take_back()),
    asks.ChooseHand: _changed(lambda hands, intent, n: hands.choose(1 if intent.by > 0 else -1, n)),
}
