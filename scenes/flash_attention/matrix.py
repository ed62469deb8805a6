"""The score matrix in slow memory: being written, as a dashed ghost, and with the place of the tile at work."""

from __future__ import annotations

import numpy as np

from scenes.flash_attention.facts import FlashFacts, LoopMoment, TileLoop
from scenes.flash_attention.memory import COLUMNS, MATRIX, block, span
from tourapp.authoring import Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL, TITLE

RAMP = ("ground2", "prefill", "white")


def cell(loop: TileLoop, rows: range, columns: range) -> Rect:
    """The place of a tile in the matrix."""
    top, height = span(loop.head, rows)
    left, width = span(loop.head, columns)
    return Rect(MATRIX.x + left - MATRIX.y, top, width, height).inset(1.5 if min(width, height) > 8 else 0.5)


def shade(scores: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """Scores as brightness 0..1, hidden ones 0; the darkest seen one is still visible."""
    low, high = np.percentile(seen, (4, 99.6))
    level = np.clip((scores - low) / max(float(high - low), 1e-6), 0, 1) ** 1.5
    return np.asarray(np.where(np.isfinite(scores), 0.07 + 0.93 * level, 0.0), np.float32)


def seen_scores(loop: TileLoop) -> np.ndarray:
    """The scores that the mask leaves, in one row [n]; all of them [T, T] without a mask."""
    scores = loop.head.scores
    return scores[np.tri(loop.head.count, dtype=bool)] if loop.causal else scores


def levels(loop: TileLoop) -> np.ndarray:
    """Brightness of all scores [T, T]; behind the mask 0."""
    return shade(_masked(loop), seen_scores(loop))


def weights(loop: TileLoop) -> np.ndarray:
    """Softmax of the scores [T, T] as brightness: square root, so that small weights show."""
    seen = _masked(loop)
    out = np.exp(seen - seen.max(axis=1, keepdims=True))
    return np.asarray(np.sqrt(out / out.sum(axis=1, keepdims=True)), np.float32)


def _masked(loop: TileLoop) -> np.ndarray:
    """The scores [T, T], minus infinity where the mask hides them."""
    scores = loop.head.scores
    return np.where(np.tri(loop.head.count, dtype=bool), scores, -np.inf) if loop.causal else scores


def draw_matrix(p: Picture, loop: TileLoop, written: float, weighed: float, alpha: float = 1.0) -> None:
    """The matrix in slow memory: scores down to `written` 0..1, overwritten by weights down to `weighed`."""
    key = (loop.head.key, loop.causal)
    if written > weighed:
        part = Rect(MATRIX.x, MATRIX.y + MATRIX.h * weighed, MATRIX.w, MATRIX.h * (written - weighed))
        scores = ("flash-scores", *key)
        p.bake(scores, lambda q: q.image(levels(loop), MATRIX, *RAMP), rect=MATRIX, alpha=alpha, reveal=part)
    if weighed > 0:
        part = Rect(MATRIX.x, MATRIX.y, MATRIX.w, MATRIX.h * weighed)
        softmax = ("flash-weights", *key)
        p.bake(softmax, lambda q: q.image(weights(loop), MATRIX, *RAMP), rect=MATRIX, alpha=alpha, reveal=part)


def draw_scan(p: Picture, at: float, role: str) -> None:
    """The bright row that is just being written or read."""
    y = MATRIX.y + MATRIX.h * at
    p.rects([(MATRIX.x, y - 1.5, MATRIX.w, 3)], role)
    x = np.linspace(MATRIX.x, MATRIX.right, 18)
    p.sprites(np.stack([x, np.full_like(x, y)], 1), 44, role, alpha=0.3, kind="soft")
    p.spark((MATRIX.right, y), role, size=54)


def draw_ghost(p: Picture, loop: TileLoop, alpha: float) -> None:
    """Dashed outlines where the tiles of the matrix would be; hidden tiles are mere dots."""

    def still(q: Picture) -> None:
        boxes = [cell(loop, t.rows, t.columns) for t in loop.tiles]
        q.rects(boxes, "ground", alpha=0.4, stroke="dim", stroke_alpha=0.55, dash=True)
        dots = _hidden(loop)
        if dots:
            inside = np.clip(dots, (0, 0), (MATRIX.right - 3, MATRIX.bottom - 3))
            q.sprites(inside, 4, "dim", kind="dot", alpha=0.5, additive=False)

    p.bake(("flash-ghost", loop.head.key, loop.causal), still, rect=MATRIX.inset(-4), alpha=alpha)


def _hidden(loop: TileLoop) -> list[tuple[float, float]]:
    """Middles of the tiles that the mask hides."""
    head = loop.head
    there = {(t.rows.start, t.columns.start) for t in loop.tiles}
    starts, unit, half = range(0, head.count, head.side), MATRIX.h / head.count, head.side / 2
    return [
        (MATRIX.x + (x + half) * unit, MATRIX.y + (y + half) * unit)
        for y in starts
        for x in starts
        if (y, x) not in there
    ]


def draw_matrix_name(p: Picture, facts: FlashFacts, state: Phrase, alpha: float) -> None:
    """How large the matrix is and what becomes of it, and how much of it the picture holds: the real head has as many
    tokens as this request."""
    x, count = MATRIX.right - 10, facts.head.count
    at = (x, MATRIX.y + 32)
    p.text(at, "{n} × {n}", n=facts.tokens, size=TITLE, weight=600, align="right", alpha=alpha, backed=0.75)
    at = (x, MATRIX.y + 68)
    p.text(at, "{state}", state=state, size=LABEL, role="dim", align="right", alpha=alpha, backed=0.75)
    drawn = Phrase("drawn: {n} × {n} of them", n=count)
    if facts.tokens <= count:
        drawn = Phrase("drawn: all {n} × {n}", n=count)
    at = (x, MATRIX.y + 102)
    p.text(at, "{drawn}", drawn=drawn, size=LABEL, role="dim", align="right", alpha=alpha, backed=0.75)


def draw_place(p: Picture, now: LoopMoment, alpha: float = 1.0) -> None:
    """Which tile is at work: its place, the blocks it needs, and the trace of those before it in its row."""
    loop, tile = now.loop, now.tile
    past = [cell(loop, t.rows, t.columns) for t in loop.tiles[: now.index] if t.rows == tile.rows]
    if past:
        p.rects(past, "prefill", alpha=0.2 * alpha, stroke="prefill", stroke_alpha=0.35)
    here = cell(loop, tile.rows, tile.columns)
    p.sprites([(here.cx, here.cy)], max(70.0, min(here.w * 3.2, 190.0)), "prefill", kind="soft", alpha=0.75 * alpha)
    strength = (0.85 if here.w < 120 else 0.4) * alpha
    p.rects([here], "prefill", alpha=strength, stroke="white", stroke_width=2.0, stroke_alpha=alpha)
    for letter, tokens in (("Q", tile.rows), ("K", tile.columns), ("V", tile.columns)):
        p.rects([block(loop.head, letter, tokens)], COLUMNS[letter][1], radius=3, alpha=alpha)
