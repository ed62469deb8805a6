"""Parts that are shown while they are still being made: the newest draft of one, and the world that rests on it.

A draft stands in the place of the part it will become; whatever is computed from it is computed for this draft alone
and never reaches the shared cache.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from tourapp.player.over_cache import OverCache
from tourapp.world import PartCache
from tourapp.world.part import parts

SHOWN_EVERY = 4
"""The first draft is shown, then every so many."""


class Growing(Protocol):
    """What a draft can do."""

    def stopped(self) -> Any:
        """The same, as what there is for good."""


@lru_cache(maxsize=256)
def rests_on(name: str, other: str) -> bool:
    """Whether a part is computed from another, directly or not."""
    return any(need == other or rests_on(need, other) for need in parts()[name].needs)


@dataclass(slots=True)
class GrowingPart:
    """A part in the making. newest: as far as it is; shown: as far as it is on screen; count: drafts so far."""

    part: str
    key: Any
    newest: Growing
    shown: Growing
    count: int = 1

    def grow(self, value: Growing) -> bool:
        """Take a newer one; True when it is time to show it."""
        self.newest = value
        self.count += 1
        if self.count % SHOWN_EVERY:
            return False
        self.shown = value
        return True


class DraftCache(OverCache):
    """The shared parts, with a draft in the place of the part that is still to come."""

    def __init__(self, shared: PartCache, draft: GrowingPart) -> None:
        super().__init__(shared)
        self._part, self.value = draft.part, draft.shown
        self.put(draft.part, draft.key, draft.shown)

    def mine(self, name: str) -> bool:
        """Whether a part is the draft or rests on it."""
        return name == self._part or rests_on(name, self._part)
