"""The fifth beat: a decode step's tile, nearly empty, and what splitting along K does for the processors' time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.gemm_tiling.places import GANTT, GANTT_DOWN, HEAD_BASE, THIN_TILE
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why
from tourapp.authoring.sizes import FIGURE, FIGURE_LARGE, LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Dealt, ThinTile

LEAST = 5.0
"""A row is at least as thick as this, to be seen."""
LAP = 3.0
SPLIT = Rect(GANTT.x, GANTT.y + GANTT_DOWN, GANTT.w, GANTT.h)


def draw_thin(f: Frame, p: Picture) -> None:
    """The tile at the left, time at the right."""
    thin = f.world.thin_tile
    _draw_tile(f, p, thin, f.cue("thin.tile"))
    if thin.whole is None or thin.split is None:
        p.text((GANTT.x, GANTT.cy), "processors: not published", size=LINE, role="dim")
        return
    longest = max(float(thin.whole.waves.value), float(thin.split.waves.value) / thin.pieces)
    words = Phrase("whole: {n} {n|tile|tiles} on {s} processors", n=thin.tiles, s=thin.whole.seats)
    _draw_time(f, p, GANTT, thin.whole, (1.0 / longest, f.cue("thin.whole")))
    p.text((GANTT.x, HEAD_BASE + 24), words, size=LINE, weight=600)
    shown = f.cue("thin.split")
    _draw_time(f, p, SPLIT, thin.split, (1.0 / longest / thin.pieces, shown))
    words = Phrase("each cut in {k} along K: {n} pieces", k=thin.pieces, n=thin.split.pieces)
    p.text((SPLIT.x, SPLIT.y - 20), words, size=LINE, weight=600, alpha=shown)
    p.text((SPLIT.x, SPLIT.bottom + 40), "time →", size=LABEL, role="dim", alpha=shown)


def _draw_tile(f: Frame, p: Picture, thin: ThinTile, shown: float) -> None:
    """Rows with a token are lit, the others are hatched: they are multiplied all the same."""
    box, down = THIN_TILE, int(thin.down.value)
    share = float(thin.rows.value) / (down * thin.side)
    tall = max(LEAST, box.h * share)
    p.text((box.x, HEAD_BASE + 24), "{n} {n|tile|tiles} of {b:d} rows", n=thin.down, b=thin.side, size=LINE, weight=600)
    p.rects([box], "raised", radius=6, stroke="line", stroke_width=2.0)
    if share < 1.0:
        p.hatch([(box.x, box.y + tall, box.w, (box.h - tall) * shown)], "waste", radius=4, ground=0.12, alpha=0.8)
    p.rects([(box.x, box.y, box.w, tall)], "good", radius=2, alpha=0.95)
    edges = [(box.x, box.y + box.h * at / down, box.right, box.y + box.h * at / down) for at in range(1, down)]
    p.lines(edges, "ground", width=4.0)
    u = (f.clock / LAP) % 1.0
    p.sprites([(box.x + box.w * u, box.y + tall / 2)], 110.0, "good", alpha=0.8)
    at = (box.cx, box.cy + 30)
    p.text(at, "{v}", v=thin.useful, size=FIGURE_LARGE, weight=700, align="center", alpha=shown, backed=0.75)
    p.text((box.cx, box.cy + 80), "of use", size=LINE, align="center", alpha=shown, backed=0.75)
    told = Phrase("{n} {n|row holds a token|rows hold tokens}", n=thin.rows)
    p.text((box.x, box.bottom + 40), told, size=LABEL, role="good", alpha=shown)
    p.hot([box], (Tag("tile", 0),), (Why(),), (thin.useful,))


def _draw_time(f: Frame, p: Picture, room: Rect, dealt: Dealt, told: tuple[float, float]) -> None:
    """Processors down, time across: waves that are used, and hatched what is not; told: a wave's share of the
    width, and how far it has come."""
    unit, shown = told
    if shown <= 0.004:
        return
    waves, seats, last = (int(each.value) for each in (dealt.waves, dealt.seats, dealt.last))
    wide, used = room.w * unit, room.h * last / seats
    whole = np.array([(room.x + wide * at, room.y, wide - 3.0, room.h) for at in range(waves - 1)]).reshape(-1, 4)
    x = room.x + wide * (waves - 1)
    area = Rect(room.x - 8, room.y - 8, room.w * shown + 16, room.h + 16)
    with p.group(clip=area):
        p.rects([room], "raised", radius=4, alpha=0.6)
        p.rects(whole, "prefill", radius=3, alpha=0.85)
        p.rects([(x, room.y, wide - 3.0, used)], "prefill", radius=3, alpha=0.85)
        if last < seats:
            p.hatch([(x, room.y + used, wide - 3.0, room.h - used)], "waste", radius=3)
        end = room.x + wide * waves
        now = room.x + (end - room.x) * ((f.clock / LAP) % 1.0)
        p.lines([(now, room.y, now, room.bottom)], "white", width=3.0, alpha=0.8)
    at = (room.x + 24, room.y + 76)
    p.text(at, "{v} busy", v=dealt.busy, size=FIGURE, weight=700, alpha=shown, backed=0.6)
    p.hot([room], (Tag("time", waves),), (Why(),), (dealt.busy,))
