"""What paging takes and gives, and how long in reality its steps take."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.paging.clock import paged_moment, paged_step, slab_step
from scenes.paging.facts import first_preemption
from scenes.paging.handover import who_leaves
from tests.helpers import make_offline
from tests.scenes.handed import first_and_last, lies_on
from tourapp.authoring import Frame
from tourapp.world import Inputs

SETTINGS = [
    {},
    {"pool_blocks": 16},
    {"block_size": 1},
    {"block_size": 32, "pool_blocks": 64},
    {"reservation": "exact"},
    {"reservation": "pow2", "paging_arrival": 0.05},
]


@pytest.mark.parametrize("change", SETTINGS, ids=str)
def test_our_slab_arrives_and_tokens_leave(change: dict[str, Any]) -> None:
    scene, first, last = first_and_last("paging", make_offline(inputs=Inputs().change(**change)))
    assert lies_on(scene, first, scene.enter(first), within=True), "the slab is hatched as one"
    assert lies_on(scene, last, scene.leave(last))
    event = first_preemption(last.world.paging.paged)
    leaves = who_leaves(last, paged_moment(last))
    assert leaves in paged_moment(last).tables and (event is None or leaves != event.request)


def test_a_beat_takes_the_steps_of_its_clock() -> None:
    scene, first, _ = first_and_last("paging")
    step = float(first.world.cost.decode.achieved_step_seconds.value)
    for beat in ("slabs", "empty", "blocks", "dry"):
        index = scene.timeline.index(beat)
        start, seconds = scene.timeline.start(index), scene.timeline.beats[index].seconds
        before, after = (Frame(first.world, scene.timeline, start + share * seconds) for share in (0.0, 0.999))
        clock, told = slab_step if beat == "slabs" else paged_step, scene.real_time(before)
        assert told is not None
        assert float(told.value) == pytest.approx((clock(after) - clock(before)) * step), beat
    assert "table" not in scene.real, "there nothing passes"


def test_both_answers_of_the_fork_write_in_the_same_steps() -> None:
    scene, first, _ = first_and_last("paging")
    f = Frame(first.world, scene.timeline, scene.timeline.start(scene.timeline.index("fork")))
    told, moments = scene.real_time(f), f.world.fork_steps
    assert told is not None
    step = float(first.world.cost.decode.achieved_step_seconds.value)
    assert float(told.value) == pytest.approx((moments[-1].lengths[1] - moments[1].lengths[1]) * step)
