"""The first beat: every output fetches a whole row and a whole column for itself."""

from __future__ import annotations

import numpy as np

from scenes.paths.gemm_tiling.matrices import PRODUCT, ROOM, draw_bands, draw_flow, draw_matrices, name_matrices
from tourapp.authoring import Frame, Picture, Tag, Why
from tourapp.authoring.sizes import FIGURE, LABEL, LINE

PACE = 2.4
"""Outputs in a second; every one is somewhere else."""
THICK = 5.0
"""An output is less than a unit of the stage: it is drawn as thick as this."""


def draw_fetching(f: Frame, p: Picture) -> None:
    """One output after another, and what they fetch in all."""
    run, fetch, told = f.world.tile_run, f.cue("naive.fetch"), f.cue("naive.told")
    draw_matrices(p)
    step = int(f.clock * PACE)
    u, v = (0.12 + 0.618034 * step) % 1.0, (0.31 + 0.381966 * step * 1.7) % 1.0
    box = np.array([PRODUCT.x + u * (PRODUCT.w - THICK), PRODUCT.y + v * (PRODUCT.h - THICK), THICK, THICK])
    draw_bands(p, box, fetch)
    draw_flow(f, p, box, fetch)
    name_matrices(p, run)
    x = ROOM.x
    p.text((x, ROOM.y + 30), "one output at a time", size=LINE, role="dim", alpha=told)
    p.text((x, ROOM.y + 108), "{v}", v=run.naive, size=FIGURE, weight=700, role="waste", alpha=told)
    p.text((x, ROOM.y + 152), "numbers read", size=LINE, alpha=told)
    _draw_against(p, float(run.once.value) / float(run.naive.value), told)
    p.text((x, ROOM.y + 330), "both matrices: {v}", v=run.once, size=LABEL, role="dim", alpha=told, fit=ROOM.w)
    p.hot([PRODUCT], (Tag("product", 0),), (Why(),), (run.naive,))


def _draw_against(p: Picture, share: float, shown: float) -> None:
    """All reads as a bar, and the matrices themselves on the same scale."""
    p.hatch([(ROOM.x, ROOM.y + 226, (ROOM.w - 20) * shown, 30)], "waste", radius=4)
    p.rects([(ROOM.x, ROOM.y + 268, max(3.0, (ROOM.w - 20) * share) * shown, 30)], "good", radius=1)
