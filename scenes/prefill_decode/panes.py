"""Rows of panes, drawn: glass at rest or on its way, and the light of weights that are being read.

All panes are one sprite drawn many times, so a row can fold and unfold for the price of a few blits.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scenes.prefill_decode.pane import DEPTH, HEIGHT, PaneRow, mirror_corners, pane_corners
from tourapp.authoring import Picture, Rect

ROOM = Rect(-76, -198, 152, 506)
"""What a pane may cover around its middle, its rim's shine and its reflection on the floor included."""
BODY, RIM = 0.20, 0.62
"""Strength of a pane's body and of its rim."""


def draw_panes(p: Picture, row: PaneRow, role: str, *, alpha: float = 1.0, still: bool = True) -> None:
    """All panes: one layer for a row at rest (`still`), one blit per pane for a row that folds or unfolds."""
    if alpha <= 0.01:
        return
    build, cy = _pane_builder(role), round(row.cy)
    if not still:
        _glass(p, PaneRow(row.xs, cy), role, BODY * alpha)
        for x in row.xs.tolist():
            p.bake(("pane", role, RIM), build, rect=ROOM, alpha=alpha, shift=(round(x), cy), bloom=0.5, reveal=row.seen)
        return
    places = tuple(round(x) for x in row.xs.tolist())

    def build_row(q: Picture) -> None:
        _glass(q, PaneRow(np.array(places), 0.0), role, BODY)
        for x in places:
            with q.group(move=(x, 0.0)):
                build(q)

    room = Rect(places[0] + ROOM.x, ROOM.y, places[-1] - places[0] + ROOM.w, ROOM.h)
    key = ("panes", role, BODY, RIM, places)
    p.bake(key, build_row, rect=room, alpha=alpha, shift=(0.0, cy), bloom=0.4, reveal=row.seen)


def _pane_builder(role: str) -> Callable[[Picture], None]:
    """A pane of glass around (0, 0): its rim, and the reflection of that on the floor."""

    def build(p: Picture) -> None:
        body = pane_corners(0.0, 0.0)
        for share, strength in ((0.35, 0.10), (0.0, 0.24)):
            wall = mirror_corners(share)
            p.curves(wall[2:4] if share else wall[:2], role, alpha=RIM * strength)
        p.curves(np.concatenate([body, body[:1]]), role, alpha=RIM * 0.58)
        p.curves(body[[3, 2]], role, alpha=RIM, width=1.6)
        p.curves(body[[0, 3]], role, alpha=RIM * 0.8)

    return build


def _glass(p: Picture, row: PaneRow, role: str, strength: float) -> None:
    """The body of the whole row: faint from the top down, and its reflection."""
    near, far = pane_corners(row.first, row.cy), pane_corners(row.last, row.cy)
    outline = np.stack([near[0], far[0], far[1], far[2], near[2], near[3]])
    p.polys(outline, role, alpha=strength, gradient="down", fade=0.22)
    low, deep = (mirror_corners(1.0) + np.array([x, row.cy]) for x in (row.first, row.last))
    outline = np.stack([low[0], deep[0], deep[1], deep[2], deep[3], low[3]])
    p.polys(outline, role, alpha=strength * 0.5, gradient="down", fade=0.0)


def draw_lit(p: Picture, row: PaneRow, alpha: np.ndarray) -> None:
    """Light in some panes, on top of `draw_panes`: alpha per pane [n], the dark ones cost nothing."""
    for x, a in zip(row.xs.tolist(), np.asarray(alpha, dtype=np.float64).tolist()):
        if a > 0.02:
            p.bake(
                ("pane lit",),
                _build_lit,
                rect=ROOM,
                alpha=min(1.0, a),
                shift=(round(x), round(row.cy)),
                bloom=0.5,
                additive=True,
                reveal=row.seen,
            )


def _build_lit(p: Picture) -> None:
    """A pane full of light around (0, 0): its weights are being read."""
    body = pane_corners(0.0, 0.0)
    p.polys(body, "weights", alpha=0.42, gradient="down", fade=0.45)
    p.polys(mirror_corners(1.0), "weights", alpha=0.26, gradient="down", fade=0.0)
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
