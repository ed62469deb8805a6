"""Many heads at once: the triangle of one head, the nine heads of a layer, and all heads as small pictures in order.

In a small picture the first bar is the first token and the others are equal stretches of the text. Heads that put
most of their weight on the first token (the attention sink) stand last and pale.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.attention.facts import slider_of, word
from scenes.attention.threads import BED
from tourapp.authoring import Act, Picture, Rect, SetControls, Tag, set_control

if TYPE_CHECKING:
    from tourapp.world.parts.attention import HeadOverview

BARS = 8
GRID = Rect(64.0, 172.0, 1290.0, 560.0)
ACROSS = 30
SINK = 0.5
TRIANGLE = Rect(64.0, 138.0, 190.0, 190.0)


@lru_cache(maxsize=24)
def small_rows(o: HeadOverview, asker: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Bars [heads, BARS] of one asking token (the first bar is the first token), order of all heads (those that read
    well first) and their share on the first token [heads]; heads are counted layer * heads + head."""
    rows = o.rows(asker).reshape(-1, asker + 1)
    first = rows[:, 0]
    rest = rows[:, 1:]
    edges = np.linspace(0, rest.shape[1], BARS).astype(int)
    total = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(rest, axis=1)], 1)
    bars = np.concatenate([first[:, None], total[:, edges[1:]] - total[:, edges[:-1]]], 1)
    reads = rest[:, :-1].max(axis=1) * (1 - first) if rest.shape[1] > 1 else np.zeros(len(rows))
    order = np.lexsort((-reads, first > SINK))
    return bars, order, first


def sink_count(o: HeadOverview, asker: int) -> int:
    """Heads that put more than half of this token's attention on the first token."""
    return int((small_rows(o, asker)[2] > SINK).sum())


