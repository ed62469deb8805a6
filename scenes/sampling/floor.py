"""The floor before the seats, the warm light on it, and the sparks that rise from it."""

from __future__ import annotations

import numpy as np

from scenes.sampling.camera import CENTRE_X, RADIUS, on_arc
from scenes.sampling.column_shapes import COLUMNS, faces
from tourapp.authoring import Picture, Rect, clamp

FLOOR = Rect(64, 500, 1376, 264)
LINES = ((RADIUS - 0.45, 0.72), (RADIUS + 0.36, 0.73), (RADIUS + 1.12, 0.74), (RADIUS + 1.9, 0.76))
"""Radius and half angle of the fine arcs."""
POOL = Rect(240, 503, 1024, 330)
POOL_Y, POOL_SIZE = 671.0, 330.0
EMBERS = 70
"""Sparks at the highest temperature."""
GOLDEN, ANGLES, DEPTHS, SIZES = 0.61803, 0.7549, 0.5698, 0.33
"""Irrational steps: multiples of them scatter evenly."""


def draw_floor(p: Picture, alpha: float = 1.0) -> None:
    """Fine arcs, and a tile where each column may stand."""

    def build(q: Picture) -> None:
        for radius, half in LINES:
            q.curves(on_arc(radius, np.linspace(-half, half, 60), 0.0), "line", alpha=0.85)
        nil = np.zeros(COLUMNS)
        top = faces(np.arange(COLUMNS), nil, nil)[2]
        q.polys(top, "weights", alpha=0.10, stroke="weights", stroke_alpha=0.35)

    p.bake(("amphitheatre floor",), build, rect=FLOOR, alpha=alpha)


def draw_pool(p: Picture, alpha: float) -> None:
    """Warm light on the floor under the columns."""

    def build(q: Picture) -> None:
        q.sprites([(CENTRE_X, POOL_Y)], POOL_SIZE, "decode", alpha=0.50, kind="soft", squash=3.0)

    p.bake(("amphitheatre pool",), build, rect=POOL, alpha=alpha, additive=True)


def draw_embers(p: Picture, temperature: float, clock: float, alpha: float) -> None:
    """Sparks that rise, more and faster with the temperature; none at 0."""
    heat = clamp(temperature / 2.0)
    count = int(EMBERS * heat**1.3)
    if count == 0 or alpha <= 0.02:
        return
    k = np.arange(count)
    life = (clock * (0.10 + 0.16 * heat) + k * GOLDEN) % 1.0
    angle = ((k * ANGLES) % 1.0 - 0.5) * 1.2
    foot = on_arc(RADIUS + 0.35 + 1.2 * ((k * DEPTHS) % 1.0), angle, 0.0)
    sway = np.sin(clock * 1.3 + k * 1.7) * 14.0
    at = np.stack([foot[:, 0] + sway * life, foot[:, 1] - life * (90.0 + 240.0 * heat)], 1)
    p.sprites(at, 9.0 + 5.0 * ((k * SIZES) % 1.0), "decode", alpha=0.75 * alpha * np.sin(np.pi * life) ** 1.4)
