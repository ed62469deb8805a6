"""A picture as an image in memory: letterboxed at any size, the same pixels as in the window; and one after another."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from tourapp.authoring.layout import HEIGHT, WIDTH
from tourapp.authoring.picture import Picture
from tourapp.authoring.theme import Theme
from tourapp.qt.painter import Composed, Painter


def fit(width: float, height: float, tall: float = HEIGHT) -> tuple[float, float, float]:
    """(scale, left, top) that centres a stage that is `tall` units high in a window of that size."""
    scale = min(width / WIDTH, height / tall)
    return scale, (width - WIDTH * scale) / 2, (height - tall * scale) / 2


def render_image(
    picture: Picture,
    theme: Theme,
    width: int = 1920,
    height: int = 1080,
    *,
    painter: Painter | None = None,
    image: QImage | None = None,
) -> QImage:
    """Paint a picture into a new (or given) image of that many pixels."""
    if image is None:
        image = QImage(width, height, QImage.Format.Format_RGB32)
    scale, left, top = fit(image.width(), image.height(), picture.height)
    if left > 0.5 or top > 0.5:
        image.fill(QColor(theme.colour("ground")))
    with QPainter(image) as p:
        p.translate(left, top)
        p.scale(scale, scale)
        (painter or Painter(theme)).paint(p, picture, scale)
    return image


def render_next(
    picture: Picture, painter: Painter, size: tuple[int, int], before: tuple[QImage, Composed] | None
) -> tuple[QImage, Composed]:
    """The picture that follows another one of the same size, painted into the same image: only what differs."""
    scale, left, top = fit(*size, picture.height)
    if before is None:
        image, known = QImage(*size, QImage.Format.Format_RGB32), None
        image.fill(QColor(painter.theme.colour("ground")))
    else:
        image, known = before
    composed = painter.compose(picture, scale, known)
    region, tiles = QRegion(), composed.changed(known)
    for x0, y0, x1, y1 in tiles.boxes():
        a, b = math.floor(left + x0 * scale), math.floor(top + y0 * scale)
        c, d = math.ceil(left + x1 * scale), math.ceil(top + y1 * scale)
        region = region.united(QRect(a, b, c - a, d - b))
        tiles.mark(((a - left) / scale, (b - top) / scale, (c - left) / scale, (d - top) / scale))
    if not region.isEmpty():
        with QPainter(image) as p:
            p.setClipRegion(
                region.intersected(QRectF(left, top, WIDTH * scale, picture.height * scale).toAlignedRect())
            )
            p.translate(left, top)
            p.scale(scale, scale)
            painter.paint_part(p, composed, tiles)
    return image, composed
