"""The read that is shared: a token's part of it and its own cache are the bytes that the meter tells of."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import make_offline
from tourapp.authoring import flat_ops, ops, show
from tourapp.export.offline import Moment
from tourapp.quantity.text import THIN
from tourapp.world import Inputs, Work, World


def read(**changes: Any) -> Any:
    return World(Inputs().change(**changes)).slot_read


def test_the_parts_are_the_cost_models_own() -> None:
    world = World()
    found, costs = world.slot_read, world.cost
    assert found.step is costs.decode.weight_bytes_per_step
    assert (found.cache.id, found.total.id) == ("kv_bytes_per_sequence", "decode.bytes_per_token")
    assert found.cache == costs.kv_bytes_per_sequence and found.total == costs.decode.bytes_per_token
    texts = [show(each).replace(THIN, " ") for each in (found.step, found.each, found.cache, found.total)]
    assert texts == ["69.5 GB", "8.688 GB", "0.655 GB", "9.343 GB"]


@pytest.mark.parametrize("slots", [2, 5, 8, 16])
@pytest.mark.parametrize("model", ["llama-3-70b", "deepseek-v3", "mistral-7b", "smollm2-135m"])
def test_printed_parts_add_up(model: str, slots: int) -> None:
    found = read(model=model, slots=slots)
    each, cache, total = (float(show(one).partition(THIN)[0]) for one in (found.each, found.cache, found.total))
    assert each + cache == pytest.approx(total, abs=1e-9)
    assert float(found.each.value) + float(found.cache.value) == pytest.approx(float(found.total.value))


def test_another_number_of_slots_than_the_batch_is_in_the_id() -> None:
    found = read(slots=16)
    assert found.total.id == "decode.bytes_per_token(batch=16)" and found.each.id == "slot_read.each"
    assert read(slots=16, batch=16).total.id == "decode.bytes_per_token"


def test_the_stage_prints_the_costs_own_facts() -> None:
    tour = make_offline(work=Work(wait=False))
    told = [
        op for op in flat_ops(tour.picture(Moment(tour.tour.index("batching"), 0, 1.0))) if isinstance(op, ops.Words)
    ]
    printed = {op.words.replace(THIN, " "): op.value.id for op in told if op.value is not None}
    assert printed["9.34 GB ✓"] == "decode.bytes_per_token"
    assert printed["70.2 GB"] == "decode.bytes_per_token(batch=1)"


@pytest.mark.parametrize("model", ["llama-3-70b", "deepseek-v3"])
def test_alone_is_a_batch_of_one(model: str) -> None:
    found = World(Inputs().change(model=model)).lone_read.total
    assert float(found.value) == float(World(Inputs().change(model=model, batch=1)).cost.decode.bytes_per_token.value)
