"""Every number on the stage can be asked "why?": it has a name, says what it is made of or where it was read, measured
or simulated, and the pointer reaches it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from tests.helpers import make_offline, request_scenes
from tourapp.authoring import THEMES, Phrase, Picture, Quantity, Scene, Tag, ops
from tourapp.authoring.acts import SetControls, Why
from tourapp.export.offline import Moment, Offline
from tourapp.qt.hit import find_hits, hit_at
from tourapp.world import Work

SHARES = (0.35, 0.65, 0.98)
DARK = THEMES["dark"]

pytestmark = pytest.mark.usefixtures("qt")


@pytest.fixture(scope="module")
def offline() -> Offline:
    return make_offline(work=Work(wait=False))


def pictures(offline: Offline, scene: Scene) -> Iterator[tuple[str, Picture]]:
    stop = offline.tour.index(scene.id)
    for beat in offline.tour.stops[stop].kept:
        for share in SHARES:
            yield f"{scene.timeline.beats[beat].name} {share}", offline.picture(Moment(stop, beat, share))


def numbers(items: Iterable[Any]) -> Iterator[Quantity]:
    for op in items:
        if isinstance(op, ops.Group):
            yield from numbers(op.ops)
        elif isinstance(op, ops.Words) and op.value is not None:
            yield from (op.value, *op.more)
        elif isinstance(op, ops.Hot):
            yield from (value for value in op.values if isinstance(value, Quantity))


def unsourced(number: Quantity, seen: set[int]) -> Iterator[str]:
    """What a number rests on in the end that tells no origin."""
    if id(number) in seen:
        return
    seen.add(id(number))
    if not number.inputs and not number.source:
        yield str(number.name)
    for part in number.inputs:
        yield from unsourced(part, seen)


@pytest.mark.parametrize("scene", request_scenes(), ids=lambda scene: scene.id)
def test_no_why_is_empty(scene: Scene, offline: Offline) -> None:
    kept, seen, wrong = [], set[int](), set[str]()
    for moment, picture in pictures(offline, scene):
        for number in numbers(picture.ops):
            kept.append(number)  # or another one gets its id
            if not str(number.name) or not (number.formula or number.inputs or number.source):
                wrong.add(f"{moment}: {number.name or number.symbol!r} is empty")
            wrong |= {f"{moment}: {name} has no origin" for name in unsourced(number, seen)}
    assert kept and wrong == set()


@pytest.mark.parametrize("scene", request_scenes(), ids=lambda scene: scene.id)
def test_no_number_lies_dead_under_another_target(scene: Scene, offline: Offline) -> None:
    dead = set()
    for moment, picture in pictures(offline, scene):
        hits = find_hits(picture, DARK)
        for hit in hits:
            if hit.is_number:
                middle = hit.area.center()
                won = hit_at(hits, middle.x(), middle.y())
                if won is None or not isinstance(won.act, Why) or won.value is not hit.value:
                    dead.add(f"{moment}: {hit.tag.key} under {won and won.tag}")
    assert dead == set()


def test_a_number_wins_over_the_area_it_lies_on_and_the_area_is_still_pointed_at() -> None:
    p, seven = Picture(), Quantity(7, "1", "seven")
    p.text((100, 100), "{v}", v=seven, size=24)
    p.hot([(0, 0, 400, 300)], [Tag("column", 3)])
    won = hit_at(find_hits(p, DARK), 105, 95)
    assert won is not None and won.value is seven and isinstance(won.act, Why) and won.hovered == Tag("column", 3)


def test_a_number_inside_a_button_leaves_the_click_to_it() -> None:
    p = Picture()
    p.text((100, 100), "{v}", v=Quantity(128, "1", "tokens"), size=24)
    p.hot([(92, 72, 62, 38)], [Tag("choose", 1)], [SetControls((("batch", 128),))])
    won = hit_at(find_hits(p, DARK), 105, 95)
    assert won is not None and won.tag == Tag("choose", 1)


def test_two_numbers_of_a_line_are_asked_one_by_one() -> None:
    p, one, two = Picture(), Quantity(100, "1", "one hundred"), Quantity(200, "1", "two hundred")
    p.text((100, 100), "{a} in, {b} out", a=one, b=two, size=24)
    hits = [hit for hit in find_hits(p, DARK) if hit.is_number]
    left, right = min(h.area.left() for h in hits), max(h.area.right() for h in hits)
    first, last = hit_at(hits, left + 8, 95), hit_at(hits, right - 8, 95)
    assert first is not None and first.value is one and last is not None and last.value is two


def test_numbers_that_stand_in_wrapped_lines_are_told_apart() -> None:
    p, one, two = Picture(), Quantity(100, "1", Phrase("one hundred")), Quantity(200, "1", "two hundred")
    p.text((100, 100), "{a} tokens in, and {b} tokens out", a=one, b=two, size=24, wrap=170)
    hits = [hit for hit in find_hits(p, DARK) if hit.is_number]
    assert [hit.value for hit in sorted(hits, key=lambda hit: hit.area.top())] == [one, two]
    assert hits[0].area.bottom() <= hits[1].area.top() + 1
