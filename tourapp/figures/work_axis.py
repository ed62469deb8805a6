"""What rooflines of several scenes share: lights that race up the lanes of a memory bridge, and the axis of work per
byte.

Not here: slope and roof, which each scene draws in its own way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import LABEL, TAG

DECADES = (1.0, 10.0, 100.0, 1000.0, 10_000.0, 100_000.0)


@dataclass(frozen=True, slots=True)
class Runners:
    """Lights on the lanes: how many, lanes a second of the slowest, size and alpha."""

    count: int
    speed: float
    size: float
    alpha: float


def race(p: Picture, lanes: np.ndarray, clock: float, runners: Runners, shown: float = 1.0) -> None:
    """Lights on their way up the lanes [n, 4], from their first ends to their second ones."""
    k = np.arange(runners.count)
    u = ((k * 0.618 + clock * (runners.speed + 0.02 * (k % 5))) % 1.0)[:, None]
    lane = lanes[k % len(lanes)]
    p.sprites(lane[:, :2] + (lane[:, 2:] - lane[:, :2]) * u, runners.size, "ink", alpha=runners.alpha * shown)


def draw_work_axis(
    p: Picture, rect: Rect, x_of: Callable[[float], float], decades: tuple[float, float], alpha: float = 1.0
) -> None:
    """Numbers and name of the axis of FLOP per byte under a chart's rectangle. decades: the least one that has a
    number, and the stage x up to which they do."""
    least, until = decades
    for tick in DECADES:
        x = x_of(tick)
        if least <= tick and x < until:
            at = (x, rect.bottom + 28)
            p.text(at, "{n:,.0f}", n=tick, size=TAG, mono=True, role="dim", align="center", alpha=alpha)
    p.text((rect.right, rect.bottom + 62), "work per byte (FLOP/B) →", size=LABEL, align="right", alpha=alpha)
