"""Pictures of other stops on a stage: tried where pictures are composed, ordered when they lack something, one dim card
where they fail; painting never fails over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.player.test_pending import Idle
from tourapp.authoring import Picture, ops
from tourapp.export.offline import Offline, default_tour
from tourapp.player.composer import Composer, journey_of
from tourapp.player.portraits import AT_ONCE
from tourapp.player.state import PlayerState, opening
from tourapp.player.store import WorldStore
from tourapp.player.tour import Stop, Tour, TourPlace


class FinaleOnStage:
    """The last stop of a tour, opened first: nothing has been built."""

    def __init__(self, tour: Tour) -> None:
        self.tour, self.worker = tour, Idle()
        self.store = WorldStore(self.worker)
        self.composer = Composer(tour, self.store)
        self.index = len(tour.stops) - 1
        stop = tour.stops[self.index]
        self.place = TourPlace(self.index, stop.spans[1][2] - 0.5)
        self.state: PlayerState = opening(stop=self.index, t=self.place.t)

    def frame(self) -> Picture:
        """The next picture, which is no card of trouble."""
        picture, trouble = self.composer.compose(self.state, self.place, True)
        assert trouble is None, trouble
        return picture


def layers(items: Any) -> Iterator[Any]:
    """Every kept layer of a picture, built as painting would build it."""
    for op in items:
        if isinstance(op, ops.Group):
            yield from layers(op.ops)
        elif isinstance(op, ops.Bake):
            yield op
            inner = Picture()
            op.build(inner)
            yield from layers(inner.ops)


def cards(picture: Picture) -> tuple[set[str], set[str]]:
    """Keys of stops whose card shows their picture, and of those with a dim one."""
    shown, dim = set(), set()
    for layer in layers(picture.ops):
        if layer.key and layer.key[0] == "leaning":
            (dim if layer.key[2] is None else shown).add(layer.key[1])
    return shown, dim


def with_scene(tour: Tour, place: int, draw: Any) -> Tour:
    """The tour with another drawing at one stop."""
    stops: list[Stop] = list(tour.stops)
    stops[place] = replace(stops[place], scene=replace(stops[place].scene, draw=draw))
    return Tour(tuple(stops))


def test_the_finale_opens_first_and_fills_within_a_second() -> None:
    stage = FinaleOnStage(default_tour())
    counts = []
    for _ in range(30):
        shown, dim = cards(stage.frame())
        assert len(shown) + len(dim) == stage.index
        counts.append(len(shown))
    assert counts == sorted(counts) and counts[0] <= AT_ONCE, "a few are tried with each frame, none goes out again"
    assert counts[-1] == stage.index


@pytest.mark.parametrize("error", [RuntimeError("no"), MemoryError(), RecursionError()])
def test_a_card_that_fails_is_one_dim_card_and_is_not_tried_again(error: Exception) -> None:
    tried: list[int] = []

    def draw(f: Any, p: Picture) -> None:
        tried.append(1)
        raise error

    tour = default_tour()
    stage = FinaleOnStage(with_scene(tour, 3, draw))
    for _ in range(30):
        shown, dim = cards(stage.frame())
    assert dim == {tour.stops[3].key} and len(shown) == stage.index - 1
    assert len(tried) <= 2, "again only when something was built since"
    offline = Offline(with_scene(tour, 3, draw))
    shown, dim = cards(offline.compose(stage.place))
    assert dim == {tour.stops[3].key}


def test_what_a_picture_lacks_is_ordered() -> None:
    """A scene that looks at a slow part it did not name, for a stop that is not on stage."""
    tour = default_tour()
    place = next(k for k, stop in enumerate(tour.stops) if not stop.scene.needs)
    inner = tour.stops[place].scene.draw

    def draw(f: Any, p: Picture) -> None:
        assert f.world.recording is not None
        inner(f, p)

    stage = FinaleOnStage(with_scene(tour, place, draw))
    key = stage.tour.stops[place].key
    stage.frame()
    assert not stage.store._learnt.get(stage.tour.stops[stage.index].key)
    for _ in range(30):
        shown, _ = cards(stage.frame())
    assert "recording" in stage.store._learnt[key]
    assert key in shown, "what is shipped stands in for it"
    assert stage.worker.order is not None


def test_a_picture_that_can_no_longer_be_drawn_leaves_its_card_empty() -> None:
    """A part may be dropped between composing and painting: painting goes on."""
    tour, fails = default_tour(), False
    inner = tour.stops[0].scene.draw

    def draw(f: Any, p: Picture) -> None:
        if fails:
            raise RuntimeError("it is gone")
        inner(f, p)

    stage = FinaleOnStage(with_scene(tour, 0, draw))
    for _ in range(30):
        picture = stage.frame()
    fails = True
    assert tour.stops[0].key in cards(picture)[0]
    for _ in range(3):
        assert cards(stage.frame())


def test_offline_every_picture_is_there_at_once() -> None:
    offline = Offline()
    index = len(offline.tour.stops) - 1
    journey = journey_of(offline.state(index), offline.tour, index, offline.worlds)
    assert all(stop.portrait() is not None for stop in journey.before)
