"""How deep a tour goes: which beats play at a level, the third line, and that a change keeps the place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.toys import make_scene
from tourapp.authoring import Beat, Frame, Picture
from tourapp.authoring.scene import Scene
from tourapp.export.offline import Moment, Offline
from tourapp.player.lessons.opened import entry_of
from tourapp.player.marks import marks_of
from tourapp.player.preference_table import Choose
from tourapp.player.state import PlayerState, Settings, opening
from tourapp.player.step import step
from tourapp.player.talks.cuts import carried
from tourapp.player.tour import Tour, tour_of
from tourapp.player.walking import opening_beat


def draw(_f: Frame, p: Picture) -> None:
    p.fill(n=42)


def deep_scene(name: str, levels: str) -> Scene:
    """A scene with a beat for each letter, e for everyone and d for deeper; each has a third line."""
    made = make_scene(name, draw)
    beats = tuple(
        Beat(f"beat{i}", 4.0, "Said.", "Quiet.", level="deeper" if letter == "d" else "everyone", deeper="It is {n}.")
        for i, letter in enumerate(levels)
    )
    return replace(made, timeline=replace(made.timeline, beats=beats))


@pytest.fixture(scope="module")
def tour() -> Tour:
    return tour_of((deep_scene("mixed", "edeed"), deep_scene("plain", "ee"), deep_scene("deep", "dd")))


def kept(tour: Tour) -> list[tuple[int, ...]]:
    return [stop.kept for stop in tour.stops]


def test_everyone_has_no_deeper_beat_but_where_there_is_nothing_else(tour: Tour) -> None:
    shown = tour.at("everyone")
    assert kept(shown) == [(0, 2, 3), (0, 1), (0, 1)]
    assert shown.stops[0].left == (1, 4) and shown.stops[0].every == (0, 1, 2, 3, 4)
    assert shown.duration < tour.duration
    assert tour.at("deeper") is tour and shown.at("deeper") is tour and shown.at("everyone") is shown


def test_a_tour_without_deeper_beats_is_the_same_at_both(tour: Tour) -> None:
    plain = tour_of((deep_scene("plain", "ee"),))
    assert plain.at("everyone") is plain
    whole = Tour(tour.stops, level="deeper")
    assert whole.at("everyone") is whole
    stop = replace(tour.stops[0], deeper=True)
    assert Tour((stop,)).at("everyone").stops[0].kept == (0, 1, 2, 3, 4)


@pytest.mark.parametrize(("beat", "there"), [(0, 0), (2, 2), (1, 2), (4, 3)])
def test_a_change_of_level_keeps_the_beat_or_goes_to_the_next(tour: Tour, beat: int, there: int) -> None:
    shown = tour.at("everyone")
    state = opening_beat(opening(), tour, 0, beat)
    moved = carried(state, tour, shown)
    mark = marks_of(shown).all[marks_of(shown).at(shown.time(moved.stop, moved.t))]
    assert (moved.stop, mark.beat) == (0, there)


def test_it_is_a_preference(tour: Tour) -> None:
    state = step(opening(), Choose("level", "deeper"), tour)
    assert state.habits.level == "deeper"
    assert "level" in step(state, Choose("level", "shallow"), tour).notice
    assert step(state, Choose("level", "shallow"), tour).habits.level == "deeper"


@pytest.mark.parametrize("level", ["everyone", "deeper"])
def test_the_third_line_is_there_for_who_wants_it(tour: Tour, level: str) -> None:
    offline = Offline(tour, Settings(), level=level)  # type: ignore[arg-type]
    picture = offline.picture(Moment(0, 0, 0.9))
    texts = [str(op.words) for op in picture.ops if hasattr(op, "words")]
    assert any("42" in words for words in texts) is (level == "deeper"), texts


def test_a_lesson_made_at_one_level_has_the_beats_of_both(tour: Tour) -> None:
    assert entry_of(tour.at("everyone").stops[0], Settings()).beats is None
    part = replace(tour.stops[0], kept=(0, 1))
    assert entry_of(part.at("everyone"), Settings()).beats == ["beat0", "beat1"]


def test_a_level_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="level: 'expert' is not one of"):
        Beat("a", 1.0, "Said.", level="expert")  # type: ignore[arg-type]


def test_the_state_is_plain() -> None:
    assert PlayerState().habits.level == "everyone"
