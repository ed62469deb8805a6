"""A product of two matrices done tile by tile, as a plain loop that counts every number it takes in.

Not here: what a GPU would take for it (`sim.tiles`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, eq=False)
class TiledRun:
    """A finished loop: output [m, n] fp32; read [tiles]: numbers taken in up to and including each tile, row by row
    of tiles."""

    output: np.ndarray
    read: np.ndarray

    def error(self, plain: np.ndarray) -> float:
        """Largest difference from a product that was done whole."""
        return float(np.abs(self.output - plain).max())


def tiled_product(left: np.ndarray, right: np.ndarray, side: int) -> TiledRun:
    """left [m, k] times right [k, n], both fp32, in square tiles of the output."""
    m, n = left.shape[0], right.shape[1]
    output, counts, taken = np.empty((m, n), np.float32), [], 0
    for top in range(0, m, side):
        rows = left[top : top + side]
        for start in range(0, n, side):
            columns = right[:, start : start + side]
            output[top : top + side, start : start + side] = rows @ columns
            taken += rows.size + columns.size
            counts.append(taken)
    return TiledRun(output, np.array(counts, np.int64))


def fixed_matrices(m: int, k: int, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Two matrices of random numbers that are always the same."""
    random = np.random.default_rng(0)
    return random.standard_normal((m, k), np.float32), random.standard_normal((k, n), np.float32)
