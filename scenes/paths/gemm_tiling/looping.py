"""The third beat: the loop really runs, tile by tile, and a counter adds up what it takes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.paths.gemm_tiling.matrices import (
    PRODUCT,
    ROOM,
    draw_bands,
    draw_flow,
    draw_matrices,
    name_matrices,
    tile_boxes,
)
from tourapp.authoring import Frame, Phrase, Picture, Tag, Why
from tourapp.authoring.sizes import FIGURE, LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TileRun

PACE = 0.9


def draw_looping(f: Frame, p: Picture) -> None:
    """Finished tiles, the one at work, and the counter."""
    run, ran = f.world.tile_run, f.cue("loop.run", eased=False)
    draw_matrices(p)
    boxes = tile_boxes(run)
    done = min(len(boxes), int(ran * len(boxes)))
    p.rects(boxes, None, stroke="dim", stroke_width=1.2, stroke_alpha=0.5)
    if done:
        p.rects(boxes[:done], "good", radius=2, alpha=0.62)
    at = done if done < len(boxes) else int(f.clock * PACE) % len(boxes)
    draw_bands(p, boxes[at], 0.9)
    draw_flow(f, p, boxes[at])
    name_matrices(p, run)
    _draw_counter(f, p, run, done)
    p.hot([PRODUCT], (Tag("product", 0),), (Why(),), (run.counted,))


def _draw_counter(f: Frame, p: Picture, run: TileRun, done: int) -> None:
    """What was taken in so far; at the end, beside the closed form."""
    told = f.cue("loop.told")
    taken = int(run.read[done - 1]) if done else 0
    shown = run.counted if done == len(run.read) else Phrase("{n:,d}", n=taken)
    p.text((ROOM.x, ROOM.y + 30), "numbers taken in", size=LINE, role="dim")
    p.text((ROOM.x, ROOM.y + 108), "{v}", v=shown, size=FIGURE, weight=700, mono=True, fit=ROOM.w)
    full = (ROOM.x, ROOM.y + 140, ROOM.w - 20, 26)
    p.rects([full], "raised", radius=5, stroke="line")
    share = taken / float(run.reads.value)
    p.rects([(full[0], full[1], full[2] * min(1.0, share), full[3])], "prefill", radius=5)
    parts = Phrase("{m} × {k} × {c} columns of tiles", m=run.m, k=run.k, c=run.across)
    p.text((ROOM.x, ROOM.y + 230), parts, size=LABEL, role="prefill", alpha=told, fit=ROOM.w - 10)
    parts = Phrase("+ {k} × {n} × {r} rows of tiles", n=run.n, k=run.k, r=run.down)
    p.text((ROOM.x, ROOM.y + 270), parts, size=LABEL, alpha=told, fit=ROOM.w - 10)
    p.text((ROOM.x, ROOM.y + 318), "= {v}", v=run.reads, size=LINE, weight=700, alpha=told)
    mark = Phrase("✓ the same count") if run.reads.value == run.counted.value else Phrase("✗ not the same count")
    role = "good" if run.reads.value == run.counted.value else "waste"
    p.text((ROOM.x, ROOM.y + 366), mark, size=LINE, role=role, weight=600, alpha=told)
