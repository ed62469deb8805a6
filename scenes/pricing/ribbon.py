"""A ribbon of money: as wide everywhere as it is at its start, and its drawing with sparks that drift along it.

Not here: how wide it is, and where it passes the columns (`ways`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.pricing.columns import COLUMNS
from scenes.pricing.prices import PriceKind
from tourapp.authoring import Picture, smooth

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PriceLine

POINTS = 160
SPARKS = 90
DRIFT = 0.06
"""Share of the way that a spark travels in a second."""


@dataclass(frozen=True, slots=True, eq=False)
class RibbonEdges:
    """x, upper and lower edge of a ribbon [points], stage units."""

    x: np.ndarray
    top: np.ndarray
    low: np.ndarray

    def upto(self, share: float) -> RibbonEdges:
        """The first part of the way."""
        n = max(2, int(POINTS * share))
        return RibbonEdges(self.x[:n], self.top[:n], self.low[:n])


@dataclass(frozen=True, slots=True)
class Ribbon:
    """One price's way: the price, its numbers, its middle (y) at each column, and its width (stage units)."""

    price: PriceKind
    line: PriceLine
    middle: tuple[float, ...]
    width: float

    def edges(self) -> RibbonEdges:
        """The whole way."""
        x = np.linspace(COLUMNS[0], COLUMNS[-1], POINTS)
        middle = _ease(x, self.middle)
        return RibbonEdges(x, middle - self.width / 2, middle + self.width / 2)


def _ease(x: np.ndarray, values: tuple[float, ...]) -> np.ndarray:
    """Smooth steps from value to value, resting at each column."""
    out = np.zeros_like(x)
    for k in range(len(COLUMNS) - 1):
        a, b = COLUMNS[k], COLUMNS[k + 1]
        inside = (x >= a) & (x <= b)
        out[inside] = values[k] + (values[k + 1] - values[k]) * smooth((x[inside] - a) / (b - a))
    return out


def draw_ribbon(p: Picture, ribbon: Ribbon, clock: float, *, grown: float = 1.0, light: float = 1.0) -> None:
    """The ribbon up to a share of its way, with its sparks; `light` 0.2 keeps it in the background, 0 only
    shows where it will be."""
    edges, role = ribbon.edges().upto(grown), ribbon.price.role
    top, low = np.stack([edges.x, edges.top], 1), np.stack([edges.x, edges.low], 1)
    p.polys(np.concatenate([top, low[::-1]]), role, alpha=0.10 + 0.28 * light)
    p.curves(np.stack([top, low]), role, alpha=0.25 + 0.65 * light)
    if light > 0.3:
        _sparks(p, ribbon.price, edges, clock, light)


def _sparks(p: Picture, price: PriceKind, edges: RibbonEdges, clock: float, light: float) -> None:
    rng = np.random.default_rng(len(price.id))
    seat, lane = rng.random(SPARKS), rng.random(SPARKS) - 0.5
    index = (seat + clock * DRIFT) % 1.0 * (POINTS - 1)
    keep = index < len(edges.x) - 1
    index, lane = index[keep], lane[keep]
    at = np.arange(len(edges.x))
    x = np.interp(index, at, edges.x)
    y = np.interp(index, at, (edges.top + edges.low) / 2) + lane * np.interp(index, at, edges.low - edges.top) * 0.8
    p.sprites(np.stack([x, y], 1), 18, price.role, alpha=0.8 * light)
