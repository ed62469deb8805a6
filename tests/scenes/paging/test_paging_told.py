"""Captions of the paging scene say what the picture at rest shows, at every setting."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.paging import scene as paging
from scenes.paging.clock import common_step, paged_moment, stands_dry
from scenes.paging.facts import first_preemption, free_blocks, held_slots, recomputation, slab_run
from scenes.paging.fork import FIRST, SECOND, entry_box, fork_cards, fork_way
from scenes.paging.given_back import given_back, lifted
from tests.helpers import request_scenes
from tourapp.authoring import Frame, Picture, Timeline, fill, flat_ops, ops
from tourapp.world import Inputs, World

TIMELINE = Timeline(tuple(paging.BEATS))
SCENE = next(scene for scene in request_scenes() if scene.id == "paging")
SETTINGS: list[dict[str, Any]] = [
    {},
    {"pool_blocks": 16},
    {"pool_blocks": 64},
    {"pool_blocks": 64, "reservation": "pow2"},
    {"reservation": "exact"},
    {"paging_arrival": 0.02},
    {"paging_arrival": 1.0},
    {"block_size": 1},
    {"block_size": 32},
    {"block_size": 32, "pool_blocks": 64},
]


def frame(world: World, beat: str, share: float) -> Frame:
    index = TIMELINE.index(beat)
    return Frame(world, TIMELINE, TIMELINE.start(index) + share * TIMELINE.beats[index].seconds * 0.9999)


def picture(world: World, beat: str, share: float = 1.0) -> Picture:
    p = Picture()
    SCENE.draw(frame(world, beat, share), p)
    return p


def words(p: Picture) -> list[str]:
    return [op.words for op in flat_ops(p) if isinstance(op, ops.Words)]


def caption(world: World, beat: str) -> str:
    return fill(TIMELINE.beats[TIMELINE.index(beat)].caption, picture(world, beat).fields)


def test_the_comparison_stops_where_the_requests_want_most() -> None:
    world = World()
    assert common_step(frame(world, "empty", 1.0)) == 47
    p = picture(world, "empty")
    assert "step 47" in words(p) and caption(world, "empty") == (
        "Most of the KV memory stays empty, and others wait outside."
    )
    assert p.fields["slab_tokens"] == 68 and p.fields["block_tokens"] == 152 and p.fields["pool"] == 160
    used = world.paging_numbers.used
    assert p.fields["used_slabs"] is used["max"] and used["max"].id == "paging_numbers.used.max"


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_the_comparison_tells_its_own_moment(settings: dict[str, Any]) -> None:
    world = World(Inputs().change(**settings))
    run = slab_run(world)
    moment = run.at(common_step(frame(world, "empty", 1.0)))
    told, slots = caption(world, "empty"), held_slots(moment)
    pool = run.total * run.block_size
    assert ("wait outside" in told) is bool(moment.waiting)
    assert told.startswith("Most of") is (bool(moment.waiting) and slots.written < pool / 2)
    assert ("nobody waits" in told) is (not moment.waiting)
    assert picture(world, "empty").fields["used_slabs"].id == f"paging_numbers.used.{run.policy}"


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_the_pool_runs_dry_only_where_it_is_said(settings: dict[str, Any]) -> None:
    world = World(Inputs().change(**settings))
    told, run = caption(world, "dry"), world.paging.paged
    shares = np.linspace(0, 1, 41)
    moments = [paged_moment(frame(world, "dry", float(share))) for share in shares]
    rest = words(picture(world, "dry"))
    if run.preemptions:
        assert told.startswith("The pool runs dry")
        held = [m for m, share in zip(moments, shares, strict=True) if stands_dry(frame(world, "dry", float(share)))]
        assert len(held) > 8, "the clock stands long enough to be read"
        assert all(m.free == 0 and m.used == run.total and (m.refs > 0).all() for m in held)
        assert not any("never runs dry" in text for text in rest)
    else:
        never = free_blocks(run).min() > 0
        assert told.startswith("This pool never runs dry") is bool(never)
        assert ("This pool never runs dry." in rest) is bool(never)
        assert moments[-1].free == free_blocks(run).min(), "it rests where fewest are free"


def test_none_free_is_red_and_marked() -> None:
    world = World()
    for share in (0.56, 1.0):
        p = picture(world, "dry", share)
        number = next(op for op in flat_ops(p) if isinstance(op, ops.Words) and op.size > 100)
        assert (number.words, number.role) == ("0", "waste") and "blocks free ✗" in words(p)
        assert "I becomes text again" in words(p) and "0 at step 48" in words(p) and "D took the last one" in words(p)
    before = next(op for op in flat_ops(picture(world, "dry", 0.2)) if isinstance(op, ops.Words) and op.size > 100)
    assert before.role != "good" and int(before.words) == paged_moment(frame(world, "dry", 0.2)).free > 0


@pytest.mark.parametrize("settings", [one for one in SETTINGS if one.get("paging_arrival") != 0.02], ids=str)
def test_what_is_given_back_is_the_events_own(settings: dict[str, Any]) -> None:
    world = World(Inputs().change(**settings))
    run = world.paging.paged
    event = first_preemption(run)
    if event is None:
        return
    given, back = given_back(run, event), recomputation(run, event.request)
    assert len(given.blocks) == event.b and 0 < given.prompt <= given.tokens <= len(given.blocks) * given.size
    assert back is None or back.a == given.tokens
    assert (lifted(frame(world, "dry", 0.3), given) == 0).all() and (lifted(frame(world, "dry", 1.0), given) == 1).all()


@pytest.mark.parametrize("size", [1, 4, 8, 32])
def test_ways_of_the_fork_run_straight_from_entry_to_block(size: int) -> None:
    cards = fork_cards(frame(World(Inputs().change(block_size=size)), "fork", 1.0))
    for card in cards.values():
        for look in (FIRST, SECOND):
            x0, y0, x1, y1 = fork_way(look, card)
            box = entry_box(look, card)
            assert x0 == x1 == box.cx == card.cx
            assert y0 == (box.y if look.below else box.bottom)
            assert y1 == pytest.approx(card.bottom if look.below else card.y, abs=5)
    last = World(Inputs().change(block_size=size)).fork_steps[-1]
    assert {last.parent[-1], last.child[-1]} <= set(cards), "what is written now is always seen"


@pytest.mark.parametrize("size", [1, 4, 32])
def test_a_copy_is_told_where_there_is_one(size: int) -> None:
    world = World(Inputs().change(block_size=size))
    copied = any(step.copied for step in world.fork_steps)
    assert ("copies it" in caption(world, "fork")) is copied
    assert ("copied on write" in words(picture(world, "fork"))) is copied


def test_the_rail_follows_the_stage() -> None:
    world = World()
    said = {beat: words(picture(world, beat).side) for beat in ("slabs", "empty", "blocks")}  # type: ignore[arg-type]
    assert "128 + 32 = 160 ✓" in said["slabs"] and "39 + 1 = 40 ✓" in said["empty"]
    assert "24 + 16 = 40 ✓" in said["blocks"]
