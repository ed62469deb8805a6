"""What lies under the pointer: hot areas and words with a value behind them, found in a picture's operations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from tourapp.authoring import Act, Tag, Why, ops
from tourapp.authoring.picture import Picture
from tourapp.authoring.theme import Theme
from tourapp.qt.painter import words

NUMBER = "number"
"""The kind of tag that words with a value behind them get."""
SLACK = 4.0
"""Stage units around words that still count as on them."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One area in stage units: its tag, what a click does (None: nothing), and the value behind it."""

    area: QRectF
    tag: Tag
    act: Act = None
    value: Any = None


def find_hits(picture: Picture, theme: Theme) -> list[Hit]:
    """Every area of a picture that answers the pointer, lowest first."""
    found: list[Hit] = []
    _collect(picture.ops, QTransform(), None, theme, found)
    return found


def hit_at(hits: list[Hit], x: float, y: float) -> Hit | None:
    """The topmost area at a point of the stage, or None."""
    point = QPointF(x, y)
    for hit in reversed(hits):
        if hit.area.contains(point):
            return hit
    return None


def _collect(items: Iterable[Any], at: QTransform, clip: QRectF | None, theme: Theme, found: list[Hit]) -> None:
    for op in items:
        if isinstance(op, ops.Group):
            inner = clip
            if op.clip is not None:
                area = at.mapRect(QRectF(*op.clip))
                inner = area if clip is None else clip.intersected(area)
            deeper = at if op.transform is None else QTransform(*op.transform) * at
            _collect(op.ops, deeper, inner, theme, found)
        elif isinstance(op, ops.Hot):
            _hot(op, at, clip, found)
        elif isinstance(op, ops.Words) and op.value is not None and op.alpha > 0.05 and not op.rotate:
            area = words.box(op, theme).adjusted(-SLACK, -SLACK, SLACK, SLACK)
            _add(found, Hit(at.mapRect(area), Tag(NUMBER, op.words), Why(), op.value), clip)


def _hot(op: ops.Hot, at: QTransform, clip: QRectF | None, found: list[Hit]) -> None:
    for place, (box, tag) in enumerate(zip(op.boxes, op.tags, strict=False)):
        act = op.acts[place] if place < len(op.acts) else None
        value = op.values[place] if place < len(op.values) else None
        _add(found, Hit(at.mapRect(QRectF(*(float(side) for side in box))), tag, act, value), clip)


def _add(found: list[Hit], hit: Hit, clip: QRectF | None) -> None:
    seen = hit if clip is None else replace(hit, area=hit.area.intersected(clip))
    if seen.area.width() > 0 and seen.area.height() > 0:
        found.append(seen)
