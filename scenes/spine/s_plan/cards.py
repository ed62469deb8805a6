"""GPUs as cards: each filled from the left with weights and the conversations of its batch, the reserve hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Picture

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PlanCell

INSET = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class CardSet:
    """Cards of one kind of replica at n boxes [n, 4]. cache: share of a card's memory in place of that of its batch."""

    cell: PlanCell
    boxes: np.ndarray
    alpha: float = 1.0
    cache: float | None = None

    @property
    def edges(self) -> tuple[float, ...]:
        """Where weights, keys and values end, and where the reserve begins, as shares of a card."""
        weights, taken, reserve = self.cell.filled
        cache = taken if self.cache is None else self.cache
        return min(weights, 1.0), min(weights + cache / 2, 1.0), min(weights + cache, 1.0), 1.0 - reserve


def draw_cards(p: Picture, sets: Sequence[CardSet]) -> None:
    """All cards of some sets at once. Those of a set whose weights do not fit are hatched."""
    bad = [each for each in sets if each.cell.why == "memory" and len(each.boxes)]
    good = [each for each in sets if each.cell.why != "memory" and len(each.boxes)]
    if bad:
        boxes, alpha = np.concatenate([each.boxes for each in bad]), _alphas(bad)
        p.hatch(boxes, alpha=alpha, radius=3, ground=0.25)
        p.rects(boxes, None, radius=3, alpha=alpha, stroke="waste", stroke_width=1.5)
    if not good:
        return
    boxes, alpha = np.concatenate([each.boxes for each in good]), _alphas(good)
    edges = np.concatenate([np.repeat(np.array([each.edges]), len(each.boxes), axis=0) for each in good])
    inner = boxes + np.array([INSET, INSET, -2 * INSET, -2 * INSET])
    p.rects(boxes, "raised", radius=3, alpha=0.9 * alpha)
    zero = np.zeros(len(boxes))
    p.rects(_part(inner, zero, edges[:, 0]), "weights", alpha=0.85 * alpha)
    p.rects(_part(inner, edges[:, 0], edges[:, 1]), "key", alpha=0.85 * alpha)
    p.rects(_part(inner, edges[:, 1], edges[:, 2]), "value", alpha=0.85 * alpha)
    p.rects(_part(inner, edges[:, 3], zero + 1.0), "line", alpha=alpha)
    p.rects(boxes, None, radius=3, alpha=alpha, stroke="weights", stroke_width=1.2)


def _alphas(sets: Sequence[CardSet]) -> np.ndarray:
    return np.concatenate([np.full(len(each.boxes), each.alpha) for each in sets])


def _part(boxes: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """From some shares of the boxes' widths to others."""
    wide = np.maximum(high - low, 0.0) * boxes[:, 2]
    return np.stack([boxes[:, 0] + low * boxes[:, 2], boxes[:, 1], wide, boxes[:, 3]], 1)


def stack(x: float, foot: float, size: tuple[float, float], count: int) -> np.ndarray:
    """Boxes of so many cards one on another, from the foot up. size: width, and height with its gap."""
    wide, step = size
    return np.stack(
        [
            np.full(count, x),
            foot - step * (1.0 + np.arange(count)),
            np.full(count, wide),
            np.full(count, max(step - min(3.0, 0.3 * step), 1.0)),
        ],
        1,
    )
