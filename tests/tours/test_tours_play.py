"""Any tour plays: other scenes in another order, one of them twice, some beats only, settings of a stop's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import STILL, make_offline, now
from tourapp.authoring import Badge, Beat, Frame, Picture, Scene, Timeline, flat_ops, ops, picture_digest
from tourapp.cli import main
from tourapp.export.offline import Moment, Offline
from tourapp.player import intents
from tourapp.player.marks import marks_of
from tourapp.player.opening import first_settings
from tourapp.player.state import control_value, inputs_for, opening
from tourapp.player.step import step
from tourapp.player.tour import PASSAGE, Tour, TourPlace, make_tour, tour_of
from tourapp.player.walking import opening_beat
from tourapp.tours import all_scenes
from tourapp.tours.load import parse_tour

FOUR = {
    "id": "four",
    "title": "Four",
    "set": {"temperature": 0.3},
    "seed": 5,
    "stops": [
        {"scene": "kv_hall", "beats": ["decode", "heads"], "title": "The hall, shortly"},
        {"scene": "pricing", "set": {"batch": 2, "margin": 1}},
        {"scene": "sampling", "set": {"temperature": 1.5}},
        {"scene": "kv_hall", "beats": ["grow"], "set": {"kv_bits": 8}},
        {"scene": "finale"},
    ],
}


RECORDED = {
    **FOUR,
    "set": {},
    "seed": None,
    "stops": [{key: value for key, value in stop.items() if key != "set"} for stop in FOUR["stops"]],
}
"""The same stops where the shipped answer is shown: no model has to run."""


def tour_from(data: dict[str, Any]) -> Tour:
    return make_tour(parse_tour(json.dumps(data).encode(), "mine.json", all_scenes()))


@pytest.fixture(scope="module")
def tour() -> Tour:
    return tour_from(FOUR)


@pytest.fixture(scope="module")
def offline(tour: Tour) -> Offline:
    return make_offline(tour=tour, work=STILL)


def test_stops_have_keys_titles_and_their_own_time(tour: Tour) -> None:
    assert [stop.key for stop in tour.stops] == ["kv_hall", "pricing", "sampling", "kv_hall#2", "finale"]
    assert tour.stops[0].title == "The hall, shortly" and tour.stops[3].title == tour.stops[3].scene.title
    hall = tour.stops[0]
    timeline = hall.scene.timeline
    decode, heads = timeline.index("decode"), timeline.index("heads")
    assert hall.kept == (decode, heads)
    assert hall.duration == timeline.beats[decode].seconds + timeline.beats[heads].seconds
    assert tour.starts[1] == hall.duration + PASSAGE
    assert tour.index("kv_hall#2") == 3 and tour.index("kv_hall") == 0


def test_a_skipped_beat_counts_as_done_and_one_ahead_as_not_begun(tour: Tour, offline: Offline) -> None:
    hall = tour.stops[0]
    first = offline.frame(0, hall.scene_time(0.5))
    assert first.beat_name == "decode" and first.beat("empty") == first.beat("prefill") == 1.0
    assert first.beat("grow") == first.beat("heads") == 0.0 and 0 < first.beat("decode") < 1
    second = offline.frame(0, hall.scene_time(hall.spans[1][1] + 0.5))
    assert second.beat_name == "heads" and second.beat("grow") == second.beat("scales") == 1.0
    for t in (0.0, 0.7, hall.duration - 0.01):
        assert hall.local_time(hall.scene_time(t)) == pytest.approx(t)


def test_law_09_what_a_stop_sets_stays_there_and_is_restored_on_leaving(tour: Tour) -> None:
    state = opening(settings=first_settings(tour, {}))
    assert state.inputs.temperature == 0.3 and state.inputs.seed == 5
    temperatures = [inputs_for(state, stop).temperature for stop in tour.stops]
    assert temperatures == [0.3, 0.3, 1.5, 0.3, 0.3]
    assert [inputs_for(state, stop).kv_bits for stop in tour.stops] == [16, 16, 16, 8, 16]
    changed = step(state, intents.SetControl("sampling", "temperature", 0.9), tour)
    assert [inputs_for(changed, stop).temperature for stop in tour.stops] == [0.3, 0.3, 0.9, 0.3, 0.3]
    everywhere = step(changed, intents.SetControl("kv_hall", "kv_heads", "mqa"), tour)
    assert control_value(everywhere, tour.stops[0], "kv_heads") == "mqa"
    assert control_value(everywhere, tour.stops[3], "kv_heads") == "own", "the same scene, another stop"
    back = step(everywhere, intents.ResetStop("sampling"), tour)
    assert inputs_for(back, tour.stops[2]).temperature == 1.5


def test_walking_digits_and_going_to_a_stop(tour: Tour) -> None:
    state = opening_beat(opening(), tour)
    marks = marks_of(tour)
    assert [mark.stop for mark in marks.all][:3] == [0, 0, 1] and len(marks.all) == 2 + 6 + 5 + 1 + 5
    seen = [(state.stop, state.until)]
    for _ in range(len(marks.all) - 1):
        state = step(state, intents.NextBeat(), tour)
        state = step(state, intents.NextBeat(), tour) if tour.place(state.stop, state.t).mix else state
        seen.append((state.stop, state.until))
    assert state.stop == 4 and len(set(seen)) >= len(tour.stops)
    state = step(state, intents.GotoNumber(4), tour)
    assert state.stop == 3 and tour.stops[3].key == "kv_hall#2"
    assert step(state, intents.JumpToStop("pricing"), tour).stop == 1
    assert "1 to 5" in str(step(state, intents.GotoNumber(6), tour).notice)
    beat = tour.stops[0].scene.timeline.index("grow")
    assert now(step(state, intents.SeekBeat(0, beat), tour), tour) == tour.stops[0].spans[1][1], "the next kept beat"


def test_every_moment_and_every_passage_draws(tour: Tour, offline: Offline) -> None:
    for time in [k * tour.duration / 60 for k in range(61)]:
        picture = offline.compose(tour.locate(time))
        assert picture_digest(picture) == picture_digest(offline.compose(tour.locate(time)))
    for index in range(len(tour.stops) - 1):
        for mix in (0.2, 0.8):
            picture = offline.compose(TourPlace(index, tour.stops[index].duration, mix))
            assert any(isinstance(op, ops.Sprites) for op in picture.ops)


def words(picture: Picture) -> list[str]:
    return [op.words for op in flat_ops(picture) if isinstance(op, ops.Words)]


def test_numbers_of_stops_and_beats_are_this_tours(offline: Offline) -> None:
    heads = offline.tour.stops[0].scene.timeline.index("heads")
    seen = words(offline.picture(Moment(0, heads, 0.9)))
    assert "1 / 5" in seen and "01" in seen and "The hall, shortly" in seen
    picture = offline.picture(Moment(3, offline.tour.stops[3].kept[0], 0.9))
    beats = [tag for op in picture.ops if isinstance(op, ops.Hot) for tag in op.tags if tag.kind == "beat"]
    assert len(beats) == 1 and "4 / 5" in words(picture)


def cards(picture: Picture) -> list[str]:
    return [tag.key for op in flat_ops(picture) if isinstance(op, ops.Hot) for tag in op.tags if tag.kind == "card"]


def test_the_finale_shows_the_stops_before_it(offline: Offline) -> None:
    picture = offline.picture(Moment(4, 1, 0.9))
    assert sorted(cards(picture)) == ["kv_hall", "kv_hall#2", "pricing", "sampling"]


@pytest.mark.parametrize("before", [0, 1, 2, 14, 15, 33, 119])
def test_a_finale_after_any_number_of_stops(before: int) -> None:
    names = [name for name in all_scenes() if name != "finale"]
    stops = [{"scene": names[k % len(names)]} for k in range(before)] + [{"scene": "finale"}]
    made = make_offline(tour=tour_from({"id": "x", "title": "x", "stops": stops}), work=STILL)
    picture = made.picture(Moment(before, 1, 0.9))
    assert len(cards(picture)) == before


def test_a_finale_that_opens_a_tour_leads_nowhere(tmp_path: Path) -> None:
    made = make_offline(tour=tour_from({"id": "x", "title": "x", "stops": [{"scene": "finale"}]}), work=STILL)
    for beat in range(5):
        assert made.picture(Moment(0, beat, 0.9)).ops


def test_a_scene_that_no_tour_lists_is_shown_alone(monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    def draw(f: Frame, p: Picture) -> None:
        p.rects([(200, 200, 100 + 100 * f.beat("one"), 50)], "good")

    lone = Scene("lone", "Lone", Timeline((Beat("one", 4, "One."),)), (), draw, lambda _f: Badge("simulated", "-"))
    monkeypatch.setitem(all_scenes(), "lone", lone)
    assert main(["snapshot", "lone", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["scene"] == "lone"
    assert main(["list", "--json"]) == 0
    listed = {each["id"]: each["order"] for each in json.loads(capsys.readouterr().out)["scenes"]}
    assert listed["lone"] is None and listed["network"] == 1 and listed["finale"] == 15
    finale = make_offline(work=STILL)
    assert "lone" not in cards(finale.picture(Moment(14, 1, 0.9)))


def test_commands_take_any_tour(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "four.json"
    path.write_text(json.dumps(RECORDED))
    assert main(["snapshot", "kv_hall#2", "--tour", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["beat"] == "grow"
    assert main(["snapshot", "kv_hall", "--tour", str(path), "--beat", "grow"]) == 2
    assert "decode, heads" in capsys.readouterr().err
    assert main(["snapshot", "queue", "--tour", str(path)]) == 2
    assert "four.json and scene queue contradict" in capsys.readouterr().err
    assert main(["snapshot", "queue", "--tour", "nothing"]) == 2
    assert "request_10" in capsys.readouterr().err
    folder = tmp_path / "out"
    assert main(["export", str(folder), "--tour", str(path), "--size", "160x90", "--json"]) == 0
    names = sorted(file.name for file in folder.iterdir())
    assert len(names) == 19 and "04_kv_hall-2_4_grow.png" in names
    capsys.readouterr()
    assert main(["export", str(tmp_path / "h.pdf"), "--tour", str(path), "--scenes", "kv_hall", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["frames"] == 2
    path.write_text(json.dumps(RECORDED).replace("pricing", "nowhere"))
    assert main(["snapshot", "sampling", "--tour", str(path), "--json"]) == 0
    assert "nowhere" in capsys.readouterr().err, "told once, the rest plays"


def test_two_worlds_side_by_side_on_one_stage() -> None:
    seen: list[int] = []

    def draw(f: Frame, p: Picture) -> None:
        seen.append(f.world.cost.scenario.batch)
        p.rects([(200, 200, 100, 50)], "good")

    both = Scene("both", "Both", Timeline((Beat("one", 4, "One."),)), (), draw, lambda _f: Badge("simulated", "-"))
    made = make_offline(tour=tour_of((both,)), work=STILL)
    made.picture(Moment(0, 0, 0.5))
    assert seen == [8]
    made.compared = {"batch": 3}
    made.picture(Moment(0, 0, 0.5))
    assert seen[1:] == [8, 3], "each half is drawn with its own world"
