"""Long names of kept layers whose hash is worked out once.

A card's name holds all settings of its stop. It is asked for its hash ten times a frame, and 14 cards stand there.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache


class KeptKey(tuple[Hashable, ...]):
    """A tuple that remembers its hash."""

    known: int

    def __new__(cls, parts: tuple[Hashable, ...]) -> KeptKey:
        """The tuple of some parts."""
        made = super().__new__(cls, parts)
        made.known = hash(parts)
        return made

    def __hash__(self) -> int:
        return self.known

    def __eq__(self, other: object) -> bool:
        return self is other or super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other


@lru_cache(maxsize=256)
def kept_key(*parts: Hashable) -> KeptKey:
    """The name made of these parts; the same parts give the very same name again."""
    return KeptKey(parts)
