"""The threads: from every row of the wall a band of light to the blend, as wide there as the row's weight."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from tourapp.authoring import Picture, Rect

POINTS = 28
FINE = 7
"""So many thin lines run inside a band that has room for them."""
LEAST = 2.0


@lru_cache(maxsize=4)
def _ease() -> np.ndarray:
    x = np.linspace(0.0, 1.0, POINTS)
    return x * x * (3 - 2 * x)


def band_edges(rows: np.ndarray, weights: np.ndarray, strip: Rect) -> tuple[np.ndarray, np.ndarray]:
    """Upper and lower edges [n, m, 2] of the bands from rows [n, 4] to the strip."""
    ends = strip.y + strip.h * np.concatenate([[0.0], np.cumsum(weights / max(float(weights.sum()), 1e-12))])
    left, right, share = rows[:, 0] + rows[:, 2], strip.x, _ease()[None, :]
    x = left[:, None] + (right - left)[:, None] * np.linspace(0.0, 1.0, POINTS)[None, :]
    top = rows[:, 1] + 0.15 * rows[:, 3]
    foot = rows[:, 1] + 0.85 * rows[:, 3]
    upper = top[:, None] + (ends[:-1] - top)[:, None] * share
    lower = foot[:, None] + (ends[1:] - foot)[:, None] * share
    return np.stack([x, upper], 2), np.stack([x, lower], 2)


def draw_bands(p: Picture, rows: np.ndarray, weights: np.ndarray, strip: Rect) -> None:
    """All bands, brighter where more is carried, with fine lines inside the wide ones."""
    upper, lower = band_edges(rows, weights, strip)
    outline = np.concatenate([upper, lower[:, ::-1]], axis=1)
    most = max(float(weights.max()), 1e-12)
    p.polys(outline, "value", alpha=0.10 + 0.42 * np.sqrt(weights / most))
    wide = np.flatnonzero(weights * strip.h > FINE)
    for share in np.linspace(0.0, 1.0, FINE):
        lines = upper[wide] + (lower[wide] - upper[wide]) * share
        if len(lines):
            p.curves(lines, "value", width=1.0, alpha=0.5, additive=True)


def lights(rows: np.ndarray, weights: np.ndarray, strip: Rect, clock: float) -> np.ndarray:
    """Places [n, 2] of a light in each of the few widest bands, on its way to the strip."""
    upper, lower = band_edges(rows, weights, strip)
    some = np.argsort(-weights)[:5]
    middle = (upper[some] + lower[some]) / 2
    at = ((clock * 0.25 + 0.37 * np.arange(len(some))) % 1.0) * (POINTS - 1)
    low = np.minimum(at.astype(int), POINTS - 2)
    part = (at - low)[:, None]
    k = np.arange(len(some))
    return np.asarray(middle[k, low] * (1 - part) + middle[k, low + 1] * part)
