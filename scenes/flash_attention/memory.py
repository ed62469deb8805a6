"""Slow memory of the tiled-attention scene: the score matrix being written, its dashed ghost, and columns Q, K, V, O.

Everything is placed by tokens of the real head, so tiles of the matrix line up with blocks of the columns.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Picture, Rect

if TYPE_CHECKING:
    from tourapp.world.parts.flash import FlashHead

PANEL = Rect(64, 166, 620, 492)
MATRIX = Rect(86, 198, 440, 440)
COLUMNS = {"Q": (546.0, "prefill"), "K": (577.0, "key"), "V": (608.0, "value"), "O": (645.0, "white")}
WIDTH = 22.0


def span(head: FlashHead, tokens: range) -> tuple[float, float]:
    """Top and height of some tokens' block, in stage units."""
    unit = MATRIX.h / head.count
    return MATRIX.y + tokens.start * unit, len(tokens) * unit


def block(head: FlashHead, letter: str, tokens: range) -> Rect:
    """The block of a column that holds these tokens."""
    top, height = span(head, tokens)
    gap = min(2.0, height * 0.1)
    return Rect(COLUMNS[letter][0], top + gap, WIDTH, height - 2 * gap)


def cell(head: FlashHead, rows: range, columns: range) -> Rect:
    """The place of a tile in the matrix."""
    top, height = span(head, rows)
    left, width = span(head, columns)
    return Rect(MATRIX.x + left - MATRIX.y, top, width, height).inset(1.5 if min(width, height) > 8 else 0.5)


