"""The generation loop: its counts are those of the hall, its verdicts follow the numbers, its bars what they say."""

from __future__ import annotations

import numpy as np
import pytest

from tests.scenes.beat_stage import SceneTour
from tourapp.authoring import ops
from tourapp.engine.kv_race import Race
from tourapp.engine.loop_record import end_odds, shipped_loop
from tourapp.engine.shipped import shipped_recording
from tourapp.quantity import Quantity
from tourapp.world import PartCache, Work, World

ALONE = SceneTour("generation_loop")
stage = ALONE.stage
STILL = Work(wait=False)


def world(**change: object) -> World:
    return World(cache=PartCache(), work=STILL).with_inputs(**change)


@pytest.mark.parametrize(
    ("prompt", "answer", "cached", "naive", "ratio"),
    [
        (34, 53, 86, 3180, 37.0),
        (34, 64, 97, 4192, 43.2),
        (4, 8, 11, 60, 5.5),
        (4, 16, 19, 184, 9.7),
        (4, 64, 67, 2272, 33.9),
    ],
)
def test_token_passes(prompt: int, answer: int, cached: int, naive: int, ratio: float) -> None:
    told = world(loop_prompt=prompt, loop_answer=answer).two_counters
    assert (told.loop.with_cache.value, told.loop.without.value) == (cached, naive)
    assert round(float(told.loop.saved.value), 1) == ratio
    assert told.block.value + told.triangle.value == naive and told.again.value == naive - cached
    assert told.known.value - told.computed.value == 1


def test_ours_is_the_very_count_of_the_hall() -> None:
    usual = world()
    assert usual.two_counters.loop is usual.loop and usual.two_counters.ours
    assert usual.two_counters.loop.saved.id == "loop.saved"
    other = usual.with_inputs(loop_prompt=4, loop_answer=8).two_counters
    assert not other.ours and other.loop.saved.id == "loop.saved(prompt=4, answer=8)"


def test_the_bars_close_in_one_jump_and_stay_one_apart() -> None:
    from scenes.paths.generation_loop.facts import count_naive, count_now, ruler_of

    for at in np.linspace(0.0, 1.0, 41):
        shown = stage("generation_loop", "two", float(at))
        now = count_now(shown.frame, ruler_of(shown.frame))
        assert now.computed <= now.known
        if at > 0.3:
            assert now.known - now.computed == 1, at
        fallen = stage("generation_loop", "naive", float(at))
        assert count_naive(fallen.frame, ruler_of(fallen.frame)).computed <= 86
    early = count_now(*(lambda f: (f, ruler_of(f)))(stage("generation_loop", "two", 0.11).frame))
    assert (early.known, early.computed) == (34.0, 0.0)


def test_without_a_cache_the_lower_bar_falls_to_nothing_again_and_again() -> None:
    from scenes.paths.generation_loop.facts import FALLS, count_naive, ruler_of

    sizes = []
    for at in np.linspace(0.04, 0.779, 120):
        frame = stage("generation_loop", "naive", float(at)).frame
        sizes.append(count_naive(frame, ruler_of(frame)).computed)
    falls = (np.diff(sizes) < -20).sum()
    assert falls == FALLS - 1 and max(sizes) == 86.0


def test_the_map_has_a_row_for_each_pass() -> None:
    from scenes.paths.generation_loop.places import TokenRuler
    from scenes.paths.generation_loop.work_map import _draw_whole
    from tourapp.authoring import Picture

    p = Picture()
    _draw_whole(TokenRuler(34, 53), (True, True), p)
    (hatched,) = (op for op in p.ops if isinstance(op, ops.Hatch))
    tokens = hatched.boxes[:, 2].sum() / TokenRuler(34, 53).wide
    assert len(hatched.boxes) == 52 and tokens == pytest.approx(3180 - 86)


