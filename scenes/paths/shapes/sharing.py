"""The fourth beat: key-value heads, and the query heads that each of them serves."""

from __future__ import annotations

import numpy as np

from scenes.paths.shapes.axes import draw_bracket, hot_tensor
from scenes.paths.shapes.facts import ShapeFacts
from scenes.paths.shapes.places import GROUPS
from scenes.paths.shapes.sheets import SheetLook, draw_sheet
from tourapp.authoring import Frame, Picture, Rect, cascade
from tourapp.authoring.sizes import LINE

MOST_GROUPS, MOST_SERVED = 6, 8
"""Groups, and queries of each, that are drawn; the brackets have the true numbers."""
GAP = 56.0
LAP = 2.4


def draw_sharing(f: Frame, p: Picture, facts: ShapeFacts) -> None:
    """Queries above, the keys and values they share below."""
    both = facts.both
    served = max(1, both.heads // both.kv_heads)
    groups, each = min(both.kv_heads, MOST_GROUPS), min(served, MOST_SERVED)
    comes = cascade(f.cue("share.bind", eased=False), groups)
    cells = GROUPS.columns(groups, GAP if groups <= 3 else 24.0)
    for group, cell in enumerate(cells):
        _draw_group(f, p, facts, (group, each, served), (cell, float(comes[group])))
    tensors, y = facts.shown.tensors, GROUPS.bottom + 60
    x = draw_bracket(p, (GROUPS.x, y), tensors["q"], name="q", role="decode") + 60
    x = draw_bracket(p, (x, y), tensors["k"], name="k", role="key") + 60
    x = draw_bracket(p, (x, y), tensors["v"], name="v", role="value") + 60
    name_count(p, (x, y), groups, both.kv_heads)
    for id, rect in (("q", (GROUPS.y, 230.0)), ("k", (GROUPS.bottom - 190, 90.0)), ("v", (GROUPS.bottom - 90, 90.0))):
        hot_tensor(p, Rect(GROUPS.x, rect[0], GROUPS.w, rect[1]), tensors[id])


def _draw_group(
    f: Frame, p: Picture, facts: ShapeFacts, which: tuple[int, int, int], place: tuple[Rect, float]
) -> None:
    """One pair of keys and values, and the queries bound to it."""
    (group, count, served), (cell, come) = which, place
    run, rows = facts.run, facts.shown.count
    token = run.token if run else None
    high = 84.0
    keys = Rect(cell.x, cell.bottom - 2 * high - 10, cell.w, high)
    values = Rect(cell.x, cell.bottom - high, cell.w, high)
    data = (None, None) if run is None else (run.k[group], run.v[group])
    draw_sheet(p, keys, data[0], SheetLook("key", rows, token, facts.key_of("k", group)))
    draw_sheet(p, values, data[1], SheetLook("value", rows, token, facts.key_of("v", group)))
    queries = Rect(cell.x, cell.y, cell.w, 250.0).columns(count, 10.0)
    for at, rect in enumerate(queries):
        head = group * served + at
        _draw_bind(p, rect, keys, (at, count), come)
        look = SheetLook("decode", rows, token, facts.key_of("q", head))
        draw_sheet(p, rect, None if run is None else run.q[head], look)
    if come >= 1.0 and not f.still:
        turn = (f.clock / LAP) % count
        rect, way = queries[int(turn)], turn % 1.0
        x = rect.cx + (keys.x + keys.w * (int(turn) + 0.5) / count - rect.cx) * way
        p.spark((x, rect.bottom + (keys.y - rect.bottom) * way), "key", 54.0, 0.9)


def _draw_bind(p: Picture, one: Rect, two: Rect, place: tuple[int, int], come: float) -> None:
    """A band from a query head down to its part of the keys."""
    at, count = place
    share = np.linspace(0.0, 1.0, 20) * come
    eased = share * share * (3 - 2 * share)
    wide = two.w / count
    left = one.x + (two.x + wide * at - one.x) * eased
    right = one.right + (two.x + wide * (at + 1) - one.right) * eased
    y = one.bottom + (two.y - one.bottom) * share
    p.polys(np.concatenate([np.stack([left, y], 1), np.stack([right, y], 1)[::-1]]), "key", alpha=0.22)


def name_count(p: Picture, at: tuple[float, float], shown: int, count: int) -> None:
    """Says that not all are drawn."""
    if shown < count:
        p.text(at, "{shown} of {count} drawn", shown=shown, count=count, size=LINE, role="dim")
