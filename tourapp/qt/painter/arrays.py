"""Numpy buffers seen by Qt as arrays of QRectF, QLineF, PixmapFragment or as a polygon, without a loop in Python."""

from __future__ import annotations

from typing import Any

import numpy as np
import shiboken6
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPixmap, QPolygonF


def draw_rects(painter: QPainter, boxes: np.ndarray) -> None:
    """Draw n rectangles (n x 4 float64: x, y, w, h) with the painter's pen and brush."""
    data = np.ascontiguousarray(boxes, dtype=np.float64)
    if len(data):
        first: Any = shiboken6.wrapInstance(data.ctypes.data, QRectF)
        painter.drawRects(first, len(data))


def draw_lines(painter: QPainter, ends: np.ndarray) -> None:
    """Draw n lines (n x 4 float64) with the painter's pen."""
    data = np.ascontiguousarray(ends, dtype=np.float64)
    if len(data):
        first: Any = shiboken6.wrapInstance(data.ctypes.data, QLineF)
        painter.drawLines(first, len(data))


def draw_fragments(painter: QPainter, fragments: np.ndarray, pixmap: QPixmap) -> None:
    """Draw n pieces of a pixmap (n x 10 float64: x, y, source x y w h, scale x y, rotation, opacity)."""
    data = np.ascontiguousarray(fragments, dtype=np.float64)
    if len(data):
        first: Any = shiboken6.wrapInstance(data.ctypes.data, QPainter.PixmapFragment)
        painter.drawPixmapFragments(first, len(data), pixmap)


def polygon(points: np.ndarray) -> QPolygonF:
    """A QPolygonF of m points (m x 2)."""
    shape = QPolygonF()
    shape.resize(len(points))
    if len(points):
        start: Any = shape.data()
        view: Any = shiboken6.VoidPtr
        memory = view(start, len(points) * 16, True)
        np.frombuffer(memory, dtype=np.float64).reshape(-1, 2)[:] = points
    return shape


FEW = 64
"""Up to so many items a loop is faster than arrays."""
FAINTEST = 0.004
"""What is fainter is left out."""


def alpha_levels(alpha: float | np.ndarray, n: int, levels: int = 24) -> list[tuple[float, np.ndarray | None]]:
    """Items grouped by nearly equal alpha: (alpha, index array or None for all). Invisible ones are left out."""
    if not isinstance(alpha, np.ndarray):
        return [(float(alpha), None)] if alpha > FAINTEST else []
    if n <= FEW:
        return _few_levels(alpha.ravel().tolist(), n, levels)
    values = np.broadcast_to(np.asarray(alpha, dtype=np.float64).ravel(), (n,))
    steps = np.rint(np.clip(values, 0, 1) * levels).astype(int)
    seen = np.flatnonzero(values > FAINTEST)
    if not len(seen):
        return []
    order = seen[np.argsort(steps[seen], kind="stable")]
    found, first = np.unique(steps[order], return_index=True)
    parts = np.split(order, first[1:])
    return [(max(level, 0.5) / levels, part) for level, part in zip(found.tolist(), parts, strict=True)]


def _few_levels(values: list[float], n: int, levels: int) -> list[tuple[float, np.ndarray | None]]:
    """The same for a few items, or one value for all of them."""
    found: dict[int, list[int]] = {}
    for place, value in enumerate(values if len(values) == n else values * n):
        if value > FAINTEST:
            found.setdefault(round(min(value, 1.0) * levels), []).append(place)
    return [
        (max(level, 0.5) / levels, None if len(places) == n else np.array(places))
        for level, places in sorted(found.items())
    ]
