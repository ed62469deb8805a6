"""Whether the shapes that a scene takes or gives lie on what it draws."""

from __future__ import annotations

import numpy as np

from tests.helpers import make_offline
from tourapp.authoring import Frame, Picture, Scene, Shapes, flat_ops, ops
from tourapp.authoring.handover import Given
from tourapp.export.offline import Offline

NEAR = 0.5
"""Stage units."""


def first_and_last(scene_id: str, offline: Offline | None = None) -> tuple[Scene, Frame, Frame]:
    """A scene, its first frame, and the frame at the end of the last beat that plays."""
    tour = offline or make_offline()
    stop = next(i for i, one in enumerate(tour.tour.stops) if one.scene.id == scene_id)
    made = tour.tour.stops[stop]
    return made.scene, tour.frame(stop, 0.0), tour.frame(stop, made.scene_time(made.duration))


def lies_on(scene: Scene, f: Frame, given: Given, *, within: bool = False) -> bool:
    """Whether each shape is one that the scene draws in the same role, or a part of one (`within`)."""
    assert isinstance(given, Shapes), "a light, not shapes"
    drawn = boxes_of(scene, f, given)
    if not len(drawn):
        return False
    low, high = _corners(given.boxes)
    drawn_low, drawn_high = _corners(drawn)
    less = low[:, None] - drawn_low[None]
    more = drawn_high[None] - high[:, None]
    off = np.concatenate([less, more], 2)
    fits = off >= -NEAR if within else np.abs(off) <= NEAR
    return bool(fits.all(2).any(1).all())


def boxes_of(scene: Scene, f: Frame, given: Shapes) -> np.ndarray:
    """Everything that the scene fills, or hatches, in the role of some shapes [n, 4]."""
    p, kind = Picture(), ops.Hatch if given.hatched else ops.Rects
    scene.draw(f, p)
    found = [
        op.boxes for op in flat_ops(p) if isinstance(op, kind) and op.role == given.role and np.max(op.alpha) > 0.1
    ]
    return np.concatenate(found) if found else np.zeros((0, 4))


def _corners(boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return boxes[:, :2], boxes[:, :2] + boxes[:, 2:]
