"""All heads on the stage as small pictures, those that read well first; each row sends its threads to the output."""

from __future__ import annotations

import numpy as np

from scenes.attention.looking import word
from scenes.attention.places import BED
from scenes.attention.small_heads import HeadRows, cell_boxes, draw_small, told
from tourapp.authoring import STAGE, Frame, Picture, Rect, SetControls, Tag
from tourapp.authoring.sizes import T17, TAG

GRID = Rect(float(STAGE.x), 172.0, 1290.0, 560.0)
ACROSS = 30
AROUND = 8.0
HEAD_Y, LEGEND_Y, TOLD_Y = 150.0, 773.0, 812.0
SINKS_X, REST_X = 1348.0, 470.0
GATHERED_ROWS, EACH = 9, 4
"""So many rows of the grid send so many threads each."""


def draw_heads(f: Frame, p: Picture, rows: HeadRows, chosen: int, shown: float) -> None:
    """All heads, the head `chosen` marked, with a line about it or about the one under the pointer."""
    asks = word(rows.overview.recording.all_texts[rows.asking])
    _draw_counts(p, rows, asks, shown)
    _draw_gather(p, shown * f.cue("heads.gather"))
    pointed = _pointed(f, rows, chosen)
    _draw_grid(p, rows, chosen, pointed, f.cue("heads.grid"))
    later = f.cue("heads.words")
    p.text((GRID.x, TOLD_Y), "{words}", words=told(rows, pointed), size=TAG, weight=600, alpha=later, fit=860)
    _draw_legend(p, later)


def _draw_counts(p: Picture, rows: HeadRows, asks: str, shown: float) -> None:
    p.text(
        (GRID.x, HEAD_Y),
        "how “{w}” looks back: {n} {n|head reads|heads read} the text",
        w=asks,
        n=len(rows.order) - rows.sinks,
        size=TAG,
        weight=600,
        role="decode",
        alpha=shown,
        fit=760,
    )
    p.text(
        (SINKS_X, HEAD_Y),
        "{n} {n|head rests|heads rest} on the sink",
        n=rows.sinks,
        size=TAG,
        weight=600,
        role="weights",
        align="right",
        alpha=shown,
        fit=460,
    )


def _draw_legend(p: Picture, shown: float) -> None:
    """What the pale and the gold bars are."""
    p.rects([(GRID.x, LEGEND_Y - 15, 12, 16)], "weights", alpha=shown)
    at = (GRID.x + 22, LEGEND_Y)
    p.text(at, "first token: the attention sink", size=T17, role="dim", alpha=shown, fit=400)
    p.rects([(REST_X, LEGEND_Y - 15, 12, 16)], "decode", alpha=shown)
    at = (REST_X + 22, LEGEND_Y)
    p.text(at, "the rest of the text, left to right", size=T17, role="dim", alpha=shown, fit=420)


def _pointed(f: Frame, rows: HeadRows, chosen: int) -> int:
    """The head under the pointer, else the chosen one."""
    heads, layers = rows.overview.recording.heads, rows.overview.recording.layers
    layer, head = f.hovered("look") or divmod(chosen, heads)
    return layer * heads + head if layer < layers and head < heads else chosen


def _draw_grid(p: Picture, rows: HeadRows, chosen: int, pointed: int, shown: float) -> None:
    heads, cells, order = rows.overview.recording.heads, _cells(rows), rows.order.tolist()
    room = GRID.inset(-AROUND)
    p.bake(
        ("attention-grid", rows.overview.key, rows.asking),
        lambda q: draw_small(q, cells, rows.bars[rows.order]),
        rect=room,
        reveal=None if shown >= 1 else Rect(room.x, room.y, room.w, room.h * shown),
    )
    places = [divmod(code, heads) for code in order]
    acts = [SetControls((("layer", layer + 1), ("head", head + 1))) for layer, head in places]
    p.hot(cells, [Tag("look", place) for place in places], acts)
    mine = cells[order.index(chosen)]
    if shown >= 1:
        x, y, w, h = mine
        p.sprites([(x + w / 2, y + h / 2)], 130.0, "decode", alpha=0.5, kind="soft")
        _draw_ring(p, mine, "decode", 2.4)
    if pointed != chosen:
        _draw_ring(p, cells[order.index(pointed)], "ink", 2.0)


def _cells(rows: HeadRows) -> np.ndarray:
    return cell_boxes(len(rows.order), GRID, ACROSS)


def _draw_ring(p: Picture, cell: np.ndarray, role: str, width: float) -> None:
    x, y, w, h = cell
    p.rects([(x - 3, y - 3, w + 6, h + 6)], None, radius=6, stroke=role, stroke_width=width)


def _draw_gather(p: Picture, shown: float) -> None:
    """Every row of small pictures sends its threads on to the output."""
    if shown > 0.01:
        room = Rect(GRID.right - 10, GRID.y - 10, 120, GRID.h + 20)
        p.bake(("attention-gather",), _gather, rect=room, bloom=0.8, alpha=shown, additive=True)


def _gather(p: Picture) -> None:
    u = np.linspace(0.0, 1.0, 40)
    count = GATHERED_ROWS * EACH
    in_row = 0.2 + 0.16 * np.tile(np.arange(EACH), GATHERED_ROWS)
    start = GRID.y + (np.repeat(np.arange(GATHERED_ROWS), EACH) + in_row) * GRID.h / GATHERED_ROWS
    end = BED.x + 6 + (BED.w - 12) * (1 - np.arange(count) / (count - 1))
    x = GRID.right + (end[:, None] - GRID.right) * (1 - (1 - u) ** 3)
    y = start[:, None] + (BED.y - start[:, None]) * u**2
    p.curves(np.stack([x, y], 2), "value", alpha=0.42, additive=True)
