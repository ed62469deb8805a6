"""Sentences of the paging scene that depend on what happens in the run: captions read their verdict from the data."""

from __future__ import annotations

from scenes.paging.facts import OURS, HeldSlots, first_preemption, held_slots, slab_run
from tourapp.authoring import Phrase, World

CUTS = {
    "max": Phrase("cut for the longest answer allowed"),
    "pow2": Phrase("cut to the next power of two"),
    "exact": Phrase("cut to its exact length, as if that were known before"),
}
"""How long the slab of each contiguous policy is."""

MOST = 0.5


def empty_slots(world: World) -> HeldSlots:
    """What the slabs hold where the requests want most of the pool."""
    return held_slots(slab_run(world).at(world.paging_numbers.busiest))


def empty_caption(world: World) -> Phrase:
    """What slabs make of the memory there, and whether anybody waits for it."""
    run, slots = slab_run(world), empty_slots(world)
    empty = world.paging_numbers.empty[run.policy]
    if not run.at(world.paging_numbers.busiest).waiting:
        if slots.empty:
            return Phrase("With this pool nobody waits outside, though the slabs hold empty room.")
        return Phrase("With this pool nobody waits outside, and every slot held has its token.")
    if float(empty.value) > MOST:
        return Phrase("Most of the KV memory stays empty, and others wait outside.")
    if float(empty.value) > 0:
        return Phrase("{share} of the KV memory is empty, and still others wait outside.", share=empty)
    return Phrase("The KV memory is full to its last slot, and others wait outside.")


def table_note(world: World, tokens: int, blocks: int) -> Phrase:
    """Which tokens of ours lie here, and how little of the last block can be empty."""
    run = world.paging.paged
    prompt = run.workload.requests[OURS].prompt
    spare = run.block_size - 1
    if spare:
        rest = Phrase("At most {n} {n|slot|slots} of the last one can be empty.", n=spare)
    else:
        rest = Phrase("A block of one slot is never empty.")
    return Phrase(
        "The bare question and {answer} {answer|token|tokens} of its answer: {tokens} in {n} {n|block|blocks}. {rest}",
        answer=max(0, tokens - prompt),
        tokens=tokens,
        n=blocks,
        rest=rest,
    )


def fork_caption(world: World) -> Phrase:
    """What happens at the first write after the fork."""
    if any(step.copied for step in world.fork_steps):
        return Phrase("Two answers share one prompt. The first write to a shared block copies it.")
    return Phrase("Two answers share one prompt. Their last block was full, so nothing has to be copied.")


def fork_words(world: World) -> Phrase:
    """What the fork cost."""
    last = world.fork_steps[-1]
    shared = max(last.refs) > 1
    if any(step.copied for step in world.fork_steps):
        rest = (
            Phrase("one block was copied, the full ones are shared.") if shared else Phrase("the only one was copied.")
        )
    else:
        rest = Phrase("the full ones are shared.")
    return Phrase(
        "{used} {used|block holds|blocks hold} two answers of {first} and {second} tokens; {rest}",
        used=last.used,
        first=last.lengths[0],
        second=last.lengths[1],
        rest=rest,
    )


def dry_caption(world: World) -> Phrase:
    """Whether this pool ever runs dry."""
    run = world.paging.paged
    if first_preemption(run) is not None:
        return Phrase("The pool runs dry: the last to arrive gives its blocks back.")
    if run.at(world.paging_numbers.leanest).free == 0:
        return Phrase("This pool fills to its last block, and yet nobody has to leave.")
    return Phrase("This pool never runs dry: whoever needs a block finds one.")


def dry_words(world: World) -> Phrase:
    """How often somebody had to leave."""
    numbers = world.paging_numbers
    if not numbers.preemptions.value:
        return Phrase("With this pool nobody has to leave. Every request gets all its tokens.")
    return Phrase(
        "It happens {n} {n|time|times} in this run of {steps} steps. Every request still gets all its tokens.",
        n=numbers.preemptions,
        steps=numbers.steps,
    )
