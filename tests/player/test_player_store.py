"""Worlds on screen: what is drawn while a slow part is built, what is dropped, what a failure leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tourapp.player.orders import Order
from tourapp.player.screen_world import PartNotReadyError
from tourapp.player.store import WorldStore, reads_of
from tourapp.player.view import Wish
from tourapp.world import Inputs


class Bench:
    """A worker that does nothing until told."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self.cancels = 0

    def submit(self, order: Order) -> None:
        self.orders.append(order)

    def cancel(self) -> None:
        self.cancels += 1

    def build(self, store: WorldStore) -> None:
        order = self.orders[-1]
        order.build(lambda share, words: None, lambda step: None, lambda: False)
        store.finished(order.generation)


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def store(bench: Bench, add_part: Callable[..., Any]) -> WorldStore:
    add_part("slow", lambda view: ("slow", view.temperature), reads=("temperature",))
    add_part("slower", lambda view: ("slower", view.slow, view.stretch), reads=("stretch",), needs=("slow",))
    add_part("quick", lambda view: ("quick", view.slow), needs=("slow",), slow=False)
    return WorldStore(bench)


def wish(needs: tuple[str, ...] = ("slow",), **changes: Any) -> Wish:
    return Wish("alpha", Inputs().change(**changes), needs)


def test_cheap_parts_are_there_at_once(store: WorldStore, bench: Bench) -> None:
    wanted = wish(("cost",), batch=3)
    store.want([wanted])
    world = store.world(wanted)
    assert world is not None and world.inputs.batch == 3 and bench.orders == [] and not store.busy


def test_slow_parts_are_ordered_and_nothing_stands_in(store: WorldStore, bench: Bench) -> None:
    wanted = wish()
    store.want([wanted])
    assert store.busy and bench.orders[0].part == "slow" and store.world(wanted) is None
    bench.build(store)
    world = store.world(wanted)
    assert world is not None and world.slow == ("slow", 0.8) and not store.busy and store.settled(wanted)


def test_needed_parts_come_first(store: WorldStore, bench: Bench) -> None:
    wanted = wish(("slower",))
    store.want([wanted])
    assert bench.orders[0].part == "slow"
    bench.build(store)
    assert bench.orders[1].part == "slower" and store.busy
    bench.build(store)
    assert store.world(wanted).slower == ("slower", ("slow", 0.8), 1.4)  # type: ignore[union-attr]


def test_the_old_settings_stay_on_screen_but_only_those_that_wait(store: WorldStore, bench: Bench) -> None:
    store.want([wish()])
    bench.build(store)
    store.world(wish())
    later = wish(temperature=1.5, batch=3)
    store.want([later])
    world = store.world(later)
    assert world is not None
    assert world.inputs.temperature == 0.8 and world.slow == ("slow", 0.8), "what is computed matches what is shown"
    assert world.quick == ("quick", ("slow", 0.8))
    assert world.inputs.batch == 3, "what needs no work answers at once"
    bench.build(store)
    assert store.world(later).quick == ("quick", ("slow", 1.5))  # type: ignore[union-attr]


def test_only_the_latest_wish_is_built(store: WorldStore, bench: Bench) -> None:
    for temperature in (0.1, 0.2, 0.3):
        store.want([wish(temperature=temperature)])
    assert bench.cancels == 2 and [order.inputs.temperature for order in bench.orders] == [0.1, 0.2, 0.3]
    assert not store.finished(bench.orders[0].generation), "a stale result is dropped"
    assert store.busy
    assert not store.progress(bench.orders[0].generation, 0.5, "late")


def test_the_same_wish_twice_does_not_start_over(store: WorldStore, bench: Bench) -> None:
    store.want([wish(("slower",))])
    store.want([wish(("slower",), batch=2)])
    store.want([Wish("beta", Inputs(), ("slow",))])
    assert len(bench.orders) == 1 and bench.cancels == 0, "another scene needs the very same part"


def test_back_to_a_known_world_needs_no_work(store: WorldStore, bench: Bench) -> None:
    store.want([wish()])
    bench.build(store)
    store.want([wish(temperature=1.0)])
    store.want([wish()])
    assert bench.cancels == 1 and not store.busy and len(bench.orders) == 2


def test_a_failure_keeps_the_old_world_and_is_not_tried_again(store: WorldStore, bench: Bench) -> None:
    store.want([wish()])
    bench.build(store)
    store.world(wish())
    bad = wish(temperature=1.9)
    store.want([bad])
    assert store.failed(bench.orders[-1].generation, "no memory")
    assert store.trouble(bad) == "no memory" and not store.busy
    assert store.world(bad).slow == ("slow", 0.8)  # type: ignore[union-attr]
    store.want([bad])
    assert len(bench.orders) == 2
    store.retry()
    assert len(bench.orders) == 3


def test_stop_keeps_what_is_on_screen(store: WorldStore, bench: Bench) -> None:
    store.want([wish()])
    store.stop()
    store.want([wish()])
    assert bench.cancels == 1 and not store.busy and store.trouble(wish()) == "stopped"


def test_the_next_scene_is_built_ahead_but_gives_way(store: WorldStore, bench: Bench) -> None:
    ahead = Wish("beta", Inputs().change(temperature=1.1), ("slow",))
    store.want([wish(("cost",)), ahead])
    assert bench.orders[-1].inputs.temperature == 1.1
    store.want([wish(temperature=0.2), ahead])
    assert bench.orders[-1].inputs.temperature == 0.2
    bench.build(store)
    assert bench.orders[-1].inputs.temperature == 1.1 and store.busy


def test_work_cut_short_is_not_kept(store: WorldStore, bench: Bench) -> None:
    store.want([wish()])
    bench.orders[0].build(lambda share, words: None, lambda step: None, lambda: True)
    assert not store.settled(wish())


def test_a_part_that_was_not_named_is_learnt(store: WorldStore, bench: Bench) -> None:
    wanted = wish(("cost",))
    world = store.world(wanted)
    with pytest.raises(PartNotReadyError) as caught:
        _ = world.slow  # type: ignore[union-attr]
    store.learn("alpha", caught.value.part)
    store.want([wanted])
    assert bench.orders[-1].part == "slow"


def test_a_stand_in_is_shown_and_never_kept(bench: Bench, add_part: Callable[..., Any]) -> None:
    add_part("answer", lambda view: ("real", view.seed), reads=("seed",), stand_in=lambda: ("shipped", 0))
    add_part("derived", lambda view: ("derived", view.answer), needs=("answer",), slow=False)
    store = WorldStore(bench)
    wanted = wish(("answer",))
    store.want([wanted])
    assert store.world(wanted).derived == ("derived", ("shipped", 0))  # type: ignore[union-attr]
    bench.build(store)
    assert store.world(wanted).derived == ("derived", ("real", 2))  # type: ignore[union-attr]


def test_what_a_part_depends_on(store: WorldStore) -> None:
    reads_of.cache_clear()
    assert set(reads_of("slower")) == {"stretch", "temperature"}
