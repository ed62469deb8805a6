"""Sentences of the paging scene's notes that depend on what happens in the run."""

from __future__ import annotations

from tourapp.authoring import Phrase, World


def fork_words(world: World) -> Phrase:
    """What the fork cost."""
    last = world.fork_steps[-1]
    if any(step.copied for step in world.fork_steps):
        rest = Phrase("one block was copied, the others are shared.")
    else:
        rest = Phrase("the last block was full: nothing to copy.")
    return Phrase(
        "{used} blocks hold two answers of {first} and {second} tokens; {rest}",
        used=last.used,
        first=last.lengths[0],
        second=last.lengths[1],
        rest=rest,
    )


def dry_words(world: World) -> Phrase:
    """How often somebody had to leave."""
    run = world.paging.paged
    if not run.preemptions:
        return Phrase("With this pool nobody has to leave. Every request gets all its tokens.")
    return Phrase(
        "It happens {n} {n|time|times} in this run of {steps:d} steps. Every request still gets all its tokens.",
        n=run.preemptions,
        steps=run.steps,
    )
