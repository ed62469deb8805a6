"""What a frame says, as data: every text where it is painted, every quantity it prints, and how much of it is empty.

Boxes and sizes are in stage units (1920 x 1080), after the theme's type and whatever shrank a line to fit. Not here:
what a picture means; that is for those who read this.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tourapp.authoring import THEMES, Picture, Quantity, ops, quantities_in, show
from tourapp.export.images import ensure_qt

BLOCK = 48
"""Side of the squares, in stage units, whose emptiness is counted."""
FLAT = 6
"""A square is empty where none of its colours spreads further than this, of 255: ground and its slow gradient."""
FAINT = 0.02


def texts(picture: Picture, theme: str = "dark") -> list[dict[str, Any]]:
    """Every line that can be seen: {text, px, box: [x, y, w, h], role}."""
    ensure_qt()
    from PySide6.QtGui import QTransform

    return [_line(op, at, theme) for op, at in _words(picture.ops, QTransform(), 1.0)]


def quantities(picture: Picture, *templates: str) -> list[dict[str, Any]]:
    """Every quantity that stage or rail prints, and those in the sentences of the `templates`, once each as printed:
    {id, name, value, unit, text}; id is None for a value in passing."""
    ensure_qt()
    from PySide6.QtGui import QTransform

    lines = [op for op, _ in _words(picture.ops, QTransform(), 1.0)]
    found = [(op.value, op.words if not op.more else show(op.value)) for op in lines if op.value is not None]
    found += [(value, show(value)) for op in lines for value in op.more]
    for words in templates:
        found += [(value, show(value)) for value in quantities_in(words, picture.fields)]
    rows = {(value.id, say, text): value for value, say, text in _printed(found)}
    return [
        {"id": id or None, "name": say, "value": value.value, "unit": value.unit, "text": text}
        for (id, say, text), value in rows.items()
    ]


def empty_share(image: Any) -> float:
    """Share of the picture's squares with nothing in them. `image`: a QImage of any size, read at stage size."""
    from PySide6.QtGui import QImage

    flat = image.convertToFormat(QImage.Format.Format_RGB888)
    pixels = np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), flat.bytesPerLine())
    colours = pixels[:, : flat.width() * 3].reshape(flat.height(), flat.width(), 3)
    side = max(1, round(BLOCK * flat.width() / 1920))
    rows, columns = flat.height() // side, flat.width() // side
    squares = colours[: rows * side, : columns * side].reshape(rows, side, columns, side, 3)
    spread = squares.max(axis=(1, 3)).astype(int) - squares.min(axis=(1, 3))
    return float((spread.max(axis=-1) <= FLAT).mean())


def _printed(found: list[tuple[Any, str]]) -> Iterator[tuple[Quantity, str, str]]:
    for value, text in found:
        if isinstance(value, Quantity) and not value.is_array:
            yield value, show(value.name), text


def _line(op: ops.Words, at: Any, theme: str) -> dict[str, Any]:
    from tourapp.qt.painter import words

    painted = words.setting(op.words, op.family, THEMES[theme].px(op.size), op.weight, op.fit)
    box = at.mapRect(words.box(op, THEMES[theme]))
    scale = (at.m11() ** 2 + at.m12() ** 2) ** 0.5
    px = painted.font.pixelSize() if painted.font.pixelSize() > 0 else painted.font.pointSizeF()
    return {
        "text": op.words if op.wrap is not None else painted.words,
        "px": round(float(px) * scale, 2),
        "box": [round(float(v), 1) for v in (box.x(), box.y(), box.width(), box.height())],
        "role": op.role,
    }


def _words(items: Any, at: Any, alpha: float) -> Iterator[tuple[ops.Words, Any]]:
    """The lines that are visible, with the transform they are painted under."""
    from PySide6.QtGui import QTransform

    for op in items:
        if isinstance(op, ops.Words):
            if op.words.strip() and op.alpha * alpha > FAINT:
                yield op, at
        elif isinstance(op, ops.Group):
            inner = at if op.transform is None else QTransform(*op.transform) * at
            yield from _words(op.ops, inner, alpha * op.opacity)
        elif isinstance(op, ops.Bake):
            layer = Picture()
            op.build(layer)
            yield from _words(layer.ops, _placed(op) * at, alpha * op.alpha)


def _placed(op: ops.Bake) -> Any:
    """From a kept layer's own units to the stage: shifted, or tilted onto four corners."""
    from PySide6.QtCore import QPointF, QRectF
    from PySide6.QtGui import QPolygonF, QTransform

    if op.quad is None:
        return QTransform.fromTranslate(*op.shift)
    flat = QPolygonF(QRectF(*op.rect))
    flat.removeLast()
    return QTransform.quadToQuad(flat, QPolygonF([QPointF(*corner) for corner in op.quad])) or QTransform()
