"""Ten questions answered twice: what is picked, the file, and what has changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tourapp.errors import UsageError
from tourapp.learning.asked_twice import GAINED, KEPT, LOST, MISSED, NONE, TwiceAsked, changes, keep, opened
from tourapp.learning.before_after import ITEMS, LETTERS, PathAnswers, items

RIGHT = "".join(LETTERS[each.right] for each in items().items)
WRONG = "".join(LETTERS[(each.right + 1) % 4] for each in items().items)


def test_each_item_has_a_why_of_its_own() -> None:
    whys = [each.why for each in items().items]
    assert len(set(whys)) == ITEMS and all(why.endswith(".") and len(why) <= 140 for why in whys)


def test_choosing_and_turning_hold_at_the_ends() -> None:
    asked = TwiceAsked("napkin").turn(-1)
    assert (asked.place, asked.option, asked.last) == (0, -1, False)
    asked = asked.choose(2).turn(1).turn(1).choose(0).choose(4).choose(-1)
    assert asked.picked == "c.a......." and asked.option == 0
    assert asked.turn(99).last and asked.turn(99).turn(1).place == ITEMS - 1


def test_what_changed_comes_first() -> None:
    found = changes(PathAnswers("napkin", items().version, RIGHT[:2] + WRONG[2:], "." + RIGHT[1:6] + WRONG[6:]))
    assert [each.kind for each in found] == [GAINED] * 4 + [LOST] + [MISSED] * 4 + [KEPT]
    assert [each.item.id for each in found[:4]] == [each.id for each in items().items[2:6]]
    lost = found[4]
    assert (lost.before, lost.after) == (lost.item.choices[lost.item.right], "")
    assert found[0].after == found[0].item.choices[found[0].item.right] != found[0].before


def test_the_file_holds_the_choices_and_nothing_else(tmp_path: Path) -> None:
    place = tmp_path / "one.json"
    kept = keep(TwiceAsked("napkin", WRONG), place)
    assert kept.kept and kept.file == place
    first = {"path": "napkin", "version": items().version, "before": WRONG, "after": None}
    assert json.loads(place.read_text()) == first
    again = opened(place)
    assert (again.before, again.picked, again.place, again.kept) == (WRONG, NONE, 0, False)
    keep(again.choose(0), place)
    assert json.loads(place.read_text()) == {**first, "after": "a" + NONE[1:]}
    whole = opened(place)
    assert whole.kept and whole.outcome == PathAnswers("napkin", items().version, WRONG, "a" + NONE[1:])
    assert [each.name for each in tmp_path.iterdir()] == ["one.json"]


def test_a_file_that_became_another_one_is_not_written_over(tmp_path: Path) -> None:
    place = tmp_path / "one.json"
    keep(TwiceAsked("napkin", WRONG), place)
    again = opened(place)
    keep(TwiceAsked("napkin", RIGHT), place)
    with pytest.raises(UsageError, match="changed"):
        keep(again, place)
    assert json.loads(place.read_text())["before"] == RIGHT and opened(place).before == RIGHT


@pytest.mark.parametrize("text", ["", "{", '{"path": "a", "version": 99, "before": ".........."}', "[" * 3000])
def test_a_broken_file_is_told_by_name(text: str, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text(text)
    with pytest.raises(UsageError, match=r"bad\.json"):
        opened(tmp_path / "bad.json")
    with pytest.raises(UsageError, match="none"):
        opened(tmp_path / "none")
