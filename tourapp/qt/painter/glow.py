"""Sprites of light, made in numpy from a float radial profile with dither, so that no rings show."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtGui import QColor, QImage, QPixmap

from tourapp.qt.painter.mark_sprites import is_mark, mark_layer

SIZE = 128
STAR = 64
"""From this size of sprite on a light of a light theme is a star."""


def to_pixmap(rgba: np.ndarray) -> QPixmap:
    """A premultiplied h x w x 4 float array (0..1, RGBA) as a pixmap."""
    h, w = rgba.shape[:2]
    data = np.empty((h, w, 4), np.uint8)
    noise = (np.indices((h, w)).sum(0) * 0.754877 + np.indices((h, w))[0] * 0.569840) % 1.0
    scaled = np.clip(rgba * 255 + noise[..., None] * 0.98, 0, 255)
    scaled = np.minimum(scaled, np.maximum(scaled[..., 3:4], 0))
    data[..., 0], data[..., 1], data[..., 2], data[..., 3] = (
        scaled[..., 2],
        scaled[..., 1],
        scaled[..., 0],
        scaled[..., 3],
    )
    image = QImage(data.data, w, h, w * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()
    return QPixmap.fromImage(image)


def _radius(size: int) -> np.ndarray:
    centre = (size - 1) / 2
    y, x = np.mgrid[0:size, 0:size]
    return np.hypot(x - centre, y - centre) / (size / 2)


def _tint(colour: str) -> np.ndarray:
    found = QColor(colour)
    return np.array([found.redF(), found.greenF(), found.blueF()])


@lru_cache(maxsize=240)
def sprite(kind: str, colour: str, glow: bool, size: int = SIZE, ring: str = "") -> QPixmap:
    """A light of one kind and colour. Without glow (light themes) it is a hard disc, and a large one with a `ring`
    colour a star: a white core in that ring, with short rays."""
    if is_mark(kind):
        return to_pixmap(mark_layer(kind, _tint(colour), glow, size))
    r = _radius(size)
    edge = np.clip((1 - r) * 4, 0, 1)
    tint = _tint(colour)
    soft = 2.5 / size
    disc = np.clip((0.5 - r * 0.5) / soft, 0, 1)
    if kind == "dot":
        alpha, white = disc, np.zeros_like(r)
    elif kind == "ring":
        alpha, white = np.clip(1 - np.abs(r - 0.86) / 0.10, 0, 1), np.zeros_like(r)
    elif kind == "soft":
        alpha = (np.exp(-4.2 * r * r) - np.exp(-4.2)) / (1 - np.exp(-4.2)) * edge if glow else np.zeros_like(r)
        alpha, white = np.clip(alpha, 0, 1), np.zeros_like(r)
    elif glow:
        halo = 0.62 * np.exp(-5.0 * r) * edge
        core = np.exp(-((r / 0.11) ** 2))
        alpha, white = np.clip(halo + core, 0, 1), np.clip(core * 1.1, 0, 1)
    elif ring and size >= STAR:
        return to_pixmap(_star(r, soft, tint, _tint(ring)))
    else:
        alpha, white = np.clip((0.17 - r * 0.5) / soft, 0, 1), np.zeros_like(r)
    rgb = tint[None, None, :] * (1 - white[..., None]) + white[..., None]
    return to_pixmap(np.concatenate([rgb * alpha[..., None], alpha[..., None]], axis=2))


def _star(r: np.ndarray, soft: float, tint: np.ndarray, ring: np.ndarray) -> np.ndarray:
    """White core, ring and eight short rays [h, w, 4], premultiplied."""
    size = len(r)
    y, x = np.mgrid[0:size, 0:size] - (size - 1) / 2
    turn = np.abs((np.arctan2(y, x) / (np.pi / 4) + 0.5) % 1.0 - 0.5) * (np.pi / 4) * r
    rays = np.clip((0.035 - turn) / soft, 0, 1) * np.clip((r - 0.42) / soft, 0, 1) * np.clip((0.68 - r) / soft, 0, 1)
    core, around = np.clip((0.2 - r) / soft, 0, 1), np.clip((0.34 - r) / soft, 0, 1)
    alpha = np.maximum(rays, around)[..., None]
    rgb = np.where(around[..., None] > 0, ring * (1 - core[..., None]) + core[..., None], tint)
    return np.concatenate([rgb * alpha, alpha], axis=2)


@lru_cache(maxsize=32)
def hatch_tile(colour: str, alpha: int, step: int) -> QPixmap:
    """A tile of slanted lines, `step` px wide, that repeats without a seam."""
    y, x = np.mgrid[0:step, 0:step]
    away = np.minimum((x + y) % step, step - (x + y) % step)
    line = np.clip(1.15 - away / max(1.0, step / 9), 0, 1) * alpha / 255
    tint = _tint(colour)
    return to_pixmap(np.concatenate([tint * line[..., None], line[..., None]], axis=2))
