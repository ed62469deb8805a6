"""Lights that live on the seats: the heat of the odds, the haze of all unlikely ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.sampling.seat_places import TIERS
from scenes.sampling.seats import draw_seats, in_upper_corner
from tourapp.authoring import Picture, clamp


@dataclass(frozen=True, slots=True)
class SeatHeat:
    """Likely tokens on their seats: stage points [n, 2], odds [n], whether the cut keeps them [n], and how far it has
    been made, 0..1."""

    points: np.ndarray
    odds: np.ndarray
    kept: np.ndarray
    cut: float


def draw_heat(p: Picture, heat: SeatHeat, clock: float, alpha: float = 1.0) -> None:
    """Lights brighter by the logarithm of the odds; what the cut rejects turns red and dims."""
    level = clamp((np.log10(np.maximum(heat.odds, 1e-12)) + 5.3) / 3.6)
    twinkle = 0.82 + 0.18 * np.sin(clock * 2.1 + np.arange(len(heat.odds)) * 2.4)
    strength = level**1.2 * twinkle * alpha * (1.0 - 0.95 * in_upper_corner(heat.points))
    seen = strength > 0.02
    for chosen, role, factor in (
        (seen & heat.kept, "decode", 1.0),
        (seen & ~heat.kept, "decode", 1.0 - heat.cut),
        (seen & ~heat.kept, "waste", 0.7 * heat.cut),
    ):
        if factor > 0.02 and chosen.any():
            p.sprites(heat.points[chosen], 7.0 + 11.0 * level[chosen], role, alpha=strength[chosen] * factor)


def draw_haze(p: Picture, count: int, share: float, *, all_kept: bool, cut: float, alpha: float) -> None:
    """A haze over all seats for the odds of the many unlikely tokens together (`share`): gold, red once cut off."""
    glow = float(np.sqrt(clamp(share))) * alpha
    for role, factor in (("decode", 1.0 if all_kept else 1.0 - cut), ("waste", 0.0 if all_kept else 0.6 * cut)):
        if glow * factor > 0.03:
            draw_seats(p, count, [glow * factor] * TIERS, role=role)
