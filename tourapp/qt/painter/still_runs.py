"""Still runs: neighbouring ops that have not changed for a while are painted together once, and shown with one blit.

A run is made when its parts have rested for `REST` frames, at most one a frame, and kept as long as it stays as it is.
Light that is added to what lies below cannot be taken out of its place, except in the run at the very bottom.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from tourapp.authoring import ops
from tourapp.authoring.layout import HEIGHT, WIDTH
from tourapp.qt.painter.bounds import Box, union
from tourapp.qt.painter.composed import Composed, Node
from tourapp.qt.painter.layers import LayerCache
from tourapp.qt.painter.tiles import StageTiles, rectangles

REST = 18
"""Frames that an op has to rest: 0.3 s."""
WORTH = 3
"""Ops that a run must replace to be worth its memory, not counting layers that are kept anyway."""

STEP = 4
"""Widget units: whole pixels at ratios of 1, 1.25, 1.5, 1.75, 2 ..."""

EXACT = 1e-6
"""Of a pixel: what lies nearer to a whole one ends there."""

SPARES = 3
"""Memory of so many runs that are over is kept for the next ones: 8 MB of new memory cost 3 ms, for the system hands
them out page by page."""
ROOMY = 4
"""A run takes no memory that is more than so many times too large."""

Paint = Callable[[QPainter, list[Any]], None]
CELL = 64
"""Pixels: of a run that is mostly empty, only the cells in which something stands are laid down."""
DENSE = 0.8
"""Share of its cells from which on a run is laid down whole."""
FRESH = 16
"""Frames: so often the layers inside kept runs are told to be in use, or they would be let go and made again."""


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


class StillRuns:
    """The runs of one canvas; none, where memory is short. What is painted on them lies in `layers`."""

    def __init__(self, layers: LayerCache) -> None:
        self._layers = layers
        self._rest = REST if layers.memory.runs else math.inf
        self._frames = 0
        self._ages: dict[Any, int] = {}
        self._kept: dict[Any, KeptRun] = {}
        self._spare: list[np.ndarray] = []
        self._last: Composed | None = None
        self._at: Any = None

    def steps(self, composed: Composed) -> list[Node | Run]:
        """The picture's nodes with its runs in their places; called once a frame."""
        if composed is not self._last:
            ages = self._ages
            self._ages = {node.sign: ages.get(node.sign, 0) + 1 for node in composed.nodes}
            self._last = composed
        return self._in_runs(composed.nodes)

    def _in_runs(self, nodes: list[Node]) -> list[Node | Run]:
        found: list[Node | Run] = []
        resting: list[Node] = []
        lowest, ages, rest = True, self._ages, self._rest
        for node in nodes:
            still = ages[node.sign] >= rest
            if still and (lowest or not _adds_light(node.op)):
                resting.append(node)
                continue
            if resting:
                found += _run_of(resting, lowest)
                resting = []
            lowest = False
            if still and not _adds_light(node.op):
                resting.append(node)
            else:
                found.append(node)
        return found + _run_of(resting, lowest) if resting else found

    def paint(self, p: QPainter, steps: list[Node | Run], tiles: StageTiles, scale: float, paint: Paint) -> int:
        """Paint what touches the tiles, runs as kept layers; `paint` paints ops with a painter in stage units. Returns
        how many steps were painted."""
        at = (p.transform(), p.device().devicePixelRatio())
        if at != self._at:  # the window has another size: what is kept lies elsewhere now
            self._at, self._kept, self._spare = at, {}, []
        used: dict[Any, KeptRun] = {}
        may_make, painted = True, 0
        for step in steps:
            seen = step.box is not None and tiles.hits(step.box)
            painted += seen
            if isinstance(step, Node):
                if seen:
                    paint(p, within([step], tiles))
                continue
            key = step.key
            kept = self._kept.get(key)
            if kept is None and may_make and seen:
                may_make = False
                kept = self._made(step, p, scale, paint)
            if kept is not None:
                used[key] = kept
            if seen and kept is not None:
                _lay_down(p, kept, tiles)
            elif seen:
                paint(p, within(list(step.nodes), tiles))
        self._spare += [kept.memory for key, kept in self._kept.items() if key not in used]
        self._spare.sort(key=lambda memory: memory.nbytes)
        del self._spare[:-SPARES]  # the small ones: new memory costs least there
        self._kept = used
        self._frames += 1
        if self._frames % FRESH == 0:
            for kept in used.values():
                self._layers.touch(kept.keys)
        return painted

    def _made(self, run: Run, p: QPainter, scale: float, paint: Paint) -> KeptRun:
        with self._layers.watched() as keys:
            kept = _made(run, p, scale, paint, self._spare)
        return replace(kept, keys=tuple(keys))


def _run_of(nodes: list[Node], lowest: bool) -> list[Any]:
    """The nodes as one run, where that is worth it."""
    drawn = len([node for node in nodes if type(node.op) is not ops.Bake])
    if drawn < WORTH and not (lowest and drawn):
        return nodes
    box = union([node.sign.box for node in nodes])
    if box is None:
        return nodes
    edges = (max(0.0, box[0]), max(0.0, box[1]), min(float(WIDTH), box[2]), box[3])
    return [Run(tuple(nodes), edges, lowest)]


def _adds_light(op: Any) -> bool:
    if type(op) is ops.Group:
        return any(_adds_light(inner) for inner in op.ops)
    return bool(getattr(op, "additive", False))


def _made(run: Run, p: QPainter, scale: float, paint: Paint, spare: list[np.ndarray]) -> KeptRun:
    """The run as a layer of the painter's own pixels. It begins at a multiple of `STEP`, so that at any usual pixel
    ratio it lies on whole pixels and letters fall as they would."""
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
    with QPainter(image) as q:
        q.setTransform(transform * QTransform.fromTranslate(-left, -top))
        q.setRenderHints(p.renderHints())
        paint(q, [node.op for node in run.nodes])
    return KeptRun(QPointF(left, top), image, parts, memory)


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
    memory = spare.pop(fitting[0]) if fitting else np.empty(wanted, np.uint8)  # the smallest comes first
    form = QImage.Format.Format_RGB32 if covers else QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(memory.data, wide, high, 4 * wide, form)
    rows = memory[:wanted].reshape(high, 4 * wide)
    for part in parts:
        x, y, w, h = (int(side) for side in part.pixels.getRect())  # type: ignore[attr-defined]
        rows[y : y + h, 4 * x : 4 * (x + w)] = 0
    if not covers and not parts:
        image.fill(0)
    return image, memory


def _lay_down(p: QPainter, kept: KeptRun, tiles: StageTiles) -> None:
    transform = p.transform()
    p.resetTransform()
    for part in kept.parts:
        if tiles.hits(part.box):
            p.drawImage(part.at, kept.layer, part.pixels)
    if not kept.parts:
        p.drawImage(kept.at, kept.layer)
    p.setTransform(transform)


def within(nodes: list[Node], tiles: StageTiles) -> list[Any]:
    """The ops that touch the tiles, groups cut down to what does."""
    found = []
    for node in nodes:
        if node.box is None or not tiles.hits(node.box):
            continue
        if node.inside is None:
            found.append(node.op)
        else:
            group = node.op
            found.append(ops.Group(tuple(within(node.inside, tiles)), group.transform, group.clip, group.opacity))
    return found
