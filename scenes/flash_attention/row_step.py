"""The online softmax of one row in numbers: what a tile does to its running maximum and its running sum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.flash_attention.facts import TileLoop
from tourapp.authoring import Quantity


@dataclass(frozen=True, slots=True)
class RowStep:
    """One tile of the row followed: maximum and sum before and after, and the correction in between.

    rescale = exp(before - after); total = old * rescale + added. At the first tile nothing came before: 0 and 0.
    """

    before: Quantity
    after: Quantity
    rescale: Quantity
    old: Quantity
    added: Quantity
    total: Quantity


def row_step(loop: TileLoop, step: int) -> RowStep:
    """What happens to the row followed at its tile number `step`."""
    tile = loop.tiles[loop.row_tiles[step]]
    at = loop.head.row - tile.rows.start
    started = bool(np.isfinite(tile.maximum_before[at]))
    before = Quantity(float(tile.maximum_before[at]) if started else 0.0, "1", "running maximum before", "m_old")
    after = Quantity(
        float(tile.maximum[at]), "1", "running maximum", "m", "maximum(m_old, scores of the tile)", (before,)
    )
    rescale = Quantity(float(tile.rescale[at]), "1", "correction", "r", "exp(m_old - m)", (before, after))
    old = Quantity(float(tile.sum_before[at]), "1", "running sum before", "l_old")
    weights = np.exp(tile.scores[at].astype(np.float64) - tile.maximum[at])
    added = Quantity(float(weights.sum()), "1", "added by this tile", "a", "sum of exp(score - m)", (after,))
    total = Quantity(float(tile.sum[at]), "1", "running sum", "l", "l_old * r + a", (old, rescale, added))
    return RowStep(before, after, rescale, old, added, total)
