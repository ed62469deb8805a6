"""Truths of `s_users`: conversations at every length, what brings more, and what a block of 16 changes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.scenes.beat_stage import BeatStage
from tests.scenes.spine_stages.spine_stage import BEATS, IDS, SCENES, spine_stage, stages, stages_with
from tourapp.authoring import flat_ops, ops, say_words, sizes, text_width
from tourapp.export.offline import Moment
from tourapp.quantity import format_quantity

GB = 1e9
L13: dict[str, Any] = {"model": "llama-2-13b", "gpus": 1, "weight_bits": 16, "usable": 0.9}
L8 = L13 | {"model": "llama-3-8b"}
L70: dict[str, Any] = {"model": "llama-3-70b", "gpus": 2, "weight_bits": 8, "usable": 0.95}


def asked(**change: Any) -> Any:
    return stages_with(**change).view(0).world.users_question


@pytest.mark.parametrize(
    ("start", "context", "exact"),
    [
        *((L13, n, x) for n, x in ((2_000, 28.06), (2_048, 27.40), (4_096, 13.70), (8_192, 6.85), (32_768, 1.71))),
        (L13, 131_072, 0.43),
        *((L8, n, x) for n, x in ((2_000, 213.39), (4_096, 104.20), (8_192, 52.10), (32_768, 13.02), (131_072, 3.26))),
        *((L70, n, x) for n, x in ((2_000, 124.28), (8_000, 31.07), (32_000, 7.77), (128_000, 1.94))),
    ],
)
def test_the_table_of_the_specification(start: dict[str, Any], context: int, exact: float) -> None:
    found = asked(**start, context=context)
    assert float(found.here.exact.value) == pytest.approx(exact, abs=0.005)
    assert int(found.here.users.value) == int(exact)
    assert found.at(context) == pytest.approx(exact, rel=2e-3, abs=5e-3), "read off the curve"


def test_the_line_of_the_thirteen_billion() -> None:
    found = asked(**L13)
    assert float(found.usable.value) == pytest.approx(72.0 * GB)
    assert float(found.weights.value) == pytest.approx(26.03 * GB, rel=1e-3)
    assert float(found.room.value) == pytest.approx(45.97 * GB, rel=1e-3)
    assert float(found.kappa.value) == 2 * 40 * 40 * 128 * 2 == 819_200
    assert float(found.here.per_sequence.value) == 819_200 * 2_000
    assert float(found.longest.value) == pytest.approx(56_113, abs=1)
    left = float(found.room.value) - 28 * 819_200 * 2_000
    assert float(found.here.left.value) == pytest.approx(left) and 0 < left < 819_200 * 2_000


@pytest.mark.parametrize(("start", "longest"), [(L8, 14_226), (L70, 8_285)])
def test_thirty_at_once(start: dict[str, Any], longest: int) -> None:
    assert int(asked(**start, context=longest).here.users.value) == 30
    assert int(asked(**start, context=longest + 1).here.users.value) == 29


def test_every_beam_ends_where_it_no_longer_fits() -> None:
    found = asked(**L13)
    ends = found.ends(28)
    assert np.all(np.diff(ends) < 0)
    for count in (1, 5, 13, 28):
        assert found.at(ends[count - 1]) == pytest.approx(count, rel=2e-3)


def test_each_way_is_the_cost_model_again() -> None:
    found = {each.id: each for each in asked(**L13).rescues}
    assert float(found["kv"].times.value) == pytest.approx(2.0)
    assert int(found["model"].users.value) == 213
    for name, change in (("kv", {"kv_bits": 8}), ("weights", {"weight_bits": 8}), ("gpus", {"gpus": 2})):
        assert int(found[name].users.value) == int(asked(**{**L13, **change}).here.users.value), name
    assert asked(**L13).next_factor.id == "kv"
    assert asked(**{**L13, "kv_bits": 4}).next_factor.id == "gpus"


@pytest.mark.parametrize("context", [2_000, 2_001, 5_000])
def test_blocks_round_a_conversation_up_and_a_pass_takes_its_share(context: int) -> None:
    plain, paged = asked(**L13, context=context), asked(**L13, context=context, users_paged=True)
    assert plain.beside is None and float(paged.beside.value) >= 0
    assert float(paged.here.per_sequence.value) == 819_200 * -(-context // 16) * 16
    assert int(paged.here.users.value) <= int(plain.here.users.value)
    tight = asked(**{**L13, "usable": 1.0}, context=context, users_paged=True)
    assert float(tight.beside.value) > 0
    assert float(tight.room.value) == pytest.approx(
        float(tight.usable.value) - float(tight.weights.value) - float(tight.beside.value)
    )


def test_wrong_answers_follow_their_own_arithmetic() -> None:
    found = asked(**L13)
    told = {name: int(each.value) for name, each in found.wrong_long.items()}
    assert int(found.long.users.value) == 1 and told["weights"] == 2 and told["context"] == 28
    assert told["heads"] == 6 and told["keys"] == 3, "1.71 before rounding down, times four and times two"


def test_little_s_law_holds_on_stage() -> None:
    people = asked(**L13).people
    assert float(people.rate.value) * float(people.stay.value) == pytest.approx(28)
    silent = float(people.rate.value) * float(people.think.value)
    assert int(people.people.value) == int(28 + silent + 1e-9)


def lights(stage: BeatStage) -> int:
    """Conversations that have moved into the memory."""
    dots = [op for op in stage.of(ops.Sprites, "good") if op.kind == "dot"]
    return sum(int((op.at[:, 0] > 1000).sum()) for op in dots)


@pytest.mark.parametrize(("context", "fit"), [(2_000, 28), (4_096, 13), (32_768, 1), (131_072, 0)])
def test_as_many_lights_move_in_as_fit(context: int, fit: int) -> None:
    assert lights(spine_stage("s_users", "hook", context=context)) == fit
    assert lights(spine_stage("s_users", "hook", at=0.0, context=context)) == 0, "the question stands first"


def test_verdicts_follow_the_numbers() -> None:
    assert spine_stage("s_users", "cliff").caption == "At 32,768\u2009tokens each, 28 become 1."
    assert spine_stage("s_users", "hook", model="llama-3.1-405b").caption == "Not one conversation fits here."
    assert "more than all of the room" in spine_stage("s_users", "divide", context=131_072).caption
    assert "no room" in spine_stage("s_users", "divide", model="llama-3.1-405b").caption
    assert "a cache in 8 bits" in spine_stage("s_users", "rescue").caption
    assert "let one in" in spine_stage("s_users", "rescue", context=131_072).caption
    long = spine_stage("s_users", "cliff", model="gpt2")
    assert "59" in long.caption and "1" in spine_stage("s_users", "cliff", context=1_048_576).caption


def test_what_the_memory_shows_is_to_scale() -> None:
    found = asked(**L13)
    stage = spine_stage("s_users", "divide")
    keys = next(op for op in stage.of(ops.Rects, "key") if len(op.boxes) == 28 and op.boxes[0][0] > 1000)
    unit = 600.0 / float(stage.world.cost.capacity.memory_bytes.value)
    tall = (keys.boxes[0][1] - keys.boxes[1][1]) / unit
    assert tall == pytest.approx(float(found.here.per_sequence.value), rel=1e-6)


@pytest.mark.parametrize("beat", ["hook", "cliff"])
def test_the_truth_is_not_told_before_the_lock(beat: str) -> None:
    stage = spine_stage("s_users", beat, at=0.0)
    ask = SCENES[IDS.index("s_users")].asks[beat]
    told = format_quantity(ask.answer(stage.frame))
    options = ask.options_at(stage.frame)
    assert len(options) == 4 and len({option.number for option in options}) == 4
    assert ask.right(ask.answer(stage.frame), options) == [option.number for option in options].index(float(told))
    picture = stages().picture(Moment(IDS.index("s_users"), BEATS["s_users"].index(beat), 0.0))
    words = [op.words for op in flat_ops(picture) if isinstance(op, ops.Words)]
    assert told not in words
    for option in options:
        for words in (option.words, option.tempts, option.line):
            assert say_words(words) and "{" not in say_words(words)
        assert text_width(say_words(option.words), sizes.LABEL) <= 320
        assert text_width(say_words(option.line), sizes.TAG) <= 320
