"""Charts through pyqtgraph: a plot whose axes box is exactly the given rectangle, kept as a pixmap by its key."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from tourapp.authoring import ops
from tourapp.authoring.chart_words import MARGIN, chart_words
from tourapp.qt.painter import words
from tourapp.qt.painter.context import Context
from tourapp.qt.painter.layers import LayerCache


def draw_chart(c: Context, op: ops.Chart, layers: LayerCache) -> None:
    """Blit the chart and write its tick words."""
    key = ("chart", op.key, c.theme.name, op.rect.w, op.rect.h, round(c.detail, 3))
    pixmap = layers.get(key, lambda: _render(op, c))
    r = op.rect
    c.painter.setOpacity(c.opacity)
    room = QRectF(r.x - MARGIN, r.y - MARGIN, r.w + 2 * MARGIN, r.h + 2 * MARGIN)
    c.painter.drawPixmap(room, pixmap, QRectF(pixmap.rect()))
    c.painter.setOpacity(1.0)
    for label in chart_words(op):
        words.draw(c, label)


def _range(axis: ops.Axis) -> tuple[float, float]:
    return (float(np.log10(axis.low)), float(np.log10(axis.high))) if axis.log else (axis.low, axis.high)


def _scaled(axis: ops.Axis, values: np.ndarray) -> np.ndarray:
    return np.log10(np.maximum(values, 1e-30)) if axis.log else values


@lru_cache(maxsize=1)
def _plot() -> tuple[Any, Any]:
    """A plot and the view it lies in, for all charts one after another: making a new pair takes three times as long
    as painting a chart."""
    item = pg.PlotItem(enableMenu=False)
    item.hideButtons()
    for name in ("left", "bottom"):
        item.hideAxis(name)
    box = item.getViewBox()
    box.setDefaultPadding(0)
    box.disableAutoRange()
    item.layout.setContentsMargins(0, 0, 0, 0)
    item.layout.setSpacing(0)
    view = pg.GraphicsView(useOpenGL=False, background=None)
    view.setCentralItem(item)
    application = QCoreApplication.instance()
    if application is not None:
        application.aboutToQuit.connect(_forget)
    return item, view


def _forget() -> None:
    """Take the kept plot down while the application is still there."""
    if _plot.cache_info().currsize:
        _, view = _plot()
        _plot.cache_clear()
        view.close()


def _render(op: ops.Chart, c: Context) -> QPixmap:
    """Lay the chart out on the kept plot and paint it once."""
    item, view = _plot()
    item.clear()
    box = item.getViewBox()
    box.setXRange(*_range(op.x), padding=0)
    box.setYRange(*_range(op.y), padding=0)
    _grid(item, op, c)
    for series in op.series:
        _add(item, op, series, c)
    w, h = op.rect.w, op.rect.h
    view.resize(int(w), int(h))
    item.resize(w, h)
    item.layout.activate()
    box.updateViewRange()
    return _painted(view, op, c.detail)


def _painted(view: Any, op: ops.Chart, gain: float) -> QPixmap:
    """The laid-out plot as a pixmap with a margin around it."""
    w, h = op.rect.w, op.rect.h
    wide, high = (max(1, round((side + 2 * MARGIN) * gain)) for side in (w, h))
    image = QImage(wide, high, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    with QPainter(image) as p:
        p.setRenderHint(QPainter.RenderHint.Antialiasing)
        view.scene().prepareForPaint()
        view.scene().render(
            p,
            QRectF(MARGIN * gain, MARGIN * gain, w * gain, h * gain),
            QRectF(0, 0, w, h),
            Qt.AspectRatioMode.IgnoreAspectRatio,
        )
    return QPixmap.fromImage(image)


def _grid(item: Any, op: ops.Chart, c: Context) -> None:
    pen = pg.mkPen(c.colour("line", 1.0 if op.grid else 0.0, fill=False), width=1)
    for value, _ in op.x.ticks:
        item.addItem(pg.InfiniteLine(_scaled(op.x, np.array([value]))[0], angle=90, pen=pen))
    for value, _ in op.y.ticks:
        item.addItem(pg.InfiniteLine(_scaled(op.y, np.array([value]))[0], angle=0, pen=pen))


def _add(item: Any, op: ops.Chart, series: ops.Series, c: Context) -> None:
    x, y = _scaled(op.x, np.asarray(series.x, float)), _scaled(op.y, np.asarray(series.y, float))
    colour = c.colour(series.role, 1.0, fill=False)
    pen = (
        pg.mkPen(
            colour,
            width=series.width * c.theme.stroke_gain,
            style=Qt.PenStyle.DashLine if series.dash else Qt.PenStyle.SolidLine,
        )
        if series.line
        else None
    )
    low = _range(op.y)[0]
    curve = pg.PlotDataItem(
        x,
        y,
        pen=pen,
        antialias=True,
        symbol="o" if series.dots else None,
        symbolSize=series.dots or 1,
        symbolBrush=colour,
        symbolPen=None,
        fillLevel=low if series.fill else None,
        brush=c.colour(series.role, series.fill) if series.fill else None,
    )
    item.addItem(curve)
