"""What the paging scene tells: our words and where they lie in blocks, the two answers of the fork, shares of memory.

Reads the world; draws nothing and knows no place on the stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Phrase, World
from tourapp.figures.token_strip import byte_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ForkStep, PagingEvent, PolicyRun, PoolMoment

OURS = 0
"""The number of our request in the run."""
POLICIES = {
    "max": Phrase("longest answer allowed"),
    "pow2": Phrase("next power of two"),
    "exact": Phrase("exactly its length"),
    "paged": Phrase("blocks as tokens come"),
}
"""Ways to reserve memory, and how much each takes for a request."""


@dataclass(frozen=True, slots=True)
class BlockedWords:
    """A sequence cut into blocks of `size` tokens: its words in order, of which the first `prompt` are the prompt's and
    the first `length` are written."""

    words: Sequence[str]
    prompt: int
    length: int
    size: int

    def written(self, logical: int) -> Sequence[str]:
        """The words in a block, counted from 0 in reading order."""
        return self.words[logical * self.size : min((logical + 1) * self.size, self.length)]

    def prompt_words(self, logical: int) -> int:
        """How many of them are the prompt's."""
        return max(0, min(len(self.written(logical)), self.prompt - logical * self.size))


@dataclass(frozen=True, slots=True)
class HeldSlots:
    """Token slots that contiguous slabs hold at one moment, and how many of them hold a token."""

    held: int
    written: int

    @property
    def empty(self) -> int:
        """Held for nothing yet."""
        return self.held - self.written


def letter(request: int) -> str:
    """A short name of a request: ours is A."""
    return chr(65 + request % 26)


def our_words(world: World) -> list[str]:
    """The words of our request in order: the prompt without its template, then the answer without its end token, which
    nobody reads and which is never stored. A token that is only part of a letter is its bytes."""
    recording, asked = world.recording, world.plain_tokens
    answer = [world.answer_tokenizer.token_bytes(int(token)) for token in recording.ids[: recording.words]]
    return [
        byte_words(data) if not text or "\ufffd" in text else text
        for text, data in zip((*asked.texts, *recording.texts), (*asked.data, *answer), strict=False)
    ]


def our_blocks(world: World, moment: PoolMoment) -> BlockedWords:
    """Our request in the paged run."""
    run = world.paging.paged
    prompt = run.workload.requests[OURS].prompt
    return BlockedWords(our_words(world), prompt, moment.lengths.get(OURS, 0), run.block_size)


def other_words(world: World) -> list[str]:
    """The second answer's words: the model's next best different word where it forks, then words not chosen yet."""
    words, start = our_words(world), world.fork_steps[0].lengths[0]
    step = start - len(world.plain_tokens)
    if not 0 <= step < len(world.recording.ids):
        return words
    taken = words[start].strip() if start < len(words) else ""
    texts = (world.answer_tokenizer.token_text(int(token)) for token in world.recording.top_ids[step])
    other = next((text for text in texts if text.strip() and text.strip() != taken), "…")
    return [*words[:start], other]


def forked_blocks(world: World, now: ForkStep) -> tuple[BlockedWords, BlockedWords]:
    """Our answer and the one that forks from it."""
    prompt, size = len(world.plain_tokens), world.inputs.block_size
    first, second = now.lengths
    return (
        BlockedWords(_at_least(first, our_words(world)), prompt, first, size),
        BlockedWords(_at_least(second, other_words(world)), prompt, second, size),
    )


def _at_least(length: int, words: list[str]) -> list[str]:
    """So many words; those that the model has not chosen are dots."""
    return words + ["…"] * (length - len(words))


def slab_run(world: World) -> PolicyRun:
    """The contiguous policy that is chosen; "max" where the choice is blocks."""
    chosen = world.inputs.reservation
    return world.paging.runs[chosen if chosen != "paged" else "max"]


def held_slots(moment: PoolMoment) -> HeldSlots:
    """What the slabs of a contiguous policy hold."""
    return HeldSlots(sum(size for _, size in moment.tables.values()), sum(moment.lengths.values()))


def first_preemption(run: PolicyRun) -> PagingEvent | None:
    """The first time that a request gives its blocks back."""
    return next((event for event in run.events if event.kind == "preempt"), None)


def free_blocks(run: PolicyRun) -> np.ndarray:
    """Blocks without an owner after every step of a run with blocks."""
    free = np.full(run.steps, run.total)
    free[run.busy] = run.free // run.block_size
    return free


def recomputation(run: PolicyRun, request: int) -> PagingEvent | None:
    """The first time that a request is read again."""
    return next((event for event in run.events if event.kind == "recompute" and event.request == request), None)
