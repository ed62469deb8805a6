"""Weights in memory: thin dark lines across a filled area, like layers of rock seen from the side."""

from __future__ import annotations

import numpy as np

from tourapp.authoring import Picture, Rect


def draw_strata(p: Picture, box: Rect, *, first: float, pitch: float, alpha: float) -> None:
    """Lines across `box`, the lowest one `first` above its foot, then every `pitch` stage units."""
    ys = np.arange(box.bottom - first, box.y, -pitch)
    if len(ys):
        p.lines(np.stack([np.full(len(ys), box.x), ys, np.full(len(ys), box.right), ys], 1), "ground", alpha=alpha)
