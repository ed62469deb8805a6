"""What one scene hands to the next: the same shapes, on their way from where they stood to where they will stand.

A scene declares with `leave` what it gives and with `enter` what it takes: a light at a point, or shapes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tourapp.authoring.frame import Frame
from tourapp.authoring.picture import Picture

MOST = 96
"""Shapes on the way at once."""
LIGHT = 18.0
"""Side of a light that is handed over as a point."""
LAG = 0.45
"""Share of the way that the last shape starts later than the first."""
ARC = 82.0
"""How far the way bends upwards, in stage units."""


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """Rectangles as a scene draws them at the moment of the hand-over.

    boxes: n x 4 (x, y, w, h) in stage units, in the order in which they go. role: their colour. radius: of corners.
    hatched: whether they are waste.
    """

    boxes: np.ndarray
    role: str
    radius: float = 2.0
    hatched: bool = False


Given = tuple[float, float] | Shapes
Gives = Callable[[Frame], Given]


def shapes_of(given: Given, role: str) -> Shapes:
    """What is handed over as shapes; a point is a small round light of that role."""
    if isinstance(given, Shapes):
        return given
    x, y = given
    return Shapes(np.array([[x - LIGHT / 2, y - LIGHT / 2, LIGHT, LIGHT]]), role, LIGHT / 2)


def middle_of(given: Given) -> tuple[float, float]:
    """The middle of what is handed over."""
    if not isinstance(given, Shapes):
        return given
    low, high = given.boxes[:, :2].min(axis=0), (given.boxes[:, :2] + given.boxes[:, 2:]).max(axis=0)
    x, y = (low + high) / 2
    return float(x), float(y)


def draw_handover(p: Picture, one: Shapes, two: Shapes, share: float) -> None:
    """Shapes on their way, `share` 0 (as the first scene has them) to 1 (as the second one has them)."""
    count = min(MOST, max(len(one.boxes), len(two.boxes)))
    start, end = _spread(one.boxes, count), _spread(two.boxes, count)
    order = np.arange(count) / max(1, count - 1)
    gone = np.clip((1.0 + LAG) * share - LAG * order, 0.0, 1.0)[:, None]
    eased = gone * gone * (3.0 - 2.0 * gone)
    boxes = start + (end - start) * eased
    far = np.hypot(*(end - start)[:, :2].T)[:, None]
    boxes[:, 1:2] -= np.minimum(ARC, 0.25 * far) * np.sin(np.pi * eased)
    turned = float(np.clip((share - 0.35) / 0.3, 0.0, 1.0))
    radius = one.radius + (two.radius - one.radius) * share
    middles = boxes[:, :2] + boxes[:, 2:] / 2
    for shapes, alpha in ((one, 1.0 - turned), (two, turned)):
        if alpha <= 0.0:
            continue
        if shapes.hatched:
            p.hatch(boxes, shapes.role, alpha=alpha, radius=radius)
        else:
            p.rects(boxes, shapes.role, radius=radius, alpha=alpha)
        size = np.clip(1.5 * boxes[:, 2:].min(axis=1), 24.0, 90.0)
        p.sprites(middles, size, shapes.role, alpha=0.5 * alpha * np.sin(np.pi * share), kind="soft")


def _spread(boxes: np.ndarray, count: int) -> np.ndarray:
    """As many boxes as `count`: too few are each cut along their longer side, too many are thinned out evenly."""
    n = len(boxes)
    if n >= count:
        return boxes[np.linspace(0, n - 1, count).round().astype(int)]
    own = np.arange(count) * n // count
    first = np.searchsorted(own, np.arange(n))
    pieces = np.bincount(own, minlength=n)
    place = np.arange(count) - first[own]
    cut = boxes[own].astype(np.float64).copy()
    wide = cut[:, 2] >= cut[:, 3]
    for side, along in ((0, wide), (1, ~wide)):
        step = cut[along, 2 + side] / pieces[own][along]
        cut[along, side] += step * place[along]
        cut[along, 2 + side] = step
    return cut
