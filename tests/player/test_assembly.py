"""A lesson in the making: scenes, beats, minutes, settings; every change undone and made again."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tourapp.export.offline import default_tour
from tourapp.player import intents
from tourapp.player.assembly import PLANS, Assembly, assembled, screen_settings, stop_of, whole
from tourapp.player.lessons.lesson_file import write_lesson
from tourapp.player.opening import first_settings
from tourapp.player.state import opening
from tourapp.player.step import step
from tourapp.player.tour import make_tour
from tourapp.player.walking import opening_beat
from tourapp.tours import all_scenes, tour_called
from tourapp.tours.lesson import read_lesson

SCENES = [all_scenes()[name] for name in ("network", "sampling", "batching")]


def ids(lesson: Assembly) -> list[str]:
    """The scenes of a lesson in order."""
    return [stop.scene.id for stop in lesson.stops]


def test_scenes_come_go_and_move() -> None:
    network, sampling, batching = SCENES
    lesson = Assembly().add(whole(network)).add(whole(batching)).add(whole(sampling), 1)
    assert ids(lesson) == ["network", "sampling", "batching"]
    assert ids(lesson.move(0, 2)) == ["sampling", "batching", "network"] and lesson.move(0, 0) is lesson
    assert lesson.move(7, 0) is lesson
    assert ids(lesson.remove(1)) == ["network", "batching"]
    assert ids(lesson.undo().undo()) == ["network"] and ids(lesson.undo().redo()) == ids(lesson)


def test_ticks_add_a_scene_and_the_last_one_takes_it_out() -> None:
    sampling = SCENES[1]
    lesson = Assembly().tick(sampling, 2)
    assert lesson.stops[0].kept == (2,)
    assert lesson.tick(sampling, 0).stops[0].kept == (0, 2)
    assert lesson.tick(sampling, 2).stops == () and lesson.tick(sampling, 99) is lesson


def test_minutes_follow_the_beats_until_they_are_set() -> None:
    sampling = SCENES[1]
    lesson = Assembly().tick(sampling, 0)
    one = lesson.minutes
    assert lesson.tick(sampling, 1).minutes > one
    lesson = lesson.lengthen(0, 0.5)
    assert lesson.minutes == round(2 * (one + 0.5)) / 2 and lesson.tick(sampling, 1).minutes == lesson.minutes
    assert lesson.lengthen(0, -50).minutes == 0.5 and lesson.lengthen(5, 1) is lesson
    plans = [lesson.plan]
    for _ in PLANS:
        lesson = lesson.next_plan()
        plans.append(lesson.plan)
    assert plans == [25, 50, 90, 10, 25]


def test_what_is_on_screen_is_stored_and_opens_again(tmp_path: Path) -> None:
    tour = default_tour()
    state = opening_beat(opening(settings=first_settings(tour, {})), tour)
    assert screen_settings(state, tour, SCENES[1]) == {}
    for name, value in (("temperature", 1.3), ("prompt", "Why?")):
        state = step(state, intents.SetControl("sampling", name, value), tour)
    found = screen_settings(state, tour, SCENES[1])
    assert found == {"temperature": 1.3, "prompt": "Why?"}
    lesson = Assembly().tick(SCENES[1], 1).add(whole(SCENES[2])).use(0, found).lengthen(1, 1)
    path = tmp_path / "mine.json"
    write_lesson(path, assembled(lesson, tour, first_settings(tour, {}), "mine"))
    again = make_tour(read_lesson(path, all_scenes()))
    assert [stop.kept for stop in again.stops] == [stop.kept for stop in lesson.stops]
    assert again.stops[0].settings == found and again.minutes == lesson.minutes


def test_stops_of_a_tour_become_stops_of_a_lesson() -> None:
    tour = make_tour(tour_called("request_25"))
    lesson = Assembly().changed(tuple(stop_of(stop) for stop in tour.stops))
    assert round(lesson.minutes) == 25 and [stop.kept for stop in lesson.stops] == [stop.kept for stop in tour.stops]


@given(st.lists(st.tuples(st.sampled_from(["tick", "add", "remove", "move", "long"]), st.integers(0, 5)), max_size=20))
def test_undo_goes_all_the_way_back(doings: list[tuple[str, int]]) -> None:
    lesson = Assembly()
    for what, number in doings:
        scene = SCENES[number % 3]
        lesson = {
            "tick": lambda lesson=lesson, scene=scene, number=number: lesson.tick(scene, number),
            "add": lambda lesson=lesson, scene=scene, number=number: lesson.add(whole(scene), number),
            "remove": lambda lesson=lesson, number=number: lesson.remove(number),
            "move": lambda lesson=lesson, number=number: lesson.move(number, 5 - number),
            "long": lambda lesson=lesson, number=number: lesson.lengthen(number, 0.5),
        }[what]()
    end = lesson.stops
    count = len(lesson.undone)
    for _ in range(count):
        lesson = lesson.undo()
    assert lesson.stops == () and lesson.undo() is lesson
    for _ in range(count):
        lesson = lesson.redo()
    assert lesson.stops == end and lesson.redo() is lesson
