"""Whether the words of a picture are whole: none cut or set smaller than it should be, none on another, none beyond
the stage or the rail it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.scenes.words_layout import FAINT, overlaps, placed_words
from tourapp.authoring import RAIL, Picture, Theme, ops
from tourapp.authoring.digest import layer
from tourapp.authoring.layout import HEIGHT, WIDTH
from tourapp.qt.painter.words import setting, wrapped

SMALLER = 0.93
"""Whole pixels round by less than this."""
EDGE = 20.0


def unwhole(picture: Picture, theme: Theme, *, rail: bool) -> Iterator[str]:
    """What is wrong with the words of a picture, each in a few words of its own. rail: whether it has one."""
    found = placed_words(picture, theme)
    yield from (f"{one!r} on {two!r}" for one, two in overlaps(found))
    for op, scale in _words(picture.ops, 1.0, 1.0):
        px = theme.px(op.size) * scale
        if op.wrap:
            lines = wrapped(op.words, (op.family, px, op.weight), op.wrap * scale, op.lines)
            if lines and lines[-1].endswith("…") and not op.words.endswith("…"):
                yield f"{op.words!r} is cut"
        elif op.fit:
            fitted = setting(op.words, op.family, px, op.weight, op.fit * scale)
            if "…" in fitted.words and "…" not in op.words:
                yield f"{op.words!r} is cut"
            elif fitted.px < SMALLER * px:
                yield f"{op.words!r} is set smaller"
    for item in found:
        x, right, y = item.area.left(), item.area.right(), item.area.bottom()
        if x < EDGE or right > WIDTH - EDGE or item.area.top() < 0 or y > HEIGHT:
            yield f"{item.words!r} leaves the stage"
        elif rail and RAIL.y < y < RAIL.bottom and x < RAIL.x - 8.0 and right > RAIL.x + 4.0:
            yield f"{item.words!r} runs into the rail"
        elif rail and RAIL.y < y < RAIL.bottom and x > RAIL.x + 8.0 and right > RAIL.right - 6.0:
            yield f"{item.words!r} leaves the rail"


def _words(items: Any, scale: float, opacity: float) -> Iterator[tuple[ops.Words, float]]:
    """Every line that can be read, and how much larger the groups around it make it."""
    for op in items:
        if isinstance(op, ops.Group):
            t = op.transform
            gain = (t[0] ** 2 + t[1] ** 2) ** 0.5 if t else 1.0
            yield from _words(op.ops, scale * gain, opacity * op.opacity)
        elif isinstance(op, ops.Bake) and op.quad is None:
            yield from _words(layer(op)[0], scale, opacity * op.alpha)
        elif isinstance(op, ops.Words) and op.words.strip() and op.alpha * opacity > FAINT:
            yield op, scale
