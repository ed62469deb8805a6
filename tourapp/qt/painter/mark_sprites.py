"""Sprites of marks, as arrays: a regular shape, filled with a darker edge, or hollow."""

from __future__ import annotations

import numpy as np

from tourapp.authoring.mark_shapes import HOLLOW, MARK_SHAPES, MarkShape

EDGE, THICK = 1.0, 2.0
"""Width of the edge of a filled mark and of a hollow one's line, in px of a sprite of the usual size."""
USUAL = 20.0
DARKER, SHADED = 0.42, 0.6
"""Of the colour, where a line has to stand on a light ground, and where an edge has to stand beside its own colour."""


def is_mark(kind: str) -> bool:
    """Whether a kind of sprite is a mark."""
    return kind.removeprefix(HOLLOW) in MARK_SHAPES


def mark_layer(kind: str, tint: np.ndarray, dark_ground: bool, size: int) -> np.ndarray:
    """A mark [size, size, 4], premultiplied; tint: its colour (0..1)."""
    depth = _depth(MARK_SHAPES[kind.removeprefix(HOLLOW)], size)
    scale = max(1.0, size / USUAL)
    whole = np.clip(depth + 0.5, 0, 1)
    if kind.startswith(HOLLOW):
        alpha = whole * (1 - np.clip(depth - THICK * scale + 0.5, 0, 1))
        colour = np.broadcast_to(tint if dark_ground else tint * DARKER, (size, size, 3))
    else:
        alpha = whole
        edge = 1 - np.clip(depth - EDGE * scale + 0.5, 0, 1)[..., None]
        colour = tint * (1 - edge) + tint * SHADED * edge
    return np.concatenate([colour * alpha[..., None], alpha[..., None]], axis=2)


def _depth(shape: MarkShape, size: int) -> np.ndarray:
    """How far inside the shape each pixel is, in px; negative outside."""
    centre = (size - 1) / 2
    y, x = np.mgrid[0:size, 0:size] - centre
    reach = shape.size * size / 2
    if not shape.corners:
        return reach - np.hypot(x, y)
    sides = np.radians(shape.turn) + np.pi / shape.corners * (2 * np.arange(shape.corners) + 1)
    away = x[..., None] * np.cos(sides) + y[..., None] * np.sin(sides)
    return reach * np.cos(np.pi / shape.corners) - away.max(-1)
