"""Every head's row of one token as a small picture of bars, and the nine heads of a layer.

The first bar is the first token and the others are equal stretches of the text. Heads that put most of their weight on
the first token (the attention sink) stand last and pale. Not here: all heads on the stage (`head_grid`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Picture, Rect, Tag, set_control

if TYPE_CHECKING:
    from tourapp.authoring.kinds import HeadOverview

BARS = 8
SINK = 0.5
"""More than this on the first token is a head that rests on the sink."""
LEAST_BAR = 1.2
NINE_ACROSS = 3


@dataclass(frozen=True, slots=True, eq=False)
class HeadRows:
    """All heads' rows of the token at position `asking`; heads are counted layer * heads + head.

    bars [all heads, BARS], order: all heads, those that read well first, first: their share on the first token.
    """

    overview: HeadOverview
    asking: int
    bars: np.ndarray
    order: np.ndarray
    first: np.ndarray

    @property
    def sinks(self) -> int:
        """Heads that put more than half of this token's attention on the first token."""
        return int((self.first > SINK).sum())

    def of_layer(self, layer: int) -> np.ndarray:
        """The bars of one layer [heads, BARS]."""
        heads = self.overview.recording.heads
        return self.bars[layer * heads : (layer + 1) * heads]


@lru_cache(maxsize=24)
def head_rows(overview: HeadOverview, asking: int) -> HeadRows:
    """All heads' rows of one token, cut to bars and put in order."""
    rows = overview.rows(asking).reshape(-1, asking + 1)
    first, rest = rows[:, 0], rows[:, 1:]
    edges = np.linspace(0, rest.shape[1], BARS).astype(int)
    total = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(rest, axis=1)], 1)
    bars = np.concatenate([first[:, None], total[:, edges[1:]] - total[:, edges[:-1]]], 1)
    reads = rest[:, :-1].max(axis=1) * (1 - first) if rest.shape[1] > 1 else np.zeros(len(rows))
    return HeadRows(overview, asking, bars, np.lexsort((-reads, first > SINK)), first)


def cell_boxes(count: int, area: Rect, across: int) -> np.ndarray:
    """Boxes of `count` small pictures, row by row [count, 4]."""
    down = max(1, -(-count // across))
    w, h = area.w / across, area.h / down
    i = np.arange(count)
    x, y = area.x + (i % across) * w, area.y + (i // across) * h
    return np.stack([x, y, np.full(count, w - 6), np.full(count, h - 8)], 1)


def bar_boxes(cells: np.ndarray, bars: np.ndarray, pad: float = 3.0) -> np.ndarray:
    """Bars standing in their cells [count, BARS, 4]; a bar as high as the cell is all of the attention."""
    w = (cells[:, 2:3] - 2 * pad) / bars.shape[1]
    h = np.maximum(LEAST_BAR, bars * (cells[:, 3:4] - 2 * pad))
    x = cells[:, 0:1] + pad + np.arange(bars.shape[1]) * w
    return np.stack([x, cells[:, 1:2] + cells[:, 3:4] - pad - h, np.broadcast_to(w * 0.84, h.shape), h], axis=2)


def draw_small(p: Picture, cells: np.ndarray, bars: np.ndarray, radius: float = 4.0) -> None:
    """Small pictures: the first token's bar pale, all others gold; sinks pale as a whole."""
    boxes = bar_boxes(cells, bars)
    sink = bars[:, 0] > SINK
    p.rects(cells, "raised", radius=radius, alpha=np.where(sink, 0.35, 0.8), stroke="line", stroke_alpha=0.9)
    p.rects(boxes[:, 0], "weights", alpha=0.95)
    p.rects(boxes[:, 1:].reshape(-1, 4), "decode", alpha=np.repeat(np.where(sink, 0.45, 1.0), bars.shape[1] - 1))


def draw_nine(p: Picture, rows: HeadRows, layer: int, head: int, room: Rect) -> None:
    """The heads of one layer, this token's row; a click chooses one."""
    bars = rows.of_layer(layer)
    cells = cell_boxes(len(bars), Rect(room.x, room.y, room.w + 6, room.h + 6), NINE_ACROSS)
    key = ("attention-nine", rows.overview.key, rows.asking, layer, room.y, room.h)
    p.bake(key, lambda q: draw_small(q, cells, bars, 6), rect=room.inset(-3))
    p.rects([cells[head]], "decode", radius=6, alpha=0.10, stroke="decode", stroke_width=1.8)
    p.hot(cells, [Tag("head", k) for k in range(len(bars))], [set_control("head", k + 1) for k in range(len(bars))])
