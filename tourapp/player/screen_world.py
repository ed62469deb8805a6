"""Worlds to draw from while parts are still missing: one that says so, one that rests on a draft, one on stand-ins."""

from __future__ import annotations

from typing import Any

from tourapp.player.drafts import DraftCache
from tourapp.world import Inputs, PartCache, Work, World
from tourapp.world.part import Part


class PartNotReadyError(Exception):
    """A scene looked at a slow part that has not been built; `part` is its name, `world` the one that lacks it."""

    def __init__(self, part: str, world: World | None = None) -> None:
        super().__init__(f"world part {part} is still to be built")
        self.part, self.world = part, world


class ScreenWorld(World):
    """A world for drawing: it builds cheap parts when asked, and says so when a slow one is not there."""

    __slots__ = ()

    def __init__(self, inputs: Inputs, cache: PartCache, work: Work | None = None) -> None:
        super().__init__(inputs, cache, work or Work(wait=False))

    def _stale(self, item: Part) -> Any:
        raise PartNotReadyError(item.name, self)


class DraftWorld(ScreenWorld):
    """A world that rests on a draft: what is computed from it, slow or not, is computed here and now."""

    __slots__ = ()

    def _stale(self, item: Part) -> Any:
        cache = self._cache
        if not (isinstance(cache, DraftCache) and cache.mine(item.name)):
            raise PartNotReadyError(item.name, self)
        value = getattr(World(self.inputs, cache), item.name)
        cache.put(item.name, self.key(item.name), value)
        return value


class StandInWorld(World):
    """A world apart whose slow parts are the recordings shipped with the product."""

    __slots__ = ()

    def _stale(self, item: Part) -> Any:
        if item.stand_in is None:
            raise PartNotReadyError(item.name, self)
        return item.stand_in()
