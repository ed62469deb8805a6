"""The first beat: strips of the heads go through the matrix, and what comes out is added to the stream."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from scenes.atlas.op_out.facts import Joining
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import FIGURE, LABEL, LINE
from tourapp.figures.head_wall import draw_head_wall

HEADS, MATRIX = Rect(84.0, 190.0, 300.0, 570.0), Rect(476.0, 300.0, 230.0, 350.0)
VECTOR_ROOMS = (Rect(800.0, 190.0, 150.0, 570.0), Rect(1034.0, 190.0, 150.0, 570.0), Rect(1268.0, 190.0, 150.0, 570.0))
COLUMN_ROLES = ("value", "ink", "ink")
SIGNS = ("+", "=")
LIGHTS, POINTS = 7, 16
LOOP = 4.0


def draw_joining(f: Frame, p: Picture, joining: Joining | None, shown: float) -> None:
    """Strips, columns and signs; the matrix is drawn apart, for it stays."""
    if shown <= 0.004:
        return
    past = f.past("what")
    out = 1.0 if past else f.cue("what.out", eased=False)
    add = 1.0 if past else f.cue("what.add")
    told = 1.0 if past else f.cue("what.told")
    with p.group(opacity=shown):
        if joining is None:
            p.text((HEADS.x, HEADS.cy), "not in this recording", size=LINE, role="dim")
        else:
            _draw_heads(p, joining)
            _draw_columns(p, joining, out, add)
            _draw_names(p, joining, told)
        _draw_ways(f, p, 9 if joining is None else len(joining.heads))


def head_rows(count: int) -> np.ndarray:
    """Boxes [n, 4] of the heads' strips."""
    pitch = HEADS.h / max(count, 1)
    top = HEADS.y + pitch * np.arange(count)
    full = np.ones(count)
    return np.stack([HEADS.x * full, top + 0.1 * pitch, HEADS.w * full, 0.8 * pitch * full], 1)


def _draw_heads(p: Picture, joining: Joining) -> None:
    """The strips, kept as drawn."""

    def build(q: Picture) -> None:
        for place, row in enumerate(head_rows(len(joining.heads))):
            room = Rect(*row.tolist())
            draw_head_wall(q, joining.heads[place : place + 1], room, "value", ("op_out", joining.key, place))

    p.bake(("op_out-heads", joining.key), build, rect=HEADS)


def _draw_ways(f: Frame, p: Picture, count: int) -> None:
    """From every strip into the matrix and on to its output, with lights."""
    sets = way_paths(count)

    def build(q: Picture) -> None:
        for paths in sets:
            q.curves(paths, "value", width=1.5, alpha=0.4)

    room = Rect(HEADS.right - 4, HEADS.y - 4, VECTOR_ROOMS[0].x - HEADS.right + 8, HEADS.h + 8)
    p.bake(("op_out-ways", count), build, rect=room)
    for paths in sets:
        at = ((f.clock / LOOP + 0.29 * np.arange(len(paths))) % 1.0) * (POINTS - 1)
        low = np.minimum(at.astype(int), POINTS - 2)
        k = np.arange(len(paths))
        spots = paths[k, low] + (paths[k, low + 1] - paths[k, low]) * (at - low)[:, None]
        p.sprites(spots, 28.0, "value", alpha=0.9)


@lru_cache(maxsize=8)
def way_paths(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Ways [n, m, 2] from the strips to the matrix, and from the matrix to its output."""
    rows = head_rows(count)
    share = np.linspace(0.0, 1.0, POINTS)
    eased = share * share * (3 - 2 * share)
    middle = rows[:, 1] + rows[:, 3] / 2
    enter = MATRIX.y + MATRIX.h * (np.arange(count) + 0.5) / count
    x = HEADS.right + (MATRIX.x - HEADS.right) * share
    into = np.stack([np.repeat(x[None], count, 0), middle[:, None] + (enter - middle)[:, None] * eased], 2)
    out = np.linspace(0.0, 1.0, LIGHTS)
    first = VECTOR_ROOMS[0]
    start, end = MATRIX.y + MATRIX.h * out, first.y + first.h * out
    x = MATRIX.right + (first.x - MATRIX.right) * share
    away = np.stack([np.repeat(x[None], LIGHTS, 0), start[:, None] + (end - start)[:, None] * eased], 2)
    return into, away


def _bars(values: np.ndarray, room: Rect, most: float) -> np.ndarray:
    """Bars [m, 4] to the right where a number is positive, to the left where it is negative."""
    pitch = room.h / len(values)
    long = np.clip(np.abs(values) / most, 0.0, 1.0) * (room.w / 2 - 4)
    left = np.where(values < 0, room.cx - long, room.cx)
    top = room.y + pitch * np.arange(len(values))
    return np.stack([left, top, np.maximum(long, 1.0), np.full(len(values), 0.74 * pitch)], 1)


def _draw_columns(p: Picture, joining: Joining, out: float, add: float) -> None:
    """The output, the stream, and their sum, all to one scale."""
    vectors = (joining.out, joining.stream, joining.stream + joining.out * add)
    most = max(float(np.percentile(np.abs(vector), 98)) for vector in (joining.out, joining.stream, joining.middle))
    for place, (room, vector) in enumerate(zip(VECTOR_ROOMS, vectors, strict=True)):
        grown = (out, 1.0, add)[place]
        p.rects([room], "ground", radius=6, alpha=0.9, stroke=COLUMN_ROLES[place], stroke_width=1.5, stroke_alpha=0.7)
        p.lines([(room.cx, room.y, room.cx, room.bottom)], "line")
        if grown > 0.004:
            boxes = _bars(vector, room, max(most, 1e-9))
            there = np.clip(grown * 1.4 - 0.4 * np.arange(len(boxes)) / len(boxes), 0.0, 1.0)
            p.rects(boxes, COLUMN_ROLES[place], radius=1.0, alpha=there)
    for place, sign in enumerate(SIGNS):
        x = (VECTOR_ROOMS[place].right + VECTOR_ROOMS[place + 1].x) / 2
        p.text((x, HEADS.cy + 20), "{sign}", sign=sign, size=FIGURE, weight=600, align="center", part="signs")


def _draw_names(p: Picture, joining: Joining, told: float) -> None:
    count = Phrase("{n} {n|head|heads}", n=len(joining.heads))
    p.text((HEADS.x, HEADS.y - 22), count, size=LABEL, role="value", weight=600, alpha=told, part="names")
    names = (Phrase("attention’s part"), Phrase("the stream"), Phrase("the stream after"))
    for room, words, role in zip(VECTOR_ROOMS, names, COLUMN_ROLES, strict=True):
        p.text(
            (room.cx, room.y - 22), words, size=LABEL, role=role, weight=600, align="center", alpha=told, part="names"
        )
    words = Phrase("{n} numbers each, neighbours averaged", n=joining.width)
    p.text(
        (VECTOR_ROOMS[2].right, VECTOR_ROOMS[2].bottom + 40), words, size=LABEL, role="dim", align="right", alpha=told
    )
