"""What does not fit into one machine is hatched, said, and priced for the machines that hold it, everywhere."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.pricing.lists import LIST, chosen_cards
from scenes.pricing.market import CURVE
from tests.helpers import STILL
from tests.scenes.pricing.stage import BEATS, Stage
from tourapp.authoring import ops, show
from tourapp.sim.cost import Scenario, cost, machines_needed
from tourapp.world import World

WORLD = World(work=STILL)
MISFITS: list[tuple[dict[str, Any], int]] = [
    ({"batch": 512}, 3),  # 70.6 GB + 335.5 GB of 152 GB
    ({"context": 1_048_576}, 19),  # 70.6 GB + 2,749 GB
    ({"model": "deepseek-v3"}, 5),  # 671 GB of weights alone
    ({"gpu": "l4"}, 2),  # 75.8 GB of 45.6 GB
]


@pytest.mark.parametrize(("change", "machines"), MISFITS)
def test_the_machines_are_the_fewest_that_hold_weights_and_cache(change: dict[str, Any], machines: int) -> None:
    room = cost(Scenario(**change)).capacity
    needed = machines_needed(room)
    assert needed.value == machines and not room.fits
    held, usable = float(room.held_bytes.value), float(room.usable_bytes.value)
    assert (machines - 1) * usable < held <= machines * usable
    assert cost(Scenario(**change, gpus=2 * machines)).capacity.fits
    assert not cost(Scenario(**change, gpus=2 * (machines - 1))).capacity.fits


@pytest.mark.parametrize("batch", [1, 8, 64, 124])
def test_what_fits_needs_one_machine_and_is_the_cost_models_own(batch: int) -> None:
    world = WORLD.with_inputs(batch=batch)
    assert world.fleet.fits and world.fleet.machines.value == 1 and world.fleet.costs is world.cost
    assert world.bill.hour.id == "price.machine_hour" and world.bill.hour.value == 6


@pytest.mark.parametrize(("change", "machines"), MISFITS)
def test_the_price_is_that_of_all_machines(change: dict[str, Any], machines: int) -> None:
    """As `tourapp explain` gives it for so many GPUs: the hour of all, and tokens of all."""
    world = WORLD.with_inputs(**change)
    whole = cost(Scenario(**change, fitted=True, gpus=2 * machines)).price
    assert world.fleet.gpus.value == 2 * machines and world.bill.hour.value == 6 * machines
    for kind, name in (("input", "input"), ("cached", "cached_input"), ("output", "output")):
        line = world.bill.line(kind)
        assert float(line.achieved.value) == float(getattr(whole, f"achieved_{name}").value)
        assert float(line.ideal.value) == float(getattr(whole, name).value)
        paid = float(world.bill.hour.value) / 3600 * float(line.seconds.value) * 1e6
        assert float(line.achieved.value) == pytest.approx(paid, rel=1e-12)
    assert world.account.dollars is world.bill.one
    assert float(world.bill.one.value) == pytest.approx(float(world.bill.total.value) / 1e6)


@pytest.mark.parametrize(("change", "machines"), MISFITS)
def test_cards_bill_and_rail_say_and_hatch_it(change: dict[str, Any], machines: int) -> None:
    verdict = f"does not fit: needs {machines} machines (of 2 GPUs)"
    for beat in BEATS:
        stage = Stage(beat, **change)
        assert stage.rail[stage.rail.index("Machines") + 1] == str(machines)
        assert stage.of(ops.Hatch), beat
        assert (verdict in stage.words) == (beat != "market"), beat
    card = Stage("card", **change)
    assert len(card.of(ops.Hatch)) == 3 and f"${6 * machines}.00/h" in card.words
    assert card.caption == f"Most price lists have three prices. They come from {machines} machines."
    assert f"on {machines} machines: one" in Stage("market", **change).note


def test_nothing_is_hatched_where_it_fits() -> None:
    for beat in BEATS:
        stage = Stage(beat)
        assert not any("does not fit" in words for words in stage.words) and "Machines" not in stage.rail
        assert bool(stage.of(ops.Hatch)) == (beat == "market")
    assert Stage("card").caption == "Most price lists have three prices. They come from one machine."


def test_the_curve_ends_where_memory_is_full() -> None:
    ratios = WORLD.ratios
    assert ratios.largest.value == 124 == WORLD.cost.capacity.users.value and ratios.full
    there = cost(Scenario(fitted=True, batch=124)).price.achieved_ratio
    assert ratios.at_largest is not None and ratios.at_largest.id == "ratios.at_largest"
    assert float(ratios.at_largest.value) == float(there.value)
    stage = Stage("market")
    chart = stage.of(ops.Chart)[0]
    solid, rest = chart.series
    assert solid.x[-1] == rest.x[0] == 124 and rest.x[-1] == 512 and not solid.dash and rest.dash
    hatch = stage.of(ops.Hatch)[0].boxes[0]
    assert hatch[0] == pytest.approx(chart.point(124, 1)[0]) and hatch[0] + hatch[2] == pytest.approx(CURVE.right)
    assert "memory is full" in stage.words and f"at 124, when memory is full, {show(there)}" in stage.note
    beyond = show(cost(Scenario(fitted=True, batch=512)).price.achieved_ratio)
    assert beyond not in " ".join([*stage.words, stage.note]), "no floor from beyond the memory"


@pytest.mark.parametrize("change", [{"context": 1_048_576}, {"model": "deepseek-v3"}])
def test_where_no_conversation_fits_there_is_no_floor(change: dict[str, Any]) -> None:
    ratios = WORLD.with_inputs(**change).ratios
    assert ratios.largest.value == 0 and ratios.at_largest is None
    stage = Stage("market", **change)
    assert all(series.dash for series in stage.of(ops.Chart)[0].series)
    assert "memory is full before the first conversation" in stage.words
    assert "one has no room for a single user" in stage.note


def test_where_everything_fits_nothing_is_full() -> None:
    ratios = WORLD.with_inputs(context=128).ratios
    assert not ratios.full and ratios.largest.value == 512
    stage = Stage("market", context=128)
    assert ratios.at_largest is not None
    assert not stage.of(ops.Hatch) and f"at 512, which fits too, {show(ratios.at_largest)}" in stage.note
    assert "and all of it fits" in Stage("market", context=128, batch=512).note
    assert "no larger batch fits" in Stage("market", batch=124).note


@pytest.mark.parametrize("batch", [1, 8, 64, 124, 200, 512])
def test_the_ratio_never_lies_under_the_price_list(batch: int) -> None:
    stage = Stage("market", batch=batch)
    lists = next(op for op in stage.of(ops.Rects) if np.allclose(op.boxes, [LIST]))
    mine = [op for op in stage.texts if op.value is stage.frame.world.ratios.here and op.x < LIST.x]
    assert len(mine) == 1 and lists is not None
    right = mine[0].x if mine[0].align == "right" else mine[0].x + 0.62 * mine[0].size * len(mine[0].words)
    assert right < LIST.x - 10


def test_one_list_stands_for_each_ratio() -> None:
    cards = WORLD.price_cards
    ratios = [round(card.output / card.input, 2) for card in chosen_cards(cards)]
    assert ratios == sorted({round(card.output / card.input, 2) for card in cards}, reverse=True)
    words = Stage("market").words
    assert all(card.name in words for card in chosen_cards(cards))
