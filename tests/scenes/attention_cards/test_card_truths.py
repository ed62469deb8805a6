"""Truths of the attention cards: the specification's independent figures, and pictures that are what they say."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tests.scenes.attention_cards.card_stage import BEATS, IDS, S8, card_stage, cards, cards_with
from tourapp.authoring import Tag, Why, ops
from tourapp.world import World

TABLE: dict[tuple[str, str], tuple[Any, ...]] = {
    # FLOPs, weights B, KV B, activations B, time of its row ms, share of its row, share of the pass %, bound
    ("op_qkv", "decode"): (1.07374e11, 6.71089e9, 0, 2.3593e7, 1.0016, 1.0, 8.98, "memory"),
    ("op_qkv", "prefill"): (2.14748e14, 6.71089e9, 0, 4.71859e10, 54.257, 1.0, 9.44, "compute"),
    ("op_scores", "decode"): (2.09715e10, 0, 2.62144e9, None, 0.78252, 0.5, 7.01, "memory"),
    ("op_scores", "prefill"): (2.0982e13, 0, 2.62144e9, None, 21.205, 0.5, 3.69, "compute"),
    ("op_blend", "decode"): (2.09715e10, 0, 2.62144e9, 2.09715e7, 0.78252, 0.5, 7.01, "memory"),
    ("op_blend", "prefill"): (2.0982e13, 0, 2.62144e9, 4.1943e10, 21.205, 0.5, 3.69, "compute"),
    ("op_out", "decode"): (8.58993e10, 5.36871e9, 0, 2.09715e7, 0.8013, 1.0, 7.18, "memory"),
    ("op_out", "prefill"): (1.71799e14, 5.36871e9, 0, 4.1943e10, 43.405, 1.0, 7.55, "compute"),
}
SMALL: dict[tuple[str, str], tuple[Any, ...]] = {
    ("op_qkv", "decode"): (1.28849e10, 1.61061e9, 0, 5.24288e6, 0.48078, 1.0, 9.41, "memory"),
    ("op_qkv", "prefill"): (2.57698e13, 1.61061e9, 0, 1.04858e10, 26.046, 1.0, 11.11, "compute"),
    ("op_scores", "decode"): (4.1943e9, 0, 1.04858e9, None, 0.62602, 0.5, 12.26, "memory"),
    ("op_scores", "prefill"): (4.1964e12, 0, 1.04858e9, None, 8.4827, 0.5, 3.62, "compute"),
    ("op_blend", "decode"): (4.1943e9, 0, 1.04858e9, 4.1943e6, 0.62602, 0.5, 12.26, "memory"),
    ("op_blend", "prefill"): (4.1964e12, 0, 1.04858e9, 8.38861e9, 8.4827, 0.5, 3.62, "compute"),
    ("op_out", "decode"): (8.58993e9, 1.07374e9, 0, 4.1943e6, 0.32052, 1.0, 6.28, "memory"),
    ("op_out", "prefill"): (1.71799e13, 1.07374e9, 0, 8.38861e9, 17.364, 1.0, 7.40, "compute"),
}
CELLS = [("70B", key, row) for key, row in TABLE.items()] + [("8B", key, row) for key, row in SMALL.items()]
PRINTED = 1e-5
"""The specification prints six figures."""


def world_of(**change: Any) -> World:
    return cards_with(**change).view(0).world


@pytest.fixture(scope="module")
def big() -> World:
    return cards().view(0).world


@pytest.fixture(scope="module")
def small() -> World:
    return world_of(**S8)


@pytest.mark.parametrize(("size", "key", "row"), CELLS, ids=[f"{size} {' '.join(key)}" for size, key, _ in CELLS])
def test_every_card_costs_what_was_reckoned_apart(
    size: str, key: tuple[str, str], row: tuple[Any, ...], big: World, small: World
) -> None:
    cost = (big if size == "70B" else small).operators.card(*key)
    flops, weights, kv, activations, ms, part, share, bound = row
    assert float(cost.flops.value) == pytest.approx(flops, rel=PRINTED)
    assert float(cost.weight_bytes.value) == pytest.approx(weights, rel=PRINTED)
    assert float(cost.kv_bytes.value) == pytest.approx(kv, rel=PRINTED)
    if activations is not None:
        assert cost.activation_bytes is not None
        assert float(cost.activation_bytes.value) == pytest.approx(activations, rel=PRINTED)
    assert float(cost.seconds.value) * 1e3 == pytest.approx(ms * part, rel=1e-3)
    assert float(cost.share.value) * 100 == pytest.approx(share * part, abs=0.006) and cost.bound == bound


def test_what_no_row_counts(big: World, small: World) -> None:
    assert big.turning.flops is not None and small.turning.flops is not None
    assert (big.turning.flops.value, small.turning.flops.value) == (2_211_840, 491_520)
    matrix = big.score_matrix
    assert matrix.scores.value == 81_920_000 and matrix.softmax_flops.value == 5 * 81_920_000
    assert float(matrix.attention_flops.value) == pytest.approx(41.9e9, rel=2e-3)
    for card in ("op_rope", "op_softmax"):
        cost = big.operators.card(card, "decode")
        assert not cost.counted and cost.weight_bytes.value == cost.kv_bytes.value == 0 and cost.bound == ""


def test_where_attention_meets_the_matrices_and_the_cache_the_weights(big: World, small: World) -> None:
    for world, flops, cache in ((big, 53_027, 26_513), (small, 28_629, 14_315)):
        cross = world.crossings
        assert cross.flops_meet is not None and cross.bytes_meet is not None
        assert (cross.flops_meet.value, cross.bytes_meet.value) == (flops, cache)
    assert big.crossings.pairs.value == 2000 * 2001 // 2
    assert float(big.crossings.prefill_share.value) == pytest.approx(0.0369, abs=5e-5)


@pytest.mark.parametrize("model", ["llama-3-70b", "gemma-2-9b", "gpt-oss-120b", "deepseek-v3", "mixtral-8x7b", "gpt2"])
def test_at_the_crossing_both_are_equal(model: str) -> None:
    cross = world_of(model=model).crossings
    assert cross.flops_meet is not None and cross.bytes_meet is not None
    there = world_of(model=model, context=max(128, int(cross.flops_meet.value)))
    rows = {row.op: row for row in there.cost.rows("decode")}
    rest = sum(float(row.flops.value) for op, row in rows.items() if op != "attention")
    assert float(rows["attention"].flops.value) == pytest.approx(rest, rel=1e-3)
    there = world_of(model=model, context=max(128, int(cross.bytes_meet.value)))
    step = there.cost.decode
    assert float(step.kv_bytes_per_step.value) == pytest.approx(float(step.weight_bytes_per_step.value), rel=3e-3)


def test_a_window_in_every_layer_never_meets() -> None:
    cross = world_of(model="mistral-7b").crossings
    assert cross.flops_meet is None and cross.bytes_meet is None
    assert "sliding window" in card_stage("op_scores", "scale", model="mistral-7b").note


def test_no_batch_moves_the_intensity_of_the_cache(big: World, small: World) -> None:
    assert (float(big.crossings.attention_now.value), float(small.crossings.attention_now.value)) == (8.0, 4.0)
    assert np.ptp(big.crossings.of_attention) < 1e-9
    assert big.crossings.of_weights == pytest.approx(2.0 * big.crossings.batches)
    for batch in (1, 64, 512):
        assert "8" in card_stage("op_blend", "scale", batch=batch).caption
    assert round(float(big.crossings.ridge.value)) == 591 and round(float(big.crossings.attention_ridge.value)) == 295
    words = " ".join(card_stage("op_blend", "scale").words)
    assert "591" in words and "295" in words
    words = " ".join(card_stage("op_blend", "scale", **S8).words)
    assert "591" not in words and "295" in words


def test_intensity_is_heads_over_what_they_share(big: World) -> None:
    for kind, heads in (("own", 8), ("mha", 64), ("mqa", 1)):
        found = big.head_counts.variants[kind]
        assert found.heads is not None and found.heads.value == heads
        assert float(found.intensity.value) == pytest.approx(2 * 64 / (heads * 2))
        assert float(found.k.value) == float(found.v.value) == 80 * 8192 * heads * 128
    q, k, v = (float(getattr(big.head_counts.variants["own"], name).value) for name in "qkv")
    assert (q / k, v / k) == (8.0, 1.0)
    assert set(world_of(model="deepseek-v3").head_counts.variants) == {"own"}
    assert set(world_of(model="llama-2-13b").head_counts.variants) == {"own", "mqa"}


def test_scores_shares_and_the_blend_are_one_look(big: World) -> None:
    head = big.one_head
    row = head.scores[head.asking, : head.count]
    again = np.exp(row - row.max())
    assert head.weights == pytest.approx(again / again.sum(), abs=2e-3)
    assert head.blended == pytest.approx(head.weights @ head.values)
    assert sum(head.lights) == 100 and float(head.weights.sum()) == pytest.approx(1.0)
    assert np.isnan(head.scores[0, 1:]).all()
    stage = card_stage("op_softmax", "what")
    assert max(len(op.at) for op in stage.of(ops.Sprites, "decode")) == 100


def test_the_hundred_lights_and_the_printed_shares_sum_to_the_whole(big: World) -> None:
    printed = [float(part.printed.split("\u2009")[0]) for part in big.one_head.parts]
    assert math.isclose(sum(printed), 100.0, abs_tol=1e-6)


def test_moving_both_words_leaves_their_score(big: World) -> None:
    pair = big.turning.pair
    assert pair is not None
    for shift in (0, 1, 17, 200):
        assert pair.score_after(shift) == pytest.approx(float(pair.score.value), rel=1e-4)
    one, two = pair.hands(5)
    assert one - two == pytest.approx(pair.query_angles - pair.key_angles + pair.distance * pair.turns)
    sample = big.layer_numbers.sample(big.layer_numbers.sampled[1])
    assert np.hypot(*np.split(sample.queries, 2, 1)) == pytest.approx(
        np.hypot(*np.split(sample.queries_flat, 2, 1)), rel=1e-3
    )


def test_a_model_without_a_turn_says_so() -> None:
    stage = card_stage("op_rope", "cost", model="gpt2")
    assert "no turn" in stage.caption and "786" in " ".join(stage.words)
    assert world_of(model="gpt2").turning.flops is None


def test_attention_adds_to_the_stream(big: World) -> None:
    sample = big.layer_numbers.sample(big.layer_numbers.sampled[1])
    assert sample.stream + sample.attention_out == pytest.approx(sample.middle, abs=1e-3)


def test_the_matrix_of_scores(big: World) -> None:
    matrix = big.score_matrix
    assert matrix.matrix.value == 64 * 2000 * 2000 * 2 and matrix.trips.value == 4 * matrix.matrix.value * 80 * 8
    assert float(matrix.gain.value) > 1 and matrix.tile.value < 100 * 1024
    on, off = (card_stage("op_softmax", "scale", own={"softmax_fused": fused}) for fused in (True, False))
    assert "never writes" in on.note and "memory’s time" in off.note
    assert any("never written" in words for words in on.words) and not any("never written" in w for w in off.words)


def test_meetings_are_the_achieved_models_term(big: World) -> None:
    from tourapp.sim.cost.costs import decode_pass
    from tourapp.sim.cost.joined import communication

    own = big.meetings.own
    told = communication(big.cost.scenario, decode_pass(big.cost.scenario).which)
    assert own.seconds is not None and told is not None and own.share is not None
    assert float(own.seconds.value) == float(told.value) and big.meetings.count.value == 160
    step = float(big.cost.decode.step_seconds.value)
    assert float(own.share.value) == pytest.approx(float(told.value) / (float(told.value) + step))
    assert float(told.value) / step == pytest.approx(0.12, abs=0.005)  # "12 % of the ideal decode step"
    alone = world_of(gpus=1).meetings
    assert alone.own.seconds is not None and alone.own.seconds.value == 0 and alone.each is None


def test_an_unknown_link_is_said_and_no_time_made_up() -> None:
    for change in ({"gpus": 16}, {"gpu": "l4", "gpus": 4}):
        stage = card_stage("op_out", "scale", **change)
        assert stage.world.meetings.own.seconds is None and "not known" in stage.caption
        assert any("not known" in words for words in stage.words)
        assert "in no table" in card_stage("op_out", "cost", **change).note


@pytest.mark.parametrize("card", IDS)
def test_every_number_on_the_stage_can_be_asked(card: str) -> None:
    for beat in BEATS:
        stage = card_stage(card, beat)
        hot = [op for op in stage.ops if isinstance(op, ops.Hot)]
        assert all(len(op.tags) == len(op.boxes) or len(op.tags) == 1 for op in hot), beat
        if beat != "what":
            asked = [
                value for op in hot for act, value in zip(op.acts, op.values, strict=False) if isinstance(act, Why)
            ]
            assert asked and all(value.name for value in asked), beat
            assert any(tag.kind == Tag("ledger").kind for op in hot for tag in op.tags)
