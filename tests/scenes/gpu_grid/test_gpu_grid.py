"""Truths of the GPU scene: lamps stand for the computed share of the math, streaks for the computed share of the
bridge."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.gpu_grid import floorplan as plan
from scenes.gpu_grid import slant
from scenes.gpu_grid.captions import what_decode_does
from scenes.gpu_grid.facts import LINE, chip_at_work, processors_drawn
from tourapp.world import Inputs, World

SETTINGS = [
    {"batch": 1},
    {"batch": 512},
    {"gpu": "mi300x", "batch": 1},
    {"gpu": "l4", "batch": 8},
    {"gpu": "tpu-v5e", "batch": 1},
]


@pytest.fixture(scope="module", params=SETTINGS, ids=str)
def world(request: Any) -> World:
    return World(Inputs().change(**request.param))


def test_lit_lamps_are_the_busy_share_to_a_lamp(world: World) -> None:
    facts = chip_at_work(world)
    count = processors_drawn(world.chip)
    assert facts.processors == count
    for load, phase in ((facts.prefill, world.cost.prefill), (facts.decode, world.cost.decode)):
        busy = min(1.0, float(phase.compute_busy.value))
        assert load.lamps == plan.lit_lamps(count, busy)
        assert load.lamps >= 1 and abs(load.lamps - busy * count * plan.LAMPS) <= 1.0


def test_the_line_of_gpus_is_whole_and_the_chosen_one_is_in_the_plane(world: World) -> None:
    facts = chip_at_work(world)
    assert tuple(item.id for item in facts.line) == LINE
    assert [item.announced for item in facts.line] == sorted(item.announced or 0 for item in facts.line)
    assert facts.chip.id in {item.id for item in facts.plane} and set(facts.line) <= set(facts.plane)


def test_every_processor_of_the_chip_is_drawn_once_and_apart(world: World) -> None:
    count = processors_drawn(world.chip)
    cells = plan.floorplan(count).cells
    assert len(cells) == count and len({tuple(cell) for cell in cells}) == count
    assert (cells[:, 2] > cells[:, 0]).all() and (cells[:, 3] > cells[:, 1]).all()
    inside = (cells[:, 3] <= plan.CACHE[0]) | (cells[:, 1] >= plan.CACHE[1])
    assert inside.all(), "no processor lies on the cache"
    assert sorted(plan.lamp_order(count)) == list(range(count * plan.LAMPS))


def test_the_slant_keeps_the_corners() -> None:
    corners = slant.slant(np.array([[0, 0], [1, 0], [1, 1], [0, 1]], float))
    wanted = [
        (slant.TOP_SIDES[0], slant.TOP),
        (slant.TOP_SIDES[1], slant.TOP),
        (slant.BOTTOM_SIDES[1], slant.BOTTOM),
        (slant.BOTTOM_SIDES[0], slant.BOTTOM),
    ]
    assert np.allclose(corners, wanted)


def test_the_caption_of_decode_follows_the_numbers(world: World) -> None:
    words = str(what_decode_does(world.cost))
    assert ("goes dark" in words) == (float(world.cost.decode.compute_busy.value) < 0.05)
    assert ("is full" in words) == (float(world.cost.decode.memory_busy.value) > 0.95)
