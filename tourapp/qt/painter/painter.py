"""Painter: walks the operations of a Picture and hands each to its drawing function. Holds the caches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QTransform

from tourapp.authoring import ops
from tourapp.authoring.picture import Picture
from tourapp.authoring.theme import Theme
from tourapp.qt.painter import bakes, images, shapes, words
from tourapp.qt.painter.composed import Composed
from tourapp.qt.painter.context import Context, stepped
from tourapp.qt.painter.layers import LayerCache
from tourapp.qt.painter.still_runs import StillRuns
from tourapp.qt.painter.tiles import StageTiles

_SIMPLE: dict[type, Any] = {
    ops.Rects: shapes.rects,
    ops.Hatch: shapes.hatch,
    ops.Sprites: shapes.sprites,
    ops.Lines: shapes.lines,
    ops.Curves: shapes.curves,
    ops.Polys: shapes.polys,
    ops.Words: words.draw,
    ops.Line: words.draw,
}


_SMOOTH = (
    QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing | QPainter.RenderHint.SmoothPixmapTransform
)


STAGES = 2
"""Whole stages that are kept: those of the passage that plays."""


class Painter:
    """Draws pictures on one theme. Still layers, images and charts are kept in `layers`, which painters may share."""

    def __init__(self, theme: Theme, layers: LayerCache | None = None) -> None:
        self.theme = theme
        self.layers = layers if layers is not None else LayerCache()
        self._runs = StillRuns(self.layers)
        self._stages: list[Any] = []

    def paint(self, painter: QPainter, picture: Picture, scale: float) -> None:
        """Draw a picture; the painter's transform already maps stage units, `scale` device px per unit."""
        painter.setRenderHints(_SMOOTH)
        self._run(Context(painter, self.theme, scale), picture.ops)

    def compose(self, picture: Picture, scale: float, before: Composed | None = None) -> Composed:
        """A picture laid out at `scale` device px per unit, to be painted in parts; `before` saves work."""
        return Composed(picture, self.theme, scale, before)

    def missing(self, picture: Picture, scale: float) -> Iterator[Callable[[], None]]:
        """Layers of a picture that are not kept yet, as calls that make them, one at a time: those that lie on another
        one come before it."""
        return self._missing(picture.ops, scale)

    def _missing(self, items: Iterable[Any], scale: float) -> Iterator[Callable[[], None]]:
        for op in items:
            if isinstance(op, ops.Group):
                yield from self._missing(op.ops, scale * stepped(_gain(op)))
            elif isinstance(op, ops.Bake) and self._key(op, scale * op.detail) not in self.layers:
                inner = Picture()
                op.build(inner)
                yield from self._missing(inner.ops, scale * op.detail)
                yield partial(self._make, op, scale * op.detail, inner)

    def paint_part(self, painter: QPainter, composed: Composed, tiles: StageTiles) -> int:
        """Draw what touches the tiles; the caller has clipped the painter to them. Returns how many ops or runs."""
        painter.setRenderHints(_SMOOTH)
        scale = composed.scale
        steps = self._runs.steps(composed)
        return self._runs.paint(
            painter, steps, tiles, scale, lambda p, items: self._run(Context(p, self.theme, scale), items)
        )

    def _run(self, c: Context, items: Iterable[Any]) -> None:
        for op in items:
            simple = _SIMPLE.get(type(op))
            if simple is not None:
                simple(c, op)
            elif isinstance(op, ops.Picture2D):
                images.draw(c, op, self.layers)
            elif isinstance(op, ops.Bake):
                bakes.draw(c, op, self._baked(op, c.detail))
            elif isinstance(op, ops.Group):
                self._group(c, op)
            elif isinstance(op, ops.Chart):
                self._chart(c, op)

    def _group(self, c: Context, op: ops.Group) -> None:
        p = c.painter
        p.save()
        try:
            if op.clip is not None:
                p.setClipRect(QRectF(*op.clip), Qt.ClipOperation.IntersectClip)
            if op.transform is not None:
                p.setTransform(QTransform(*op.transform) * p.transform())
            self._run(c.within(_gain(op), op.opacity), op.ops)
        finally:
            p.restore()

    def _baked(self, op: ops.Bake, scale: float) -> QPixmap:
        detail = scale * op.detail
        return self.layers.get(self._key(op, detail), lambda: self._bake(op, detail))

    def _make(self, op: ops.Bake, detail: float, inner: Picture) -> None:
        self.layers.get(self._key(op, detail), lambda: self._bake(op, detail, inner))

    def _key(self, op: ops.Bake, detail: float) -> Any:
        return "bake", op.key, self.theme.name, op.rect, round(detail, 3)

    def _bake(self, op: ops.Bake, scale: float, built: Picture | None = None) -> QPixmap:
        inner = built or Picture()
        if built is None:
            op.build(inner)
        size = QSize(max(1, round(op.rect.w * scale)), max(1, round(op.rect.h * scale)))
        if self._covers(inner, op, scale, size):
            return self._whole(inner, op, scale, size)
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        self._fill(image, inner, op, scale)
        if op.bloom > 0 and self.theme.glow:
            bakes.add_bloom(image, op.bloom, scale)
        if bakes.is_opaque(image):
            image = image.convertToFormat(QImage.Format.Format_RGB32)  # a plain copy instead of a blend
        return QPixmap.fromImage(image)

    def _fill(self, sheet: QImage | QPixmap, inner: Picture, op: ops.Bake, scale: float) -> None:
        with QPainter(sheet) as p:
            p.scale(sheet.width() / op.rect.w, sheet.height() / op.rect.h)
            p.translate(-op.rect.x, -op.rect.y)
            self.paint(p, inner, scale)

    def _whole(self, inner: Picture, op: ops.Bake, scale: float, size: QSize) -> QPixmap:
        """A whole stage, painted over the one before the last: nothing has to be cleared, looked through and copied,
        and 8 MB of new memory would cost 3 ms."""
        key = self._key(op, scale)
        sheet = self.layers.take(self._stages.pop(0)) if len(self._stages) >= STAGES else None
        if sheet is None or sheet.size() != size:
            sheet = QPixmap.fromImage(QImage(size, QImage.Format.Format_RGB32))
        self._fill(sheet, inner, op, scale)
        self._stages = [*(other for other in self._stages if other != key), key]
        return sheet

    def _covers(self, inner: Picture, op: ops.Bake, scale: float, size: QSize) -> bool:
        """Whether a picture begins with an opaque layer over all of its own, as whole stages do."""
        first = inner.ops[0] if inner.ops else None
        if type(first) is not ops.Bake or first.rect != op.rect or first.detail != 1.0 or op.bloom > 0:
            return False
        if first.alpha < 1.0 or first.additive or first.quad or first.reveal is not None or first.shift != (0.0, 0.0):
            return False
        ground = self._baked(first, scale)
        return not ground.hasAlphaChannel() and ground.size() == size

    def _chart(self, c: Context, op: ops.Chart) -> None:
        from tourapp.qt.painter.charts import (
            draw_chart,  # the chart library costs half a second: only when one is shown
        )

        draw_chart(c, op, self.layers)


def _gain(op: ops.Group) -> float:
    """How many times larger a group shows what lies inside."""
    return 1.0 if op.transform is None else max(abs(op.transform[0]), abs(op.transform[1]))
