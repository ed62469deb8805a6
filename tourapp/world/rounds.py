"""What measurements in rounds share: a builder that runs them with progress until they are whole or stopped, and when
rounds lie so far apart that the computer had something else to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from tourapp.engine.hooks import Cancelled
from tourapp.world.part import PartView

Run = TypeVar("Run")
BUSY = 2.0
"""A computer whose slowest round took so many times its fastest one has something else to do."""


def in_rounds(view: PartView, words: str, steps: Iterator[float | Run], recorded: Run) -> Run:
    """The run at the end of some steps, each the share that is done; the recorded one where somebody stops it."""
    try:
        for found in steps:
            if not isinstance(found, float):
                return found
            view.progress(found, words)
    except Cancelled:
        pass
    return recorded


def is_busy(*ways: Sequence[float]) -> bool:
    """Whether the rounds of any way, in s, lie far apart."""
    return any(max(rounds) / min(rounds) > BUSY for rounds in ways)