def shade(scores: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Scores as brightness 0..1, hidden ones 0; the darkest seen one is still visible."""
    low, high = np.percentile(seen, (4, 99.6))
    level = np.clip((scores - low) / max(float(high - low), 1e-6), 0, 1) ** 1.5
    return np.asarray(np.where(np.isfinite(scores), 0.07 + 0.93 * level, 0.0), np.float32)


def levels(head: FlashHead, causal: bool) -> np.ndarray:
    """Brightness of all scores [T, T]; behind the mask 0."""
    kept = np.tri(head.count, dtype=bool) if causal else np.ones_like(head.scores, bool)
    return shade(np.where(kept, head.scores, -np.inf), head.scores[kept])


def weights(head: FlashHead, causal: bool) -> np.ndarray:
    """Softmax of the scores [T, T] as brightness: square root, so that small weights show."""
    seen = np.where(np.tri(head.count, dtype=bool), head.scores, -np.inf) if causal else head.scores
    out = np.exp(seen - seen.max(axis=1, keepdims=True))
    return np.asarray(np.sqrt(out / out.sum(axis=1, keepdims=True)), np.float32)


def draw_panel(p: Picture, head: FlashHead) -> None:
    """The panel of slow memory with quiet columns."""

    def still(q: Picture) -> None:
        q.rects([PANEL], "raised", radius=14, alpha=0.7, stroke="line")
        edges = head.edges().tolist()
        for letter, (x, role) in COLUMNS.items():
            q.text((x + WIDTH / 2, 189), letter, size=17, weight=600, role=role, align="center")
            boxes = [block(head, letter, range(int(a), int(b))) for a, b in pairwise(edges)]
            q.rects(boxes, role if letter != "O" else "line", radius=3, alpha=0.24 if letter != "O" else 0.4)

    p.bake(("flash-panel", head.key), still, rect=PANEL.inset(-4))


def draw_matrix(p: Picture, head: FlashHead, causal: bool, written: float, weighed: float, alpha: float = 1.0) -> None:
    """The matrix in slow memory: scores down to `written` 0..1, overwritten by weights down to `weighed`."""
    cut = MATRIX.y + MATRIX.h * weighed
    if written > weighed:
        part = Rect(MATRIX.x, cut, MATRIX.w, MATRIX.h * (written - weighed))
        p.bake(
            ("flash-scores", head.key, causal),
            lambda q: q.image(levels(head, causal), MATRIX, "ground2", "prefill", "white"),
            rect=MATRIX,
            alpha=alpha,
            reveal=part,
        )
    if weighed > 0:
        p.bake(
            ("flash-weights", head.key, causal),
            lambda q: q.image(weights(head, causal), MATRIX, "ground2", "prefill", "white"),
            rect=MATRIX,
            alpha=alpha,
            reveal=Rect(MATRIX.x, MATRIX.y, MATRIX.w, MATRIX.h * weighed),
        )


def draw_scan(p: Picture, at: float, role: str, alpha: float = 1.0) -> None:
    """The bright row that is just being written or read."""
    y = MATRIX.y + MATRIX.h * at
    p.rects([(MATRIX.x, y - 1.5, MATRIX.w, 3)], role, alpha=alpha)
    x = np.linspace(MATRIX.x, MATRIX.right, 18)
    p.sprites(np.stack([x, np.full_like(x, y)], 1), 44, role, alpha=0.3 * alpha, kind="soft")
    p.spark((MATRIX.right, y), role, size=54, alpha=alpha)


def draw_ghost(p: Picture, head: FlashHead, causal: bool, alpha: float) -> None:
    """Dashed outlines where the tiles of the matrix would be; hidden tiles are mere dots."""

    def still(q: Picture) -> None:
        run = head.runs[causal]
        q.rects(
            [cell(head, t.rows, t.columns) for t in run.tiles],
            "ground",
            alpha=0.4,
            stroke="dim",
            stroke_alpha=0.55,
            dash=True,
        )
        there = {(t.rows.start, t.columns.start) for t in run.tiles}
        starts = range(0, head.count, head.side)
        unit = MATRIX.h / head.count
        dots = [
            (MATRIX.x + (x + head.side / 2) * unit, MATRIX.y + (y + head.side / 2) * unit)
            for y in starts
            for x in starts
            if (y, x) not in there
        ]
        if dots:
            q.sprites(
                np.clip(dots, (0, 0), (MATRIX.right - 3, MATRIX.bottom - 3)),
                4,
                "dim",
                kind="dot",
                alpha=0.5,
                additive=False,
            )

    p.bake(("flash-ghost", head.key, causal), still, rect=MATRIX.inset(-4), alpha=alpha)


def draw_place(p: Picture, head: FlashHead, causal: bool, index: int, alpha: float = 1.0) -> None:
    """Which tile is at work: its place, the blocks it needs, and the trace of those before it in its row."""
    tile = head.runs[causal].tiles[index]
    past = [cell(head, t.rows, t.columns) for t in head.runs[causal].tiles[:index] if t.rows == tile.rows]
    if past:
        p.rects(past, "prefill", alpha=0.2 * alpha, stroke="prefill", stroke_alpha=0.35)
    here = cell(head, tile.rows, tile.columns)
    p.sprites([(here.cx, here.cy)], max(70.0, min(here.w * 3.2, 190.0)), "prefill", kind="soft", alpha=0.75 * alpha)
    p.rects(
        [here],
        "prefill",
        alpha=(0.85 if here.w < 120 else 0.4) * alpha,
        stroke="white",
        stroke_width=2.0,
        stroke_alpha=alpha,
    )
    for letter, tokens in (("Q", tile.rows), ("K", tile.columns), ("V", tile.columns)):
        p.rects([block(head, letter, tokens)], COLUMNS[letter][1], radius=3, alpha=alpha)


def draw_finished(p: Picture, head: FlashHead, upto: int, alpha: float = 1.0) -> None:
    """Blocks of the output that have come back, up to token `upto`."""
    starts = range(0, upto, head.side)
    if len(starts):
        p.rects(
            [block(head, "O", range(a, min(a + head.side, upto))) for a in starts],
            "white",
            radius=3,
            alpha=0.82 * alpha,
        )
