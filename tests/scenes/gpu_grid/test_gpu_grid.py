"""Truths of the GPU scene: lamps stand for the computed share of the math, streaks for the computed share of the
bridge."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.gpu_grid import floorplan as plan
from scenes.gpu_grid import slant
from scenes.gpu_grid.bridges import bridge_paths, lit_lanes
from scenes.gpu_grid.captions import how_it_went, what_decode_does
from scenes.gpu_grid.facts import LINE, chip_at_work, lamps_each, processors_drawn
from scenes.gpu_grid.generations import shown_chips
from scenes.gpu_grid.reuse import cell_grid
from tourapp.world import Inputs, World
from tourapp.world.parts.climb import LARGEST

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
        lamps = count * lamps_each(world.chip)
        assert load.lamps == plan.lit_lamps(lamps, busy)
        assert load.lamps >= 1 and abs(load.lamps - busy * lamps) <= 1.0


def test_a_lamp_is_a_tensor_core_where_their_number_is_published() -> None:
    for gpu, cores in (("h100-sxm", 528), ("v100-sxm", 640), ("rtx-4090", 512)):
        facts = chip_at_work(World().with_inputs(gpu=gpu))
        assert len(plan.floorplan(facts.processors, facts.lamps_each).lamps) == cores, gpu


def test_as_many_lanes_are_lit_as_the_bridge_is_busy() -> None:
    for stacks in (5, 8, None):
        count = len(bridge_paths(plan.LEFT, stacks)[0])
        assert len(lit_lanes(plan.LEFT, stacks, 1.0)) == count and len(lit_lanes(plan.LEFT, stacks, 0.0)) == 0
        assert abs(len(lit_lanes(plan.LEFT, stacks, 0.5)) - count / 2) <= 0.5


@pytest.mark.parametrize("cells", [1, 139, 295, 591, 1200])
def test_every_operation_that_has_room_is_a_cell_of_its_own(cells: int) -> None:
    grid = cell_grid(cells, 100.0)
    assert grid.count == cells and len({tuple(box) for box in grid.boxes.round(3)}) == cells


def test_the_climb_ends_where_memory_is_full(world: World) -> None:
    climb, users = world.climb, int(world.cost.capacity.users.value)
    assert climb.rungs[-1].batch == max(1, min(users, LARGEST)) and climb.none == (users < 1)
    assert [rung.batch for rung in climb.rungs] == sorted({rung.batch for rung in climb.rungs})
    for rung in (*climb.rungs, climb.own):
        decode = world.with_inputs(batch=rung.batch).cost.decode
        assert float(rung.whole.value) == float(decode.intensity.value)
        assert float(rung.alone.value) == float(decode.weight_intensity.value)
        assert rung.batch == world.inputs.batch or f"(batch={rung.batch})" in rung.whole.id


def test_the_line_of_gpus_is_whole_and_the_chosen_one_is_shown(world: World) -> None:
    facts = chip_at_work(world)
    assert tuple(item.id for item in facts.line) == LINE
    assert [item.announced for item in facts.line] == sorted(item.announced or 0 for item in facts.line)
    assert facts.chip.id in {item.id for item in shown_chips(facts)} and set(facts.line) <= set(shown_chips(facts))


def test_every_processor_of_the_chip_is_drawn_once_and_apart(world: World) -> None:
    count = processors_drawn(world.chip)
    each = lamps_each(world.chip)
    cells = plan.floorplan(count, each).cells
    assert len(cells) == count and len({tuple(cell) for cell in cells}) == count
    assert (cells[:, 2] > cells[:, 0]).all() and (cells[:, 3] > cells[:, 1]).all()
    inside = (cells[:, 3] <= plan.CACHE[0]) | (cells[:, 1] >= plan.CACHE[1])
    assert inside.all(), "no processor lies on the cache"
    assert sorted(plan.lamp_order(count * each)) == list(range(count * each))


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


@pytest.mark.parametrize(
    ("gpu", "stacks", "cores"),
    [
        *(("h100-sxm", 5, 528), ("a100-80gb-sxm", 5, 432), ("h200-sxm", 6, 528), ("b200-sxm", 8, 592)),
        *(("v100-sxm", 4, 640), ("mi300x", 8, None), ("rtx-4090", None, 512), ("tpu-v5e", None, None)),
    ],
)
def test_the_die_draws_the_stacks_of_the_spec_row(gpu: str, stacks: int | None, cores: int | None) -> None:
    facts = chip_at_work(World().with_inputs(gpu=gpu))
    assert facts.stacks == stacks
    assert (None if facts.chip.tensor_cores is None else facts.chip.tensor_cores.value) == cores
    places = plan.memory_places(stacks)
    if stacks is None:
        assert len(places) == 2 and all(place.whole for place in places), "none of an unpublished number"
    else:
        assert sum(place.filled for place in places) == stacks and not any(place.whole for place in places)
        assert sum(not place.filled for place in places) == stacks % 2, "an odd number leaves one place empty"
    for side in (plan.LEFT, plan.RIGHT):
        far, near = bridge_paths(side, stacks)
        own = [place for place in places if place.side == side and place.filled]
        inside = [any(place.v0 <= v <= place.v1 for place in own) for v in far[:, 1]]
        assert all(inside) and len(far) == len(near), "no lane begins where no memory is"


def test_a_chip_of_unpublished_processors_draws_none() -> None:
    facts = chip_at_work(World().with_inputs(gpu="tpu-v5e"))
    assert not facts.counted and facts.chip.processors is None
    assert chip_at_work(World()).counted and len(plan.fields()) == 2


@pytest.mark.parametrize(
    ("ridges", "words"),
    [
        ([1, 2, 3], "Yes: it rose every time."),
        ([3, 2, 1], "No: it fell every time."),
        ([1, 2, 1], "No: it rose, then fell."),
        ([2, 1, 2], "No: it fell, then rose."),
        ([139, 153, 295, 206, 281], "No: it rose, fell, and rose again."),
        ([1, 2, 1, 2, 1], "No: it turned 3 times."),
    ],
)
def test_the_verdict_on_the_wall_comes_from_the_bars(ridges: list[float], words: str) -> None:
    assert str(how_it_went(ridges)) == words


def test_the_chosen_chip_is_one_of_all() -> None:
    world = World()
    assert world.chip is next(item for item in world.chips if item.id == "h100-sxm")
    assert world.chip.ridge.id == "chips.h100-sxm.ridge", "one fact, one id"
    assert str(world.math_format) == "FP8" and str(World().with_inputs(weight_bits=16).math_format) == "16 bit"
    assert str(World().with_inputs(gpu="a100-80gb-sxm").math_format) == "INT8"
