"""Truths of the scene of place: what is drawn stays where its caption says so, and the verdicts follow the data."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.paths.position.blind import middles_of
from scenes.paths.position.dials import ClockHands, hands_of, tips
from scenes.paths.position.facts import placed
from scenes.paths.position.gauge import gauge_angle
from scenes.paths.position.places import CHIP_H, CHIP_W, STRIP
from tests.scenes.beat_stage import SceneTour
from tourapp.authoring import Picture, ops

STAGES = SceneTour("position")
stage = STAGES.stage


def wedge(hands: ClockHands) -> np.ndarray:
    return np.cos(hands.query - hands.key)


def test_both_outlines_are_mirrors() -> None:
    shown = stage("position", "blind")
    still = next(op for op in shown.ops if isinstance(op, ops.Bake) and "position outlines" in str(op.key))
    p = Picture()
    still.build(p)
    up, down = (op.boxes for op in p.ops if isinstance(op, ops.Rects))
    assert (up[:, 3] == down[:, 3]).all() and len(up) == 576
    assert (up[:, 1] + up[:, 3] <= STRIP.cy).all() and (down[:, 1] >= STRIP.cy).all()
    assert shown.note.endswith("is 0.")


def test_words_pass_each_other_without_touching() -> None:
    for way in np.linspace(0.0, 1.0, 21):
        middles = middles_of(float(way))
        apart = np.abs(middles[:, None] - middles[None]) - np.array([CHIP_W, CHIP_H])
        clash = (apart < 0).all(axis=2) & ~np.eye(4, dtype=bool)
        overlap = np.minimum(-apart[..., 0], -apart[..., 1])[clash]
        assert (overlap < 30.0).all(), f"{way}: {overlap}"
    assert middles_of(1.0)[0] == pytest.approx(middles_of(0.0)[2])


@pytest.mark.parametrize("place", [9, 108, 1_008, 7_999])
def test_hands_turn_and_wedges_stay(place: int) -> None:
    before, after = (stage("position", "pair", own={"place_query": each}).frame for each in (8, place))
    turns = before.world.rotations.turns(100_000)
    one, two = placed(before), placed(after)
    hands = hands_of(one, turns), hands_of(two, turns)
    np.testing.assert_allclose(wedge(hands[0]), wedge(hands[1]), atol=1e-7)
    assert np.abs(np.sin((hands[0].query - hands[1].query) / 2)).max() > 0.01
    assert float(one.score.value) == pytest.approx(float(two.score.value), rel=1e-9)
    assert one.score.id == two.score.id != ""


def test_another_distance_moves_the_dial() -> None:
    far = stage("position", "pair", own={"pair_apart": 40})
    assert "Change the distance" in far.caption and placed(far.frame).apart == 40
    assert "stays" in stage("position", "pair").words and "stays" not in far.words


def test_the_table_tells_the_same_score_four_times() -> None:
    words = stage("position", "pair").words
    assert words.count("75.2") >= 5


def test_a_hand_points_where_its_numbers_do() -> None:
    at = tips(np.zeros((2, 2)), np.array([0.0, np.pi / 2]), 10.0)
    assert at == pytest.approx(np.array([[10.0, 0.0], [0.0, -10.0]]))
    assert gauge_angle(0.0) == pytest.approx(np.pi / 2) and gauge_angle(0.5) < gauge_angle(0.1)


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("own", "one token back"),
        (0, "far away|tokens back"),
        (3, "3 tokens back"),
        (4, "itself scores best"),
        (5, "hardly cares"),
    ],
)
def test_the_verdict_on_a_head_follows_its_curve(head: str | int, says: str) -> None:
    caption = stage("position", "curve", own={"place_head": head}).caption
    assert any(each in caption for each in says.split("|")), caption


def test_a_larger_base_leaves_more_hands_on_their_way() -> None:
    notes = [stage("position", "long", own={"rope_base": base}).note for base in (10_000, 100_000, 500_000)]
    counts = [int(note.split(" ")[0]) for note in notes]
    assert counts == [7, 12, 14]


def test_a_prompt_that_is_not_moved_says_so() -> None:
    assert stage("position", "shift", own={"moved_by": 0}).caption.startswith("The whole prompt stands")
    assert "7,000 places later" in stage("position", "shift").note


def test_the_leak_is_told_by_the_recording() -> None:
    note = stage("position", "leak").note
    assert "1.29" in note and "2.71" in note


def test_every_beat_draws_with_either_text() -> None:
    for beat in ("turn", "pair", "curve"):
        assert stage("position", beat, own={"place_text": "question"}).ops
