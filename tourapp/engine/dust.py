"""Where all tokens lie as seen from the landing of a - b + c: true distances; the direction is a free choice, that of
each row's shadow in the plane of the three words."""

from __future__ import annotations

import numpy as np

from tourapp.engine.token_space import TokenSpace


def landing_of(
    space: TokenSpace, words: tuple[int, int, int], centred: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """a - b + c of unit rows [h], and two axes of their plane [h]: along b to c, and across it towards a."""
    a, b, c = (space.unit(token, centred) for token in words)
    along, towards = c - b, a - b
    first = along / max(float(np.linalg.norm(along)), 1e-9)
    second = towards - float(towards @ first) * first
    return a - b + c, first, second / max(float(np.linalg.norm(second)), 1e-9)


def dust_of(space: TokenSpace, words: tuple[int, int, int], centred: bool) -> np.ndarray:
    """Every row's distance from the landing and its direction there, 0 to 2 pi, seen from the mean of all [n, 2]."""
    landing, first, second = landing_of(space, words, centred)
    length = float(np.linalg.norm(landing))
    apart = np.sqrt(np.maximum(1.0 + length**2 - 2.0 * length * space.cosines(landing, centred), 0.0))
    across, up = space.cosines(first, centred), space.cosines(second, centred)
    angle = np.arctan2(up - up.mean(), across - across.mean()) % (2.0 * np.pi)
    return np.stack([apart, angle], axis=1)
