"""The block allocator alone: random forks, writes and releases keep every book, and the rules of copy on write."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tourapp.sim.block_manager import BlockManager, BlockTable, OutOfBlocksError

OPS = st.lists(
    st.tuples(
        st.sampled_from(["allocate", "append", "append", "append", "fork", "share", "release"]),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    max_size=120,
)


class Story:
    """What every sequence believes it wrote, and what the physical slots hold."""

    def __init__(self, blocks: int, size: int, shuffle: int | None) -> None:
        self.manager, self.size = BlockManager(blocks, size, shuffle), size
        self.tables: list[BlockTable] = []
        self.words: list[list[object]] = []
        self.memory: dict[tuple[int, int], object] = {}

    def allocate(self, step: int, tokens: int) -> None:
        self.tables.append(self.manager.allocate(tokens))
        self.words.append([(step, i) for i in range(tokens)])
        for i, word in enumerate(self.words[-1]):
            self.memory[self.tables[-1].blocks[i // self.size], i % self.size] = word

    def append(self, step: int, pick: int) -> None:
        table = self.tables[pick]
        must_copy = bool(table.length % self.size) and self.manager.refs[table.blocks[-1]] > 1
        needs = self.manager.needs_block(table)
        written = self.manager.append(table)
        assert (written.copied_from is not None) == must_copy and written.fresh == needs
        for i in range(self.size):
            if (written.copied_from, i) in self.memory:
                self.memory[written.physical, i] = self.memory[written.copied_from, i]
        self.memory[written.physical, (table.length - 1) % self.size] = step
        self.words[pick].append(step)

    def fork(self, pick: int) -> None:
        self.tables.append(self.manager.fork(self.tables[pick]))
        self.words.append(list(self.words[pick]))

    def share(self, pick: int, most: int) -> None:
        full = min(most, self.tables[pick].length // self.size)
        self.tables.append(self.manager.allocate(full * self.size, self.tables[pick].blocks[:full]))
        self.words.append(self.words[pick][: full * self.size])

    def release(self, pick: int) -> None:
        freed = self.manager.release(self.tables.pop(pick))
        del self.words[pick]
        self.memory = {place: word for place, word in self.memory.items() if place[0] not in freed}

    def do(self, step: int, kind: str, a: int, b: int) -> None:
        if kind == "allocate":
            self.allocate(step, b)
        elif self.tables:
            pick = a % len(self.tables)
            {
                "append": lambda: self.append(step, pick),
                "fork": lambda: self.fork(pick),
                "share": lambda: self.share(pick, b),
                "release": lambda: self.release(pick),
            }[kind]()


@given(OPS, st.integers(1, 12), st.integers(1, 5), st.none() | st.integers(0, 9))
@settings(max_examples=300, deadline=None)
def test_random_operations_keep_the_books(ops: list, blocks: int, size: int, shuffle: int | None) -> None:
    story = Story(blocks, size, shuffle)
    for step, (kind, a, b) in enumerate(ops):
        before = [list(table.blocks) for table in story.tables]
        try:
            story.do(step, kind, a, b)
        except OutOfBlocksError:
            assert [table.blocks for table in story.tables] == before  # nothing was changed
        assert story.manager.free + story.manager.used == blocks and story.manager.audit(story.tables)
        assert story.manager.peak >= story.manager.used
        for table, said in zip(story.tables, story.words):  # nobody's tokens were touched by another
            assert [story.memory[table.blocks[i // size], i % size] for i in range(table.length)] == said


def test_fork_by_hand() -> None:
    # Blocks of 4: parent of 6 tokens in blocks 0 and 1. After a fork both have two owners.
    manager = BlockManager(5, 4)
    parent = manager.allocate(6)
    child = manager.fork(parent)
    assert parent.blocks == child.blocks == [0, 1] and manager.refs == [2, 2, 0, 0, 0]
    copied = manager.append(child)  # writes into the shared second block: a copy
    assert (copied.physical, copied.copied_from) == (2, 1) and manager.refs == [2, 1, 1, 0, 0]
    assert manager.append(parent).copied_from is None  # alone now: in place
    assert manager.release(parent) == [1] and manager.refs == [1, 0, 1, 0, 0]
    assert manager.release(child) == [0, 2] and manager.free == 5


def test_misuse_is_refused() -> None:
    manager = BlockManager(2, 4)
    table = manager.allocate(8)
    with pytest.raises(OutOfBlocksError):
        manager.append(table)
    with pytest.raises(ValueError, match="full"):
        manager.allocate(3, table.blocks[:1])
    stale = BlockTable(list(table.blocks), table.length)
    manager.release(table)
    with pytest.raises(ValueError, match="already free"):
        manager.release(stale)
