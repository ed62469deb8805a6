"""A picture laid out for painting: every op with its place on the stage, and what has changed since the one before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from tourapp.authoring import ops
from tourapp.authoring.layout import HEIGHT, WIDTH
from tourapp.authoring.picture import Picture
from tourapp.authoring.theme import Theme
from tourapp.qt.painter.bounds import Box, bounds, intersection, mapped, union
from tourapp.qt.painter.signature import signature
from tourapp.qt.painter.tiles import StageTiles

IDENTITY: ops.Transform = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
STAGE: Box = (0.0, 0.0, float(WIDTH), float(HEIGHT))


@dataclass(slots=True)
class Node:
    """One op: what it paints (`sign`, with all that lies around it), where on the stage (None: nowhere), and for a
    group the nodes inside."""

    op: Any
    sign: Any
    box: Box | None
    inside: list[Node] | None = None


@dataclass(frozen=True, slots=True)
class _Around:
    """What lies around an op: the groups' transforms, clips and opacities, taken together."""

    transform: ops.Transform = IDENTITY
    clip: Box = STAGE
    opacity: float = 1.0

    def into(self, group: ops.Group) -> _Around:
        """Inside a group."""
        transform = self.transform if group.transform is None else _after(group.transform, self.transform)
        clip: Box | None = self.clip
        if group.clip is not None:
            x, y, w, h = group.clip
            clip = intersection(clip, mapped((x, y, x + w, y + h), self.transform))
        return _Around(transform, clip or (0.0, 0.0, 0.0, 0.0), self.opacity * group.opacity)

    @property
    def key(self) -> Any:
        return (self.transform, self.clip, self.opacity)


def _after(inner: ops.Transform, outer: ops.Transform) -> ops.Transform:
    """First the inner transform, then the outer one."""
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer
    return (A * a + C * b, B * a + D * b, A * c + C * d, B * c + D * d, A * e + C * f + E, B * e + D * f + F)


class Composed:
    """The nodes of a picture, and the boxes by signature, so that the next picture need not work them out again."""

    def __init__(self, picture: Picture, theme: Theme, scale: float, before: Composed | None = None) -> None:
        self.theme, self.scale, self.height = theme, scale, picture.height
        same = before is not None and before._look == self._look
        self._known: dict[Any, Box | None] = before.boxes if same and before is not None else {}
        self.boxes: dict[Any, Box | None] = {}
        self.order: list[Any] = []
        around = _Around() if self.height == HEIGHT else _Around(clip=(0.0, 0.0, float(WIDTH), self.height))
        self.nodes = self._lay_out(picture.ops, around)
        self._known = {}

    @property
    def _look(self) -> tuple[str, float, float]:
        return self.theme.name, self.scale, self.height

    def _lay_out(self, items: Iterable[Any], around: _Around) -> list[Node]:
        found, key = [], around.key
        for op in items:
            if type(op) is ops.Group:
                inside = self._lay_out(op.ops, around.into(op))
                whole = (op.transform, op.clip, op.opacity, tuple([node.sign for node in inside]))
                found.append(Node(op, whole, union(node.box for node in inside), inside))
            elif type(op) is not ops.Hot:
                sign = (signature(op), key)
                found.append(Node(op, sign, self._box(op, sign, around)))
                self.order.append(sign)
        return found

    def _box(self, op: Any, sign: Any, around: _Around) -> Box | None:
        if sign in self._known:
            box = self._known[sign]
        else:
            transform = around.transform
            gain = max(abs(transform[0]) + abs(transform[2]), abs(transform[1]) + abs(transform[3]), 1e-6)
            own = bounds(op, self.theme, self.scale * min(gain, 1.0))
            if own is not None and transform != IDENTITY:
                own = mapped(own, transform)
            box = intersection(own, around.clip)
        self.boxes[sign] = box
        return box

    def changed(self, before: Composed | None) -> StageTiles:
        """The tiles in which this picture differs from another one."""
        if before is None or before._look != self._look:
            return StageTiles(True, self.height)
        tiles = StageTiles(height=self.height)
        for box in _differences(before, self):
            tiles.mark(box)
        return tiles


def _differences(old: Composed, new: Composed) -> Iterator[Box]:
    """Boxes of what is gone, what has come, and what lies in another order than before."""
    if old.order == new.order:
        return
    places: dict[Any, list[int]] = {}
    for place, sign in enumerate(old.order):
        places.setdefault(sign, []).append(place)
    highest = -1
    for sign in new.order:
        waiting = places.get(sign)
        if waiting:
            place = waiting.pop(0)
            moved = place < highest  # it lay above something that it now lies below
            highest = max(highest, place)
        else:
            moved = True
        if moved and (box := new.boxes[sign]) is not None:
            yield box
    for sign, waiting in places.items():
        if waiting and (box := old.boxes[sign]) is not None:
            yield box
