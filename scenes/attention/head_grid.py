"""All heads on the stage, a column per layer: those of one kind light up after the other, each kind has its card, and
every row sends its threads to the output."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from scenes.attention.head_cards import HeadCard, draw_card
from scenes.attention.head_kinds import NAMES, HeadKinds, head_kinds
from scenes.attention.places import BED
from scenes.attention.small_heads import HeadRows, draw_small
from tourapp.authoring import STAGE, Frame, Picture, Rect, SetControls, Tag, smooth
from tourapp.authoring.sizes import TAG

GRID = Rect(float(STAGE.x), 128.0, 1276.0, 296.0)
AROUND = 8.0
AXIS_Y = 452.0
GATHERED_ROWS, EACH = 9, 4
"""So many rows of the grid send so many threads each."""
TURN, FADE = 2.6, 0.5
"""Seconds in which one kind is lit, and for how long it comes and goes."""
QUIET = 0.4
SPEED = 0.3
"""Shares of its way that a gathered light travels in a second."""


def draw_heads(f: Frame, p: Picture, rows: HeadRows, chosen: int, shown: float) -> None:
    """All heads, the head `chosen` marked; one under the pointer shows its map on the card of its kind."""
    kinds, pointed = head_kinds(rows), _pointed(f, rows, chosen)
    _draw_gather(p, shown * f.cue("heads.gather"))
    if not f.still:
        _draw_gather_light(p, f.clock, f.cue("heads.gather"))
    lit = _lit(f)
    _draw_grid(p, rows, kinds, lit, f.cue("heads.grid"))
    _draw_axis(p, rows, f.cue("heads.words"))
    turn = 0 if f.still else int(max(0.0, f.clock - f.timeline.start(f.timeline.index("heads"))) / (TURN * len(NAMES)))
    later = f.cue("heads.cards")
    for kind in range(len(NAMES)):
        code = kinds.example(kind, turn)
        if kinds.kind[pointed] == kind and (pointed != chosen or turn == 0):
            code = pointed
        card = HeadCard(kind, len(kinds.ranked[kind]), code)
        draw_card(p, rows, card, float(lit[kind]), later)
        if code is not None and later >= 1:
            _draw_ring(p, _cells(rows)[code], "ink" if code == pointed else "dim", 3.0)


def _lit(f: Frame) -> np.ndarray:
    """How bright each kind is [kinds]: one after the other."""
    since = max(0.0, f.clock - f.timeline.start(f.timeline.index("heads"))) if not f.still else 0.0
    place = (since / TURN) % len(NAMES)
    away = np.abs((place - 0.5 - np.arange(len(NAMES)) + len(NAMES) / 2) % len(NAMES) - len(NAMES) / 2)
    return np.asarray(smooth(np.clip((0.5 - away) * TURN / FADE + 0.5, 0.0, 1.0)))


def _pointed(f: Frame, rows: HeadRows, chosen: int) -> int:
    """The head under the pointer, else the chosen one."""
    heads, layers = rows.overview.recording.heads, rows.overview.recording.layers
    layer, head = f.hovered("look") or divmod(chosen, heads)
    return layer * heads + head if layer < layers and head < heads else chosen


def _draw_grid(p: Picture, rows: HeadRows, kinds: HeadKinds, lit: np.ndarray, shown: float) -> None:
    heads, cells = rows.overview.recording.heads, _cells(rows)
    room = GRID.inset(-AROUND)
    reveal = None if shown >= 1 else Rect(room.x, room.y, room.w * shown, room.h)
    key = ("attention-grid", rows.overview.key, rows.asking)
    p.bake(key, lambda q: draw_small(q, cells, rows.bars), rect=room, alpha=QUIET, reveal=reveal)
    for kind in np.flatnonzero(lit > 0.01).tolist():
        mine = kinds.kind == kind

        def build(q: Picture, mine: np.ndarray = mine) -> None:
            draw_small(q, cells[mine], rows.bars[mine])
            q.rects(cells[mine], None, radius=4, stroke="ink", stroke_alpha=0.4)

        p.bake((*key, kind), build, rect=room, alpha=float(lit[kind]), reveal=reveal)
    places = [divmod(code, heads) for code in range(len(cells))]
    acts = [SetControls((("layer", layer + 1), ("head", head + 1))) for layer, head in places]
    p.hot(cells, [Tag("look", place) for place in places], acts)


def _draw_axis(p: Picture, rows: HeadRows, shown: float) -> None:
    """Layers from left to right, and how to read a map."""
    y, layers = AXIS_Y, rows.overview.recording.layers
    p.text((GRID.x, y), "layer {n}", n=1, size=TAG, role="dim", alpha=shown)
    p.text((GRID.right - 6, y), "layer {n}", n=layers, size=TAG, role="dim", align="right", alpha=shown)
    words = "a map has a row for each token that asks, a column for each it looks at"
    p.text((GRID.cx, y), words, size=TAG, role="dim", align="center", alpha=shown)


def _cells(rows: HeadRows) -> np.ndarray:
    """Boxes of the heads [layers * heads, 4]: a column per layer, its heads one below the other."""
    recording = rows.overview.recording
    w, h = GRID.w / recording.layers, GRID.h / recording.heads
    i = np.arange(recording.layers * recording.heads)
    x, y = GRID.x + (i // recording.heads) * w, GRID.y + (i % recording.heads) * h
    return np.stack([x, y, np.full(len(i), w - 4), np.full(len(i), h - 4)], 1)


def _draw_ring(p: Picture, cell: np.ndarray, role: str, width: float) -> None:
    x, y, w, h = cell
    p.rects([(x - 3, y - 3, w + 6, h + 6)], None, radius=6, stroke=role, stroke_width=width)


def _draw_gather(p: Picture, shown: float) -> None:
    """Every row of small pictures sends its threads on to the output."""
    if shown > 0.01:
        room = Rect(GRID.right - 10, GRID.y - 10, 120, BED.y - GRID.y + 20)
        p.bake(("attention-gather",), _gather, rect=room, bloom=0.8, alpha=shown, additive=True)


def _draw_gather_light(p: Picture, clock: float, shown: float) -> None:
    """One light per row of heads on its way to the output."""
    if shown <= 0.01:
        return
    ways = _ways()[EACH // 2 :: EACH]
    share = (clock * SPEED + np.arange(len(ways)) * 0.618) % 1.0
    spots = ways[np.arange(len(ways)), (share * (ways.shape[1] - 1)).astype(int)]
    p.sprites(spots, 34.0, "value", alpha=0.9 * shown)


def _gather(p: Picture) -> None:
    p.curves(_ways(), "value", alpha=0.42, additive=True)


@lru_cache(maxsize=1)
def _ways() -> np.ndarray:
    """The ways from the rows of the grid to the output [rows * EACH, points, 2]."""
    u = np.linspace(0.0, 1.0, 120)
    count = GATHERED_ROWS * EACH
    in_row = 0.2 + 0.16 * np.tile(np.arange(EACH), GATHERED_ROWS)
    start = GRID.y + (np.repeat(np.arange(GATHERED_ROWS), EACH) + in_row) * GRID.h / GATHERED_ROWS
    end = BED.x + 6 + (BED.w - 12) * (1 - np.arange(count) / (count - 1))
    x = GRID.right + (end[:, None] - GRID.right) * (1 - (1 - u) ** 3)
    y = start[:, None] + (BED.y - start[:, None]) * u**2
    return np.stack([x, y], 2)
