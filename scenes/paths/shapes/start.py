"""The first beat: a column of ids, and the rows of the embedding table that they fetch."""

from __future__ import annotations

import numpy as np

from scenes.paths.shapes.axes import draw_axes, draw_bracket, draw_legend, hot_tensor, name_line
from scenes.paths.shapes.facts import ShapeFacts
from scenes.paths.shapes.places import IDS, ROWS
from scenes.paths.shapes.sheets import SheetLook, draw_sheet, draw_thread, thread_light
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import LABEL

MOST_CELLS = 34


def draw_start(f: Frame, p: Picture, facts: ShapeFacts) -> None:
    """Ids at the left, their rows at the right, a thread between for each."""
    come, told = f.cue("in.rows"), f.cue("in.told")
    tensors, high = facts.shown.tensors, IDS.h * facts.tall
    ids, rows = Rect(IDS.x, IDS.y, IDS.w, high), Rect(ROWS.x, ROWS.y, ROWS.w, high)
    token = facts.run.token if facts.run else None
    _draw_ids(p, ids, facts)
    _draw_threads(p, ids, rows, come, min(facts.shown.count, MOST_CELLS))
    data = facts.run.rows if facts.run else None
    with p.group(clip=Rect(rows.x - 4, rows.y - 4, (rows.w + 8) * come, rows.h + 8)):
        draw_sheet(p, rows, data, SheetLook("weights", facts.shown.count, token, ("rows",)))
    hot_tensor(p, ids, tensors["ids"])
    hot_tensor(p, rows, tensors["rows"])
    draw_axes(p, rows, ("token", "channel"), told)
    p.lines([(ids.x - 10, ids.y, ids.x - 10, ids.bottom)], "prefill", width=5.0)
    name_line(p, (IDS.x, IDS.y - 20), tensors["ids"].words)
    name_line(p, (ROWS.x, ROWS.y - 20), tensors["rows"].words)
    draw_bracket(p, (IDS.x, ids.bottom + 56), tensors["ids"])
    draw_bracket(p, (ROWS.x, rows.bottom + 56), tensors["rows"], alpha=told)
    draw_legend(p, (ROWS.right - 230, rows.bottom + 54), ("token", "channel"))
    if come >= 1.0 and not f.still:
        row = token if token is not None else facts.shown.count // 2
        thread_light(p, rows, (row, facts.shown.count), f.clock)


def _draw_ids(p: Picture, rect: Rect, facts: ShapeFacts) -> None:
    """A cell for each token; the followed one is lit and told by its word."""
    count = min(facts.shown.count, MOST_CELLS)
    p.rects(rect.rows(count, 3.0 if count > 1 else 0.0), "prefill", radius=3, alpha=0.85)
    if facts.run is None:
        return
    row = facts.run.token
    draw_thread(p, rect, row, count)
    y = rect.y + rect.h * (row + 0.5) / count
    word = facts.run.texts[row].strip()
    p.text((rect.right + 16, y + 8), "{w}", w=word, size=LABEL, weight=600, backed=0.7)


def _draw_threads(p: Picture, ids: Rect, rows: Rect, come: float, count: int) -> None:
    """From each id to its row."""
    share = np.linspace(0.0, 1.0, 24)
    eased = share * share * (3 - 2 * share)
    one = ids.y + ids.h * (np.arange(count) + 0.5) / count
    two = rows.y + rows.h * (np.arange(count) + 0.5) / count
    x = np.broadcast_to(ids.right + (rows.x - ids.right) * share * come, (count, 24))
    y = one[:, None] + (two - one)[:, None] * eased
    p.curves(np.stack([x, y], -1), "prefill", width=1.5, alpha=0.5)
