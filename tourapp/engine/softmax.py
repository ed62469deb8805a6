"""Softmax, plainly: raise, sum, divide; in several precisions, with and without taking the maximum away first, and in
one pass over the scores.

Precisions are emulated by casting every step. Not here: the tiles of attention (`flash`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

FORMATS: dict[int, type[np.floating]] = {16: np.float16, 32: np.float32, 64: np.float64}
"""Formats by their bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Raised:
    """A softmax step by step: what was raised, e to that, their sum, and the shares; not a number where the sum is
    none."""

    scores: np.ndarray
    powers: np.ndarray
    total: float
    shares: np.ndarray


def limit(bits: int) -> float:
    """The largest score whose power a format still holds: the logarithm of its largest number."""
    return float(np.log(np.float64(np.finfo(FORMATS[bits]).max)))


def raised(scores: Sequence[float] | np.ndarray, bits: int = 64, heat: float = 1.0, safe: bool = True) -> Raised:
    """Softmax of scores over a temperature. safe: with the maximum taken away first."""
    form = FORMATS[bits]
    with np.errstate(over="ignore", invalid="ignore", under="ignore"):
        z = (np.asarray(scores, np.float64) / heat).astype(form)
        if safe:
            z = (z - z.max()).astype(form)
        powers = np.exp(z).astype(form)
        total = form(powers.sum(dtype=form))
        shares = (powers / total).astype(form)
    wide = [each.astype(np.float64) for each in (z, powers, shares)]
    return Raised(wide[0], wide[1], float(total), wide[2])


@dataclass(frozen=True, slots=True)
class OnlineStep:
    """After one more score: the largest so far, the sum of the powers below it, and by what the sum was multiplied
    because the largest has changed."""

    most: float
    total: float
    rescale: float


def online(scores: Sequence[float] | np.ndarray) -> tuple[OnlineStep, ...]:
    """One pass: the running maximum and sum after every score."""
    steps, most, total = [], -np.inf, 0.0
    for score in np.asarray(scores, np.float64):
        new = max(most, float(score))
        rescale = float(np.exp(most - new)) if np.isfinite(most) else 1.0
        total = total * rescale + float(np.exp(score - new))
        most = new
        steps.append(OnlineStep(most, total, rescale))
    return tuple(steps)
