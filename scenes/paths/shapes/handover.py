"""What the stage takes and gives: a light on the ids, and the newest column of the cache."""

from __future__ import annotations

import numpy as np

from scenes.paths.shapes.places import CACHE, IDS
from tourapp.authoring import Frame, Shapes


def ids_arrive(_f: Frame) -> Shapes:
    """The ids of the prompt."""
    return Shapes(np.array([tuple(cell) for cell in IDS.rows(12, 6.0)]), "prefill", 3.0)


def cache_leaves(_f: Frame) -> tuple[float, float]:
    """Where the newest keys stand."""
    return CACHE.right, CACHE.cy
