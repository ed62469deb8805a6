"""The class chooses for the run: opened by hand only, locked by Enter, an input of its stop from then on, and gone with
the request it was made for."""

from __future__ import annotations

from typing import Any

import pytest

from tests.player.steps import run
from tourapp.export.offline import default_tour
from tourapp.player import intents
from tourapp.player.ask_intents import ChooseHand, LockHands, RaiseHand, TakeBackHand, ToggleHands, TypeHand
from tourapp.player.asking import hands_of, hands_open
from tourapp.player.class_sums import class_sums
from tourapp.player.hands import Hands
from tourapp.player.intents import SetControl, Tick
from tourapp.player.state import PlayerState, inputs_for, opening
from tourapp.player.tour import Tour
from tourapp.player.walking import opening_beat


@pytest.fixture(scope="module")
def tour() -> Tour:
    return default_tour()


def at_draw(tour: Tour, **more: Any) -> PlayerState:
    index = tour.index("sampling")
    beat = tour.stops[index].scene.timeline.index("draw")
    return run(opening_beat(opening(**more), tour, index, beat), tour, *[Tick(1.0)] * 8)


def choice(state: PlayerState, tour: Tour) -> int:
    return int(inputs_for(state, tour.stops[tour.index("sampling")]).class_choice)


def test_only_v_opens_it(tour: Tour) -> None:
    shown = at_draw(tour, presenting=True)
    assert shown.ask is None and shown.holding, "while presenting the beat plays as it is"
    opened = run(shown, tour, ToggleHands())
    assert hands_open(opened) and opened.ask == ("sampling", "draw") and opened.asking is None
    closed = run(opened, tour, ToggleHands())
    assert closed.ask is None and closed.asking is None and choice(closed, tour) == 0


def test_digits_count_and_enter_locks(tour: Tour) -> None:
    opened = run(at_draw(tour), tour, ToggleHands(), *[TypeHand(key) for key in "1144478904"], TakeBackHand())
    assert hands_of(opened).counts(7) == (2, 0, 0, 3, 0, 0, 1), "8, 9 and 0 are no candidates"
    assert choice(opened, tour) == 0, "nothing is chosen before the lock"
    locked = run(opened, tour, LockHands())
    assert choice(locked, tour) == 4 and locked.undo == opened.undo
    assert locked.generation > opened.generation, "the window asks for what it needs now"
    others = [stop for stop in tour.stops if stop.key != "sampling"]
    assert all(inputs_for(locked, stop).class_choice == 0 for stop in others)


def test_next_is_never_blocked(tour: Tour) -> None:
    opened = run(at_draw(tour), tour, ToggleHands(), TypeHand("3"))
    shown = run(opened, tour, intents.NextBeat())
    assert shown.ask is None and choice(shown, tour) == 0
    locked = run(opened, tour, LockHands(), *[Tick(1.0)] * 9)
    assert locked.holding
    on = run(locked, tour, intents.NextBeat())
    assert on.ask is None and choice(on, tour) == 3, "it stays chosen"
    back = run(on, tour, *[Tick(1.0)] * 9, intents.PreviousBeat(), intents.PreviousBeat())
    assert back.ask in (None, ("sampling", "draw")) and choice(back, tour) == 3


def test_an_empty_lock_leaves_it_to_chance(tour: Tour) -> None:
    locked = run(at_draw(tour), tour, ToggleHands(), LockHands())
    assert choice(locked, tour) == 0
    marked = run(at_draw(tour), tour, ToggleHands(), ChooseHand(1), ChooseHand(1), LockHands())
    assert choice(marked, tour) == 2, "without a hand the marked one"


def test_it_holds_for_the_request_it_was_made_for(tour: Tour) -> None:
    locked = run(at_draw(tour), tour, ToggleHands(), RaiseHand(5), LockHands())
    for control, value in (("temperature", 1.6), ("seed", 3), ("prompt", "Why?"), ("top_k", 3)):
        other = run(locked, tour, SetControl("sampling" if control != "prompt" else "", control, value))
        assert choice(other, tour) == 0
        assert choice(run(other, tour, intents.Undo()), tour) == 6
    assert choice(run(locked, tour, SetControl("batching", "variance", 0.0)), tour) == 6
    anew = run(locked, tour, ToggleHands(), ToggleHands())
    assert choice(anew, tour) == 0 and anew.generation > locked.generation, "V asks anew"
    assert choice(run(locked, tour, intents.ResetStop("sampling")), tour) == 0


def test_it_is_summed_up_like_other_hands(tour: Tour) -> None:
    locked = run(at_draw(tour), tour, ToggleHands(), *[TypeHand(key) for key in "112"], LockHands())
    (found,) = class_sums(locked, tour)
    assert found.locked and found.answers == 3 and found.options[0] == ("the likeliest token", 2)


@pytest.mark.parametrize(
    ("raised", "chosen", "leads"),
    [((), None, None), ((), 2, 2), ((1, 1, 0), 0, 1), ((1, 0), 0, 0), ((1, 0), 2, 0), ((3,), None, 3)],
)
def test_who_leads(raised: tuple[int, ...], chosen: int | None, leads: int | None) -> None:
    assert Hands(raised, chosen).leading(4) == leads
