"""While the worker is busy: what a scene is told, in the window as in tests, and that every scene can be drawn then."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from tests.helpers import request_scenes
from tourapp.authoring import flat_ops
from tourapp.export.offline import default_tour
from tourapp.player.composer import Composer
from tourapp.player.orders import Order
from tourapp.player.settings import apply_setting
from tourapp.player.state import PlayerState, opening
from tourapp.player.store import WorldStore
from tourapp.player.tour import TourPlace

SCENES = [scene.id for scene in request_scenes()]
ASKED = {"prompt": "Why do cats purr?", "temperature": 1.3, "chat": False, "gamma": 2, "sram_kb": 40}


class Idle:
    """A worker that builds only when told."""

    def __init__(self) -> None:
        self.order: Order | None = None

    def submit(self, order: Order) -> None:
        self.order = order

    def cancel(self) -> None:
        self.order = None


class Shown:
    """A tour whose slow parts were built for the settings it opened with, and then settings that nobody has built."""

    def __init__(self) -> None:
        self.tour = default_tour()
        self.worker = Idle()
        self.store = WorldStore(self.worker)
        self.composer = Composer(self.tour, self.store)
        self.before = opening()
        self.after = self.before
        for name, value in ASKED.items():
            settings = apply_setting(self.after.settings, self.tour, "", name, value)
            self.after = dataclasses.replace(self.after, settings=settings, generation=self.after.generation + 1)

    def build(self, state: PlayerState) -> None:
        """Build whatever the composer wants, with the parts that stand in for the model's."""
        for _ in range(30):
            self.composer.want(state)
            order = self.store.order
            if order is None:
                return
            from tourapp.world import parts

            item = parts()[order.part]
            assert item.stand_in is not None
            order.cache.put(order.part, order.key, item.stand_in())
            self.store.finished(order.generation)


@pytest.fixture(scope="module")
def shown() -> Shown:
    made = Shown()
    for index in range(len(made.tour.stops)):
        made.build(dataclasses.replace(made.before, stop=index))
    return made


@pytest.mark.parametrize("scene_id", SCENES)
def test_every_scene_draws_while_the_worker_is_busy(scene_id: str, shown: Shown) -> None:
    index = shown.tour.index(scene_id)
    stop = shown.tour.stops[index]
    for _, start, end in stop.spans:
        for share in (0.3, 0.95):
            t = start + share * (end - start)
            state = dataclasses.replace(shown.after, stop=index, t=t)
            picture, trouble = shown.composer.compose(state, TourPlace(index, t), False)
            assert trouble is None, trouble
            for op in flat_ops(picture):
                at = getattr(op, "at", None)
                assert not isinstance(at, np.ndarray) or np.isfinite(at).all()


def test_law_06_made_with_and_asked_for_are_two_things(shown: Shown) -> None:
    index = shown.tour.index("sampling")
    stop = shown.tour.stops[index]
    still = shown.composer.view(dataclasses.replace(shown.before, stop=index), index, True).frame(stop, 1.0)
    assert not still.pending and still["temperature"] == still.wanted("temperature") == 0.8
    busy = shown.composer.view(dataclasses.replace(shown.after, stop=index), index, True).frame(stop, 1.0)
    assert busy.pending and busy["temperature"] == busy.inputs.temperature == 0.8
    assert busy.wanted("temperature") == 1.3
    assert busy["chat"] is busy.inputs.chat, "a shared setting has one truth on a stage"


def test_what_needs_no_worker_follows_at_once(shown: Shown) -> None:
    index = shown.tour.index("network")
    settings = apply_setting(shown.before.settings, shown.tour, "network", "stretch", 2.0)
    state = dataclasses.replace(shown.before, settings=settings, stop=index)
    frame = shown.composer.view(state, index, True).frame(shown.tour.stops[index], 1.0)
    assert not frame.pending and frame["stretch"] == frame.wanted("stretch") == 2.0
