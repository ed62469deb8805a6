"""Words and what they stand on, taken apart: kept layers without their words, these beside them; words at a scale."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tourapp.authoring import Picture, Theme, ops, sizes
from tourapp.authoring.chart_words import chart_words
from tourapp.authoring.column import lines_of

KEPT = 160
MOST_HOLDERS = 300
"""Rectangles in one op; more are a field of cells, which hold no words."""


def grown(items: Iterable[Any], scale: float, theme: Theme) -> list[Any]:
    """Ops with all their words at a scale; layers that are kept as well. A running line stays: other things are set by
    its width."""
    found: list[Any] = []
    for op in _with_chart_words(items):
        if isinstance(op, ops.Line):
            found.append(op)
        elif isinstance(op, ops.Words):
            found.append(sized(op, theme.scaled(scale).px(op.size), theme))
        elif isinstance(op, ops.Group):
            found.append(replace(op, ops=tuple(grown(op.ops, scale, theme))))
        elif isinstance(op, ops.Bake):
            found.append(replace(op, key=("grown", op.key, scale, theme.name), build=_grows(op, scale, theme)))
        else:
            found.append(op)
    return found


def _grows(op: ops.Bake, scale: float, theme: Theme) -> Any:
    def build(q: Picture) -> None:
        inner = Picture()
        op.build(inner)
        q.ops.extend(grown(inner.ops, scale, theme))

    return build


class SplitLayers:
    """Kept layers taken apart: what is drawn without words, and the words."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Any, tuple[ops.Bake, tuple[Any, ...], tuple[Any, ...]]] = OrderedDict()

    def split(self, items: Iterable[Any]) -> list[Any]:
        """Ops with the words of kept layers beside these."""
        found: list[Any] = []
        for op in _with_chart_words(items):
            if isinstance(op, ops.Group):
                found.append(replace(op, ops=tuple(self.split(op.ops))))
            elif isinstance(op, ops.Bake) and op.quad is None:
                bare, words, _ = self._of(op)
                found.append(replace(bare, alpha=op.alpha, shift=op.shift, reveal=op.reveal))
                if words:
                    shift = None if op.shift == (0.0, 0.0) else (1.0, 0.0, 0.0, 1.0, *op.shift)
                    found.append(ops.Group(words, shift, None, op.alpha))
            else:
                found.append(op)
        return found

    def holders(self, items: Iterable[Any]) -> list[Any]:
        """The rectangles among ops (not split), those of kept layers too: what may hold words."""
        found: list[Any] = []
        for op in items:
            if isinstance(op, ops.Rects) and 0 < len(op.boxes) <= MOST_HOLDERS:
                found.append(op)
            elif isinstance(op, ops.Group):
                found.append(ops.Group(tuple(self.holders(op.ops)), op.transform))
            elif isinstance(op, ops.Bake) and op.quad is None:
                found.append(ops.Group(self._of(op)[2], (1.0, 0.0, 0.0, 1.0, *op.shift)))
        return found

    def _of(self, op: ops.Bake) -> tuple[ops.Bake, tuple[Any, ...], tuple[Any, ...]]:
        key = (op.key, op.rect)
        known = self._kept.get(key)
        if known is None:
            inner = Picture()
            op.build(inner)
            whole = self.split(inner.ops)
            words = _only(whole)
            bare = replace(op, key=("bare", op.key), build=_draws(_without(whole))) if words else op
            known = self._kept[key] = (bare, words, tuple(self.holders(inner.ops)))
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return known


def _draws(items: tuple[Any, ...]) -> Any:
    return lambda q: q.ops.extend(items)


def _only(items: Iterable[Any]) -> tuple[Any, ...]:
    """The words among ops, in their groups."""
    found: list[Any] = []
    for op in items:
        if isinstance(op, ops.Words):
            found.append(op)
        elif isinstance(op, ops.Group) and (inner := _only(op.ops)):
            found.append(replace(op, ops=inner))
    return tuple(found)


def _without(items: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(
        replace(op, ops=_without(op.ops)) if isinstance(op, ops.Group) else op
        for op in items
        if not isinstance(op, ops.Words)
    )


def _with_chart_words(items: Iterable[Any]) -> list[Any]:
    """Ops, with the words of charts as ops of their own."""
    found: list[Any] = []
    for op in items:
        if isinstance(op, ops.Chart):
            found += [replace(op, x=_mute(op.x), y=_mute(op.y)), *chart_words(op)]
        else:
            found.append(op)
    return found


def _mute(axis: ops.Axis) -> ops.Axis:
    """An axis without words; its ticks stay, for the grid goes by them."""
    return replace(axis, label="", ticks=tuple((value, "") for value, _ in axis.ticks))


def sized(op: ops.Words, px: float, theme: Theme) -> ops.Words:
    """Words at a size in local px; a paragraph gets the lines that it then needs, a running line the width."""
    size = theme.size_for(px)
    if isinstance(op, ops.Line):
        return replace(op, size=size, width=op.width * px / theme.px(op.size))
    if op.wrap is not None:
        return replace(op, size=size, lines=max(op.lines, paragraph_lines(op, px)))
    return replace(op, size=size)


def paragraph_lines(op: ops.Words, px: float) -> int:
    """Lines of wrapped words at a size in local px."""
    size, mono = px * sizes.TAG / sizes.LABEL, op.family == "mono"
    return sum(lines_of(part, op.wrap or 1.0, size, mono=mono) for part in op.words.split("\n"))
