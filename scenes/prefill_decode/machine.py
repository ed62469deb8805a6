"""The layers of a model as panes of glass in a row, and the prompt as a sail of light that goes through all of them.

All panes are one sprite drawn many times (oblique projection), so the row can fold and unfold for the price of a few
blits. Dots of the sail stand for equal numbers of tokens. Not here: the decode loop and the time line.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tourapp.authoring import Picture, Rect

HEIGHT = 292.0
DEPTH = np.array([108.0, -62.0])
"""A pane's width in depth: from its near lower left to its far upper right edge."""
ROOM = Rect(-76, -198, 152, 506)
"""What a pane may cover around its middle, its rim's shine and its reflection on the floor included."""
SAIL_ROOM = Rect(-96, -216, 192, 520)
PANES_AT_MOST = 20
DOTS_AT_MOST = 500
COLUMNS, ROWS = 20, 25
FLOOR = 14.0
MIRROR = 0.17
"""Height of the reflection on the floor, as a share of the thing."""


@dataclass(frozen=True, slots=True)
class Machine:
    """A row of panes: the middles' x [n], their common y, and where their reflection on the floor is cut off."""

    xs: np.ndarray
    cy: float
    floor: float = 1080.0

    @property
    def first(self) -> float:
        """Middle of the first pane."""
        return float(self.xs[0])

    @property
    def last(self) -> float:
        """Middle of the last pane."""
        return float(self.xs[-1])

    def at(self, share: float) -> float:
        """x after a share of the way from the first pane to the last."""
        return self.first + (self.last - self.first) * share

    @property
    def seen(self) -> Rect:
        """The part of the stage in which the row and what stands in it are drawn."""
        return Rect(-100.0, 0.0, 2120.0, self.floor)


def panes_for(layers: int) -> tuple[int, int]:
    """How many panes stand for so many layers, and how many layers one pane is."""
    each = max(1, math.ceil(layers / PANES_AT_MOST))
    return max(2, math.ceil(layers / each)), each


def row_of(count: int, first: float, last: float, cy: float, floor: float = 1080.0) -> Machine:
    """`count` panes evenly from `first` to `last`."""
    return Machine(np.linspace(first, last, count), cy, floor)


@dataclass(frozen=True, slots=True)
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


def pane_corners(cx: float, cy: float) -> np.ndarray:
    """The four corners [4, 2], from the near lower one round."""
    mid, half, up = np.array([cx, cy]), DEPTH / 2, np.array([0.0, HEIGHT / 2])
    return np.stack([mid - half + up, mid + half + up, mid + half - up, mid - half - up])


def _mirror_corners(share: float) -> np.ndarray:
    near, far = -DEPTH / 2 + [0.0, HEIGHT / 2 + FLOOR], DEPTH / 2 + [0.0, HEIGHT / 2 + FLOOR]
    down = np.array([0.0, HEIGHT * MIRROR * share])
    return np.stack([near, far, far + down, near + down])


def pane_builder(role: str, edge: float) -> Callable[[Picture], None]:
    """A pane of glass around (0, 0): its rim, and the reflection of that on the floor."""

    def build(p: Picture) -> None:
        body = pane_corners(0.0, 0.0)
        for share, strength in ((0.35, 0.10), (0.0, 0.24)):
            wall = _mirror_corners(share)
            p.curves(wall[2:4] if share else wall[:2], role, alpha=edge * strength)
        p.curves(np.concatenate([body, body[:1]]), role, alpha=edge * 0.58)
        p.curves(body[[3, 2]], role, alpha=edge, width=1.6)
        p.curves(body[[0, 3]], role, alpha=edge * 0.8)

    return build


def _glass(p: Picture, role: str, first: float, last: float, cy: float, fill: float) -> None:
    """The body of the whole row: faint from the top down, and its reflection."""
    near, far = pane_corners(first, cy), pane_corners(last, cy)
    p.polys(np.stack([near[0], far[0], far[1], far[2], near[2], near[3]]), role, alpha=fill, gradient="down", fade=0.22)
    low, deep = (_mirror_corners(1.0) + np.array([x, cy]) for x in (first, last))
    p.polys(
        np.stack([low[0], deep[0], deep[1], deep[2], deep[3], low[3]]),
        role,
        alpha=fill * 0.5,
        gradient="down",
        fade=0.0,
    )


