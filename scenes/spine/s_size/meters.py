"""The head's meters on this stage: the larger model's, with the bits of this question."""

from __future__ import annotations

from scenes.spine.s_size.facts import question
from tourapp.authoring import Frame, Meters
from tourapp.figures.machine_meters import batch_words, machine_meters


def large_meters(f: Frame) -> Meters:
    """Arithmetic and bytes of a token of the larger model, and the memory that it holds."""
    big = question(f).big
    return machine_meters(batch_words(f), big.flops, big.bytes, (big.held, big.memory))
