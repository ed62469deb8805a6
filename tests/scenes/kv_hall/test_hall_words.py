"""The words of the hall: sums that add up as printed, lengths, and things that come in their time."""

from __future__ import annotations

import pytest

from scenes.kv_hall.flight import hall_moment
from scenes.kv_hall.floor_plan import plan_of
from tests.scenes.kv_hall.helpers import BEATS, drawn, frame, words
from tourapp.authoring import show
from tourapp.export.offline import Offline


def test_division_stands_term_by_term(offline: Offline, index: int) -> None:
    f = frame(offline, index, "grow", 1.0)
    side = drawn(offline, f, index).side
    assert side is not None
    told = words(side)
    for text in ("152.00", "70.55", "81.45", "0.655", "124"):
        assert any(text in line for line in told), (text, told)
    assert any("2,000" in line and "328" in line for line in told)


def test_a_capped_user_is_not_told_as_a_product(offline: Offline, index: int) -> None:
    for model, context, product in (("gemma-2-9b", 2000, True), ("gemma-2-9b", 200_000, False)):
        f = frame(offline, index, "grow", 1.0, model=model, context=context)
        told = show(drawn(offline, f, index).fields["account"])
        assert ("×" in told) == product and ("window" in told) != product


def test_context_moves_users_and_memory(offline: Offline, index: int) -> None:
    short_, long_ = (frame(offline, index, "grow", 1.0, context=context) for context in (2000, 200_000))
    one, two = drawn(offline, short_, index), drawn(offline, long_, index)
    assert words(one.side) != words(two.side) and words(one) != words(two)
    near, far = (hall_moment(f).stop for f in (short_, long_))
    assert (near.users.value, far.users.value) == (124, 1), "at this length eight users no longer fit"


@pytest.mark.parametrize(("one", "fits", "rows"), [(0.655, 124, 4), (0.328, 248, 4), (10.5, 7, 1), (328.0, 0, 1)])
def test_floor_area_is_bytes(one: float, fits: int, rows: int) -> None:
    plan = plan_of(70.55, 152.0, one, fits)
    assert plan.rows == rows and len(plan.cells()[0]) == fits
    assert plan.total == max(152.0, 70.55 + one if not fits else 0.0)
    assert plan.weights + plan.columns * plan.one * plan.rows <= plan.usable or not fits, "no hall beyond the rim"
    both = list(zip(*plan.cells(), strict=True))
    assert len(set(both)) == fits, "every hall has a place of its own"


def test_scales_show_a_thousand_thirty_two_thousand_and_a_million(offline: Offline, index: int) -> None:
    for at, tokens in ((0.25, 1_000), (0.55, 32_000), (0.95, 1_000_000)):
        f = frame(offline, index, "scales", at)
        assert hall_moment(f).extent == pytest.approx(tokens)
        assert any(f"{tokens:,}" in line for line in words(drawn(offline, f, index)))


@pytest.mark.parametrize("beat", BEATS)
def test_bytes_are_decimal_and_things_come_in_their_time(offline: Offline, index: int, beat: str) -> None:
    p = drawn(offline, frame(offline, index, beat, 0.9), index)
    told = words(p) + words(p.side)
    assert not any(f"{prefix}iB" in line for line in told for prefix in "KMGT")
    assert any("users fit" in line for line in told) == (beat in ("grow", "scales", "heads"))
    assert any("MQA 1" in line for line in told) == (beat == "heads")
