"""The slant at which the chip lies on the stage: from points of the flat chip (u, v), both 0..1, to stage units.

Not here: what stands on the chip (`floorplan`, `die`).
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

TOP, BOTTOM = 156.0, 832.0
"""Stage y of the chip's far and near edge."""
TOP_SIDES, BOTTOM_SIDES = (316.0, 1188.0), (94.0, 1410.0)
"""Stage x of the far edge's two ends, and of the near edge's."""


@lru_cache(maxsize=1)
def _homography() -> np.ndarray:
    """The 3 x 3 map from the flat chip to the stage."""
    corners = [
        (0, 0, TOP_SIDES[0], TOP),
        (1, 0, TOP_SIDES[1], TOP),
        (1, 1, BOTTOM_SIDES[1], BOTTOM),
        (0, 1, BOTTOM_SIDES[0], BOTTOM),
    ]
    rows, right = [], []
    for u, v, x, y in corners:
        rows += [[u, v, 1, 0, 0, 0, -u * x, -v * x], [0, 0, 0, u, v, 1, -u * y, -v * y]]
        right += [x, y]
    return np.append(np.linalg.solve(np.array(rows, float), np.array(right, float)), 1.0).reshape(3, 3)


def slant(uv: ArrayLike) -> np.ndarray:
    """Stage positions of flat points, any shape ending in 2."""
    flat = np.asarray(uv, dtype=np.float64)
    out = np.concatenate([flat, np.ones((*flat.shape[:-1], 1))], -1) @ _homography().T
    return np.asarray(out[..., :2] / out[..., 2:])


def quads(boxes: ArrayLike) -> np.ndarray:
    """Flat boxes (n x 4: u0, v0, u1, v1) as stage polygons (n x 4 x 2)."""
    b = np.asarray(boxes, dtype=np.float64).reshape(-1, 4)
    return slant(np.stack([b[:, [0, 1]], b[:, [2, 1]], b[:, [2, 3]], b[:, [0, 3]]], 1))
