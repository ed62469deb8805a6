"""Where an op paints: the smallest box, in its own units, outside which it touches no pixel.

Boxes are (left, top, right, bottom). They may be a pixel or two too large, never too small: what is not repainted
rests on them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from tourapp.authoring import ops
from tourapp.authoring.chart_words import MARGIN, chart_words
from tourapp.authoring.theme import Theme
from tourapp.qt.painter import words

Box = tuple[float, float, float, float]
EDGE = 2.0
"""Device pixels that antialiasing, snapping and one-pixel pens may reach beyond a shape."""
FAINTEST = 0.004
"""Lights below this alpha are left out by the painter."""


def bounds(op: Any, theme: Theme, scale: float) -> Box | None:
    """The box of an op at `scale` device pixels per unit; None where it paints nothing."""
    find = _BOUNDS.get(type(op))
    return None if find is None else find(op, theme, scale)


def intersection(a: Box | None, b: Box | None) -> Box | None:
    """What two boxes share; None where they share nothing."""
    if a is None or b is None:
        return None
    box = (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
    return box if box[0] < box[2] and box[1] < box[3] else None


def union(boxes: Iterable[Box | None]) -> Box | None:
    """The box around some boxes; None where there is none."""
    seen = [box for box in boxes if box is not None]
    if len(seen) < 2:
        return seen[0] if seen else None
    left, top, right, bottom = zip(*seen, strict=True)
    return min(left), min(top), max(right), max(bottom)


def mapped(box: Box, t: ops.Transform) -> Box:
    """The box around a box under a transform."""
    a, b, c, d, e, f = t
    x0, y0, x1, y1 = box
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return min(xs), min(ys), max(xs), max(ys)


def _around(points: np.ndarray, margin: float) -> Box | None:
    """The box of points [.., 2], and a margin."""
    flat = points.reshape(-1, 2)
    if len(flat) < 2:
        if not len(flat):
            return None
        x, y = flat[0].tolist()
        return x - margin, y - margin, x + margin, y + margin
    (x0, y0), (x1, y1) = flat.min(0).tolist(), flat.max(0).tolist()
    return x0 - margin, y0 - margin, x1 + margin, y1 + margin


def _rects(op: ops.Rects, theme: Theme, scale: float) -> Box | None:
    if op.role is None and op.stroke is None:
        return None
    pen = op.stroke_width * theme.stroke_gain / 2 if op.stroke is not None else 0.0
    return _boxes(op.boxes, pen + EDGE / scale)


def _hatch(op: ops.Hatch, _theme: Theme, scale: float) -> Box | None:
    return _boxes(op.boxes, EDGE / scale)


def _boxes(boxes: np.ndarray, margin: float) -> Box | None:
    corners = boxes[:, :2]
    return _around(np.concatenate([corners, corners + boxes[:, 2:]]), margin)  # a side may be negative


def _sprites(op: ops.Sprites, theme: Theme, scale: float) -> Box | None:
    if not len(op.at) or (op.kind == "soft" and not theme.glow):
        return None
    at = op.at
    if np.ndim(op.alpha):
        at = at[np.asarray(op.alpha) > FAINTEST]
    elif op.alpha <= FAINTEST:
        return None
    reach = _most(op.size) / 2 * max(1.0, _most(op.squash))
    turned = np.any(op.angle) if isinstance(op.angle, np.ndarray) else op.angle
    return _around(at, reach * (1.4143 if turned else 1.0) + EDGE / scale)


def _most(value: float | np.ndarray) -> float:
    """The greatest of some values, or the one there is."""
    return float(value.max()) if isinstance(value, np.ndarray) else float(value)


def _lines(op: ops.Lines, theme: Theme, scale: float) -> Box | None:
    return _around(op.ends, op.width * theme.stroke_gain / 2 + EDGE / scale)


def _curves(op: ops.Curves, theme: Theme, scale: float) -> Box | None:
    if not len(op.points):
        return None
    return _around(op.points, float(np.max(op.width)) * theme.stroke_gain / 2 + EDGE / scale)


def _polys(op: ops.Polys, theme: Theme, scale: float) -> Box | None:
    pen = op.stroke_width * theme.stroke_gain / 2 if op.stroke is not None else 0.0
    return _around(op.points, pen + EDGE / scale)


def _image(op: ops.Picture2D, _theme: Theme, scale: float) -> Box:
    return _grown(op.rect, EDGE / scale)


def _grown(rect: Any, margin: float) -> Box:
    x, y, w, h = rect
    return x - margin, y - margin, x + w + margin, y + h + margin


WIDER = 0.05
"""Share of its width by which a line may be wider than it was measured, for its font has an axis of optical size."""


def _words(op: ops.Words, theme: Theme, scale: float) -> Box | None:
    if not op.words:
        return None
    px = theme.px(op.size)
    box = words.box(op, theme, scale)
    if op.rotate:
        reach = box.width() + px * 1.5
        return op.x - reach, op.y - reach, op.x + reach, op.y + reach
    # on a screen of ratio 2 a line is set at half the size and painted twice as large: the text font is wider there
    side = px * (0.4 if op.backed else 0.25) + EDGE / scale + WIDER * box.width()
    above = px * 0.4 + EDGE / scale
    return box.left() - side, box.top() - above, box.right() + side, box.bottom() + above


def _bake(op: ops.Bake, _theme: Theme, scale: float) -> Box | None:
    if op.quad is not None:
        return _around(np.array(op.quad, dtype=float), EDGE / scale)
    x, y, w, h = op.rect
    whole = _grown((x + op.shift[0], y + op.shift[1], w, h), EDGE / scale)
    return whole if op.reveal is None else intersection(whole, _grown(op.reveal, EDGE / scale))


def _chart(op: ops.Chart, theme: Theme, scale: float) -> Box | None:
    labels = [_words(label, theme, scale) for label in chart_words(op)]
    return union([_grown(op.rect, MARGIN + EDGE / scale), *labels])


_BOUNDS: dict[type, Any] = {
    ops.Rects: _rects,
    ops.Hatch: _hatch,
    ops.Sprites: _sprites,
    ops.Lines: _lines,
    ops.Curves: _curves,
    ops.Polys: _polys,
    ops.Picture2D: _image,
    ops.Words: _words,
    ops.Line: _words,
    ops.Bake: _bake,
    ops.Chart: _chart,
}