def cell_boxes(count: int, area: Rect = GRID, across: int = ACROSS) -> np.ndarray:
    """Boxes of `count` small pictures, row by row [count, 4]."""
    down = max(1, -(-count // across))
    w, h = area.w / across, area.h / down
    i = np.arange(count)
    x, y = area.x + (i % across) * w, area.y + (i // across) * h
    return np.stack([x, y, np.full(count, w - 6), np.full(count, h - 8)], 1)


def bar_boxes(cells: np.ndarray, bars: np.ndarray, pad: float = 3.0) -> np.ndarray:
    """Bars standing in their cells [count, BARS, 4]; a bar as high as the cell is all of the attention."""
    w = (cells[:, 2:3] - 2 * pad) / bars.shape[1]
    h = np.maximum(1.2, bars * (cells[:, 3:4] - 2 * pad))
    x = cells[:, 0:1] + pad + np.arange(bars.shape[1]) * w
    return np.stack([x, cells[:, 1:2] + cells[:, 3:4] - pad - h, np.broadcast_to(w * 0.84, h.shape), h], axis=2)


def draw_small(p: Picture, cells: np.ndarray, bars: np.ndarray, radius: float = 4.0) -> None:
    """Small pictures: the first token's bar pale, all others gold; sinks pale as a whole."""
    boxes = bar_boxes(cells, bars)
    sink = bars[:, 0] > SINK
    p.rects(cells, "raised", radius=radius, alpha=np.where(sink, 0.35, 0.8), stroke="line", stroke_alpha=0.9)
    p.rects(boxes[:, 0], "weights", alpha=0.95)
    p.rects(boxes[:, 1:].reshape(-1, 4), "decode", alpha=np.repeat(np.where(sink, 0.45, 1.0), bars.shape[1] - 1))


def draw_grid(p: Picture, o: HeadOverview, asker: int, chosen: tuple[int, int], shown: float, hover: Tag | None) -> str:
    """All heads, those that read well first; returns words about the one under the pointer, else about the chosen."""
    bars, order, first = small_rows(o, asker)
    heads, cells = o.recording.heads, cell_boxes(len(order))
    reveal = None if shown >= 1 else Rect(GRID.x - 8, GRID.y - 8, GRID.w + 16, (GRID.h + 16) * shown)
    p.bake(
        ("attention-grid", o.key, asker),
        lambda q: draw_small(q, cells, bars[order]),
        rect=Rect(GRID.x - 8, GRID.y - 8, GRID.w + 16, GRID.h + 16),
        reveal=reveal,
    )
    tags = [Tag("look", (code // heads, code % heads)) for code in order.tolist()]
    p.hot(
        cells,
        tags,
        [SetControls((("layer", code // heads + 1), ("head", code % heads + 1))) for code in order.tolist()],
    )
    mine = order.tolist().index(chosen[0] * heads + chosen[1])
    if shown >= 1:
        x, y, w, h = cells[mine]
        p.sprites([(x + w / 2, y + h / 2)], 130.0, "decode", alpha=0.5, kind="soft")
        p.rects([(x - 3, y - 3, w + 6, h + 6)], None, radius=6, stroke="decode", stroke_width=2.4)
    place = tags.index(hover) if hover in tags else mine
    if place != mine:
        x, y, w, h = cells[place]
        p.rects([(x - 3, y - 3, w + 6, h + 6)], None, radius=6, stroke="ink", stroke_width=2.0)
    return told(o, asker, int(order[place]), float(first[order[place]]))


def draw_gather(p: Picture, shown: float) -> None:
    """Every row of small pictures sends its threads on to the output."""
    if shown <= 0.01:
        return

    def build(q: Picture) -> None:
        u = np.linspace(0.0, 1.0, 40)
        start = GRID.y + (np.repeat(np.arange(9), 4) + 0.2 + 0.16 * np.tile(np.arange(4), 9)) * GRID.h / 9
        end = BED.x + 6 + (BED.w - 12) * (1 - np.arange(36) / 35)
        x = GRID.right + (end[:, None] - GRID.right) * (1 - (1 - u) ** 3)
        y = start[:, None] + (BED.y - start[:, None]) * u**2
        q.curves(np.stack([x, y], 2), "value", alpha=0.42, additive=True)

    p.bake(
        ("attention-gather",),
        build,
        rect=Rect(GRID.right - 10, GRID.y - 10, 120, GRID.h + 20),
        bloom=0.8,
        alpha=shown,
        additive=True,
    )


def told(o: HeadOverview, asker: int, code: int, first: float) -> str:
    """One line about one head."""
    heads = o.recording.heads
    layer, head = code // heads, code % heads
    words = f"Layer {layer + 1}, head {head + 1}: {first * 100:.0f} % on the first token"
    row = o.rows(asker)[layer, head]
    if len(row) > 2:
        best = int(row[1:].argmax()) + 1
        words = f"Layer {layer + 1}, head {head + 1}: {row[best] * 100:.0f} % on “{word(o.recording.all_texts[best])}”"
        words += f", {first * 100:.0f} % on the first token"
    return words


def draw_nine(p: Picture, o: HeadOverview, asker: int, layer: int, head: int, room: Rect) -> None:
    """The heads of one layer, this token's row; a click chooses one."""
    bars = small_rows(o, asker)[0].reshape(o.recording.layers, o.recording.heads, BARS)[layer]
    cells = cell_boxes(len(bars), Rect(room.x, room.y, room.w + 6, room.h + 6), 3)
    p.bake(
        ("attention-nine", o.key, asker, layer, room.y, room.h),
        lambda q: draw_small(q, cells, bars, 6),
        rect=room.inset(-3),
    )
    p.rects([cells[head]], "decode", radius=6, alpha=0.10, stroke="decode", stroke_width=1.8)
    p.hot(cells, [Tag("head", k) for k in range(len(bars))], [set_control("head", k + 1) for k in range(len(bars))])


def draw_triangle(p: Picture, o: HeadOverview, layer: int, head: int, row: int, lit: int | None, shown: float) -> None:
    """The whole head: row = who asks, column = who is looked at; nothing above the diagonal."""
    if shown <= 0.01:
        return
    count = o.recording.positions

    def build(q: Picture) -> None:
        data = o.recording.attention(layer, head)
        q.rects([TRIANGLE], "raised", radius=4, alpha=0.6)
        q.polys(
            [(TRIANGLE.x, TRIANGLE.y), (TRIANGLE.right, TRIANGLE.bottom), (TRIANGLE.x, TRIANGLE.bottom)],
            "prefill",
            alpha=0.10,
        )
        q.image(np.sqrt(np.clip(data, 0, 1)), TRIANGLE, "prefill")

    p.bake(("attention-triangle", o.key, layer, head), build, rect=TRIANGLE.inset(-4), alpha=shown)
    step = TRIANGLE.h / count
    for place, role in ((lit, "ink"), (row, "decode")):
        if place is not None:
            p.rects(
                [(TRIANGLE.x - 5, TRIANGLE.y + place * step - 3, (place + 1) * step + 10, step + 6)],
                None,
                radius=3,
                stroke=role,
                stroke_width=1.6,
                stroke_alpha=shown,
            )
    p.text((TRIANGLE.x, TRIANGLE.bottom + 26), "each row looks only back", size=16, role="dim", alpha=shown, fit=226)


def asker_act(place: int, count: int) -> Act:
    """What a click on a token does: it becomes the one that asks."""
    return set_control("asker", slider_of(place, count))
