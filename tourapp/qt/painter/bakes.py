"""Still layers: drawn once per key, size and theme, kept as pixmaps, shown with one blit; bloom is added once."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QPolygonF, QTransform

from tourapp.authoring import ops
from tourapp.qt.painter.context import Context


def _box_blur(light: np.ndarray, radius: int, axis: int) -> np.ndarray:
    pad = [(0, 0)] * light.ndim
    pad[axis] = (radius + 1, radius)
    total = np.cumsum(np.pad(light, pad, mode="edge"), axis=axis, dtype=np.float32)
    n = light.shape[axis]
    high = np.take(total, np.arange(2 * radius + 1, 2 * radius + 1 + n), axis=axis)
    return np.asarray((high - np.take(total, np.arange(0, n), axis=axis)) / (2 * radius + 1))


def add_bloom(image: QImage, strength: float, scale: float) -> None:
    """Add a blurred quarter-size copy of the image's light onto it."""
    small = image.scaled(
        max(1, image.width() // 4),
        max(1, image.height() // 4),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    small = small.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    h, w = small.height(), small.width()
    data = np.frombuffer(small.constBits(), np.uint8).reshape(h, small.bytesPerLine() // 4, 4)[:, :w].astype(np.float32)
    for _ in range(3):
        for axis in (0, 1):
            data = _box_blur(data, max(1, int(3 * scale)), axis)
    data = np.clip(data * strength, 0, 255)
    data[..., 3] = np.maximum(data[..., 3], data[..., :3].max(-1))
    words = np.ascontiguousarray(data.astype(np.uint8))
    halo = QImage(words.data, w, h, w * 4, QImage.Format.Format_ARGB32_Premultiplied)
    with QPainter(image) as p:
        p.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        p.drawImage(QRectF(0, 0, image.width(), image.height()), halo)


def is_opaque(image: QImage) -> bool:
    """Whether no pixel lets anything through."""
    h, w = image.height(), image.width()
    data = np.frombuffer(image.constBits(), np.uint8).reshape(h, image.bytesPerLine() // 4, 4)
    return bool(data[0, 0, 3] == 255 and data[:, :w, 3].min() == 255)


def _onto_quad(op: ops.Bake, w: float, h: float) -> QTransform | None:
    assert op.quad is not None
    corners = QPolygonF([QPointF(x, y) for x, y in op.quad])
    flat = QPolygonF([QPointF(0, 0), QPointF(w, 0), QPointF(w, h), QPointF(0, h)])
    found = QTransform.quadToQuad(flat, corners)
    return found if isinstance(found, QTransform) else None


def _fits(transform: QTransform, op: ops.Bake, pixmap: QPixmap) -> bool:
    """Whether the layer's pixels are as large as the painter's; not so while a window is being resized."""
    return (
        abs(transform.m11() * op.rect.w - pixmap.width()) <= 1.0
        and abs(transform.m22() * op.rect.h - pixmap.height()) <= 1.0
        and transform.m12() == 0.0
    )


def _stretch(p: QPainter, op: ops.Bake, pixmap: QPixmap) -> None:
    """The layer scaled onto its place, partly where only a part is to be seen."""
    target = QRectF(op.rect.x + op.shift[0], op.rect.y + op.shift[1], op.rect.w, op.rect.h)
    part = target if op.reveal is None else target.intersected(QRectF(*op.reveal))
    gain = pixmap.width() / op.rect.w
    if not part.isEmpty():
        p.drawPixmap(
            part,
            pixmap,
            QRectF(
                (part.x() - target.x()) * gain,
                (part.y() - target.y()) * gain,
                part.width() * gain,
                part.height() * gain,
            ),
        )


def _blit(p: QPainter, op: ops.Bake, pixmap: QPixmap) -> None:
    """Pixel onto pixel, in device space: a layer between two pixels would be resampled, which costs ten times as
    much."""
    transform = p.transform()
    corner = transform.map(QPointF(op.rect.x + op.shift[0], op.rect.y + op.shift[1])).toPoint()
    part = QRect(corner, pixmap.size())
    if op.reveal is not None:
        part = part.intersected(transform.mapRect(QRectF(*op.reveal)).toRect())
    if not part.isEmpty():
        p.resetTransform()
        p.drawPixmap(part.topLeft(), pixmap, part.translated(-corner))
        p.setTransform(transform)


def draw(c: Context, op: ops.Bake, pixmap: QPixmap) -> None:
    """One blit of a kept layer: as it is, shifted, partly revealed, faded, or tilted onto four corners."""
    p = c.painter
    glows = c.additive(op.additive)
    before = p.opacity()
    p.setOpacity(before * op.alpha * c.opacity)
    if op.quad is not None:
        tilt = _onto_quad(op, float(pixmap.width()), float(pixmap.height()))
        if tilt is not None:
            p.save()
            p.setTransform(tilt * p.transform())
            p.drawPixmap(0, 0, pixmap)
            p.restore()
    elif _fits(p.transform(), op, pixmap):
        _blit(p, op, pixmap)
    else:
        _stretch(p, op, pixmap)
    p.setOpacity(before)
    if glows:
        c.plain()
