"""How many cores a product of the engine takes: all of them, or one less while something else is to move smoothly.

The threads of the linear-algebra library wait for each other by spinning: where another thread wants one of the cores,
a token takes two to fifty times as long as it does on the other cores alone. So while the window moves, the engine
leaves it one.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import LibController


class _Wish:
    """What is asked for now."""

    leave = False
    whole = 0


def leave_a_core(leave: bool) -> None:
    """Say whether one core is wanted by somebody else from the next pass on. Costs nothing."""
    _Wish.leave = leave


@contextlib.contextmanager
def whole_machine() -> Iterator[None]:
    """All cores whatever else moves: for measuring this computer."""
    _Wish.whole += 1
    try:
        yield
    finally:
        _Wish.whole -= 1


def cores_now() -> int:
    """Cores the next pass may take, at least one."""
    cores = _usual()
    return max(1, cores - 1) if _Wish.leave and not _Wish.whole else cores


def take_cores() -> None:
    """Hand the library as many as it may take; called before each pass."""
    wanted = cores_now()
    for library in _libraries():
        if library.num_threads != wanted:
            library.set_num_threads(wanted)


@lru_cache(maxsize=1)
def _libraries() -> tuple[LibController, ...]:
    """The linear-algebra libraries that numpy has loaded."""
    from threadpoolctl import ThreadpoolController

    return tuple(ThreadpoolController().select(user_api="blas").lib_controllers)


@lru_cache(maxsize=1)
def _usual() -> int:
    """Threads the library started with: the machine's cores, or what the person has set."""
    return max((library.num_threads for library in _libraries()), default=os.cpu_count() or 1)