def draw_panes(
    p: Picture,
    machine: Machine,
    role: str,
    *,
    alpha: float = 1.0,
    fill: float = 0.20,
    edge: float = 0.62,
    still: bool = True,
) -> None:
    """All panes: one layer for a row at rest (`still`), one blit per pane for a row that folds or unfolds."""
    if alpha <= 0.01:
        return
    build = pane_builder(role, edge)
    cy = round(machine.cy)
    if not still:
        _glass(p, role, machine.first, machine.last, cy, fill * alpha)
        for x in machine.xs.tolist():
            p.bake(
                ("pane", role, edge),
                build,
                rect=ROOM,
                alpha=alpha,
                shift=(round(x), cy),
                bloom=0.5,
                reveal=machine.seen,
            )
        return
    places = tuple(round(x) for x in machine.xs.tolist())

    def row(q: Picture) -> None:
        _glass(q, role, places[0], places[-1], 0.0, fill)
        for x in places:
            with q.group(move=(x, 0.0)):
                build(q)

    room = Rect(places[0] + ROOM.x, ROOM.y, places[-1] - places[0] + ROOM.w, ROOM.h)
    p.bake(
        ("panes", role, fill, edge, places),
        row,
        rect=room,
        alpha=alpha,
        shift=(0.0, cy),
        bloom=0.4,
        reveal=machine.seen,
    )


def lit_builder(p: Picture) -> None:
    """A pane full of light around (0, 0): its weights are being read."""
    body = pane_corners(0.0, 0.0)
    p.polys(body, "weights", alpha=0.42, gradient="down", fade=0.45)
    p.polys(_mirror_corners(1.0), "weights", alpha=0.26, gradient="down", fade=0.0)
    left, right = -DEPTH / 2, DEPTH / 2
    rows = [
        [(left[0], left[1] + v * HEIGHT), (right[0], right[1] + v * HEIGHT)] for v in np.linspace(-0.5, 0.5, 17)[1:-1]
    ]
    cols = [
        [(u * DEPTH[0], u * DEPTH[1] - HEIGHT / 2), (u * DEPTH[0], u * DEPTH[1] + HEIGHT / 2)]
        for u in np.linspace(-0.5, 0.5, 9)[1:-1]
    ]
    p.curves(np.array(rows + cols), "white", alpha=0.20)
    p.curves(np.concatenate([body, body[:1]]), "white", alpha=0.85, width=1.5)


def draw_lit(p: Picture, machine: Machine, alpha: np.ndarray) -> None:
    """Light in some panes, on top of `draw_panes`: alpha per pane [n], the dark ones cost nothing."""
    for x, a in zip(machine.xs.tolist(), np.asarray(alpha, dtype=np.float64).tolist()):
        if a > 0.02:
            p.bake(
                ("pane lit",),
                lit_builder,
                rect=ROOM,
                alpha=min(1.0, a),
                shift=(round(x), round(machine.cy)),
                bloom=0.5,
                additive=True,
                reveal=machine.seen,
            )


def sail_builder(sheet: Sheet) -> Callable[[Picture], None]:
    """A sail of light around (0, 0), with its reflection."""

    def build(p: Picture) -> None:
        at = sheet_points(sheet, 0.0, 0.0)
        n = len(at)
        flicker = 0.6 + 0.4 * np.random.default_rng(5).random(n)
        grain = 17.0 if n > 60 else 24.0
        if n > 60:
            p.polys(pane_corners(6.0, 0.0), "prefill", alpha=0.10)
        p.sprites(at, grain, "prefill", alpha=(0.34 if n > 60 else 0.8) * flicker, kind="soft")
        p.sprites(at, 5.0 if n > 60 else 8.0, "prefill", alpha=0.9 * flicker, kind="dot", additive=False)
        p.sprites(at, 2.8 if n > 60 else 5.0, "white", alpha=0.85 * flicker**2, kind="dot")
        floor = sheet.u * DEPTH[1] * 0.90 + HEIGHT / 2 + FLOOR
        down = (HEIGHT / 2 - sheet.v * HEIGHT * 0.94) * MIRROR
        glass = np.stack([at[:, 0], floor + down], 1)
        p.sprites(glass, grain, "prefill", alpha=0.15 * flicker * np.exp(-down / 34.0), kind="soft")
        p.sprites(glass, 3.0, "prefill", alpha=0.3 * flicker * np.exp(-down / 30.0), kind="dot")

    return build


def draw_sail(p: Picture, tokens: int, x: float, machine: Machine, alpha: float) -> None:
    """The prompt as one sheet of light at x."""
    if alpha <= 0.01:
        return
    sheet = sheet_of(tokens)
    p.bake(
        ("sail", len(sheet.u)),
        sail_builder(sheet),
        rect=SAIL_ROOM,
        alpha=min(1.0, alpha),
        bloom=0.7,
        shift=(round(x), round(machine.cy)),
        additive=True,
        reveal=machine.seen,
    )


def draw_wake(p: Picture, machine: Machine, tokens: int, head: float, strength: float) -> None:
    """The sail's afterglow in the panes just passed (x below `head`)."""
    behind = (head - machine.xs) / max(machine.xs[1] - machine.xs[0], 1.0)
    for x, far in zip(machine.xs.tolist(), behind.tolist()):
        if 0.35 < far < 4.5:
            draw_sail(p, tokens, x, machine, strength * 0.30 * math.exp(-far / 1.5))