def test_key_and_value_stay_and_the_query_goes() -> None:
    token, known = world().kept_token, shipped_loop()
    assert token.text == "photosynthesis" and token.place == known.kept_at
    assert token.change.value == known.kept_change == 0.0
    assert 0.0 < float(token.again.value) < 1e-4
    shown = stage("generation_loop", "kept")
    assert "used once, dropped" in shown.words and "= the same bits" in shown.words


def test_the_recorded_race_wrote_the_same_tokens_in_five_rounds() -> None:
    ran = world().race_numbers
    assert ran.same and not ran.seen and len(ran.cached_rounds) == len(ran.naive_rounds) == 5
    assert float(ran.loop.saved.value) == pytest.approx((16 * 34 + 16 * 15 / 2) / (34 + 15))
    assert 1.0 < float(ran.times.value) < float(ran.loop.saved.value)
    assert ran.loop.saved.id == "loop.saved(prompt=34, answer=16)"


@pytest.mark.parametrize(("slower", "word"), [(3.0, "less"), (13.0, "about"), (30.0, "more")])
def test_the_clock_is_told_as_it_ran(slower: float, word: str) -> None:
    from scenes.paths.generation_loop.captions import _clock

    ids = tuple(range(16))
    made = world(race_run=1)
    made.adopt("kv_race", Race(34, (1.0, 1.1, 0.9), (slower, slower, slower), ids, ids))
    ran = made.race_numbers
    assert word in _clock(ran).template and ran.seen and not ran.busy
    assert float(ran.low.value) < float(ran.times.value) < float(ran.high.value)


def test_a_busy_computer_is_called_so() -> None:
    made = world(race_run=1)
    made.adopt("kv_race", Race(34, (1.0, 2.5, 1.0), (9.0, 9.0, 9.0), (1,), (1,)))
    assert made.race_numbers.busy


def test_the_button_asks_for_one_race_more_and_nothing_runs_until_then() -> None:
    from tourapp.authoring import set_control

    hot = [op for op in stage("generation_loop", "clock").ops if isinstance(op, ops.Hot)]
    assert set_control("race_run", 1) in [act for op in hot for act in op.acts]
    assert world().missing_slow(("kv_race",)) == [] and world(race_run=1).missing_slow(("kv_race",)) == ["kv_race"]


def test_the_end_token_leaps_at_the_last_step() -> None:
    told = world().end_odds
    assert told.ended and len(told.odds) == 53 and told.exact.all()
    assert told.odds.argmax() == 52 and float(told.last.value) == pytest.approx(0.0799, abs=1e-3)
    assert told.likeliest == 27 and float(told.peak.value) == pytest.approx(1.11e-4, rel=0.02)
    assert "end token is drawn" in stage("generation_loop", "stop").caption


def test_where_it_was_not_recorded_the_odds_are_bounded() -> None:
    river = shipped_recording("river")
    odds, exact = end_odds(river, shipped_loop().end)
    assert len(odds) == len(river.ids) and exact[:8].all() and not exact.all()
    assert (odds[~exact] < 1e-2).all()


def test_many_requests_are_two_numbers_each() -> None:
    paged, chunked, whole = (world(loop_run=name).counter_run for name in ("paged", "chunked", "continuous"))
    for run in (paged, chunked, whole):
        assert (run.computed <= run.known).all() and len(run.requests) == 8
    assert paged.losses.value == 4 and paged.hits.value == 2 and paged.ours == 0
    assert chunked.cut.value > 0 and chunked.losses.value == whole.cut.value == 0
    assert "falls to zero" in stage("generation_loop", "many").caption
    assert "chunks" in stage("generation_loop", "many", loop_run="chunked").caption


def test_every_printed_number_of_a_beat_at_rest_has_a_name() -> None:
    for beat in ("two", "count", "clock", "stop", "many"):
        shown = stage("generation_loop", beat)
        values = [op.value for op in shown.ops if isinstance(op, ops.Words) and isinstance(op.value, Quantity)]
        assert values and all(value.id for value in values), beat
