"""Squared paper with arrows on it, which beats `list` and `angle` share."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from scenes.paths.vectors_matmul.places import LEAST_REACH, PLANE
from tourapp.authoring import Picture

HEAD, SPREAD = 30.0, 0.42
"""Length of an arrow's head, and the angle between it and the shaft."""
SHAFT = 9.0


@dataclass(frozen=True, slots=True)
class PlaneArrow:
    """An arrow from the middle of the paper to a point in its units; reach: units from the middle to the edge."""

    x: float
    y: float
    role: str
    reach: float = LEAST_REACH

    @property
    def end(self) -> tuple[float, float]:
        """Its tip on the stage."""
        unit = PLANE.w / 2 / self.reach
        return PLANE.cx + unit * self.x, PLANE.cy - unit * self.y


def draw_paper(p: Picture, reach: float, shown: float = 1.0) -> None:
    """The squares, one unit each, and both axes; reach: units from the middle to the edge."""
    steps = np.arange(-int(reach), int(reach) + 1) * (PLANE.w / 2 / reach)
    up = np.stack(
        [PLANE.cx + steps, np.full_like(steps, PLANE.y), PLANE.cx + steps, np.full_like(steps, PLANE.bottom)], 1
    )
    across = np.stack(
        [np.full_like(steps, PLANE.x), PLANE.cy + steps, np.full_like(steps, PLANE.right), PLANE.cy + steps], 1
    )
    p.lines(np.concatenate([up, across]), "line", alpha=0.55 * shown)
    axes = [(PLANE.x, PLANE.cy, PLANE.right, PLANE.cy), (PLANE.cx, PLANE.y, PLANE.cx, PLANE.bottom)]
    p.lines(axes, "dim", width=2.0, alpha=0.8 * shown)


def draw_arrow(p: Picture, arrow: PlaneArrow, grown: float = 1.0, width: float = SHAFT) -> None:
    """From the middle towards its tip."""
    if grown <= 0.004:
        return
    x, y = arrow.end
    dx, dy = (x - PLANE.cx) * grown, (y - PLANE.cy) * grown
    long = math.hypot(dx, dy)
    if long < 4.0:
        p.sprites([(PLANE.cx, PLANE.cy)], 60.0, arrow.role, alpha=0.9)
        return
    tip, angle, head = (PLANE.cx + dx, PLANE.cy + dy), math.atan2(dy, dx), min(HEAD, 0.7 * long)
    neck = (tip[0] - 0.8 * head * math.cos(angle), tip[1] - 0.8 * head * math.sin(angle))
    p.lines([(PLANE.cx, PLANE.cy, *neck)], arrow.role, width=3.0 * width, alpha=0.16)
    p.lines([(PLANE.cx, PLANE.cy, *neck)], arrow.role, width=width)
    sides = [(tip[0] - head * math.cos(angle + s), tip[1] - head * math.sin(angle + s)) for s in (SPREAD, -SPREAD)]
    p.polys([tip, *sides], arrow.role)
    p.sprites([tip], 110.0, arrow.role, alpha=0.5)
