"""The machinery of world parts: a named builder, the inputs it may read, and a cache keyed by just those.

A builder that reads an input it did not declare fails at once, so temperature can never re-run the queue.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tourapp.world.walk import part_modules

if TYPE_CHECKING:
    from tourapp.world.inputs import Inputs

Builder = Callable[["PartView"], Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One computed part of the world. `slow` parts take longer than a frame and are built by the worker."""

    name: str
    build: Builder
    reads: tuple[str, ...]
    needs: tuple[str, ...]
    slow: bool
    stand_in: Callable[[], Any] | None = None
    """What is shown in a window until a slow part is built for the first time."""
    at_hand: Builder | None = None
    """Gives a slow part at once where it is recorded for these very inputs, else None."""


_PARTS: dict[str, Part] = {}


def part(
    name: str,
    reads: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    slow: bool = False,
    *,
    stand_in: Callable[[], Any] | None = None,
    at_hand: Builder | None = None,
) -> Callable[[Builder], Builder]:
    """Declare a world part: which inputs it reads and which other parts it needs, and if it is slow, what is there
    before it is built (`Part`)."""

    def declare(build: Builder) -> Builder:
        if name in _PARTS:
            raise ValueError(f"two world parts are called {name}")
        _PARTS[name] = Part(name, build, reads, needs, slow, stand_in, at_hand)
        return build

    return declare


def parts() -> dict[str, Part]:
    """All declared parts by name."""
    part_modules()
    return _PARTS


def _quiet(*_words: Any) -> None:
    return None


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Work:
    """How parts are to be built. `live`: run the model even where a shipped recording would do. `wait`: build slow
    parts on the spot; without it the newest one there is (or its stand-in) is shown instead. `grow` is given a part as
    far as it is, by the few that grow."""

    live: bool = False
    wait: bool = True
    progress: Callable[[float, str], None] = _quiet
    token: Callable[[Any], None] = _quiet
    grow: Callable[[Any], None] = _quiet
    cancelled: Callable[[], bool] = _never


class PartView:
    """What a builder sees: its declared inputs and parts, and how to report and stop. Nothing else."""

    __slots__ = ("_inputs", "_part", "_world", "cancelled", "grow", "live", "progress", "token")

    def __init__(self, world: Any, inputs: Inputs, item: Part, work: Work) -> None:
        self._world, self._inputs, self._part = world, inputs, item
        self.progress, self.token, self.grow = work.progress, work.token, work.grow
        self.cancelled, self.live = work.cancelled, work.live

    def __getattr__(self, name: str) -> Any:
        item = object.__getattribute__(self, "_part")
        if name in item.reads:
            return getattr(self._inputs, name)
        if name in item.needs:
            return getattr(self._world, name)
        raise AttributeError(f"world part {item.name} did not declare that it reads {name}")


def _holds(key: Any, part: Any) -> bool:
    """Whether a key contains another one at any depth."""
    return isinstance(key, tuple) and any(each == part or _holds(each, part) for each in key)


class PartCache:
    """Built parts by (name, key), the newest kept; safe to use from the worker and the window."""

    def __init__(self, keep: int = 24) -> None:
        self._keep = keep
        self._lock = threading.RLock()
        self._store: dict[str, dict[Any, Any]] = {}
        """By name and key, the one used last behind the others."""
        self._stand_ins: dict[str, Any] = {}

    def keep(self, keep: int) -> None:
        """For how many settings each part is kept from now on; fewer hold with the next part of its name."""
        self._keep = keep

    def get(self, name: str, key: Any) -> Any:
        """The part, or KeyError."""
        with self._lock:
            mine = self._store[name]
            value = mine.pop(key)
            mine[key] = value
            return value

    def newest(self, name: str) -> Any:
        """The part of that name that was built or used last, or KeyError."""
        with self._lock:
            mine = self._store[name]
            if not mine:
                raise KeyError(name)
            return mine[next(reversed(mine))]

    def stand_in(self, name: str, make: Callable[[], Any]) -> Any:
        """What stands for a part that was never built; made once."""
        with self._lock:
            if name not in self._stand_ins:
                self._stand_ins[name] = make()
            return self._stand_ins[name]

    def has(self, name: str, key: Any) -> bool:
        """Whether the part is there."""
        with self._lock:
            return key in self._store.get(name, ())

    def forget(self, key: Any, names: Callable[[str], bool]) -> None:
        """Drop every part with such a name that was built for this key, or whose own key contains it."""
        with self._lock:
            for mine in (mine for name, mine in self._store.items() if names(name)):
                for each in [each for each in mine if each == key or _holds(each, key)]:
                    del mine[each]

    def drop(self, names: Callable[[str], bool]) -> None:
        """Drop every part with such a name."""
        with self._lock:
            for kept in (self._store, self._stand_ins):
                for name in [name for name in kept if names(name)]:
                    del kept[name]

    def put(self, name: str, key: Any, value: Any) -> None:
        """Keep a part; the oldest of the same name beyond the limit goes."""
        with self._lock:
            mine = self._store.setdefault(name, {})
            mine.pop(key, None)
            mine[key] = value
            for each in list(mine)[: -self._keep]:
                del mine[each]
