"""A picture as an image in memory: letterboxed at any size, the same pixels as in the window."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage, QPainter

from tourapp.authoring.layout import HEIGHT, WIDTH
from tourapp.authoring.picture import Picture
from tourapp.authoring.theme import Theme
from tourapp.qt.painter import Painter


def fit(width: float, height: float) -> tuple[float, float, float]:
    """(scale, left, top) that centres the stage in a window of that size."""
    scale = min(width / WIDTH, height / HEIGHT)
    return scale, (width - WIDTH * scale) / 2, (height - HEIGHT * scale) / 2


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
    scale, left, top = fit(image.width(), image.height())
    if left > 0.5 or top > 0.5:
        image.fill(QColor(theme.colour("ground")))
    with QPainter(image) as p:
        p.translate(left, top)
        p.scale(scale, scale)
        (painter or Painter(theme)).paint(p, picture, scale)
    return image
