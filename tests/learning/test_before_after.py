"""Before and after: ten questions, results without a name, gains of a class."""

from __future__ import annotations

import msgspec
import pytest

from tourapp.learning.before_after import ITEMS, LETTERS, PathAnswers, decode, gains, items, right

ALL = "".join(LETTERS[each.right] for each in items().items)
NONE = "." * ITEMS


def outcome(before: str, after: str) -> PathAnswers:
    return PathAnswers("napkin", items().version, before, after)


def test_ten_items_each_with_four_different_choices() -> None:
    assert len({each.id for each in items().items}) == ITEMS
    assert all(len(set(each.choices)) == 4 for each in items().items)
    assert max(ALL.count(letter) for letter in LETTERS) <= 4 and len(set(ALL)) == 4
    assert all(right(ALL)) and not any(right(NONE))


def test_the_gain_is_the_share_learned_of_what_was_missing() -> None:
    half = ALL[:5] + "." * 5
    total, each = gains([outcome(half, ALL), outcome(NONE, half)])
    assert (total.before, total.after) == pytest.approx((0.25, 0.75)) and total.gain == pytest.approx(2 / 3)
    assert [one.item for one in each] == [item.id for item in items().items]
    assert [one.before for one in each] == [0.5] * 5 + [0.0] * 5
    assert [one.after for one in each] == [1.0] * 5 + [0.5] * 5
    assert gains([outcome(ALL, ALL)])[0].gain is None
    worse = gains([outcome(half, NONE)])[0].gain
    assert worse is not None and worse < 0


def test_a_result_holds_four_things() -> None:
    fields = set(msgspec.to_builtins(outcome(NONE, ALL)))
    assert fields == {"path", "version", "before", "after"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"path": "a", "version": 1, "before": "abc"}',
        '{"path": "a", "version": 1, "before": "eeeeeeeeee"}',
        '{"path": "a", "version": 2, "before": "aaaaaaaaaa"}',
        '{"path": "a", "version": 1, "before": "aaaaaaaaaa", "name": "Ada"}',
        '{"path": "../a", "version": 1, "before": "aaaaaaaaaa"}',
        '{"path": "a", "version": 1, "before": "aaaaaaaaaa\\n"}',
    ],
)
def test_what_is_no_result_is_refused(text: str) -> None:
    with pytest.raises((ValueError, msgspec.MsgspecError)):
        decode(text.encode())
