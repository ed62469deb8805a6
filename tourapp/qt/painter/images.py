"""Grids of numbers as images: 2D data through a ramp of roles, 3D data as amounts of light of each role."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tourapp.authoring import ops
from tourapp.authoring.theme import THEMES, Theme
from tourapp.qt.painter.context import Context
from tourapp.qt.painter.layers import LayerCache

LARGEST = 40_000_000
"""Device pixels: a larger image is scaled anew each time instead of being kept."""

FINEST = 2.05
"""An image with more points than this per pixel is averaged before it is laid down."""

BAYER = (
    np.array(
        [
            [0, 32, 8, 40, 2, 34, 10, 42],
            [48, 16, 56, 24, 50, 18, 58, 26],
            [12, 44, 4, 36, 14, 46, 6, 38],
            [60, 28, 52, 20, 62, 30, 54, 22],
            [3, 35, 11, 43, 1, 33, 9, 41],
            [51, 19, 59, 27, 49, 17, 57, 25],
            [15, 47, 7, 39, 13, 45, 5, 37],
            [63, 31, 55, 23, 61, 29, 53, 21],
        ]
    )
    / 64.0
    - 0.5
)


def _rgb(theme: Theme, role: str) -> np.ndarray:
    found = QColor(theme.colour(role))
    return np.array([found.red(), found.green(), found.blue()], dtype=np.float32)


@lru_cache(maxsize=64)
def _table(theme_name: str, roles: tuple[str, ...], opaque: bool) -> np.ndarray:
    """256 premultiplied BGRA words along the ramp; one role alone runs from clear to full."""
    theme = THEMES[theme_name]
    u = np.linspace(0, 1, 256, dtype=np.float32)
    if len(roles) == 1:
        rgb = np.repeat(_rgb(theme, roles[0])[None], 256, 0)
        alpha = np.ones_like(u) if opaque else u
        if opaque:
            rgb = _rgb(theme, "ground") + (rgb - _rgb(theme, "ground")) * u[:, None]
    else:
        stops = np.stack([_rgb(theme, role) for role in roles])
        at = np.linspace(0, 1, len(roles))
        rgb = np.stack([np.interp(u, at, stops[:, k]) for k in range(3)], 1)
        alpha = np.ones_like(u) if opaque else np.minimum(1, u * 4)
    table = np.empty((256, 4), np.uint8)
    table[:, 2], table[:, 1], table[:, 0] = (rgb * alpha[:, None]).T + 0.5
    table[:, 3] = alpha * 255 + 0.5
    return table.view(np.uint32).ravel()


@lru_cache(maxsize=64)
def _colours(theme_name: str, roles: tuple[str, ...], opaque: bool) -> list[int]:
    """The same ramp as 256 plain ARGB numbers, the colour table of an indexed image."""
    bgra = _table(theme_name, roles, opaque).view(np.uint8).reshape(256, 4).astype(np.float64)
    alpha = np.maximum(bgra[:, 3:], 1.0)
    straight = np.clip(bgra[:, :3] * 255.0 / alpha + 0.5, 0, 255).astype(np.uint32)
    words = (bgra[:, 3].astype(np.uint32) << 24) | (straight[:, 2] << 16) | (straight[:, 1] << 8) | straight[:, 0]
    return [int(word) for word in words]


def indexed(level: np.ndarray, theme: Theme, roles: tuple[str, ...], opaque: bool) -> QImage:
    """Numbers (h x w uint8) through a colour table, as a premultiplied image of its own."""
    flat = np.ascontiguousarray(level)
    image = QImage(flat.data, flat.shape[1], flat.shape[0], flat.shape[1], QImage.Format.Format_Indexed8)
    image.setColorTable(_colours(theme.name, roles, opaque))
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)  # while `flat` is still there


def convert(op: ops.Picture2D, theme: Theme) -> QImage:
    """The image of an op on a theme."""
    data = op.data
    h, w = data.shape[:2]
    if data.ndim == 2:
        level = data if data.dtype == np.uint8 else np.clip(data * 255 + 0.5, 0, 255).astype(np.uint8)
        if op.opaque and op.smooth and data.dtype != np.uint8:
            return _dithered(data, theme, op.roles)
        return indexed(level, theme, op.roles, op.opaque)
    light = np.clip(data.astype(np.float32), 0, None)
    rgb = light @ np.stack([_rgb(theme, role) for role in op.roles])
    peak = np.maximum(rgb.max(-1, keepdims=True), 1e-6)
    rgb = rgb / peak * np.minimum(peak, 255.0)  # the tone is held on the brightest channel: hue stays
    alpha = np.clip(light.sum(-1), 0, 1) * 255
    if not theme.glow:
        rgb = (light @ np.stack([_rgb(theme, role) for role in op.roles])) / np.maximum(
            light.sum(-1, keepdims=True), 1e-6
        )
        rgb = rgb * (alpha[..., None] / 255)
    out = np.empty((h, w, 4), np.uint8)
    out[..., 0], out[..., 1], out[..., 2] = rgb[..., 2], rgb[..., 1], rgb[..., 0]
    out[..., 3] = np.maximum(alpha, out[..., :3].max(-1))
    return QImage(out.data, w, h, w * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()


def _dithered(data: np.ndarray, theme: Theme, roles: tuple[str, ...]) -> QImage:
    """An opaque smooth ramp at four times its grid, with ordered dither so that dark slopes show no bands."""
    h, w = data.shape[0] * 4, data.shape[1] * 4
    big: np.ndarray = np.repeat(np.repeat(data.astype(np.float32), 4, 0), 4, 1)
    for axis in (0, 1):
        big = (np.roll(big, 1, axis) + 2 * big + np.roll(big, -1, axis)) / 4
    stops = np.stack([_rgb(theme, role) for role in (roles if len(roles) > 1 else ("ground", *roles))])
    at = np.linspace(0, 1, len(stops))
    noise = np.tile(BAYER.astype(np.float32), (h // 8 + 1, w // 8 + 1))[:h, :w] + np.float32(0.5)
    out = np.empty((h, w, 4), np.uint8)
    for k in range(3):
        ramp = stops[0, k] + big * (stops[1, k] - stops[0, k]) if len(stops) == 2 else np.interp(big, at, stops[:, k])
        out[..., 2 - k] = np.clip(ramp + noise, 0, 255)
    out[..., 3] = 255
    return QImage(out.data, w, h, w * 4, QImage.Format.Format_RGB32).copy()


def _kept(op: ops.Picture2D, theme: Theme, layers: LayerCache) -> QImage:
    """The image of an op; kept where the op has a key."""
    if op.key is None:
        return convert(op, theme)
    key = ("image", op.key, op.roles, op.data.shape, theme.name)
    return layers.get(key, lambda: convert(op, theme))


def draw(c: Context, op: ops.Picture2D, layers: LayerCache) -> None:
    """One image in its rectangle, smooth or with hard pixels. It is brought to the stage's own pixels first, kept where
    it has a key, and laid down pixel on pixel: so it looks the same however the painter is clipped."""
    p = c.painter
    transform = p.transform()
    area = transform.mapRect(QRectF(*op.rect))
    left, top = math.floor(area.x()), math.floor(area.y())
    place = QRectF(area.x() - left, area.y() - top, area.width(), area.height())
    size = (math.ceil(place.right()), math.ceil(place.bottom()))
    scaled: QImage | None
    if transform.isRotating() or not 0 < size[0] * size[1] <= LARGEST:
        scaled = None
    elif op.key is None:
        scaled = _scaled(op, c.theme, layers, place, size)
    else:
        fine = tuple(round(side, 3) for side in (place.x(), place.y(), place.width(), place.height()))
        key = ("scaled", op.key, op.roles, op.data.shape, op.smooth, op.opaque, c.theme.name, fine)
        scaled = layers.get(key, lambda: _scaled(op, c.theme, layers, place, size))
    glows = c.additive(op.additive)
    before = p.opacity()
    p.setOpacity(before * op.alpha * c.opacity)
    if scaled is not None:
        p.resetTransform()
        p.drawImage(left, top, scaled)
        p.setTransform(transform)
    else:
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, op.smooth)
        p.drawImage(QRectF(*op.rect), _kept(op, c.theme, layers))
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, True)
    p.setOpacity(before)
    if glows:
        c.plain()


def _scaled(op: ops.Picture2D, theme: Theme, layers: LayerCache, place: QRectF, size: tuple[int, int]) -> QImage:
    """The image as it lies on the stage's pixels."""
    high, wide = op.data.shape[:2]
    fits = place == QRectF(0.0, 0.0, wide, high)
    image = convert(op, theme) if fits else _kept(op, theme, layers)  # the same pixels are not kept twice
    if place == QRectF(image.rect()):  # its own pixels are the stage's
        return image
    if op.smooth and image.width() > FINEST * place.width():  # fine dots would beat with the stage's pixels
        whole = QSize(max(1, round(place.width())), max(1, round(place.height())))
        image = image.scaled(whole, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    out = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied)
    out.fill(0)
    with QPainter(out) as p:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, op.smooth)
        p.drawImage(place, image)
    return out
