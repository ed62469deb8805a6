"""One real weight after the other, as the sixteen bits that a GPU keeps it in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import LABEL, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import SnappedWeights

ROOM = Rect(64, 700, 416, 34)
BITS, GAP, CORNER = 16, 4.0, 4.0
A_SECOND = 1.5
"""Weights that pass in a second: slow enough to be seen, and no flicker."""


def draw_one_weight(f: Frame, p: Picture, weights: SnappedWeights) -> None:
    """Its number, its bits (filled where one), and what they take."""
    value = weight_now(f, weights)
    p.text((ROOM.x, ROOM.y - 20), "one weight", size=LABEL, role="dim")
    p.text((ROOM.right, ROOM.y - 20), "{v:+.4f}", v=value, size=READOUT, mono=True, align="right")
    p.rects(ROOM.columns(BITS, GAP), None, radius=CORNER, stroke="weights", stroke_width=1.5)
    p.rects(ones_of(value), "ink", radius=CORNER)
    words = "{n} bits, {b} bytes"
    p.text((ROOM.x, ROOM.bottom + 36), words, n=BITS, b=BITS // 8, size=LABEL, role="dim")


def weight_now(f: Frame, weights: SnappedWeights) -> float:
    """The weight whose turn it is."""
    return float(weights.values.ravel()[int(f.clock * A_SECOND) % weights.values.size])


def ones_of(value: float) -> np.ndarray:
    """Boxes of its bits that are one [n, 4]."""
    return np.array(ROOM.columns(BITS, GAP))[bits_of(value)]


def bits_of(value: float) -> np.ndarray:
    """The bits of a weight as a 16-bit float, the sign first [16] bool."""
    word = int(np.float16(value).view(np.uint16))
    return np.array([word >> place & 1 for place in range(BITS - 1, -1, -1)], bool)
