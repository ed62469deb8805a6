"""Both matrices and their product to scale, as three beats share them; bands and a tile of light lie over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.gemm_tiling.places import APART, CORNER, FOOT, LEFT, TOP
from tourapp.authoring import Frame, Picture, Rect
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TileRun

SHAPE = (300.0, 1000.0, 576.0)
"""m, n and k of the product that is shown; a test holds them to the world's."""
UNIT = (FOOT - TOP - APART) / (SHAPE[0] + SHAPE[2])
_M, _N, _K = (UNIT * each for each in SHAPE)
LEFT_MATRIX = Rect(LEFT, FOOT - _M, _K, _M)
RIGHT_MATRIX = Rect(LEFT + _K + APART, TOP, _N, _K)
PRODUCT = Rect(RIGHT_MATRIX.x, LEFT_MATRIX.y, _N, _M)
ROOM = Rect(CORNER.x, TOP, _K, _K)
"""Beside both: for a figure."""


def draw_matrices(p: Picture) -> None:
    """Still: both matrices and the empty product."""
    p.rects([LEFT_MATRIX], "prefill", radius=4, alpha=0.22, stroke="prefill", stroke_width=2.0)
    p.rects([RIGHT_MATRIX], "weights", radius=4, alpha=0.34, stroke="weights", stroke_width=2.0)
    p.rects([PRODUCT], "raised", radius=4, stroke="line", stroke_width=2.0)


def name_matrices(p: Picture, run: TileRun) -> None:
    """Their sizes, over all light."""
    at = (LEFT_MATRIX.x + 16, LEFT_MATRIX.bottom - 18)
    p.text(at, "{m} × {k} inputs", m=run.m, k=run.k, size=LABEL, role="prefill", backed=0.6)
    at = (RIGHT_MATRIX.right - 16, RIGHT_MATRIX.y + 38)
    p.text(at, "{k} × {n} weights", k=run.k, n=run.n, size=LABEL, align="right", backed=0.6)
    at = (PRODUCT.right - 16, PRODUCT.bottom - 18)
    p.text(at, "{m} × {n} outputs", m=run.m, n=run.n, size=LABEL, align="right", backed=0.6)


def tile_boxes(run: TileRun) -> np.ndarray:
    """The tiles on the product [tiles, 4], row by row of tiles; those at the edges are cut off."""
    m, n, _ = SHAPE
    top = np.repeat(np.arange(run.down) * run.side, run.across).astype(float)
    left = np.tile(np.arange(run.across) * run.side, run.down).astype(float)
    wide, tall = np.minimum(run.side, n - left), np.minimum(run.side, m - top)
    x, y = PRODUCT.x + UNIT * left, PRODUCT.y + UNIT * top
    return np.stack([x, y, UNIT * wide, UNIT * tall], 1)


def draw_bands(p: Picture, box: np.ndarray, alpha: float = 1.0) -> None:
    """The rows and the columns that a tile takes in, and light on their way to it."""
    x, y, w, h = (float(each) for each in box)
    rows, columns = Rect(LEFT_MATRIX.x, y, LEFT_MATRIX.w, h), Rect(x, RIGHT_MATRIX.y, w, RIGHT_MATRIX.h)
    p.rects([rows], "prefill", radius=2, alpha=0.85 * alpha)
    p.rects([columns], "ink", radius=2, alpha=0.7 * alpha)
    p.rects([(x, y, w, h)], "white", radius=2, alpha=0.9 * alpha)
    ways = [(rows.right, rows.y, x - rows.right, h), (x, columns.bottom, w, y - columns.bottom)]
    p.rects(ways, "white", alpha=0.10 * alpha)
    p.sprites([(x + w / 2, y + h / 2)], 130.0 + max(w, h), "prefill", alpha=0.5 * alpha)


def draw_flow(f: Frame, p: Picture, box: np.ndarray, alpha: float = 1.0) -> None:
    """Lights run along both bands to the tile."""
    x, y, w, h = (float(each) for each in box)
    u = (f.clock * 0.5 + np.arange(6) / 6.0) % 1.0
    across = np.stack([LEFT_MATRIX.x + (x - LEFT_MATRIX.x) * u, np.full(6, y + h / 2)], 1)
    down = np.stack([np.full(6, x + w / 2), RIGHT_MATRIX.y + (y - RIGHT_MATRIX.y) * u], 1)
    p.sprites(np.concatenate([across, down]), 34.0, "white", alpha=0.9 * alpha)
