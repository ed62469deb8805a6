"""What lies under the pointer: hot areas and words with a value behind them, found in a picture's operations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from tourapp.authoring import Act, Tag, Why, ops, show, text_width
from tourapp.authoring.picture import Picture
from tourapp.authoring.theme import Theme
from tourapp.qt.painter import words

NUMBER = "number"
"""The kind of tag that words with a value behind them get."""
SLACK = 4.0
"""Stage units around words that still count as on them."""
BUTTON = 3.0
"""An area that does something and is at most so many times as large as a number inside it is a button: it acts."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One area in stage units: its tag, what a click does (None: nothing), and the value behind it; `beneath`: the tag
    of the area that a number lies on."""

    area: QRectF
    tag: Tag
    act: Act = None
    value: Any = None
    beneath: Tag | None = None

    @property
    def is_number(self) -> bool:
        """Whether these are words with a value behind them."""
        return self.tag.kind == NUMBER

    @property
    def hovered(self) -> Tag | None:
        """What a scene is told: the area, also where a number on it has the click."""
        return self.beneath if self.is_number else self.tag


def find_hits(picture: Picture, theme: Theme) -> list[Hit]:
    """Every area of a picture that answers the pointer, lowest first."""
    found: list[Hit] = []
    _collect(picture.ops, QTransform(), None, theme, found)
    return found


def hit_at(hits: list[Hit], x: float, y: float) -> Hit | None:
    """The area at a point of the stage that has the click, or None: the topmost number, whatever lies over it, but for
    a button; else the topmost area."""
    point = QPointF(x, y)
    here = [hit for hit in reversed(hits) if hit.area.contains(point)]
    number = next((hit for hit in here if hit.is_number), None)
    if number is None:
        return here[0] if here else None
    other = next((hit for hit in here if not hit.is_number), None)
    if other is None:
        return number
    return other if _is_button(other, number) else replace(number, beneath=other.tag)


def _is_button(other: Hit, number: Hit) -> bool:
    if other.act is None or isinstance(other.act, Why) or not other.area.contains(number.area):
        return False
    return _size(other.area) <= BUTTON * _size(number.area)


def _size(area: QRectF) -> float:
    return area.width() * area.height()


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
            for value, area in _numbers(op, theme):
                _add(found, Hit(at.mapRect(area), Tag(NUMBER, op.words), Why(), value), clip)


def _numbers(op: ops.Words, theme: Theme) -> list[tuple[Any, QRectF]]:
    """The values behind some words, each with its part of its line: two of a line meet half-way between them."""
    whole = words.box(op, theme).adjusted(-SLACK, -SLACK, SLACK, SLACK)
    if not op.more:
        return [(op.value, whole)]
    left, found = [op.value, *op.more], []
    for text, line in words.rows(op, theme):
        here = _values_in(op, text, left)
        edges = [0.0, *((one[2] + two[1]) / 2 for one, two in pairwise(here)), 1.0]
        for (value, _, _), start, end in zip(here, edges, edges[1:], strict=False):
            part = QRectF(line.left() + line.width() * start, line.top(), line.width() * (end - start), line.height())
            found.append((value, part))
            left = [other for other in left if other is not value]
    return [(value, whole) for value in left] + found


def _values_in(op: ops.Words, text: str, values: list[Any]) -> list[tuple[Any, float, float]]:
    """The first of the values, as many as stand in a line, with where they begin and end, in shares of its width."""
    at, here = 0, []
    full = max(1e-6, _width(op, text))
    for value in values:
        begin = text.find(show(value), at)
        if begin < 0:
            break
        at = begin + len(show(value))
        here.append((value, _width(op, text[:begin]) / full, _width(op, text[:at]) / full))
    return here


def _width(op: ops.Words, text: str) -> float:
    return text_width(text, op.size, op.family, op.weight)


def _hot(op: ops.Hot, at: QTransform, clip: QRectF | None, found: list[Hit]) -> None:
    for place, (box, tag) in enumerate(zip(op.boxes, op.tags, strict=False)):
        act = op.acts[place] if place < len(op.acts) else None
        value = op.values[place] if place < len(op.values) else None
        _add(found, Hit(at.mapRect(QRectF(*(float(side) for side in box))), tag, act, value), clip)


def _add(found: list[Hit], hit: Hit, clip: QRectF | None) -> None:
    seen = hit if clip is None else replace(hit, area=hit.area.intersected(clip))
    if seen.area.width() > 0 and seen.area.height() > 0:
        found.append(seen)
