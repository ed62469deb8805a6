"""What a frame says, as data: every text where it is painted, every quantity it prints, and how much of it is empty.

Boxes and sizes are in stage units (1920 x 1080), after the theme's type and whatever shrank a line to fit. Not here:
what a picture means; that is for those who read this.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tourapp.authoring import STAGE, THEMES, Picture, Quantity, ops, quantities_in, show
from tourapp.authoring.layout import HEIGHT, WIDTH
from tourapp.export.images import ensure_qt
from tourapp.player.chrome import GROUND

BLOCK = 48
"""Side of the squares, in stage units, whose emptiness is counted."""
PAINTED = 0.05
"""From this alpha on something is painted."""
TOP, BOTTOM, RIGHT, RIGHT_ALONE = 120, 850, 1440, 1856
"""The picture's area, beside a rail and without one."""
FAINT = 0.02
SCENERY = "scenery"
"""Letters that belong to a drawn object: not counted, of any size."""


def texts(picture: Picture, theme: str = "dark") -> list[dict[str, Any]]:
    """Every laid-out box of text that can be seen: {text, px, box: [x, y, w, h], role}, and `runs` where it has several
    parts."""
    ensure_qt()
    from PySide6.QtGui import QTransform

    found: dict[Any, dict[str, Any]] = {}
    for number, (op, at) in enumerate(_words(picture.ops, QTransform(), 1.0)):
        line = _line(op, at, theme)
        if op.part and op.part != SCENERY and op.part in found:
            _join(found[op.part], line)
        else:
            found[op.part if op.part and op.part != SCENERY else number] = line
    return list(found.values())


def _join(box: dict[str, Any], line: dict[str, Any]) -> None:
    """Another part of a laid-out box: `runs` has all of them, px is the smallest."""
    box.setdefault("runs", [dict(box)]).append(line)
    (x, y, w, h), (x2, y2, w2, h2) = box["box"], line["box"]
    left, top = min(x, x2), min(y, y2)
    right, bottom = max(x + w, x2 + w2), max(y + h, y2 + h2)
    box["box"] = [left, top, round(right - left, 1), round(bottom - top, 1)]
    box["text"], box["px"] = f"{box['text']} {line['text']}", min(box["px"], line["px"])


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


def empty_share(picture: Picture, theme: str = "dark", *, rail: bool = True) -> float:
    """Share of the squares of the picture's area in which nothing but the ground is painted. rail: whether the picture
    leaves room for it."""
    ensure_qt()
    from PySide6.QtGui import QImage, QPainter

    from tourapp.qt.painter import Painter

    drawn = Picture()
    drawn.ops = [op for op in picture.ops if not (isinstance(op, ops.Bake) and op.key == GROUND)]
    image = QImage(round(WIDTH), round(HEIGHT), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as painter:
        Painter(THEMES[theme]).paint(painter, drawn, 1.0)
    alpha = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., 3]
    area = alpha[TOP:BOTTOM, round(STAGE.x) : RIGHT if rail else RIGHT_ALONE]
    rows, columns = area.shape[0] // BLOCK, area.shape[1] // BLOCK
    squares = area[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK)
    return float((squares.max(axis=(1, 3)) <= PAINTED * 255).mean())


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
        "role": SCENERY if op.part == SCENERY else op.role,
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
