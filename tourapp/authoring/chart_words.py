"""The words around a chart: ticks and axis labels, as ops. A chart library, slow to import, draws the rest."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tourapp.authoring import ops
from tourapp.words import Catalogue, say, spoken

MARGIN = 12.0
"""Room around a chart's plotting area for what lies on its edge, in stage units."""


def chart_words(op: ops.Chart) -> tuple[ops.Words, ...]:
    """Tick words along both axes, and the labels of the axes."""
    return _words(op.rect, op.x, op.y, spoken())


@lru_cache(maxsize=64)
def _words(r: Any, x_axis: ops.Axis, y_axis: ops.Axis, _language: Catalogue) -> tuple[ops.Words, ...]:
    found = []
    for value, label in x_axis.ticks:
        x = r.x + float(x_axis.fraction(value)) * r.w
        found.append(ops.Words(say(label), x, r.bottom + 22, 14, "dim", "center", family="mono"))
    for value, label in y_axis.ticks:
        y = r.bottom - float(y_axis.fraction(value)) * r.h
        found.append(ops.Words(say(label), r.x - 8, y + 5, 14, "dim", "right", family="mono"))
    if x_axis.label:
        found.append(ops.Words(say(x_axis.label), r.right, r.bottom + 44, 14, "dim", "right"))
    if y_axis.label:
        found.append(ops.Words(say(y_axis.label), r.x, r.y - 12, 14, "dim", "left"))
    return tuple(found)
