"""The worlds on screen: which one a scene may be drawn from now, and what has to be built for it first.

Cheap parts are built on the spot; slow ones are ordered from a worker. Until a slow part is there, the settings it
reads stay as they were on screen and all others follow at once. Only the latest wish is kept, results of older ones are
dropped, and a part that failed is not tried again for the same settings. No Qt: the worker is passed in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from tourapp.player.drafts import DraftCache, Growing, GrowingPart, rests_on
from tourapp.player.orders import Order, PartWorker
from tourapp.player.portraits import Portraits
from tourapp.player.resting import RestingStages
from tourapp.player.screen_world import DraftWorld, ScreenWorld, StandInWorld
from tourapp.player.view import Wish
from tourapp.world import Inputs, PartCache, Work, World
from tourapp.world.part import parts


@lru_cache(maxsize=256)
def reads_of(name: str) -> tuple[str, ...]:
    """Every input that a part depends on, through the parts it needs as well."""
    item = parts()[name]
    found = dict.fromkeys(item.reads)
    for other in item.needs:
        found.update(dict.fromkeys(reads_of(other)))
    return tuple(found)


def _may_be_stand_in(name: str) -> bool:
    """Whether a part is a recording where no model is installed, or is computed from one that is."""
    return parts()[name].stand_in is not None or any(_may_be_stand_in(need) for need in parts()[name].needs)


class WorldStore:
    """Keeps the worlds that scenes are drawn from, and has the missing parts built."""

    def __init__(self, worker: PartWorker, cache: PartCache | None = None) -> None:
        self.cache = cache or PartCache()
        self.order: Order | None = None
        self.share, self.words = 0.0, ""
        self.resting = RestingStages()
        self.portraits = Portraits()
        self._worker = worker
        self._generation = 0
        self._ready: dict[tuple[str, str], Inputs] = {}
        self._learnt: dict[str, tuple[str, ...]] = {}
        self._failed: dict[tuple[str, Any], str] = {}
        self._stand_ins: dict[tuple[str, str], World] = {}
        self._screens: dict[tuple[str, str], World] = {}
        self._wishes: tuple[Wish, ...] = ()
        self._without = ""
        self._draft: GrowingPart | None = None
        self._stopped: set[tuple[str, Any]] = set()

    @property
    def version(self) -> tuple[int, bool]:
        """Changes when another part was asked for, or one was finished."""
        return self._generation, self.order is None

    @property
    def busy(self) -> bool:
        """Whether a part is being built."""
        return self.order is not None

    def world(self, wish: Wish) -> World | None:
        """The world to draw a scene from now. None when a slow part was never built and nothing stands in for it."""
        needs = self._needs(wish)
        wanted = self._wanted(wish)
        missing = wanted.missing_slow(needs)
        if not missing:
            for name in self._slow(needs):
                self._ready[wish.slot, name] = wish.inputs
            return wanted
        growing = self._growing(wish, needs)
        if growing is not None:
            return growing
        lagging = self._lagging(wish, missing)
        if lagging is not None:
            world = ScreenWorld(lagging, self.cache)
            if not world.missing_slow(needs):
                return world
        return self._stand_in(wish, missing)

    def _wanted(self, wish: Wish) -> World:
        """The wished world; the same one as in the frame before where nothing else is wished, for it knows its keys."""
        known = self._screens.get((wish.stop, wish.slot))
        if known is None or known.inputs is not wish.inputs:
            known = self._screens[wish.stop, wish.slot] = ScreenWorld(wish.inputs, self.cache)
        return known

    def settled(self, wish: Wish) -> bool:
        """Whether the wished world itself is on screen."""
        return not ScreenWorld(wish.inputs, self.cache).missing_slow(self._needs(wish))

    def want(self, wishes: Sequence[Wish], without: str = "") -> None:
        """What is wanted now, most urgent first. Orders the first thing that is missing, drops what no one wants.
        without: a part that is not built, nor what rests on it."""
        self._wishes, self._without = tuple(wishes), without
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
        """Forget failures and answers that were stopped, so that they are tried again."""
        self._failed.clear()
        for name, key in self._stopped:
            self.cache.forget(key, lambda other, name=name: other == name or rests_on(other, name))  # type: ignore[misc]
        self._stopped.clear()
        self._continue()

    def anew(self) -> None:
        """A model has come: what recordings may have stood in for is built again, with all that rests on it."""
        self.cache.drop(_may_be_stand_in)
        if self.order is not None:
            self._drop()
        self.retry()

    def stop(self) -> None:
        """Drop what is being built, and do not ask for the same again before `retry`. What there is of an answer by
        then is the answer."""
        order, draft = self.order, self._draft
        if order is None:
            return
        if draft is not None:
            self.cache.put(order.part, order.key, draft.newest.stopped())
            self._stopped.add((order.part, order.key))
        else:
            self._failed[(order.part, order.key)] = "stopped"
        self._drop()

    def close(self) -> None:
        """Nothing is wanted any more."""
        self._wishes, self.order, self._draft = (), None, None

    def draft(self, generation: int, value: Growing) -> bool:
        """The worker shows a part as far as it is. True when there is something new to draw."""
        if self.order is None or self.order.generation != generation:
            return False
        if self._draft is None:
            self._draft = GrowingPart(self.order.part, self.order.key, value, value)
            return True
        return self._draft.grow(value)

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
        self.order = self._draft = None
        self._continue()
        return True

    def failed(self, generation: int, message: str) -> bool:
        """The worker could not build; what is on screen stays. True when it was the order wanted now."""
        if self.order is None or self.order.generation != generation:
            return False
        order, self.order, self._draft = self.order, None, None
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

    def _growing(self, wish: Wish, needs: Sequence[str]) -> World | None:
        """The wished world on a part as far as it is, for a scene that lives along; not where the very same part is on
        screen already, recorded or built before."""
        draft = self._draft
        if draft is None or not wish.grows or ScreenWorld(wish.inputs, self.cache).key(draft.part) != draft.key:
            return None
        shown = self._ready.get((wish.slot, draft.part), Inputs())
        if all(getattr(shown, name) == getattr(wish.inputs, name) for name in reads_of(draft.part)):
            return None
        world = DraftWorld(wish.inputs, DraftCache(self.cache, draft))
        missing = world.missing_slow(tuple(needs))
        return None if any(not rests_on(name, draft.part) for name in missing) else world

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
        usual = Inputs()  # what stands in was made at the usual settings: the world on stage says so
        kept = {field: getattr(usual, field) for name in missing for field in reads_of(name)}
        inputs = dataclasses.replace(wish.inputs, **kept)
        known = self._stand_ins.get((wish.stop, wish.slot))
        if known is None or known.inputs != inputs:
            known = self._stand_ins[wish.stop, wish.slot] = StandInWorld(inputs, PartCache(), Work(wait=False))
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
            lacking = [name for name in world.missing_slow(self._needs(wish)) if not self._goes_without(name)]
            missing = [(name, world.key(name)) for name in lacking]
            if missing and not any(pair in self._failed for pair in missing):
                return wish.inputs, *missing[0]
        return None

    def _goes_without(self, name: str) -> bool:
        return bool(self._without) and (name == self._without or rests_on(name, self._without))

    def _drop(self) -> None:
        self.order = self._draft = None
        self._worker.cancel()
