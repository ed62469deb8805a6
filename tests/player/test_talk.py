"""A talk as data: its clock, its plan, its rehearsal, its cuts, and what begins and ends with it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.player.steps import run
from tourapp.player import intents
from tourapp.player.marks import marks_of
from tourapp.player.state import opening
from tourapp.player.talk import Talk, talk_clock
from tourapp.player.talks import presenting as talks
from tourapp.player.talks.cuts import base_of, carried, cuts_of, shipped_tour
from tourapp.player.talks.plan import complete, plan_of, plan_of_rehearsal
from tourapp.player.talks.presenting import spot_of
from tourapp.player.talks.rehearsals import NAME, keep_rehearsal, load_rehearsals, rehearsal_of
from tourapp.player.tour import Tour
from tourapp.player.walking import opening_beat


def test_a_pause_of_the_clock_survives_navigation(tour: Tour) -> None:
    state = run(opening_beat(opening(), tour), tour, intents.Present(), talks.TalkTick(30.0), talks.PauseTalk())
    state = run(state, tour, intents.NextBeat(), talks.TalkTick(50.0), intents.Last(), talks.TalkTick(9.0))
    assert state.talk.elapsed == 30.0 and state.talk.paused
    assert run(state, tour, talks.PauseTalk(), talks.TalkTick(5.0)).talk.elapsed == 35.0
    assert run(state, tour, talks.RestartTalk()).talk.elapsed == 0.0


def test_the_clock_runs_only_in_a_talk_and_keeps_when_beats_were_reached(tour: Tour) -> None:
    state = opening_beat(opening(), tour)
    assert run(state, tour, talks.TalkTick(5.0)).talk == Talk()
    state = run(state, tour, intents.Present(), talks.TalkTick(4.0), intents.NextBeat(), talks.TalkTick(0.0))
    state = run(state, tour, intents.PreviousBeat(), talks.TalkTick(2.0), intents.NextBeat(), talks.TalkTick(1.0))
    assert state.talk.reached[:2] == ((("alpha", 0), 0.0), (("alpha", 1), 4.0))
    assert run(state, tour, talks.TalkTick(float("nan")), talks.TalkTick(-3.0)).talk == state.talk


def test_f5_in_a_talk_goes_back_to_the_first_scene_and_keeps_the_clock(tour: Tour) -> None:
    state = run(opening_beat(opening(), tour), tour, intents.Present(), talks.TalkTick(8.0), intents.Last())
    again = run(state, tour, intents.Present())
    assert (again.stop, again.talk.elapsed, again.presenting) == (0, 8.0, True)


def test_shift_f5_takes_up_a_talk_that_was_broken_off(tour: Tour) -> None:
    state = run(opening_beat(opening(), tour), tour, intents.Present(), talks.TalkTick(8.0), intents.NextBeat())
    state = run(state, tour, talks.PauseTalk(), talks.EndTalk())
    on = run(state, tour, intents.Present(current=True), talks.TalkTick(1.0))
    assert (on.talk.elapsed, on.talk.paused) == (9.0, False)
    assert run(state, tour, intents.Present()).talk.elapsed == 0.0, "F5 begins anew"
    over = run(on, tour, intents.Last(), talks.TalkTick(1.0), talks.EndTalk(), intents.Present(current=True))
    assert over.talk.elapsed == 0.0, "a talk that got to its end is over"


def test_escape_closes_shows_and_then_ends_the_talk_where_it_is(tour: Tour) -> None:
    state = run(opening_beat(opening(), tour), tour, talks.SetScreens(2), intents.Present(), intents.NextBeat())
    state = run(state, tour, intents.Blank("black"))
    assert state.console
    state = run(state, tour, intents.Escape())
    assert state.blank is None and state.presenting
    state = run(state, tour, intents.ShowOverlay("help"), intents.Escape())
    assert state.overlay is None and state.presenting
    ended = run(state, tour, talks.Freeze(), talks.Zoom(1), intents.Escape())
    assert (ended.presenting, ended.full_screen, ended.frozen, ended.zoom) == (False, False, False, 1.0)
    assert (ended.stop, ended.t) == (state.stop, state.t)


def test_zoom_keeps_a_point_and_ends_with_the_beat(tour: Tour) -> None:
    state = run(opening_beat(opening(), tour), tour, talks.Zoom(1, (300.0, 400.0)), talks.Zoom(1))
    assert (state.zoom, state.zoom_at) == (2.0, (300.0, 400.0))
    assert run(state, tour, talks.Zoom(1), talks.Zoom(1)).zoom == 3.0
    assert run(state, tour, talks.Zoom(-1), talks.Zoom(-1), talks.Zoom(-1)).zoom == 1.0
    assert run(state, tour, intents.Pause()).zoom == 2.0
    assert run(state, tour, intents.NextBeat()).zoom == 1.0


def test_nothing_freezes_without_a_talk(tour: Tour) -> None:
    state = run(opening_beat(opening(), tour), tour, talks.Freeze())
    assert not state.frozen and "F5" in state.notice


@pytest.mark.parametrize("minutes", [10, 25, 50])
def test_the_plan_of_a_cut_takes_its_minutes(minutes: int) -> None:
    tour = shipped_tour(f"request_{minutes}")
    plan = plan_of(tour)
    assert plan.total == pytest.approx(60 * minutes)
    assert len(plan.due) == len(marks_of(tour).all) and list(plan.due) == sorted(plan.due) and plan.due[0] == 0.0


def test_ahead_behind_and_on_plan() -> None:
    plan = plan_of(shipped_tour("request_10"))
    begin, end = plan.due[3], plan.end(3)
    assert plan.behind(3, (begin + end) / 2) == 0.0
    assert plan.behind(3, end + 40.0) == pytest.approx(40.0)
    assert plan.behind(3, begin - 15.0) == pytest.approx(-15.0)
    assert plan.left(plan.total + 5.0) == pytest.approx(-5.0)
    assert plan.place_at(begin + 0.01) == 3
    assert (talk_clock(65), talk_clock(3700)) == ("1:05", "1:01:40")


def test_a_talk_that_begins_in_the_middle_is_not_early() -> None:
    tour = shipped_tour("request_25")
    state = run(opening_beat(opening(), tour, 3, 0), tour, intents.Present(current=True))
    plan, place = plan_of(tour).since(state.talk, tour), marks_of(tour).place(3, 0)
    assert plan.begun == plan.due[place] > 60.0
    assert plan.behind(place, 0.0) == 0.0
    assert plan.left(0.0) == pytest.approx(plan.total - plan.due[place])
    assert plan_of(tour).since(Talk(), tour) == plan_of(tour)
    half = run(state, tour, talks.TalkTick(9.0), intents.Last(), talks.TalkTick(9.0))
    assert not complete(tour, half.talk), "half a run is no rehearsal"


def test_a_rehearsal_is_kept_and_held_against(tour: Tour, tmp_path: Path) -> None:
    state = opening_beat(opening(), tour)
    state = run(state, tour, intents.Present())
    assert not complete(tour, state.talk)
    for _ in range(len(marks_of(tour).all) - 1):
        state = run(state, tour, talks.TalkTick(10.0), intents.NextBeat(), intents.Tick(2.0), talks.TalkTick(0.0))
    state = run(state, tour, intents.Tick(2.0), talks.TalkTick(7.0))
    assert complete(tour, state.talk)
    assert keep_rehearsal("toy", rehearsal_of(state.talk), tmp_path) == ""
    kept, words = load_rehearsals(tmp_path)
    assert words == "" and kept["toy"].total == state.talk.elapsed
    plan = plan_of_rehearsal(tour, kept["toy"].spots, kept["toy"].total)
    assert plan is not None and plan.total == kept["toy"].total
    assert plan.due[1] == 10.0 and list(plan.due) == sorted(plan.due)


def test_a_beat_left_out_of_a_rehearsal_is_due_with_the_next_one(tour: Tour) -> None:
    plan = plan_of_rehearsal(tour, ((("alpha", 0), 0.0), (("beta", 0), 30.0)), 50.0)
    assert plan is not None and plan.due[:4] == (0.0, 30.0, 30.0, 30.0) and plan.due[-1] == 50.0
    assert plan_of_rehearsal(tour, ((("elsewhere", 0), 3.0),), 50.0) is None


@pytest.mark.parametrize("damage", ["", "{", '{"runs": {"a": {"total": -1, "reached": []}}}', "[1]", '{"new": 1}'])
def test_a_damaged_file_is_told_and_never_stops_a_talk(damage: str, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(damage)
    kept, words = load_rehearsals(tmp_path)
    assert kept == {} and str(tmp_path / NAME) in words
    assert keep_rehearsal("toy", rehearsal_of(Talk(3.0)), tmp_path) == ""
    assert list(json.loads((tmp_path / NAME).read_text())["runs"]) == ["toy"]


def test_cuts_are_found_by_their_tour() -> None:
    tour = shipped_tour("request_25")
    assert list(cuts_of(tour)) == [10, 25, 50] and base_of(tour.id) == "request" == base_of("request")
    assert base_of("mine_20") == "mine_20"


def test_another_cut_goes_on_at_the_same_beat_or_at_the_next_that_is_kept() -> None:
    whole, short = shipped_tour("request"), shipped_tour("request_10")
    for place, mark in enumerate(marks_of(whole).all):
        state = opening_beat(opening(), whole, mark.stop, mark.beat)
        moved = carried(replace(state, t=state.t + 0.5), whole, short)
        here, there = spot_of(state, whole), spot_of(moved, short)
        kept = [(short.stops[each.stop].key, each.beat) for each in marks_of(short).all]
        assert there in kept and (here not in kept or here == there), place
        if here == there:
            assert moved.t > short.stops[moved.stop].local_time(short.stops[moved.stop].scene.timeline.start(mark.beat))
