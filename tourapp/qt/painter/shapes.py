"""Rectangles, hatching, lights, lines, curves and polygons: each one array call per nearly equal alpha."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QTransform

from tourapp.authoring import ops
from tourapp.qt.painter.arrays import alpha_levels, draw_fragments, draw_lines, draw_rects, polygon
from tourapp.qt.painter.context import Context, even
from tourapp.qt.painter.glow import SIZE, hatch_tile, sprite

FEW = 6
"""More lights than this in one op are particles, and no stars on a light theme."""
MANY = 6
"""From so many lights of one size on, a sprite of exactly that size is made for them."""


def rects(c: Context, op: ops.Rects) -> None:
    """Filled and outlined rectangles; plain ones in one call, rounded ones one by one (about 4 us each)."""
    p = c.painter
    crisp = op.radius <= 0 and op.stroke is None
    p.setRenderHint(QPainter.RenderHint.Antialiasing, not crisp or len(op.boxes) < 64)
    for alpha, index in alpha_levels(op.alpha, len(op.boxes)):
        boxes = op.boxes if index is None else op.boxes[index]
        p.setBrush(c.brush(op.role, alpha, op.gradient, op.fade, op.to_role))
        shown = min(1.0, alpha / max(_top(op.alpha), 1e-6))
        p.setPen(c.pen(op.stroke, op.stroke_width, op.stroke_alpha * shown, op.dash))
        if op.radius > 0 and c.scale * op.radius > 0.6:
            for x, y, w, h in boxes.tolist():
                r = min(op.radius, w / 2, h / 2)
                p.drawRoundedRect(QRectF(x, y, w, h), r, r)
        else:
            draw_rects(p, boxes)
    p.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def _top(alpha: float | np.ndarray) -> float:
    """The greatest alpha of an op: outlines fade only relative to it."""
    return float(np.max(alpha)) if np.size(alpha) else 1.0


def hatch(c: Context, op: ops.Hatch) -> None:
    """A quiet fill under slanted lines. The lines keep their width at every stage scale."""
    p = c.painter
    p.setPen(Qt.PenStyle.NoPen)
    step = 12 if c.scale < 1.5 else 24
    for alpha, index in alpha_levels(op.alpha, len(op.boxes), 8):
        boxes = op.boxes if index is None else op.boxes[index]
        tile = hatch_tile(c.theme.colour(op.role, fill=False), int(190 * min(1.0, alpha * c.opacity)), step)
        lines = QBrush(tile)
        lines.setTransform(QTransform.fromScale(1 / c.scale, 1 / c.scale))
        for brush in (c.brush(op.role, alpha * op.ground), lines):
            p.setBrush(brush)
            if op.radius > 0:
                for x, y, w, h in boxes.tolist():
                    p.drawRoundedRect(QRectF(x, y, w, h), min(op.radius, w / 2), min(op.radius, h / 2))
            else:
                draw_rects(p, boxes)


def sprites(c: Context, op: ops.Sprites) -> None:
    """All lights of an op in one call."""
    n = len(op.at)
    if not n or (op.kind == "soft" and not c.theme.glow):
        return
    one_size = not isinstance(op.size, np.ndarray)
    largest = float(op.size if one_size else np.max(op.size)) * c.scale
    side = 32 if largest <= 22 else 64 if largest <= 70 else SIZE
    unscaled = n >= MANY and one_size and largest <= 96 and not np.any(op.angle) and np.all(np.equal(op.squash, 1.0))
    if unscaled:  # a sprite made at the very size needs no resampling: several times faster
        side = max(3, round(largest) if largest < 24 else 2 * round(largest / 2))
    ring = "" if c.theme.glow or n > FEW else c.theme.colour("prefill", fill=False)
    pixmap = sprite(op.kind, c.theme.colour(op.role), c.theme.glow, side, ring)
    if n == 1 and one_size and not isinstance(op.alpha, np.ndarray):  # most are alone: no need of arrays
        data = _alone(op, side, c.opacity)
        if data is None:
            return
    else:
        data = np.empty((n, 10))
        data[:, :2] = op.at
        data[:, 2:4] = 0.0
        data[:, 4:6] = side
        data[:, 7] = 1.0 / c.scale if unscaled else op.size / side
        data[:, 6] = data[:, 7] * op.squash
        data[:, 8] = op.angle
        data[:, 9] = np.clip(op.alpha, 0, 1) * c.opacity
        seen = data[:, 9] > 0.004
        data = data if seen.all() else data[seen]
    glows = c.additive(op.additive)
    draw_fragments(c.painter, data, pixmap)
    if glows:
        c.plain()


def _alone(op: ops.Sprites, side: int, opacity: float) -> np.ndarray | None:
    """The fragment [1, 10] of a single light; None where it cannot be seen."""
    (x, y), scale = op.at[0].tolist(), op.size / side
    squash, angle = (float(np.ravel(each)[0] if np.ndim(each) else each) for each in (op.squash, op.angle))
    alpha = min(1.0, max(0.0, op.alpha)) * opacity
    if not alpha > 0.004:
        return None
    return np.array([[x, y, 0.0, 0.0, side, side, scale * squash, scale, angle, alpha]])


def lines(c: Context, op: ops.Lines) -> None:
    """Straight lines."""
    glows = c.additive(op.additive)
    for alpha, index in alpha_levels(op.alpha, len(op.ends)):
        c.painter.setPen(c.pen(op.role, op.width, alpha, op.dash))
        draw_lines(c.painter, op.ends if index is None else op.ends[index])
    if glows:
        c.plain()


def _ribbon(points: np.ndarray, width: float) -> np.ndarray:
    step = np.gradient(points, axis=0)
    length = np.hypot(step[:, 0], step[:, 1])
    length[length < 1e-9] = 1.0
    normal = np.stack([-step[:, 1], step[:, 0]], 1) / length[:, None] * (width / 2)
    return np.concatenate([points + normal, (points - normal)[::-1]])


def curves(c: Context, op: ops.Curves) -> None:
    """Polylines: thin ones as lines, wide ones as filled ribbons (a wide pen costs ten times as much)."""
    p = c.painter
    n = len(op.points)
    widths = np.broadcast_to(np.asarray(op.width, dtype=np.float64), (n,))
    glows = c.additive(op.additive)
    for alpha, index in alpha_levels(op.alpha, n):
        for k in range(n) if index is None else index.tolist():
            width = float(widths[k])
            if width <= 1.01 or op.dash or len(op.points[k]) < 3:
                p.setBrush(Qt.BrushStyle.NoBrush)
                p.setPen(c.pen(op.role, width, alpha, op.dash))
                p.drawPolyline(polygon(op.points[k]))
            else:
                p.setPen(Qt.PenStyle.NoPen)
                p.setBrush(even(c.colour(op.role, alpha, fill=False)))
                p.drawPolygon(polygon(_ribbon(op.points[k], width * c.theme.stroke_gain)), Qt.FillRule.WindingFill)
    if glows:
        c.plain()


def polys(c: Context, op: ops.Polys) -> None:
    """Filled polygons."""
    p = c.painter
    glows = c.additive(op.additive)
    for alpha, index in alpha_levels(op.alpha, len(op.points)):
        p.setBrush(c.brush(op.role, alpha, op.gradient, op.fade, op.to_role))
        p.setPen(c.pen(op.stroke, op.stroke_width, op.stroke_alpha))
        for k in range(len(op.points)) if index is None else index.tolist():
            p.drawPolygon(polygon(op.points[k]))
    if glows:
        c.plain()
