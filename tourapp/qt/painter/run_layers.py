"""The layer of a run: the memory it is painted on, slice by slice, and which of its pixels anything stands on.

Not here: which nodes make a run, and when (`still_runs`).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from tourapp.authoring.layout import HEIGHT, WIDTH
from tourapp.qt.painter.bounds import Box
from tourapp.qt.painter.composed import Node
from tourapp.qt.painter.layers import LayerCache
from tourapp.qt.painter.tiles import rectangles

STEP = 4
"""Widget units: whole pixels at ratios of 1, 1.25, 1.5, 1.75, 2 ..."""

EXACT = 1e-6
"""Of a pixel: what lies nearer to a whole one ends there."""

ROOMY = 4
"""A run takes no memory that is more than so many times too large."""

Paint = Callable[[QPainter, list[Any]], None]
CELL = 64
"""Pixels: of a run that is mostly empty, only the cells in which something stands are laid down."""
DENSE = 0.8
"""Share of its cells from which on a run is laid down whole."""
SLICE = 0.002
"""Seconds of a frame in which a run is painted; until it is whole, its nodes are painted as they are."""


@dataclass(frozen=True, slots=True)
class RunPart:
    """A piece of a kept run: its box on the stage, where it goes in the widget's units, and which pixels."""

    box: Box
    at: QPointF
    pixels: QRectF


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run as a layer: its pieces (none: the whole of it, at `at`), the memory it lies in, and the keys of the layers
    that were painted on it."""

    at: QPointF
    layer: QImage
    parts: tuple[RunPart, ...]
    memory: np.ndarray
    keys: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Nodes that rest side by side, their box, and whether nothing lies below them."""

    nodes: tuple[Node, ...]
    box: Box
    lowest: bool

    @property
    def key(self) -> Any:
        """Names everything it shows."""
        return tuple([node.sign for node in self.nodes])


@dataclass(slots=True)
class RunMaking:
    """A run that is being painted: its key, what it will be, the nodes still to come, and how it lies on its layer."""

    key: Any
    whole: KeptRun
    left: list[Node]
    to_layer: QTransform

    def go_on(self, hints: QPainter.RenderHint, paint: Paint, layers: LayerCache) -> bool:
        """Paint for a slice of the frame; True once it is whole."""
        end = time.perf_counter() + SLICE
        with layers.watched() as keys, QPainter(self.whole.layer) as q:
            q.setTransform(self.to_layer)
            q.setRenderHints(hints)
            while self.left:
                paint(q, [self.left.pop(0).op])
                if time.perf_counter() >= end:
                    break
        self.whole = replace(self.whole, keys=(*self.whole.keys, *keys))
        return not self.left


def begun(run: Run, p: QPainter, scale: float, spare: list[np.ndarray]) -> RunMaking:
    """The run as an empty layer of the painter's own pixels. It begins at a multiple of `STEP`, so that at any usual
    pixel ratio it lies on whole pixels and letters fall as they would."""
    transform, ratio = p.transform(), p.device().devicePixelRatio()
    first = transform.map(QPointF(run.box[0], run.box[1]))
    last = transform.map(QPointF(run.box[2], run.box[3]))
    left, top = (STEP * math.floor(side / STEP) for side in (first.x(), first.y()))
    size = (math.ceil((last.x() - left) * ratio), math.ceil((last.y() - top) * ratio))
    covers = run.lowest and size[0] >= round(WIDTH * scale) and size[1] >= round(HEIGHT * scale)
    covers = covers and first == QPointF(left, top)  # in a letterbox the layer may begin above the ground
    covers = covers and all(abs(side * ratio - round(side * ratio)) < EXACT for side in (last.x(), last.y()))
    parts = () if covers else _parts(run, transform, (left, top), size, ratio)
    image, memory = _empty(size, covers, spare, parts)
    image.setDevicePixelRatio(ratio)
    whole = KeptRun(QPointF(left, top), image, parts, memory)
    return RunMaking(run.key, whole, list(run.nodes), transform * QTransform.fromTranslate(-left, -top))


def _parts(
    run: Run, transform: QTransform, corner: tuple[int, int], size: tuple[int, int], ratio: float
) -> tuple[RunPart, ...]:
    """The cells of a run in which something stands, as few rectangles; none where that is nearly all of it, or where
    pieces would not lie on whole pixels."""
    if ratio not in (1.0, 2.0) or transform.isRotating():
        return ()
    wide, high = size
    cells = np.zeros((-(-high // CELL), -(-wide // CELL)), np.bool_)
    to_pixels = transform * QTransform.fromTranslate(-corner[0], -corner[1]) * QTransform.fromScale(ratio, ratio)
    for box in _leaves(run.nodes):
        area = to_pixels.mapRect(QRectF(QPointF(box[0], box[1]), QPointF(box[2], box[3]))).adjusted(-2, -2, 2, 2)
        x, y = max(0, int(area.left() // CELL)), max(0, int(area.top() // CELL))
        cells[y : max(0, int(area.bottom() // CELL) + 1), x : max(0, int(area.right() // CELL) + 1)] = True
    if cells.mean() > DENSE:
        return ()
    back = to_pixels.inverted()[0]
    found = []
    for x0, y0, x1, y1 in rectangles(cells):
        pixels = QRectF(QRect(QPoint(x0 * CELL, y0 * CELL), QPoint(min(x1 * CELL, wide) - 1, min(y1 * CELL, high) - 1)))
        on_stage = back.mapRect(pixels)
        at = QPointF(corner[0] + pixels.x() / ratio, corner[1] + pixels.y() / ratio)
        found.append(RunPart((on_stage.left(), on_stage.top(), on_stage.right(), on_stage.bottom()), at, pixels))
    return tuple(found)


def _leaves(nodes: Iterable[Node]) -> Iterator[Box]:
    """The boxes of what paints something, inside groups too."""
    for node in nodes:
        if node.inside is not None:
            yield from _leaves(node.inside)
        elif node.box is not None:
            yield node.box


def _empty(
    size: tuple[int, int], covers: bool, spare: list[np.ndarray], parts: tuple[RunPart, ...]
) -> tuple[QImage, np.ndarray]:
    """An image to paint a run on and its memory, a spare one where it fits; opaque where the ground covers it (a plain
    copy then instead of a blend). Where only parts of it will be seen, only they are cleared."""
    wide, high = size
    wanted = 4 * wide * high
    fitting = [number for number, memory in enumerate(spare) if wanted <= memory.nbytes <= ROOMY * wanted]
    form = QImage.Format.Format_RGB32 if covers else QImage.Format.Format_ARGB32_Premultiplied
    if not fitting:  # new pages are clear, and the system hands them out as they are painted on
        memory = np.zeros(wanted, np.uint8)
        return QImage(memory.data, wide, high, 4 * wide, form), memory
    memory = spare.pop(fitting[0])  # the smallest comes first
    image = QImage(memory.data, wide, high, 4 * wide, form)
    rows = memory[:wanted].reshape(high, 4 * wide)
    for part in parts:
        x, y, w, h = (int(side) for side in part.pixels.getRect())  # type: ignore[attr-defined]
        rows[y : y + h, 4 * x : 4 * (x + w)] = 0
    if not covers and not parts:
        image.fill(0)
    return image, memory
