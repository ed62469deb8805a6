"""The same product of two square matrices done three ways on this computer, and timed: a plain loop of the language,
output by output, and whole by the linear-algebra library. The ways take turns, round by round, so that a change of the
machine's mood falls on all alike.

Not here: a product in tiles, whose reads are counted (`tiled_product`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

from tourapp.assets import source_assets
from tourapp.engine.cores import take_cores, whole_machine
from tourapp.engine.hooks import Cancel, Cancelled, never
from tourapp.engine.recorded_table import read_table, write_table
from tourapp.engine.tiled_product import fixed_matrices

SIDE = 96
ROUNDS = 5
AGAIN = 50
"""So often the library multiplies in a round: once is too short for the clock."""
FILE = ("recordings", "products.json")


class ProductRace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Seconds of one product of matrices of side by side numbers in each round: by a plain loop over all three sides,
    by a dot product for every output, and by one call. error: largest difference between any two of the results."""

    side: int
    loop: tuple[float, ...]
    rows: tuple[float, ...]
    whole: tuple[float, ...]
    error: float


def race_products(side: int = SIDE, rounds: int = ROUNDS, cancel: Cancel = never) -> Iterator[float | ProductRace]:
    """All three ways in turns, once to warm up and then round by round; yields the share done after each, and at last
    the race. Raises Cancelled between rows."""
    left, right = fixed_matrices(side, side, side)
    ways: dict[str, Callable[[], tuple[float, np.ndarray]]] = {
        "loop": lambda: _by_loop(left, right, cancel),
        "rows": lambda: _by_rows(left, right),
        "whole": lambda: _by_library(left, right),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    made: dict[str, np.ndarray] = {}
    with whole_machine():
        for turn in range(rounds + 1):
            for name in (tuple(ways), tuple(reversed(ways)))[turn % 2]:
                if cancel():
                    raise Cancelled
                take_cores()
                took, made[name] = ways[name]()
                if turn:
                    times[name].append(took)
            yield (turn + 1) / (rounds + 1)
    error = max(float(np.abs(made[name] - made["whole"]).max()) for name in ("loop", "rows"))
    yield ProductRace(side, tuple(times["loop"]), tuple(times["rows"]), tuple(times["whole"]), error)


def _by_loop(left: np.ndarray, right: np.ndarray, cancel: Cancel) -> tuple[float, np.ndarray]:
    """Number by number, as it is written down in a textbook."""
    a, b = left.tolist(), right.tolist()
    count, out = len(a), []
    begun = time.perf_counter()
    for i in range(count):
        if cancel():
            raise Cancelled
        line = []
        for j in range(count):
            total = 0.0
            for k in range(count):
                total += a[i][k] * b[k][j]
            line.append(total)
        out.append(line)
    return time.perf_counter() - begun, np.array(out)


def _by_rows(left: np.ndarray, right: np.ndarray) -> tuple[float, np.ndarray]:
    """A row and a column at a time: one dot product for each output."""
    out, columns = np.empty((len(left), right.shape[1]), np.float32), np.ascontiguousarray(right.T)
    begun = time.perf_counter()
    for i, row in enumerate(left):
        for j, column in enumerate(columns):
            out[i, j] = row @ column
    return time.perf_counter() - begun, out


def _by_library(left: np.ndarray, right: np.ndarray) -> tuple[float, np.ndarray]:
    """All at once; the mean of many, as one is too short."""
    out = left @ right
    begun = time.perf_counter()
    for _ in range(AGAIN):
        np.matmul(left, right, out=out)
    return (time.perf_counter() - begun) / AGAIN, out


def build_product_race() -> Path:
    """Race once more; returns the file's path in a source tree."""
    found = next(each for each in race_products() if isinstance(each, ProductRace))
    path = source_assets().joinpath(*FILE)
    write_table(path, found)
    return path


@lru_cache(maxsize=1)
def shipped_product_race() -> ProductRace:
    """The shipped race. Raises MissingError when it is gone, UsageError when it is damaged."""
    return read_table(FILE, ProductRace)
