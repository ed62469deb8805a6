"""The plan of the rail: what is large, what is folded, what sleeps; nothing leaves the rail or lies on another."""

from __future__ import annotations

import itertools

import pytest

from tests.helpers import request_scenes
from tourapp.authoring import RAIL, Choice, Scene, Slider, Toggle, is_menu, plan_rail, slider_words
from tourapp.authoring.rail_plan import MOST_LARGE, parts_of

A, B, C = Slider("a", "A", 0, 10, 5), Toggle("b", "B"), Choice("c", "C", ((1, "one"), (2, "two")), 1)
SCENES = [scene for scene in request_scenes() if scene.controls]


def test_the_beats_own_controls_are_large_and_first() -> None:
    plan = plan_rail((A, B, C), ("c", "a"))
    assert [place.control.id for place in plan.places] == ["c", "a"] and plan.folded == 1
    assert all(place.large and not place.asleep for place in plan.places)


def test_what_changes_nothing_sleeps() -> None:
    places = {place.control.id: place for place in plan_rail((A, B, C), ("c",), opened=True).places}
    assert not places["c"].asleep and places["a"].asleep and places["b"].asleep
    assert places["c"].large and not places["a"].large
    (only,) = plan_rail((A, B, C), ()).places
    assert only.control is A and only.large and only.asleep, "where none acts the first is shown, asleep"


def test_a_scene_that_says_nothing_shows_its_first_controls() -> None:
    plan = plan_rail((A, B, C))
    assert [place.control.id for place in plan.places] == ["a", "b"] and not any(p.asleep for p in plan.places)


def test_a_wide_value_stands_below_its_label() -> None:
    (wide,) = plan_rail((Slider("x", "A label that is long", 0, 1_000_000, 5, unit="tokens"),)).places
    (short,) = plan_rail((A,)).places
    assert wide.stacked and not short.stacked
    assert parts_of(wide).value - parts_of(wide).label > 40 > parts_of(short).value - parts_of(short).label


def test_numbers_come_apart_from_their_units() -> None:
    assert slider_words(Slider("x", "X", 0, 10, 5, unit="s"), 5) == ("5", "s")
    assert slider_words(Slider("x", "X", 0, 10, 5, unit="$"), 5) == ("$5", "")
    assert slider_words(Slider("x", "X", 0, 10, 5, unit="s", off_text="off"), 0) == ("off", "")


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_every_rail_finds_room(scene: Scene, opened: bool) -> None:
    for beat in range(len(scene.timeline.beats)):
        plan = scene.rail(beat, opened=opened)
        large = sum(place.large for place in plan.places)
        assert large <= MOST_LARGE and (opened or large)
        assert len(plan.places) + (0 if opened else plan.folded) == len(scene.controls_at(beat))
        boxes = [place.box for place in plan.places] + ([plan.more] if plan.more is not None else [])
        assert all(RAIL.x <= box.x and box.right <= RAIL.right and box.bottom <= RAIL.bottom for box in boxes)
        for one, two in itertools.combinations(boxes, 2):
            assert one.bottom <= two.y + 1e-6 or two.bottom <= one.y + 1e-6


def test_long_options_become_a_list() -> None:
    assert not is_menu(C)
    assert is_menu(Choice("c", "C", ((1, "a very long option"), (2, "another long option")), 1))
    assert is_menu(Choice("c", "C", tuple((n, f"option {n}") for n in range(9)), 1))
