"""Still runs: neighbouring ops that have not changed for a while are painted together once, and shown with one blit.

A run is made when its parts have rested for `REST` frames, one at a time and a slice of it a frame (`run_layers`), and
kept as long as it stays as it is. Light that is added to what lies below cannot be taken out of its place, except in
the run at the very bottom.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from PySide6.QtGui import QPainter

from tourapp.authoring import ops
from tourapp.authoring.layout import WIDTH
from tourapp.qt.painter.bounds import union
from tourapp.qt.painter.composed import Composed, Node
from tourapp.qt.painter.layers import LayerCache
from tourapp.qt.painter.run_layers import KeptRun, Paint, Run, RunMaking, begun
from tourapp.qt.painter.tiles import StageTiles

REST = 18
"""Frames that an op has to rest: 0.3 s."""
WORTH = 3
"""Ops that a run must replace to be worth its memory, not counting layers that are kept anyway."""

SPARES = 3
"""Memory of so many runs that are over is kept for the next ones: 8 MB of new memory cost 3 ms, for the system hands
them out page by page."""
FRESH = 16
"""Frames: so often the layers inside kept runs are told to be in use, or they would be let go and made again."""


class StillRuns:
    """The runs of one canvas; none, where memory is short. What is painted on them lies in `layers`."""

    def __init__(self, layers: LayerCache) -> None:
        self._layers = layers
        self._rest = REST if layers.memory.runs else math.inf
        self._frames = 0
        self._ages: dict[Any, int] = {}
        self._kept: dict[Any, KeptRun] = {}
        self._making: RunMaking | None = None
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
            self._at, self._kept, self._spare, self._making = at, {}, [], None
        used: dict[Any, KeptRun] = {}
        wanted: Run | None = None
        painted = 0
        for step in steps:
            seen = step.box is not None and tiles.hits(step.box)
            painted += seen
            if isinstance(step, Node):
                if seen:
                    paint(p, within([step], tiles))
                continue
            key = step.key
            kept = self._kept.get(key)
            if kept is None and wanted is None and seen:
                wanted = step
                kept = self._made(step, p, scale, paint)
            if kept is not None:
                used[key] = kept
            if seen and kept is not None:
                _lay_down(p, kept, tiles)
            elif seen:
                paint(p, within(list(step.nodes), tiles))
        if self._making is not None and (wanted is None or self._making.key != wanted.key):
            self._spare.append(self._making.whole.memory)  # it is over before it was whole
            self._making = None
        self._spare += [kept.memory for key, kept in self._kept.items() if key not in used]
        self._spare.sort(key=lambda memory: memory.nbytes)
        del self._spare[:-SPARES]  # the small ones: new memory costs least there
        self._kept = used
        self._frames += 1
        if self._frames % FRESH == 0:
            for kept in used.values():
                self._layers.touch(kept.keys)
        return painted

    def _made(self, run: Run, p: QPainter, scale: float, paint: Paint) -> KeptRun | None:
        """The run, once it is whole; None while it is being painted."""
        making = self._making
        if making is None or making.key != run.key:
            if making is not None:
                self._spare.append(making.whole.memory)
            making = self._making = begun(run, p, scale, self._spare)
        if not making.go_on(p.renderHints(), paint, self._layers):
            return None
        self._making = None
        return making.whole


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
