"""The first beat: a column of ids, and the rows of the embedding table that they fetch."""

from __future__ import annotations

import numpy as np

from scenes.paths.shapes.axes import draw_axes, draw_bracket, draw_legend, hot_tensor, name_line
from scenes.paths.shapes.facts import ShapeFacts, named
from scenes.paths.shapes.places import IDS, ROWS
from scenes.paths.shapes.sheets import SheetLook, draw_sheet, draw_thread, thread_light
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL

MOST_CELLS = 34
FEW, FEW_HIGH = 6, 130.0
"""So few rows are drawn number by number, each so high at most."""


def draw_start(f: Frame, p: Picture, facts: ShapeFacts) -> None:
    """Ids at the left, their rows at the right, a thread between for each."""
    come, told = f.cue("in.rows"), f.cue("in.told")
    tensors, (top, high) = facts.shown.tensors, column(facts.shown.count)
    ids, rows = Rect(IDS.x, top, IDS.w, high), Rect(ROWS.x, top, ROWS.w, high)
    token = facts.run.token if facts.run else None
    _draw_ids(p, ids, facts)
    _draw_threads(p, ids, rows, come, min(facts.shown.count, MOST_CELLS))
    with p.group(clip=Rect(rows.x - 4, rows.y - 4, (rows.w + 8) * come, rows.h + 8)):
        _draw_rows(p, rows, facts)
    hot_tensor(p, ids, tensors["ids"])
    hot_tensor(p, rows, tensors["rows"])
    draw_axes(p, rows, ("token", "channel"), told)
    p.lines([(ids.x - 10, ids.y, ids.x - 10, ids.bottom)], "prefill", width=5.0)
    name_line(p, (IDS.x, top - 20), tensors["ids"].words)
    name_line(p, (ROWS.x, top - 20), tensors["rows"].words)
    draw_bracket(p, (IDS.x, ids.bottom + 56), tensors["ids"])
    draw_bracket(p, (ROWS.x, rows.bottom + 56), tensors["rows"], alpha=told)
    draw_legend(p, (ROWS.right - 230, rows.bottom + 54), ("token", "channel"))
    if come >= 1.0 and not f.still:
        row = token if token is not None else facts.shown.count // 2
        thread_light(p, rows, (row, facts.shown.count), f.clock)


def column(count: int) -> tuple[float, float]:
    """Top and height of the rows: a few stand thick in the middle, many fill it all."""
    high = min(IDS.h, FEW_HIGH * count + 60.0)
    return IDS.y + (IDS.h - high) / 2, high


def _draw_rows(p: Picture, rows: Rect, facts: ShapeFacts) -> None:
    """The fetched rows: as bars where there are few, as light where there are many."""
    count, run = facts.shown.count, facts.run
    if run is None or count > FEW:
        data, token = (None, None) if run is None else (run.rows, run.token)
        draw_sheet(p, rows, data, SheetLook("weights", count, token, facts.key_of("rows")))
        return
    most = float(np.abs(run.rows).max())
    for at, (cell, numbers) in enumerate(zip(rows.rows(count, 14.0), run.rows, strict=True)):
        x = cell.x + cell.w * np.arange(len(numbers)) / len(numbers)
        tall = 0.48 * cell.h * np.abs(numbers) / most
        y = np.where(numbers > 0, cell.cy - tall, cell.cy)
        boxes = np.stack([x, y, np.full(len(x), 0.7 * cell.w / len(numbers)), tall], 1)
        ours = at == run.token
        p.rects([cell], "raised", radius=4, alpha=0.6, stroke="white" if ours else "line", stroke_width=2.0)
        p.rects(boxes, "white" if ours else "weights", alpha=0.95)


def _draw_ids(p: Picture, rect: Rect, facts: ShapeFacts) -> None:
    """A cell for each token; the followed one is lit and told by its word, of a few each."""
    count, run = min(facts.shown.count, MOST_CELLS), facts.run
    cells = rect.rows(count, 3.0 if count > FEW else 14.0)
    p.rects(cells, "prefill", radius=3, alpha=0.85)
    if run is None:
        return
    named_rows = range(count) if count <= FEW else (run.token,)
    if count > FEW:
        draw_thread(p, rect, run.token, count)
    for row in named_rows:
        y = rect.y + rect.h * (row + 0.5) / count if count > FEW else cells[row].cy
        at, words = (rect.right + 16, y + 8), named(run.texts[row])
        p.text(at, "{w}", w=words, size=LABEL, weight=600, backed=0.7, fit=ROWS.x - rect.right - 40, part="words")
        if count <= FEW:
            told = Phrase("{n:d}", n=int(run.ids[row]))
            p.text((rect.cx, y + 8), told, size=LABEL, weight=600, role="onlight", align="center", part="ids")


def _draw_threads(p: Picture, ids: Rect, rows: Rect, come: float, count: int) -> None:
    """From each id to its row."""
    share = np.linspace(0.0, 1.0, 24)
    eased = share * share * (3 - 2 * share)
    one = ids.y + ids.h * (np.arange(count) + 0.5) / count
    two = rows.y + rows.h * (np.arange(count) + 0.5) / count
    x = np.broadcast_to(ids.right + (rows.x - ids.right) * share * come, (count, 24))
    y = one[:, None] + (two - one)[:, None] * eased
    p.curves(np.stack([x, y], -1), "prefill", width=1.5, alpha=0.5)
