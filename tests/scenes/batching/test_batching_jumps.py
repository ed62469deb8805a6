"""The buttons of the batching scene: each leads to the very step it names, and only to what there is."""

from __future__ import annotations

import pytest

from scenes.batching import scene as batching
from scenes.batching.clock import step_of_a
from scenes.batching.facts import compare
from scenes.batching.jumps import draw_jumps
from tourapp.authoring import Frame, Picture, SeekTo, Timeline, ops
from tourapp.world import Inputs, World

TIMELINE = Timeline(tuple(batching.BEATS))


def frame(world: World, t: float) -> Frame:
    return Frame(world, TIMELINE, t)


def jumps(world: World) -> dict[str, float]:
    picture = Picture()
    draw_jumps(frame(world, TIMELINE.duration), picture, compare(world))
    found = {}
    for op in picture.ops:
        if isinstance(op, ops.Hot):
            (tag,), (act,) = op.tags, op.acts
            assert tag.kind == "jump" and isinstance(act, SeekTo)
            found[str(tag.key)] = act.seconds
    return found


@pytest.mark.parametrize("policy", ["static", "continuous", "chunked"])
def test_a_jump_shows_its_step(policy: str) -> None:
    world = World(Inputs().change(policy_a=policy))
    trace = world.batching.traces[policy]
    found = jumps(world)
    assert trace.first_idle is not None
    wanted = {"first idle slot": trace.first_idle[1], "last straggler": int(trace.admit[trace.straggler])}
    assert set(found) == set(wanted)
    for name, step in wanted.items():
        at = frame(world, found[name])
        assert at.beat_name in ("door", "slowest")
        shown = step_of_a(at, compare(world))
        assert step + 1 - 1e-6 <= shown <= step + 1 + trace.steps * 0.01


def test_nothing_idle_leaves_only_the_straggler() -> None:
    world = World(Inputs().change(variance=0.0))
    assert world.batching.traces["static"].first_idle is None
    assert set(jumps(world)) == {"last straggler"}


def test_the_buttons_come_with_the_clock() -> None:
    world, picture = World(Inputs()), Picture()
    draw_jumps(frame(world, TIMELINE.start(1) + 0.1), picture, compare(world))
    assert not picture.ops
