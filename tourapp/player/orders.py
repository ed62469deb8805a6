"""What the worker is asked for: one slow part for one set of inputs, and who builds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from tourapp.player.over_cache import OverCache
from tourapp.world import Inputs, PartCache, Work, World

Progress = Callable[[float, str], None]
Token = Callable[[Any], None]
Grown = Callable[[Any], None]
Cancelled = Callable[[], bool]


def _nobody(_told: Any) -> None:
    return None


class UntilCancelled(OverCache):
    """The shared cache as whoever builds sees it: what is made after a cancel is cut short and must not be kept."""

    def __init__(self, shared: PartCache, cancelled: Cancelled) -> None:
        super().__init__(shared)
        self._cancelled = cancelled

    def put(self, name: str, key: Any, value: Any) -> None:
        if not self._cancelled():
            super().put(name, key, value)


@dataclass(frozen=True, slots=True)
class Order:
    """One slow part to build for one set of inputs. The cache it goes to is shared with the screen."""

    generation: int
    inputs: Inputs
    part: str
    key: Any
    cache: PartCache

    def build(self, progress: Progress, token: Token, cancelled: Cancelled, grow: Grown = _nobody) -> None:
        """Build the part; raises what its builder raises. What was cut short by a cancel is not kept. `grow` is given
        a part that grows, as far as it is."""
        cache = UntilCancelled(self.cache, cancelled)

        def report(share: float, words: str = "") -> None:
            progress(min(max(share, 0.0), 1.0), words)

        getattr(World(self.inputs, cache, Work(True, True, report, token, grow, cancelled)), self.part)


class PartWorker(Protocol):
    """Who builds: takes one order at a time, and can be asked to drop it."""

    def submit(self, order: Order) -> None:
        """Build this one; an order that runs or waits is dropped."""

    def cancel(self) -> None:
        """Drop what runs or waits."""
