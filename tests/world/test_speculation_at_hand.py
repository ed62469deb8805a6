"""Speculation's settings: those of the recorded grid answer at once, all others are run by the worker."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from tourapp.engine.drafts import DRAFTS
from tourapp.engine.speculation_grid import GAMMAS, TEMPERATURES, shipped_grid, shipped_run
from tourapp.errors import UsageError
from tourapp.player.orders import Order
from tourapp.player.store import WorldStore
from tourapp.player.view import Wish
from tourapp.world import Inputs, PartCache, Work, World
from tourapp.world.parts import speculation
from tourapp.world.parts.speculation import DRAFTS as CHOICES

NEEDS = ("speculation", "speculation_numbers")


class Idle:
    """A worker that remembers what it was asked for."""

    def __init__(self) -> None:
        self.orders: list[str] = []

    def submit(self, order: Order) -> None:
        self.orders.append(order.part)

    def cancel(self) -> None:
        """Nothing runs."""


def test_the_stage_offers_the_drafts_that_are_recorded() -> None:
    assert [name for name, _ in CHOICES] == list(DRAFTS)


def test_each_setting_of_the_grid_is_on_screen_at_once() -> None:
    worker = Idle()
    store = WorldStore(worker)
    for draft, gamma, temperature in product(DRAFTS, GAMMAS, TEMPERATURES):
        wish = Wish("speculation", Inputs().change(draft=draft, gamma=gamma, temperature=temperature), NEEDS)
        store.want([wish])
        world = store.world(wish)
        assert world is not None and world.inputs == wish.inputs and store.settled(wish)
        run = world.speculation
        assert (run.draft, run.gamma, run.params.temperature, run.badge) == (draft, gamma, temperature, "recorded")
        assert float(world.speculation_numbers.measured.value) == run.tokens / len(run.turns)
    assert worker.orders == []


def test_batch_and_machine_are_computed_from_the_recorded_run() -> None:
    world = World(work=Work(wait=False))
    other = world.with_inputs(batch=64, model="llama-3-8b")
    assert other.speculation is world.speculation
    assert other.speculation_numbers.speedup.value != world.speculation_numbers.speedup.value


@pytest.mark.parametrize(
    "change",
    [
        {"prompt": "Why?"},
        {"chat": False},
        {"seed": 3},
        {"top_k": 41},
        {"top_p": 0.5},
        {"temperature": 0.45},
        {"answer_tokens": 20},
    ],
)
def test_anything_else_is_ordered_from_the_worker(change: dict[str, Any]) -> None:
    worker = Idle()
    store = WorldStore(worker)
    usual = Wish("speculation", Inputs(), NEEDS)
    store.want([usual])
    assert store.world(usual) is not None and worker.orders == []
    wish = Wish("speculation", Inputs().change(gamma=2, **change), NEEDS)
    store.want([wish])
    assert worker.orders == ["speculation"] and not store.settled(wish)
    shown = store.world(wish)
    assert shown is not None and shown.inputs.gamma == shown.speculation.gamma == 4, "the old run at its own"


def test_nothing_recorded_stands_for_a_model_given_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speculation, "own_model", lambda: True)
    assert World(work=Work(wait=False)).missing_slow(NEEDS) == ["speculation"]


def test_without_the_grid_the_model_still_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> Any:
        raise UsageError("damaged")

    monkeypatch.setattr(speculation, "shipped_grid", damaged)
    assert World(work=Work(wait=False)).missing_slow(NEEDS) == ["speculation"]


def test_what_is_at_hand_is_not_built(add_part: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speculation, "run_draft", None)
    live = World(Inputs(), PartCache(), Work(live=True))
    assert live.speculation == shipped_run() == shipped_grid().run("int4", 4, 0.8)
