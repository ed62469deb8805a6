"""Text: set in device pixels so that it is crisp at any scale, shrunk or cut where it has a greatest width."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTransform

from tourapp.authoring import ops
from tourapp.authoring.theme import Theme
from tourapp.qt.fonts import font
from tourapp.qt.painter.context import Context

SHRINK = 0.72
THIN = "\u2009"
_ALIGN = {"left": 0.0, "center": 0.5, "right": 1.0}


@dataclass(frozen=True, slots=True)
class Setting:
    """How a line is set: its font, the words after fitting, width and heights in device px."""

    font: QFont
    words: str
    width: float
    ascent: float
    descent: float


@lru_cache(maxsize=4096)
def setting(words: str, family: str, px: float, weight: int, fit: float | None) -> Setting:
    """A line of text fitted to `fit` device px: as it is, smaller (to 72 %), then cut with an ellipsis."""
    if family == "mono":
        words = words.replace(THIN, " ")  # a thin space looks like none between figures of one width
    face = font(family, round(px * 4) / 4, weight)
    metrics = QFontMetricsF(face)
    width = metrics.horizontalAdvance(words)
    if fit is not None and width > fit > 0:
        small = max(px * SHRINK, px * fit / width)
        face = font(family, max(4.0, int(small * 4) / 4), weight)
        metrics = QFontMetricsF(face)
        width = metrics.horizontalAdvance(words)
        if width > fit + 0.5:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, fit)
            width = metrics.horizontalAdvance(words)
    return Setting(face, words, width, metrics.ascent(), metrics.descent())


@lru_cache(maxsize=512)
def wrapped(words: str, face: tuple[str, float, int], width: float, lines: int) -> tuple[str, ...]:
    """Words broken into at most `lines` lines of a width in device px; the last one is cut if need be. `face`:
    family, size in device px, weight."""
    family, px, weight = face
    metrics = QFontMetricsF(font(family, round(px * 4) / 4, weight))
    out: list[str] = []
    for paragraph in words.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            trial = f"{line} {word}" if line else word
            if line and metrics.horizontalAdvance(trial) > width:
                out.append(line)
                line = word
            else:
                line = trial
        out.append(line)
    if len(out) > lines:
        out = [*out[: lines - 1], metrics.elidedText(" ".join(out[lines - 1 :]), Qt.TextElideMode.ElideRight, width)]
    return tuple(out)


def box(op: ops.Words, theme: Theme, scale: float = 1.0) -> QRectF:
    """The area of unrotated words in stage units, for tests and for the pointer."""
    px = theme.px(op.size) * scale
    if op.wrap is not None:
        rows = wrapped(op.words, (op.family, px, op.weight), op.wrap * scale, op.lines)
        return QRectF(op.x, op.y, op.wrap, len(rows) * px * 1.35 / scale)
    line = setting(op.words, op.family, px, op.weight, None if op.fit is None else op.fit * scale)
    width = line.width / scale
    return QRectF(op.x - width * _ALIGN[op.align], op.y - px * 0.78 / scale, width, px * 1.0 / scale)


def draw(c: Context, op: ops.Words) -> None:
    """One line, or a wrapped paragraph, at its place."""
    p = c.painter
    transform = p.transform()
    scale = transform.m11() if transform.m12() == 0 else (transform.m11() ** 2 + transform.m12() ** 2) ** 0.5
    px = c.theme.px(op.size) * scale
    if px < 2:
        return
    at = transform.map(QPointF(op.x, op.y))
    left, base = round(at.x() * 4) / 4, round(at.y() * 2) / 2
    if op.rotate:
        turned: Any = QTransform.fromTranslate(at.x(), at.y()).rotate(op.rotate)
        p.setTransform(turned)
        left = base = 0.0
    else:
        p.resetTransform()
    p.setPen(c.colour(op.role, op.alpha, fill=False))
    if op.wrap is not None:
        rows = wrapped(op.words, (op.family, px, op.weight), op.wrap * scale, op.lines)
        p.setFont(font(op.family, round(px * 4) / 4, op.weight))
        for i, row in enumerate(rows):
            shift = (op.wrap * scale - QFontMetricsF(p.font()).horizontalAdvance(row)) * _ALIGN[op.align]
            p.drawText(QPointF(left + shift, base + px * (0.95 + 1.35 * i)), row)
    else:
        line = setting(op.words, op.family, px, op.weight, None if op.fit is None else op.fit * scale)
        x = left - line.width * _ALIGN[op.align]
        if op.backed > 0:
            pen = p.pen()
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(c.brush("ground", op.backed * op.alpha))
            p.drawRoundedRect(
                QRectF(x - px * 0.35, base - px * 0.98, line.width + px * 0.7, px * 1.36), px * 0.25, px * 0.25
            )
            p.setPen(pen)
        p.setFont(line.font)
        p.drawText(QPointF(x, base), line.words)
    p.setTransform(transform)
