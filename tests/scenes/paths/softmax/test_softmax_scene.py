"""Truths of the softmax's scene: what bursts, what stays, where lines end."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.paths.softmax.bursting import level_of
from scenes.paths.softmax.facts import breaks
from scenes.paths.softmax.heat import HEATS, heat_now
from scenes.paths.softmax.places import CEILING_Y, FLOOR_Y, TOP_Y, WHOLE
from scenes.paths.softmax.reach import x_of
from scenes.paths.softmax.shifting import _parts
from tests.scenes.beat_stage import SceneTour

STAGES = SceneTour("softmax")
stage = STAGES.stage


def test_three_plain_scores_by_hand() -> None:
    words = stage("softmax", "exp").words
    for told in ("2.72", "7.39", "9.00\u2009%", "24.5\u2009%", "66.5\u2009%", "11.1", "100 %"):
        assert told in words, told


def test_what_is_added_leaves_the_shares() -> None:
    shares = [
        [word for word in stage("softmax", "shift", own={"soft_offset": each}).words if "%" in word]
        for each in (0, 7, 1000)
    ]
    assert shares[0] == shares[1] == shares[2] and len(shares[0]) == 3


def test_parts_fill_the_whole_in_the_order_of_the_line() -> None:
    parts = _parts(np.array([2.0, -1.0, 0.5]))
    assert sum(part.w for part in parts) == pytest.approx(WHOLE.w)
    assert parts[1].x < parts[2].x < parts[0].x and parts[1].x == WHOLE.x


@pytest.mark.parametrize(
    ("bits", "offset", "broken"),
    [(16, 8, False), (16, 10, True), (32, 80, False), (32, 90, True), (64, 700, False), (64, 1000, True)],
)
def test_columns_burst_where_their_format_ends(bits: int, offset: int, broken: bool) -> None:
    shown = stage("softmax", "overflow", 0.4, own={"precision": bits, "soft_offset": offset})
    assert breaks(shown.frame) == broken
    assert ("Too high" in shown.caption) == broken and ("inf" in shown.words) == broken
    after = stage("softmax", "overflow", own={"precision": bits, "soft_offset": offset})
    assert "66.5\u2009%" in after.words and "not a number" not in after.words


def test_heights_are_true_below_the_ceiling_and_stay_in_the_picture() -> None:
    assert level_of(0.0, 88.7) == FLOOR_Y and level_of(88.7, 88.7) == pytest.approx(CEILING_Y)
    assert level_of(44.35, 88.7) == pytest.approx((FLOOR_Y + CEILING_Y) / 2)
    for most in (11.09, 88.72, 709.8):
        assert TOP_Y <= level_of(1020.0, most) <= level_of(most * 1.01, most) <= CEILING_Y


def test_limits_stand_in_their_order() -> None:
    assert x_of(11.09) < x_of(28.4) < x_of(33.8) < x_of(88.72)
    words = " ".join(stage("softmax", "real").words)
    assert "1.87\u2009%" in words and "28.4" in words


def test_the_heat_goes_down_and_up_and_rests_at_its_slider() -> None:
    seen = [heat_now(stage("softmax", "heat", at).frame) for at in np.linspace(0.12, 0.56, 12)]
    assert min(seen) < 0.1 and max(seen) > 5.0
    assert heat_now(stage("softmax", "heat", 0.97, own={"soft_heat": 2.0}).frame) == pytest.approx(2.0, rel=0.06)
    assert HEATS[0] == pytest.approx(0.05) and HEATS[-1] == pytest.approx(10.0)


@pytest.mark.parametrize(
    ("heat", "says"), [(0.05, "Cold, the|Cold: the"), (10.0, "Hot|hot"), (1.0, "Cold, the highest")]
)
def test_the_verdict_of_the_heat_follows_the_shares(heat: float, says: str) -> None:
    caption = stage("softmax", "heat", own={"soft_heat": heat, "soft_source": "row"}).caption
    assert any(each in caption for each in says.split("|")), caption


def test_one_token_takes_all_in_the_cold() -> None:
    own = {"soft_heat": 0.05, "soft_source": "mine"}
    assert stage("softmax", "heat", own=own).caption == "Cold: the highest takes all."


def test_the_row_is_read_to_its_end() -> None:
    words = stage("softmax", "online").words
    assert "1.558" in words and "× 0.26" in words


def test_scores_of_others_have_their_words() -> None:
    words = stage("softmax", "exp", own={"soft_source": "row"}).words
    assert "river" in words and "score 1" not in words
