"""A zone of the hall: a stretch of slots that looks alike, and its brightness as the columns of a wall see it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of slots that looks alike, from token `start` to `end`. level: brightness of the slots' fill, one
    number or [tokens, 2 walls, rows]; edge: of their rims; roles: the ramp from dark to bright, per wall."""

    start: float
    end: float
    roles: tuple[tuple[str, ...], tuple[str, ...]]
    edge: float
    level: np.ndarray | float
    sums: np.ndarray | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[object, ...]:
        """Names everything about it."""
        level = self.level.tobytes() if isinstance(self.level, np.ndarray) else self.level
        return (self.start, self.end, self.roles, self.edge, level)


def zone(
    start: float, end: float, roles: tuple[tuple[str, ...], tuple[str, ...]], edge: float, level: np.ndarray | float
) -> Zone:
    """A zone with the running sums that far columns are averaged from."""
    sums = None
    if isinstance(level, np.ndarray):
        sums = np.concatenate([np.zeros((1, *level.shape[1:])), np.cumsum(level, axis=0)])
    return Zone(start, end, roles, edge, level, sums)


def levels(z: Zone, wall: int, token: np.ndarray, width: np.ndarray, rows: int) -> np.ndarray:
    """Brightness [columns, rows] of a zone's slots as the columns see them: one slot near by, averages far away."""
    if z.sums is None or not isinstance(z.level, np.ndarray):
        return np.full((len(token), rows), float(z.level))
    n = len(z.level)
    at = token - z.start
    near = z.level[np.clip(np.floor(at), 0, n - 1).astype(np.intp), wall]
    if width.max() <= 1.0:
        return near
    a, b = np.clip(at - width / 2, 0, n), np.clip(at + width / 2, 0, n)
    grid = np.arange(n + 1)
    total = np.stack(
        [np.interp(b, grid, z.sums[:, wall, r]) - np.interp(a, grid, z.sums[:, wall, r]) for r in range(rows)], -1
    )
    mean = total / np.maximum(b - a, 1e-6)[:, None]
    far = np.clip(width - 1.0, 0, 1)[:, None]
    return np.asarray(near * (1 - far) + mean * far)
