"""The clock of the paging scene: the preemption lies inside its beat, and the button leads just behind it."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.paging import scene as paging
from scenes.paging.clock import paged_moment, paged_step
from scenes.paging.facts import first_preemption, recomputation
from scenes.paging.preemption import PREEMPTION, draw_preemption
from tourapp.authoring import Frame, Picture, SeekTo, Timeline, ops
from tourapp.world import Inputs, World

TIMELINE = Timeline(tuple(paging.BEATS))


def frame(world: World, beat: str, share: float) -> Frame:
    index = TIMELINE.index(beat)
    return Frame(world, TIMELINE, TIMELINE.start(index) + share * TIMELINE.beats[index].seconds)


def hot_areas(f: Frame) -> list[ops.Hot]:
    picture = Picture()
    draw_preemption(f, picture, paged_moment(f))
    return [op for op in picture.ops if isinstance(op, ops.Hot)]


@pytest.mark.parametrize(
    "settings", [{}, {"paging_arrival": 0.3}, {"pool_blocks": 32}, {"pool_blocks": 16}, {"block_size": 1}], ids=str
)
def test_the_button_leads_just_behind_the_first_preemption(settings: dict[str, Any]) -> None:
    world = World(Inputs().change(**settings))
    event = first_preemption(world.paging.paged)
    assert event is not None
    (area,) = hot_areas(frame(world, "dry", 0.3))
    (tag,), (act,) = area.tags, area.acts
    assert (tag.kind, tag.key) == ("jump", "preemption") and isinstance(act, SeekTo)
    there = Frame(world, TIMELINE, act.seconds)
    assert there.beat_name == PREEMPTION.beat
    assert paged_moment(there).step == event.step and paged_moment(there).free == 0
    assert recomputation(world.paging.paged, event.request) is not None


def test_without_a_preemption_there_is_no_button() -> None:
    world = World(Inputs().change(pool_blocks=64, paging_arrival=0.02))
    assert first_preemption(world.paging.paged) is None
    assert hot_areas(frame(world, "dry", 0.9)) == []


@pytest.mark.parametrize(
    "settings", [{}, {"pool_blocks": 16}, {"pool_blocks": 64}, {"paging_arrival": 1.0}, {"block_size": 32}], ids=str
)
def test_steps_never_go_back_within_a_beat(settings: dict[str, Any]) -> None:
    world = World(Inputs().change(**settings))
    for beat in ("empty", "blocks", "dry"):
        steps = [paged_step(frame(world, beat, share / 20)) for share in range(20)]
        assert steps == sorted(steps) and steps[0] < steps[-1]
