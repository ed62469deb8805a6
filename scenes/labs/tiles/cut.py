"""The result to scale, cut into tiles; one tile with its two bands is lit. Below, once a tile is to be chosen: fast
memory, reading and math as bars, and the seats of the last wave."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture, Rect, sizes

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView, TileCase, TileTrial

CUT = Rect(64.0, 134.0, 530.0, 702.0)
RESULT = Rect(CUT.x, CUT.y + 50.0, CUT.w, 300.0)
BARS = Rect(CUT.x, CUT.y + 388.0, CUT.w, 310.0)
FIRST = 128
MOST_LINES = 120
"""Finer cuts are drawn as an even tone."""


def draw_cut(f: Frame, p: Picture, view: LabView) -> None:
    """The cut as it is now."""
    case: TileCase = view.case
    bm, bn = _tile(view)
    words = Phrase("the result, {m} × {n}", m=case.rows, n=case.columns)
    p.text((CUT.x, CUT.y + 24), words, size=sizes.LABEL, weight=600, fit=CUT.w)
    scale = min(RESULT.w / case.columns, RESULT.h / case.rows)
    box = Rect(RESULT.x, RESULT.y, case.columns * scale, case.rows * scale)
    p.rects([box], "weights", alpha=0.3, stroke="weights", stroke_width=2)
    known = view.state.reached("task")
    if known:
        _grid(p, box, case, (bm * scale, bn * scale))
    _walker(f, p, box, (bm * scale, bn * scale))
    if view.phase in ("check", "note", "done"):
        _bars(f, p, case, case.trial(bm, bn))
    else:
        _seats(f, p, case, case.trial(bm, bn))


def given_words(view: LabView) -> Phrase | None:
    """The same in words, for a page without a picture."""
    case: TileCase = view.case
    if view.phase == "predict":
        return Phrase("the result, {m} × {n}, on {k} processors", m=case.rows, n=case.columns, k=case.processors)
    if view.phase != "check":
        return None
    tried, best = case.trial(*_tile(view)), case.best[0]
    told = {"fast": tried.fast / (case.kib * 1024), "read": tried.reading / best, "math": tried.math / best}
    return Phrase("fast memory: {fast:.0%} full · of the best time: reading {read:.0%}, math {math:.0%}", **told)


def _tile(view: LabView) -> tuple[int, int]:
    if view.phase in ("check", "note", "done"):
        return int(view.knob("bm")), int(view.knob("bn"))
    return FIRST, FIRST


def _grid(p: Picture, box: Rect, case: TileCase, tile: tuple[float, float]) -> None:
    high, wide = tile
    ys = [box.y + high * k for k in range(1, math.ceil(box.h / high))]
    xs = [box.x + wide * k for k in range(1, math.ceil(box.w / wide))]
    if len(xs) <= MOST_LINES and len(ys) <= MOST_LINES:
        p.lines([(box.x, y, box.right, y) for y in ys], "dim", width=1, alpha=0.8)
        p.lines([(x, box.y, x, box.bottom) for x in xs], "dim", width=1, alpha=0.8)


def _walker(f: Frame, p: Picture, box: Rect, tile: tuple[float, float]) -> None:
    """One tile after another with the bands that it reads."""
    high, wide = max(tile[0], 4.0), max(tile[1], 4.0)
    down, across = max(1, int(box.h / high)), max(1, int(box.w / wide))
    place = int(f.clock * 1.5) % (down * across)
    x, y = box.x + wide * (place % across), box.y + high * (place // across)
    p.rects([(box.x, y, box.w, high)], "prefill", alpha=0.35)
    p.rects([(x, box.y, wide, box.h)], "prefill", alpha=0.35)
    p.rects([(x, y, wide, high)], "white", alpha=0.9)


def _bars(f: Frame, p: Picture, case: TileCase, tried: TileTrial) -> None:
    """Fast memory against its size; reading and math against the best time."""
    breath = 0.8 + 0.2 * math.sin(f.clock * math.tau / 4.0)
    best = case.best[0]
    rows = (
        (Phrase("fast memory"), tried.fast / (case.kib * 1024), True),
        (Phrase("reading"), tried.reading / best, False),
        (Phrase("math, with empty turns"), tried.math / best, False),
    )
    for (name, share, hard), row in zip(rows, BARS.rows(len(rows), 12.0), strict=True):
        bar = Rect(row.x, row.y + 36, row.w, row.h - 46)
        p.text((row.x, row.y + 26), name, size=sizes.TAG, part="bars")
        p.rects([bar], "raised", radius=4, stroke="line", stroke_width=1)
        wide = min(bar.w, 0.5 * bar.w * share)
        over = hard and share > 1.0
        if over:
            p.hatch([(bar.x, bar.y, wide, bar.h)], "waste", radius=4)
        else:
            p.rects([(bar.x, bar.y, wide, bar.h)], "weights", radius=4, alpha=breath)
        p.lines([(bar.x + 0.5 * bar.w, bar.y - 5, bar.x + 0.5 * bar.w, bar.bottom + 5)], "ink", width=3)


def _seats(f: Frame, p: Picture, case: TileCase, tried: TileTrial) -> None:
    """The processors as seats; lit in turn, as many as the last wave fills where that is known."""
    p.text((BARS.x, BARS.y + 26), "{n} processors, a seat each", n=case.processors, size=sizes.TAG, role="dim")
    columns = 22
    rows = math.ceil(case.processors / columns)
    step = BARS.w / columns
    seats = [(BARS.x + step * (n % columns), BARS.y + 44 + step * (n // columns)) for n in range(case.processors)]
    boxes = [(x, y, step - 5, step - 5) for x, y in seats]
    lit = int((0.5 + 0.5 * math.sin(f.clock * math.tau / 6.0)) * len(boxes))
    p.rects(boxes, "raised", radius=4, stroke="line", stroke_width=1)
    if lit:
        p.rects(boxes[:lit], "prefill", radius=4, alpha=0.55)
    p.lines([(BARS.x, BARS.y + 50 + step * rows, BARS.right, BARS.y + 50 + step * rows)], "line", width=1)
