"""The size of words: its steps, what a window asks for, where things then stand, and what is remembered of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import STILL, make_offline, request_scenes
from tourapp.authoring import DARK, PROJECTOR, Scene, picture_digest, sizes
from tourapp.authoring.layout import HEIGHT
from tourapp.cli.options import text_scale_of
from tourapp.errors import UsageError
from tourapp.export.offline import Moment
from tourapp.opening import OpenOptions, check_options, opening_state
from tourapp.player import intents, preferences
from tourapp.player.fitting import broken, fitting_of, looks_of
from tourapp.player.preferences import Preferences
from tourapp.player.remembered import remember
from tourapp.player.room import STEPS, USUAL, Room, next_step, room_of
from tourapp.player.state import PlayerState, opening
from tourapp.player.step import step
from tourapp.player.tour import Tour

SCENES = request_scenes()


def test_steps_up_down_and_back() -> None:
    assert [next_step(each, 1) for each in STEPS] == [100, 125, 150, 200, 200]
    assert [next_step(each, -1) for each in STEPS] == [80, 80, 100, 125, 150]
    assert next_step(137, 1) == 150 and next_step(137, -1) == 125 and next_step(250, 1) == 250
    assert next_step(200, 0) == 100


def test_keys_change_it_and_say_so(tour: Tour) -> None:
    larger = step(opening(), intents.ChangeTextScale(1), tour)
    assert larger.text_scale == 125 and "125" in str(larger.notice)
    assert step(larger, intents.ChangeTextScale(-1), tour).text_scale == 100
    assert step(step(larger, intents.ChangeTextScale(1), tour), intents.ChangeTextScale(0), tour).text_scale == 100


def test_a_small_window_goes_on_from_what_it_needs(tour: Tour) -> None:
    small = opening(room=room_of(900, 553))
    larger = step(small, intents.ChangeTextScale(1), tour)
    assert larger.text_scale == 150, "a step above the 128 % that it needs anyhow"
    least = step(small, intents.ChangeTextScale(-1), tour)
    assert least.text_scale == 80 and "128" in str(least.notice) and "none smaller" in str(least.notice)


def test_what_a_window_asks_for() -> None:
    assert room_of(1920, 1080) == USUAL and room_of(1366, 768) == USUAL and room_of(3840, 2160) == USUAL
    assert room_of(1280, 720) == Room(0.0, True, HEIGHT), "large enough words, but narrow"
    assert room_of(1280, 720, 2.0) == Room(0.0, True, HEIGHT)
    assert room_of(800, 450).least == 1.44 and room_of(800, 450, 2.0).least == 0.0
    portrait = room_of(900, 1400)
    assert portrait.below and portrait.height > 2 * HEIGHT and portrait.height % 30 == 0
    assert room_of(2400, 1350) == USUAL and room_of(320, 180) == USUAL, "a miniature is no window"


def test_sizes_of_a_theme_at_a_scale() -> None:
    assert DARK.scaled(1.0) is DARK and DARK.scaled(1.5).px(sizes.CAPTION) == 66.0
    for theme in (DARK, PROJECTOR):
        for size in sizes.SCALE:
            assert theme.scaled(0.8).px(size) >= min(theme.px(size), theme.smallest_tag)
            assert theme.px(theme.size_for(size)) == pytest.approx(size, abs=0.01) or size < theme.smallest
    assert DARK.scaled(0.8).px(sizes.CAPTION) == pytest.approx(35.2)


@pytest.mark.parametrize("scale", [125, 150, 200, 250])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id)
def test_everything_has_its_place(scene: Scene, scale: int) -> None:
    for room in (USUAL, room_of(800, 453), room_of(900, 1350), room_of(1024, 720)):
        fitting = fitting_of(scene, looks_of(opening(text_scale=scale, room=room)))
        bottom = fitting.stand.ground.bottom if scene.controls else fitting.caption
        assert fitting.head >= 120 and bottom <= fitting.height - 10
        assert fitting.area.bottom <= fitting.caption and fitting.shrink > 0.15 - 0.07 * (scale > 200)
        stand = fitting.stand
        for beat in range(len(scene.timeline.beats)):
            plan = scene.rail(beat, stand=stand)
            assert len(plan.places) + plan.folded == len(scene.controls_at(beat))
            boxes = [place.box for place in plan.places] + ([plan.more] if plan.more else [])
            room_right = 1488 + stand.width + 1.0
            assert all(box.right <= room_right for box in boxes), "a control leaves the rail"
            for number, one in enumerate(boxes):
                for two in boxes[number + 1 :]:
                    apart = one.right <= two.x + 1 or two.right <= one.x + 1
                    assert apart or one.bottom <= two.y + 1 or two.bottom <= one.y + 1


def test_the_usual_picture_is_the_same_at_100_per_cent_and_another_at_150() -> None:
    usual = make_offline(work=STILL)
    index = usual.tour.index("batching")
    moment = Moment(index, usual.tour.stops[index].kept[-1], 0.9)
    one = make_offline(usual, text_scale=100, room=room_of(1366, 768)).picture(moment)
    large = make_offline(usual, text_scale=150).picture(moment)
    assert picture_digest(one) == picture_digest(usual.picture(moment)) and one.left_out == ()
    assert picture_digest(large) != picture_digest(one) and large.left_out


def test_lines_are_as_few_and_as_even_as_they_can_be() -> None:
    words = "The quick brown fox jumps over the lazy dog and runs " * 3
    lines = broken(words.strip(), 66.0, 600)
    assert " ".join(lines) == words.strip() and len(lines) == 3
    assert min(map(len, lines)) > 0.5 * max(map(len, lines))


def test_it_is_remembered_and_an_option_wins(tmp_path: Path, tour: Tour) -> None:
    kept = remember(opening(text_scale=150), tour)
    assert kept.text_scale == 150 and preferences.save(kept, tmp_path) == ""
    found, notice = preferences.load(tmp_path)
    assert found.text_scale == 150 and notice == ""
    assert _opened(OpenOptions(), found, tour).text_scale == 150
    assert _opened(OpenOptions(text_scale=80), found, tour).text_scale == 80
    check_options(OpenOptions(text_scale=200), tour)


def _opened(options: OpenOptions, remembered: Preferences, tour: Tour) -> PlayerState:
    return opening_state(options, tour, remembered)[0]


@pytest.mark.parametrize("text", ['{"text_scale": 79}', '{"text_scale": 1000}', '{"text_scale": "big"}'])
def test_a_wrong_one_in_the_file_is_told_once(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text)
    found, notice = preferences.load(tmp_path)
    assert found.text_scale == 100 and "text_scale" in notice and "\n" not in notice


@pytest.mark.parametrize("word", ["", "big", "79", "251", "-100", "1e2", "100.5", "nan", "99999", "²"])
def test_a_wrong_option_gets_one_line(word: str) -> None:
    with pytest.raises(UsageError) as told:
        text_scale_of(word)
    assert str(told.value).startswith("--text-scale: ") and "80 to 250" in str(told.value)


def test_good_options() -> None:
    assert [text_scale_of(word) for word in ("80", "125", "150%", "250")] == [80, 125, 150, 250]
    assert text_scale_of(None) == 100
