"""Still runs: neighbouring ops that have not changed for a while are painted together once, and shown with one blit.

A run is made when its parts have rested for `REST` frames, at most one a frame, and kept as long as it stays as it is.
Light that is added to what lies below cannot be taken out of its place, except in the run at the very bottom.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter, QTransform

from tourapp.authoring import ops
from tourapp.authoring.layout import HEIGHT, WIDTH
from tourapp.qt.painter.bounds import Box, union
from tourapp.qt.painter.composed import Composed, Node
from tourapp.qt.painter.tiles import StageTiles

REST = 18
"""Frames that an op has to rest: 0.3 s."""
WORTH = 3
"""Ops that a run must replace to be worth its memory, not counting layers that are kept anyway."""

STEP = 4
"""Widget units: whole pixels at ratios of 1, 1.25, 1.5, 1.75, 2 ..."""

SPARES = 3
"""Memory of so many runs that are over is kept for the next ones: 8 MB of new memory cost 3 ms, for the system hands
them out page by page."""
ROOMY = 4
"""A run takes no memory that is more than so many times too large."""

Paint = Callable[[QPainter, list[Any]], None]
Kept = tuple[int, int, QImage, np.ndarray]
"""Left and top in the widget's units, the layer, and the memory it lies in."""


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
    """The runs of one canvas; none, where memory is short."""

    def __init__(self, wanted: bool = True) -> None:
        self._rest = REST if wanted else math.inf
        self._ages: dict[Any, int] = {}
        self._kept: dict[Any, Kept] = {}
        self._spare: list[np.ndarray] = []
        self._last: Composed | None = None
        self._at: Any = None

    def steps(self, composed: Composed) -> list[Node | Run]:
        """The picture's nodes with its runs in their places; called once a frame."""
        if composed is not self._last:
            ages = self._ages
            self._ages = {node.sign: ages.get(node.sign, 0) + 1 for node in composed.nodes}
            self._last = composed
        return list(self._in_runs(composed.nodes))

    def _in_runs(self, nodes: list[Node]) -> Iterator[Node | Run]:
        resting: list[Node] = []
        lowest = True
        for node in nodes:
            still = self._ages[node.sign] >= self._rest
            if still and (lowest or not _adds_light(node.op)):
                resting.append(node)
                continue
            yield from _run_of(resting, lowest)
            resting, lowest = [], False
            if still and not _adds_light(node.op):
                resting.append(node)
            else:
                yield node
        yield from _run_of(resting, lowest)

    def paint(self, p: QPainter, steps: list[Node | Run], tiles: StageTiles, scale: float, paint: Paint) -> int:
        """Paint what touches the tiles, runs as kept layers; `paint` paints ops with a painter in stage units. Returns
        how many steps were painted."""
        at = (p.transform(), p.device().devicePixelRatio())
        if at != self._at:  # the window has another size: what is kept lies elsewhere now
            self._at, self._kept, self._spare = at, {}, []
        used: dict[Any, Kept] = {}
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
                kept = _made(step, p, scale, paint, self._spare)
            if kept is not None:
                used[key] = kept
            if seen and kept is not None:
                _lay_down(p, kept)
            elif seen:
                paint(p, within(list(step.nodes), tiles))
        self._spare += [memory for key, (_, _, _, memory) in self._kept.items() if key not in used]
        self._spare.sort(key=lambda memory: memory.nbytes)
        del self._spare[:-SPARES]  # the small ones: new memory costs least there
        self._kept = used
        return painted


def _run_of(nodes: list[Node], lowest: bool) -> Iterator[Node | Run]:
    """The nodes as one run, where that is worth it."""
    box = union(node.box for node in nodes)
    drawn = sum(1 for node in nodes if type(node.op) is not ops.Bake)
    if box is None or (drawn < WORTH and not (lowest and drawn)):
        yield from nodes
        return
    edges = (max(0.0, box[0]), max(0.0, box[1]), min(float(WIDTH), box[2]), box[3])
    yield Run(tuple(nodes), edges, lowest)


def _adds_light(op: Any) -> bool:
    if type(op) is ops.Group:
        return any(_adds_light(inner) for inner in op.ops)
    return bool(getattr(op, "additive", False))


def _made(run: Run, p: QPainter, scale: float, paint: Paint, spare: list[np.ndarray]) -> Kept:
    """The run as a layer of the painter's own pixels. It begins at a multiple of `STEP`, so that at any usual pixel
    ratio it lies on whole pixels and letters fall as they would."""
    transform, ratio = p.transform(), p.device().devicePixelRatio()
    first = transform.map(QPointF(run.box[0], run.box[1]))
    last = transform.map(QPointF(run.box[2], run.box[3]))
    left, top = (STEP * math.floor(side / STEP) for side in (first.x(), first.y()))
    size = (math.ceil((last.x() - left) * ratio), math.ceil((last.y() - top) * ratio))
    covers = run.lowest and size[0] >= round(WIDTH * scale) and size[1] >= round(HEIGHT * scale)
    image, memory = _empty(size, covers, spare)
    image.setDevicePixelRatio(ratio)
    with QPainter(image) as q:
        q.setTransform(transform * QTransform.fromTranslate(-left, -top))
        q.setRenderHints(p.renderHints())
        paint(q, [node.op for node in run.nodes])
    return left, top, image, memory


def _empty(size: tuple[int, int], covers: bool, spare: list[np.ndarray]) -> tuple[QImage, np.ndarray]:
    """An image to paint a run on and its memory, a spare one where it fits; opaque where the ground covers it (a plain
    copy then instead of a blend)."""
    wide, high = size
    wanted = 4 * wide * high
    fitting = [number for number, memory in enumerate(spare) if wanted <= memory.nbytes <= ROOMY * wanted]
    memory = spare.pop(fitting[0]) if fitting else np.empty(wanted, np.uint8)  # the smallest comes first
    form = QImage.Format.Format_RGB32 if covers else QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(memory.data, wide, high, 4 * wide, form)
    if not covers:
        image.fill(0)
    return image, memory


def _lay_down(p: QPainter, kept: Kept) -> None:
    left, top, layer, _ = kept
    transform = p.transform()
    p.resetTransform()
    p.drawImage(left, top, layer)
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
