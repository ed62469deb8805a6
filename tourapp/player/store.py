"""The worlds on screen: which one a scene may be drawn from now, and what has to be built for it first.

Cheap parts are built on the spot; slow ones are ordered from a worker. Until a slow part is there, the settings it
reads stay as they were on screen and all others follow at once. Only the latest wish is kept, results of older ones are
dropped, and a part that failed is not tried again for the same settings. No Qt: the worker is passed in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from tourapp.player.view import Wish
from tourapp.world import Inputs, PartCache, Work, World
from tourapp.world.part import Part, parts

Progress = Callable[[float, str], None]
Token = Callable[[Any], None]
Cancelled = Callable[[], bool]


class PartNotReadyError(Exception):
    """A scene looked at a slow part that has not been built; `part` is its name."""

    def __init__(self, part: str) -> None:
        super().__init__(f"world part {part} is still to be built")
        self.part = part


class ScreenWorld(World):
    """A world for drawing: it builds cheap parts when asked, and says so when a slow one is not there."""

    __slots__ = ()

    def __init__(self, inputs: Inputs, cache: PartCache, work: Work | None = None) -> None:
        super().__init__(inputs, cache, work or Work(wait=False))

    def _stale(self, item: Part) -> Any:
        raise PartNotReadyError(item.name)


class _StandInWorld(World):
    """A world apart whose slow parts are the recordings shipped with the product."""

    __slots__ = ()

    def _stale(self, item: Part) -> Any:
        if item.stand_in is None:
            raise PartNotReadyError(item.name)
        return item.stand_in()


class _UntilCancelled(PartCache):
    """The shared cache as the worker sees it: what is made after a cancel is cut short and must not be kept."""

    def __init__(self, cache: PartCache, cancelled: Cancelled) -> None:
        super().__init__()
        self._shared, self._cancelled = cache, cancelled

    def get(self, name: str, key: Any) -> Any:
        return self._shared.get(name, key)

    def newest(self, name: str) -> Any:
        return self._shared.newest(name)

    def has(self, name: str, key: Any) -> bool:
        return self._shared.has(name, key)

    def put(self, name: str, key: Any, value: Any) -> None:
        if not self._cancelled():
            self._shared.put(name, key, value)


@dataclass(frozen=True, slots=True)
class Order:
    """One slow part to build for one set of inputs. The cache it goes to is shared with the screen."""

    generation: int
    inputs: Inputs
    part: str
    key: Any
    cache: PartCache

    def build(self, progress: Progress, token: Token, cancelled: Cancelled) -> None:
        """Build the part; raises what its builder raises. What was cut short by a cancel is not kept."""
        cache = _UntilCancelled(self.cache, cancelled)

        def report(share: float, words: str = "") -> None:
            progress(min(max(share, 0.0), 1.0), words)

        getattr(World(self.inputs, cache, Work(True, True, report, token, cancelled)), self.part)


class PartWorker(Protocol):
    """Who builds: takes one order at a time, and can be asked to drop it."""

    def submit(self, order: Order) -> None:
        """Build this one; an order that runs or waits is dropped."""

    def cancel(self) -> None:
        """Drop what runs or waits."""


@lru_cache(maxsize=256)
def reads_of(name: str) -> tuple[str, ...]:
    """Every input that a part depends on, through the parts it needs as well."""
    item = parts()[name]
    found = dict.fromkeys(item.reads)
    for other in item.needs:
        found.update(dict.fromkeys(reads_of(other)))
    return tuple(found)


class WorldStore:
    """Keeps the worlds that scenes are drawn from, and has the missing parts built."""

    def __init__(self, worker: PartWorker, cache: PartCache | None = None) -> None:
        self.cache = cache or PartCache()
        self.order: Order | None = None
        self.share, self.words = 0.0, ""
        self._worker = worker
        self._generation = 0
        self._ready: dict[tuple[str, str], Inputs] = {}
        self._learnt: dict[str, tuple[str, ...]] = {}
        self._failed: dict[tuple[str, Any], str] = {}
        self._stand_ins: dict[tuple[str, str], World] = {}
        self._wishes: tuple[Wish, ...] = ()

    @property
    def busy(self) -> bool:
        """Whether a part is being built."""
        return self.order is not None

    def world(self, wish: Wish) -> World | None:
        """The world to draw a scene from now. None when a slow part was never built and nothing stands in for it."""
        needs = self._needs(wish)
        wanted = ScreenWorld(wish.inputs, self.cache)
        missing = wanted.missing_slow(needs)
        if not missing:
            for name in self._slow(needs):
                self._ready[wish.slot, name] = wish.inputs
            return wanted
        lagging = self._lagging(wish, missing)
        if lagging is not None:
            world = ScreenWorld(lagging, self.cache)
            if not world.missing_slow(needs):
                return world
        return self._stand_in(wish, missing)

    def settled(self, wish: Wish) -> bool:
        """Whether the wished world itself is on screen."""
        return not ScreenWorld(wish.inputs, self.cache).missing_slow(self._needs(wish))

    def want(self, wishes: Sequence[Wish]) -> None:
        """What is wanted now, most urgent first. Orders the first thing that is missing, drops what no one wants."""
        self._wishes = tuple(wishes)
        self._continue()

    def learn(self, stop: str, part: str) -> None:
        """Remember that the scene at a stop looks at a slow part it did not name."""
        known = self._learnt.get(stop, ())
        if part not in known:
            self._learnt[stop] = (*known, part)

    def trouble(self, wish: Wish) -> str:
        """Why a wished world cannot be built; "" when it can."""
        wanted = ScreenWorld(wish.inputs, self.cache)
        for name in wanted.missing_slow(self._needs(wish)):
            message = self._failed.get((name, wanted.key(name)))
            if message:
                return message
        return ""

    def retry(self) -> None:
        """Forget failures, so that they are tried again."""
        self._failed.clear()
        self._continue()

    def stop(self) -> None:
        """Drop what is being built, and do not ask for the same again before `retry`."""
        if self.order is not None:
            self._failed[(self.order.part, self.order.key)] = "stopped"
            self._drop()

    def progress(self, generation: int, share: float, words: str) -> bool:
        """The worker reports how far it is. True when that is about the order wanted now."""
        if self.order is None or self.order.generation != generation:
            return False
        self.share, self.words = share, words or self.words
        return True

    def finished(self, generation: int) -> bool:
        """The worker is done. True when that was the order wanted now: there is something new to draw."""
        if self.order is None or self.order.generation != generation:
            return False
        self.order = None
        self._continue()
        return True

    def failed(self, generation: int, message: str) -> bool:
        """The worker could not build; what is on screen stays. True when it was the order wanted now."""
        if self.order is None or self.order.generation != generation:
            return False
        order, self.order = self.order, None
        self._failed[(order.part, order.key)] = message or "it failed without words"
        self._continue()
        return True

    def _needs(self, wish: Wish) -> tuple[str, ...]:
        return (*wish.needs, *self._learnt.get(wish.stop, ()))

    def _slow(self, needs: Sequence[str]) -> list[str]:
        found = [name for name in needs if parts()[name].slow]
        for name in needs:
            found += [other for other in self._slow(parts()[name].needs) if other not in found]
        return found

    def _lagging(self, wish: Wish, missing: Sequence[str]) -> Inputs | None:
        """The inputs with what the missing parts read as it was when they were last built."""
        kept: dict[str, Any] = {}
        for name in missing:
            known = self._ready.get((wish.slot, name))
            if known is None:
                return None
            kept.update({field: getattr(known, field) for field in reads_of(name)})
        return dataclasses.replace(wish.inputs, **kept)

    def _stand_in(self, wish: Wish, missing: Sequence[str]) -> World | None:
        """A world apart, in which recordings shipped with the product stand in for what was never built."""
        if any(parts()[name].stand_in is None for name in missing):
            return None
        known = self._stand_ins.get((wish.stop, wish.slot))
        if known is None or known.inputs != wish.inputs:
            known = self._stand_ins[wish.stop, wish.slot] = _StandInWorld(wish.inputs, PartCache(), Work(wait=False))
        return known

    def _continue(self) -> None:
        """Make the order that is running the one that is wanted most."""
        wanted = self._most_wanted()
        if wanted is None:
            if self.order is not None:
                self._drop()
            return
        inputs, name, key = wanted
        if self.order is not None:
            if (self.order.part, self.order.key) == (name, key):
                return  # it is under way
            self._drop()
        self._generation += 1
        self.order = Order(self._generation, inputs, name, key, self.cache)
        self.share, self.words = 0.0, ""
        self._worker.submit(self.order)

    def _most_wanted(self) -> tuple[Inputs, str, Any] | None:
        """The first missing part of the first wish that can be granted."""
        for wish in self._wishes:
            world = ScreenWorld(wish.inputs, self.cache)
            missing = [(name, world.key(name)) for name in world.missing_slow(self._needs(wish))]
            if missing and not any(pair in self._failed for pair in missing):
                return wish.inputs, *missing[0]
        return None

    def _drop(self) -> None:
        self.order = None
        self._worker.cancel()
