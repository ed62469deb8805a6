"""A class is asked for the guess of a lab: hands by the usual keys, the lock, bars that stay; nothing is written."""

from __future__ import annotations

import pytest

from tests.helpers import make_offline
from tests.player.steps import run
from tourapp.learning.labs import LabView
from tourapp.learning.labs.intents import FocusBox, LabEnter, StartAgain, WriteBox
from tourapp.learning.progress import attempt_of
from tourapp.player import intents
from tourapp.player.ask_intents import ChooseHand, RaiseHand, TakeBackHand, ToggleHands, TypeHand
from tourapp.player.class_sums import class_sums
from tourapp.player.handouts.leaves import HandoutParts, HandoutPlan
from tourapp.player.handouts.sheets import PaperSheet
from tourapp.player.labs import lab_view
from tourapp.player.state import PlayerState, opening
from tourapp.player.tour import Tour, tour_of
from tourapp.tours import all_scenes

NUMBER, CHOICE = "lab_kv_calculator", "lab_attention_by_hand"


def tour(page: str = NUMBER) -> Tour:
    return tour_of((all_scenes()[page],))


def view(state: PlayerState, page: Tour) -> LabView:
    found = lab_view(state, page.stops[0])
    assert found is not None
    return found


def digits(words: str) -> list[TypeHand]:
    return [TypeHand(digit) for digit in words]


def test_hands_go_up_by_digits_and_one_comes_back() -> None:
    page = tour()
    state = run(opening(), page, ToggleHands())
    assert view(state, page).phase == "predict" and view(state, page).asks_class and state.ask is None
    state = run(state, page, *digits("1223"), RaiseHand(1), TypeHand("9"), TypeHand("0"), TypeHand(""), RaiseHand(7))
    assert view(state, page).hands_up == (1, 3, 1), "a range that is not there takes no hand"
    state = run(state, page, TakeBackHand())
    assert view(state, page).hands_up == (1, 2, 1)


@pytest.mark.parametrize(
    ("page", "hands", "guess"),
    [
        (NUMBER, "1223", 32.0),
        (NUMBER, "33", 320.0),
        (CHOICE, "3314", 3.0),
        ("lab_sampler", "1", 1.0),
        ("lab_sampler", "3345", 3.0),
    ],
)
def test_the_class_guesses_where_nobody_typed(page: str, hands: str, guess: float) -> None:
    asked = tour(page)
    state = run(opening(), asked, ToggleHands(), *digits(hands), LabEnter())
    found = view(state, asked)
    assert found.state.guess == guess and found.state.is_locked and not found.asks_class
    assert sum(found.hands_up) == len(hands)
    after = run(state, asked, *digits("111"), TakeBackHand(), ToggleHands())
    assert view(after, asked).hands_up == found.hands_up, "locked is locked"


def test_a_teachers_own_guess_stands_beside_the_class() -> None:
    page = tour()
    state = run(opening(), page, LabEnter(), WriteBox("guess", "50"), ToggleHands(), *digits("1113"), LabEnter())
    assert view(state, page).state.guess == 50 and view(state, page).hands_up == (3, 0, 1)
    state = run(state, page, LabEnter())
    assert view(state, page).phase == "task" and view(state, page).hands_up == (3, 0, 1), "bars stay"


def test_who_stops_asking_keeps_what_was_shown_and_nobody_asked_leaves_nothing() -> None:
    page = tour()
    state = run(opening(), page, ToggleHands(), ToggleHands())
    assert view(state, page).hands is None and not view(state, page).asks_class
    state = run(state, page, ToggleHands(), TypeHand("2"), ToggleHands())
    assert view(state, page).hands_up == (0, 1, 0) and not view(state, page).asks_class
    state = run(state, page, ToggleHands(), TypeHand("2"))
    assert view(state, page).hands_up == (0, 2, 0), "asked again, hands go on"


def test_without_any_hand_a_guess_is_still_wanted() -> None:
    page = tour()
    state = run(opening(), page, ToggleHands(), LabEnter())
    assert view(state, page).phase == "predict" and view(state, page).asks_class


@pytest.mark.parametrize("again", [StartAgain(), intents.ResetStop(NUMBER)])
def test_another_attempt_asks_anew(again: object) -> None:
    page = tour()
    state = run(opening(), page, ToggleHands(), *digits("22"), LabEnter(), again)
    assert view(state, page).state.attempt == 2 and view(state, page).hands is None


def test_nothing_of_the_hands_is_written_down() -> None:
    page = tour()
    state = run(opening(), page, ToggleHands(), *digits("2222222"), LabEnter())
    kept = attempt_of(view(state, page))
    assert {name for name in kept.__struct_fields__ if "hand" in name} == set() and kept.guess == 32.0


@pytest.mark.parametrize(("page", "hands"), [(NUMBER, "1223"), (CHOICE, "3314")])
def test_hands_stand_on_the_page_of_a_class_and_the_truth_once_they_are_locked(page: str, hands: str) -> None:
    asked = tour(page)
    state = run(opening(), asked, ToggleHands(), *digits(hands))
    (open_sum,) = class_sums(state, asked)
    assert (open_sum.answers, open_sum.locked, open_sum.truth, open_sum.right) == (4, False, None, None)
    locked = run(state, asked, LabEnter())
    (told,) = class_sums(locked, asked)
    lab = view(locked, asked).lab
    assert (
        told.locked
        and told.question == lab.title
        and told.right == lab.guess.right_option(float(view(locked, asked).truth.value))
    )
    offline = make_offline(tour=asked, hands=locked.hands, labs=locked.labs)
    plan = HandoutPlan(offline.state(), asked, (0,), HandoutParts(answers=True))
    (sheet,) = [leaf for leaf in plan.made(offline.worlds) if isinstance(leaf, PaperSheet)]
    lines = [line.text for entry in sheet.entries for line in entry.lines]
    assert sum(line.endswith("✓") for line in lines) == 1 and any("4 hands, locked" in line for line in lines)
    assert any("25" in line for line in lines[-1:]) == (page == NUMBER)


def test_keys_of_a_box_are_its_own_and_choosing_marks() -> None:
    page = tour(CHOICE)
    state = run(opening(), page, ToggleHands(), ChooseHand(1), ChooseHand(1), LabEnter())
    assert view(state, page).state.guess == 2, "a person alone: what is marked is the guess"
    state = run(opening(), page, ToggleHands(), FocusBox("because"), WriteBox("because", "12"))
    assert view(state, page).hands_up == (0, 0, 0, 0)
