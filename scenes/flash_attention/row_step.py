"""The online softmax of one row in numbers: what a tile does to its running maximum and its running sum."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.flash_attention.facts import TileLoop
from tourapp.authoring import Quantity, origin


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
    weights = np.exp(tile.scores[at].astype(np.float64) - tile.maximum[at])

    def told(fact: str, value: float, name: str, symbol: str, formula: str = "", *inputs: Quantity) -> Quantity:
        made = Quantity(value, "1", name, symbol, formula, inputs, origin.RUN)
        return made.christen(loop.head.fact(fact, loop.causal, step))

    past = "as the tile before left it" if started else "nothing came before"
    before = told("before", float(tile.maximum_before[at]) if started else 0.0, "running maximum before", "m_old", past)
    rise = "maximum(m_old, scores of the tile)"
    after = told("after", float(tile.maximum[at]), "running maximum", "m", rise, before)
    rescale = told("rescale", float(tile.rescale[at]), "correction", "r", "exp(m_old - m)", before, after)
    old = told("old", float(tile.sum_before[at]), "running sum before", "l_old", past)
    added = told("added", float(weights.sum()), "added by this tile", "a", "sum of exp(score - m)", after)
    total = told("total", float(tile.sum[at]), "running sum", "l", "l_old * r + a", old, rescale, added)
    return RowStep(before, after, rescale, old, added, total)
