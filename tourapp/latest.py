"""The latest things that were made from objects that never change: found again by those very objects, not by their
values, so that whoever asks in every frame gets the same thing.

Not here: what is kept by value (`functools.lru_cache`), and world parts (`world.part`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Generic, TypeVar

Made = TypeVar("Made")


class Latest(Generic[Made]):
    """As many as `keep`, the newest first."""

    def __init__(self, keep: int = 4) -> None:
        self._known: deque[tuple[tuple[Any, ...], Made]] = deque(maxlen=keep)

    def get(self, about: tuple[Any, ...], make: Callable[[], Made]) -> Made:
        """What was made from these very objects, else made now."""
        for parts, found in tuple(self._known):
            if all(one is two for one, two in zip(parts, about, strict=True)):
                return found
        return self.put(about, make())

    def put(self, about: tuple[Any, ...], made: Made) -> Made:
        """Keep what was made elsewhere."""
        self._known.appendleft((about, made))
        return made
