"""Truths of the GPU scene: lamps stand for the computed share of the math, streaks for the computed share of the
bridge."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.gpu_grid import die
from scenes.gpu_grid import scene as gpu_grid
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
    count = gpu_grid._count(world.chip)
    for phase in (world.cost.prefill, world.cost.decode):
        busy = min(1.0, float(phase.compute_busy.value))
        lamps = die.lit_lamps(count, busy)
        assert lamps >= 1 and abs(lamps - busy * count * die.LAMPS) <= 1.0


def test_every_processor_of_the_chip_is_drawn_once_and_apart(world: World) -> None:
    count = gpu_grid._count(world.chip)
    cells = die.floorplan(count).cells
    assert len(cells) == count and len({tuple(cell) for cell in cells}) == count
    assert (cells[:, 2] > cells[:, 0]).all() and (cells[:, 3] > cells[:, 1]).all()
    inside = (cells[:, 3] <= die.CACHE[0]) | (cells[:, 1] >= die.CACHE[1])
    assert inside.all(), "no processor lies on the cache"
    assert sorted(die.lamp_order(count)) == list(range(count * die.LAMPS))


def test_the_slant_keeps_the_corners() -> None:
    corners = die.slant(np.array([[0, 0], [1, 0], [1, 1], [0, 1]], float))
    wanted = [
        (die.TOP_SIDES[0], die.TOP),
        (die.TOP_SIDES[1], die.TOP),
        (die.BOTTOM_SIDES[1], die.BOTTOM),
        (die.BOTTOM_SIDES[0], die.BOTTOM),
    ]
    assert np.allclose(corners, wanted)


def test_the_caption_of_decode_follows_the_numbers(world: World) -> None:
    words = gpu_grid._dark(world.cost)
    assert ("goes dark" in words) == (float(world.cost.decode.compute_busy.value) < 0.05)
    assert ("is full" in words) == (float(world.cost.decode.memory_busy.value) > 0.95)
