"""The prompt as a sail of light: a sheet of dots, each for equally many tokens, that goes through all panes at once."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scenes.prefill_decode.pane import DEPTH, FLOOR, HEIGHT, MIRROR, PaneRow, pane_corners
from tourapp.authoring import Picture, Rect

ROOM = Rect(-96, -216, 192, 520)
"""What a sail may cover around its middle."""
DOTS_AT_MOST = 500
COLUMNS, ROWS = 20, 25
FEW = 60
"""Up to so many dots are drawn larger, and without a cloth behind them."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Dots of a sail: places across (-0.5..0.5) and down (-0.5..0.5) [n], tokens of one dot, and the bright ones
    [n]."""

    u: np.ndarray
    v: np.ndarray
    each: int
    own: np.ndarray


@lru_cache(maxsize=64)
def sheet_of(tokens: int, own: int = 0) -> Sheet:
    """A sheet for a prompt: at most 500 dots, small prompts make a small sheet. The `own` first tokens are marked,
    as the block that stands lowest and nearest."""
    each = max(1, math.ceil(tokens / DOTS_AT_MOST))
    count = max(1, math.ceil(tokens / each))
    columns = min(COLUMNS, max(1, round(math.sqrt(count * COLUMNS / ROWS))))
    rows = math.ceil(count / columns)
    index = np.arange(count)
    column, row = index % columns, index // columns
    u = (column - (columns - 1) / 2) / COLUMNS
    v = ((rows - 1) / 2 - row) / ROWS
    marked = np.zeros(count, dtype=bool)
    block = math.ceil(min(own, tokens) / each)
    wide = max(1, min(columns, math.ceil(math.sqrt(block))))
    if block:
        inside = np.flatnonzero(column < wide)
        marked[inside[:block]] = True
    for array in (u, v, marked):
        array.flags.writeable = False
    return Sheet(u, v, each, marked)


def sheet_points(sheet: Sheet, cx: float, cy: float) -> np.ndarray:
    """Stage points of a sheet's dots [n, 2], bellied like a sail."""
    belly = 24.0 * np.cos(sheet.u * 2.5) * np.cos(sheet.v * 2.5) - 10.0
    x = cx + sheet.u * DEPTH[0] * 0.90 + belly
    y = cy + sheet.u * DEPTH[1] * 0.90 + sheet.v * HEIGHT * 0.94
    return np.stack([x, y], 1)


def _sail_builder(sheet: Sheet) -> Callable[[Picture], None]:
    """A sail of light around (0, 0), with its reflection."""

    def build(p: Picture) -> None:
        at = sheet_points(sheet, 0.0, 0.0)
        n = len(at)
        flicker = 0.6 + 0.4 * np.random.default_rng(5).random(n)
        grain = 17.0 if n > FEW else 24.0
        if n > FEW:
            p.polys(pane_corners(6.0, 0.0), "prefill", alpha=0.10)
        p.sprites(at, grain, "prefill", alpha=(0.34 if n > FEW else 0.8) * flicker, kind="soft")
        p.sprites(at, 5.0 if n > FEW else 8.0, "prefill", alpha=0.9 * flicker, kind="dot", additive=False)
        p.sprites(at, 2.8 if n > FEW else 5.0, "white", alpha=0.85 * flicker**2, kind="dot")
        floor = sheet.u * DEPTH[1] * 0.90 + HEIGHT / 2 + FLOOR
        down = (HEIGHT / 2 - sheet.v * HEIGHT * 0.94) * MIRROR
        glass = np.stack([at[:, 0], floor + down], 1)
        p.sprites(glass, grain, "prefill", alpha=0.15 * flicker * np.exp(-down / 34.0), kind="soft")
        p.sprites(glass, 3.0, "prefill", alpha=0.3 * flicker * np.exp(-down / 30.0), kind="dot")

    return build


def draw_sail(p: Picture, row: PaneRow, tokens: int, x: float, alpha: float) -> None:
    """The prompt as one sheet of light at x, at the height of a row of panes."""
    if alpha <= 0.01:
        return
    sheet = sheet_of(tokens)
    p.bake(
        ("sail", len(sheet.u)),
        _sail_builder(sheet),
        rect=ROOM,
        alpha=min(1.0, alpha),
        bloom=0.7,
        shift=(round(x), round(row.cy)),
        additive=True,
        reveal=row.seen,
    )


def draw_wake(p: Picture, row: PaneRow, tokens: int, head: float, strength: float) -> None:
    """The sail's afterglow in the panes just passed (x below `head`)."""
    behind = (head - row.xs) / row.step
    for x, far in zip(row.xs.tolist(), behind.tolist()):
        if 0.35 < far < 4.5:
            draw_sail(p, row, tokens, x, strength * 0.30 * math.exp(-far / 1.5))
