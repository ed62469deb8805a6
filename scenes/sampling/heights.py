"""How high the columns and the plane of the cut are: in proportion to the probability, the one definition of the
scene."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TokenChoice

FULL_HEIGHT = 2.12
"""Height of the highest column, in world units."""
LOWEST = 0.012
"""Columns lower than this (world units) are left out."""


def height_of(odds: np.ndarray | float, tallest: float = 1.0) -> np.ndarray:
    """In proportion to the probability; FULL_HEIGHT for one of `tallest`."""
    return FULL_HEIGHT * np.maximum(np.asarray(odds, float), 0.0) / max(tallest, 1e-9)


def column_odds(choice: TokenChoice, cut: float = 1.0) -> np.ndarray:
    """Odds by which the columns are as high as they are: before the cut; a kept token's grow to those of the draw as
    `cut` goes 0..1, a rejected one's stay what it loses."""
    return np.where(choice.kept, choice.heated / (1.0 + (choice.kept_share - 1.0) * cut), choice.heated)


def plane_height(choice: TokenChoice, tallest: float = 1.0) -> float:
    """Height of the cut: between the smallest odds kept and the greatest rejected; 0 where nothing is cut."""
    k = choice.kept_count
    if k >= len(choice.ids) or choice.heated[k] <= 0:
        return 0.0
    return float(height_of(np.sqrt(choice.heated[k - 1] * choice.heated[k]), tallest))
