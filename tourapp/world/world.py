"""World: everything computed from one set of Inputs, built part by part when asked for, then frozen.

Two worlds share the parts whose inputs are equal. A world never changes after it was made.
"""

from __future__ import annotations

from typing import Any, Self

from tourapp.world.ids import give_ids
from tourapp.world.inputs import Inputs
from tourapp.world.part import Part, PartCache, PartView, Work, parts
from tourapp.world.told_parts import WorldParts


class World(WorldParts):
    """The computed parts as attributes (`world.queue`, `world.recording`, ...); each is declared in `world/parts`."""

    __slots__ = ("_cache", "_keys", "_work", "inputs")

    def __init__(self, inputs: Inputs | None = None, cache: PartCache | None = None, work: Work | None = None) -> None:
        self.inputs = inputs or Inputs()
        self._cache = cache or PartCache()
        self._work = work or Work()
        self._keys: dict[str, tuple[Any, ...]] = {}

    def __getattr__(self, name: str) -> Any:
        item = parts().get(name)
        if item is None:
            raise AttributeError(f"the world has no part called {name}; it has {', '.join(sorted(parts()))}")
        key = self._key_now(item)
        try:
            return self._cache.get(name, key)
        except KeyError:
            found = self._at_hand(item)
            if found is not None:
                return found
            if item.slow and not self._work.wait:
                return self._stale(item)
            value = give_ids(name, item.build(PartView(self, self.inputs, item, self._work)))
            self._cache.put(name, key, value)
            return value

    def _at_hand(self, item: Part) -> Any:
        """A part that is recorded for these very inputs, put in its place; None where there is none."""
        found = item.at_hand(PartView(self, self.inputs, item, self._work)) if item.at_hand is not None else None
        if found is not None:
            self.adopt(item.name, give_ids(item.name, found))
        return found

    def _key_now(self, item: Part) -> tuple[Any, ...]:
        """The part's key; one that is built on a stand-in is kept apart from the real one to come."""
        key = self.key(item.name)
        if self._work.wait or not item.needs:
            return key
        borrowed = tuple(id(getattr(self, name)) for name in self.missing_slow(item.needs))
        return (*key, "on stand-ins", borrowed) if borrowed else key

    def _stale(self, item: Part) -> Any:
        """The newest part of that name, else its stand-in."""
        try:
            return self._cache.newest(item.name)
        except KeyError:
            if item.stand_in is None:
                raise AttributeError(f"world part {item.name} is not built yet and has no stand-in") from None
            return self._cache.stand_in(item.name, item.stand_in)

    def key(self, name: str) -> tuple[Any, ...]:
        """What the part depends on: its own inputs and the keys of the parts it needs."""
        known = self._keys.get(name)
        if known is None:
            item = parts()[name]
            known = self.inputs.pick(item.reads) + tuple(self.key(other) for other in item.needs)
            self._keys[name] = known
        return known

    def ready(self, name: str) -> bool:
        """Whether a part is already built for these inputs, or at hand."""
        return self._cache.has(name, self.key(name)) or self._at_hand(parts()[name]) is not None

    def missing_slow(self, names: tuple[str, ...]) -> list[str]:
        """Which slow parts, among the named ones and what they need, are still to be built (needed ones first)."""
        found: list[str] = []
        for name in names:
            item = parts()[name]
            for other in self.missing_slow(item.needs):
                if other not in found:
                    found.append(other)
            if item.slow and not self.ready(name) and name not in found:
                found.append(name)
        return found

    def with_inputs(self, **changes: Any) -> Self:
        """A world of the same kind for changed inputs, which shares every part that does not depend on the change."""
        return self.remade(self.inputs.change(**changes), self._work)

    def working(self, work: Work) -> Self:
        """The same world and parts, built another way (by the worker, or without waiting)."""
        return self.remade(self.inputs, work)

    def remade(self, inputs: Inputs, work: Work) -> Self:
        """A world of this very kind on the same parts."""
        return type(self)(inputs, self._cache, work)

    def adopt(self, name: str, value: Any) -> None:
        """Put a part that was made elsewhere (a loaded recording, a measurement) in its place."""
        self._cache.put(name, self.key(name), value)
