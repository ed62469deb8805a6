"""The crawl sees what it should see: every check fails when one number is bent on purpose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.crawl.printed import Row, nameless, one_value_each, parse, sums_add_up, texts_are_values
from tests.crawl.settings import Setting, random_settings
from tests.crawl.test_crawl import faults
from tests.crawl.walk import walk
from tourapp.authoring import Frame, Picture, Quantity, add_up, print_sum, show
from tourapp.tours.pool import all_scenes

TRIP = Quantity(0.2376, "s", "trip", id="trip")
WAIT = Quantity(2.1027, "s", "wait", id="wait")
TOTAL = add_up("total", "T", "s", [TRIP, WAIT]).christen("total")


def row(value: Quantity, where: str = "queue.stack at 1") -> Row:
    return Row(where, value, show(value))


def test_printed_numbers_are_read_in_the_quantitys_own_unit() -> None:
    for text, unit, value in (
        ("238\u2009ms", "s", 0.238),
        ("69.5\u2009GB", "B", 69.5e9),
        ("$0.000177", "USD", 0.000177),
        ("78.0\u2009%", "share", 0.78),
        ("4,192", "1", 4192),
        ("−0.23", "1", -0.23),
        ("3.28\u2009×", "times", 3.28),
    ):
        found = parse(text, unit)
        assert found is not None and found.value == pytest.approx(value), text
    assert parse("unlimited", "s") is None


def test_one_id_with_two_values_is_found() -> None:
    assert not list(one_value_each([row(WAIT), row(WAIT, "finale.all at 1")]))
    assert list(one_value_each([row(WAIT), row(replace(WAIT, value=2.2), "finale.all at 1")]))
    assert not list(one_value_each([row(WAIT), row(replace(WAIT, value=2102.7, unit="ms"))])), (
        "the same in another unit"
    )


def test_a_text_that_is_not_its_value_is_found() -> None:
    assert not list(texts_are_values([row(WAIT)]))
    assert list(texts_are_values([row(replace(WAIT, printed="2.40\u2009s"))]))


def test_parts_that_do_not_add_up_are_found() -> None:
    (trip, wait), total = print_sum([TRIP, WAIT], TOTAL)
    assert not list(sums_add_up([row(trip), row(wait), row(total)]))
    assert list(sums_add_up([row(trip), row(wait), row(replace(total, printed="2.35\u2009s"))]))
    assert list(sums_add_up([row(TRIP), row(WAIT), row(TOTAL)])), "238 ms and 2.10 s do not make 2.34 s"
    assert not list(sums_add_up([row(wait), row(total)])), "not all parts are told here"


def test_a_lasting_number_without_an_id_is_found() -> None:
    lasting = row(Quantity(5, "1", "guesses"))
    assert list(nameless([lasting], [lasting]))
    rolling = [row(Quantity(value, "1", "steps so far")) for value in (3, 5)]
    assert not list(nameless(rolling[:1], rolling[1:])), "a passing value has none"


def test_random_settings_are_usable_and_follow_their_seed() -> None:
    first, again = random_settings(3, 11), random_settings(3, 11)
    assert (
        [each.inputs for each in first]
        == [each.inputs for each in again]
        != [each.inputs for each in random_settings(3, 12)]
    )
    assert all(len(each.inputs) > 5 and each.views for each in first)


def test_one_number_bent_in_one_scene_fails_the_crawl(monkeypatch: pytest.MonkeyPatch) -> None:
    """The finale says one per cent more than the stage before it."""
    finale = next(scene for scene in all_scenes().values() if scene.id == "finale")
    draw = finale.draw

    def bent(f: Frame, p: Picture) -> None:
        draw(f, p)
        told = p.fields["total"]
        p.fill(total=replace(told, value=told.value * 1.01, printed=""))

    object.__setattr__(finale, "draw", bent)
    try:
        found = faults(walk(Setting("bent"), only=("queue", "finale")))
    finally:
        object.__setattr__(finale, "draw", draw)
    assert any("account.stay.total" in each and "finale" in each for each in found), found
