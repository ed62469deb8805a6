"""The second beat: a tile takes in its rows and columns once; bars say how much less larger tiles read."""

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
from tourapp.authoring import Frame, Picture, SetControls, Tag, cascade
from tourapp.authoring.sizes import FIGURE, LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TileRun

PACE = 0.9
"""Tiles in a second."""
BAR_X, BAR_W = ROOM.x + 62.0, 218.0
ROW = 44.0


def draw_tiling(f: Frame, p: Picture) -> None:
    """The grid of tiles, one tile with its bands, and the reads of each side."""
    run, grid = f.world.tile_run, f.cue("tile.grid")
    draw_matrices(p)
    boxes = tile_boxes(run)
    p.rects(boxes, None, stroke="dim", stroke_width=1.2, stroke_alpha=0.6 * grid)
    here = boxes[int(f.clock * PACE) % len(boxes)]
    draw_bands(p, here, grid)
    draw_flow(f, p, here, grid)
    name_matrices(p, run)
    _draw_bars(f, p, run)
    p.hot([PRODUCT], (Tag("product", 0),))


def _draw_bars(f: Frame, p: Picture, run: TileRun) -> None:
    """Numbers read with each side of a tile; a click chooses it."""
    most = max(float(each.value) for each in run.by_side.values())
    comes = cascade(f.cue("tile.bars", eased=False), len(run.by_side))
    told = f.cue("tile.bars")
    p.text((ROOM.x, ROOM.y + 66), "{v}", v=run.saved, size=FIGURE, weight=700, role="good", alpha=told)
    p.text((ROOM.x, ROOM.y + 106), "fewer numbers read", size=LINE, alpha=told)
    for place, (side, reads) in enumerate(run.by_side.items()):
        y, come = ROOM.y + 166 + ROW * place, float(comes[place])
        mine = side == run.side
        wide = max(3.0, BAR_W * float(reads.value) / most) * come
        p.rects([(BAR_X, y, wide, 28)], "good" if mine else "weights", radius=4, alpha=1.0 if mine else 0.7)
        role, weight = ("ink", 700) if mine else ("dim", 400)
        p.text((BAR_X - 14, y + 22), "{n:d}", n=side, size=LABEL, role=role, weight=weight, align="right", part="sides")
        p.text(
            (BAR_X + wide + 12, y + 22), "{v}", v=reads, size=LABEL, role=role, weight=weight, alpha=come, part="reads"
        )
        p.hot([(ROOM.x, y - 6, ROOM.w, ROW)], (Tag("side", side),), (SetControls((("tile_side", side),)),))
