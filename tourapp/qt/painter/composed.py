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
KEPT, STALE = 64, 2
"""So many signs are known, and so many times those of a picture, before the old ones are let go."""


class Sign:
    """What an op paints, with all that lies around it, and where on the stage (None: nowhere). Equal ones paint the
    same. It is looked up a dozen times a frame, and a long tuple is hashed anew each time: this one is hashed once."""

    __slots__ = ("_hash", "box", "value")

    def __init__(self, value: Any, box: Box | None) -> None:
        self.value, self.box = value, box
        self._hash = hash(value)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Sign) and self._hash == other._hash and self.value == other.value)


@dataclass(slots=True)
class Node:
    """One op: what it paints, and for a group the nodes inside."""

    op: Any
    sign: Sign
    inside: list[Node] | None = None

    @property
    def box(self) -> Box | None:
        """Where on the stage; None: nowhere."""
        return self.sign.box


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
        """Names it; nothing around at all, as for most ops, is None: no eleven numbers to hash."""
        return None if self == NOTHING else (self.transform, self.clip, self.opacity)


NOTHING = _Around()


def _after(inner: ops.Transform, outer: ops.Transform) -> ops.Transform:
    """First the inner transform, then the outer one."""
    a, b, c, d, e, f = inner
    A, B, C, D, E, F = outer
    return (A * a + C * b, B * a + D * b, A * c + C * d, B * c + D * d, A * e + C * f + E, B * e + D * f + F)


class Composed:
    """The nodes of a picture. What is known of their signs is handed on, so that the next picture need not work them
    out again."""

    def __init__(self, picture: Picture, theme: Theme, scale: float, before: Composed | None = None) -> None:
        self.theme, self.scale, self.height = theme, scale, picture.height
        same = before is not None and before._look == self._look
        self._known: dict[Any, Sign] = before._known if same and before is not None else {}
        self.order: list[Sign] = []
        around = _Around() if self.height == HEIGHT else _Around(clip=(0.0, 0.0, float(WIDTH), self.height))
        self.nodes = self._lay_out(picture.ops, around)
        if len(self._known) > KEPT + STALE * len(self.order):
            self._known = dict(self._in_use(self.nodes))

    @property
    def _look(self) -> tuple[str, float, float]:
        return self.theme.name, self.scale, self.height

    def _lay_out(self, items: Iterable[Any], around: _Around) -> list[Node]:
        found, key, known = [], around.key, self._known
        for op in items:
            if type(op) is ops.Group:
                inside = self._lay_out(op.ops, around.into(op))
                value: Any = (op.transform, op.clip, op.opacity, tuple([node.sign for node in inside]))
                sign = known.get(value)
                if sign is None:
                    sign = known[value] = Sign(value, union([node.sign.box for node in inside]))
                found.append(Node(op, sign, inside))
            elif type(op) is not ops.Hot:
                value = (signature(op), key)
                sign = known.get(value)
                if sign is None:
                    sign = known[value] = Sign(value, self._box(op, around))
                found.append(Node(op, sign))
                self.order.append(sign)
        return found

    def _box(self, op: Any, around: _Around) -> Box | None:
        transform = around.transform
        gain = max(abs(transform[0]) + abs(transform[2]), abs(transform[1]) + abs(transform[3]), 1e-6)
        own = bounds(op, self.theme, self.scale * min(gain, 1.0))
        if own is not None and transform != IDENTITY:
            own = mapped(own, transform)
        return intersection(own, around.clip)

    def _in_use(self, nodes: Iterable[Node]) -> Iterator[tuple[Any, Sign]]:
        """What this picture is made of; the rest of what is known has not been seen for a while, or long ago."""
        for node in nodes:
            yield node.sign.value, node.sign
            if node.inside is not None:
                yield from self._in_use(node.inside)

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
    places: dict[Sign, list[int]] = {}
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
        if moved and sign.box is not None:
            yield sign.box
    for sign, waiting in places.items():
        if waiting and sign.box is not None:
            yield sign.box
