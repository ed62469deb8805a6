"""Truths of the paging scene: no block is lost, our words stand in order, and a fork copies exactly when it must."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from scenes.paging.block_table import cells as cut
from scenes.paging.facts import held_slots, other_words, our_blocks, our_words
from tourapp.authoring import Rect
from tourapp.world import Inputs, World

SETTINGS = [
    {},
    {"block_size": 1},
    {"block_size": 8},
    {"block_size": 32, "pool_blocks": 64},
    {"pool_blocks": 16},
    {"share_prompt": False},
]


@pytest.fixture(scope="module", params=SETTINGS, ids=str)
def world(request: Any) -> World:
    return World(Inputs().change(**request.param))


def test_used_and_free_make_the_pool_at_forty_instants(world: World) -> None:
    run = world.paging.paged
    for step in np.linspace(0, run.steps - 1, 40):
        moment = run.at(float(step))
        assert moment.used + moment.free == run.total == world.inputs.pool_blocks
        held = {block for table in moment.tables.values() for block in table}
        assert moment.used == len(held) == int((np.asarray(moment.refs) > 0).sum())


def test_our_words_are_the_prompt_and_the_answer_in_order(world: World) -> None:
    words = our_words(world)
    prompt = world.plain_tokens.texts
    assert (
        words[: len(prompt)] == list(prompt)
        and words[len(prompt) :] == list(world.recording.texts)[: world.recording.words]
    )
    assert world.recording.ended and "" not in words, "the end token is never stored and has no text"
    run = world.paging.paged
    assert run.workload.requests[0].prompt == len(prompt)
    moment = run.at(float(max(1, run.finish[0] - 1)))
    size, table, length = run.workload.block_size, moment.tables[0], moment.lengths[0]
    seen = [word for k in range(len(table)) for word in words[k * size : min((k + 1) * size, length)]]
    sequence = our_blocks(world, moment)
    assert [word for k in range(len(table)) for word in sequence.written(k)] == words[:length]
    assert sum(sequence.prompt_words(k) for k in range(len(table))) == min(len(prompt), length)
    assert seen == words[:length] and len(table) == -(-length // size) and len(set(table)) == len(table)


def test_a_fork_copies_exactly_when_a_shared_last_block_is_partly_filled(world: World) -> None:
    steps, size = world.fork_steps, world.inputs.block_size
    for before, after in pairwise(steps[1:]):
        writer = 0 if after.lengths[0] > before.lengths[0] else 1
        table = (before.parent, before.child)[writer]
        must = before.lengths[writer] % size != 0 and before.refs[table[-1]] > 1
        assert (after.copied is not None) == must
    for step in steps:
        assert step.used + step.free == world.inputs.pool_blocks and step.used == sum(refs > 0 for refs in step.refs)


def test_the_second_answer_parts_with_a_word_that_reads_differently(world: World) -> None:
    ours, start = our_words(world), world.fork_steps[0].lengths[0]
    other = other_words(world)
    assert other[:start] == ours[:start] and other[start].strip() != ours[start].strip()


def test_cells_of_a_row_fill_it_and_never_meet() -> None:
    row = Rect(88, 0, 390, 70)
    for words in ([], ["a"], ["·photosynthesis", "·is", "?", "x" * 80]):
        cells = cut(row, words, 4)
        assert len(cells) == 4 and cells[-1].right == pytest.approx(row.right)
        assert all(b.x - a.right == pytest.approx(4) and a.w > 20 for a, b in pairwise(cells))


def test_slabs_hold_what_is_written_and_what_is_empty(world: World) -> None:
    for policy in ("max", "pow2", "exact"):
        run = world.paging.runs[policy]
        for step in np.linspace(0, run.steps - 1, 20):
            moment = run.at(float(step))
            slots = held_slots(moment)
            empty = sum(size - moment.lengths[number] for number, (_, size) in moment.tables.items())
            assert slots.empty == empty >= 0 and slots.held + moment.free_slots == run.total * run.block_size
            assert slots.written == moment.used_slots
