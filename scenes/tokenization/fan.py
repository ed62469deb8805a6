"""An id picks its row of the embedding table: a fan of rays from the id to the row's numbers, as signed bars."""

from __future__ import annotations

import numpy as np

from scenes.tokenization.rows import EmbeddingRows
from tourapp.authoring import Picture, Rect, smooth
from tourapp.authoring.sizes import LABEL

BARS = Rect(160, 440, 1280, 230)
RAYS, SPARKS = 168, 26
STEPS = 25
"""Points of a ray."""


def bar_boxes(row: np.ndarray, top: float, room: Rect, shown: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Signed bars (n x 4) around the middle of `room`, and each number's size 0..1 of `top`."""
    size = np.clip(np.abs(row) / top, 0, 1)
    wide = room.w / len(row)
    x = room.x + wide * np.arange(len(row))
    grow = smooth(np.clip(shown * 1.6 - np.arange(len(row)) / len(row) * 0.6, 0, 1))
    high = np.maximum(1.0, size * room.h / 2) * grow
    y = np.where(row >= 0, room.cy - high, room.cy)
    return np.stack([x + wide * 0.12, y, np.full(len(row), wide * 0.76), high], 1), size * grow


def ray_paths(rows: EmbeddingRows, k: int, y: float, pick: np.ndarray) -> np.ndarray:
    """Rays (n x STEPS x 2) from the id of row k, at height y, to the tips of the picked numbers."""
    row, x, room = rows.table[k], rows.x[k], BARS
    tip = np.where(row[pick] >= 0, room.cy - np.clip(np.abs(row[pick]) / rows.top, 0, 1) * room.h / 2, room.cy - 2)
    end = room.x + room.w * (pick + 0.5) / len(row)
    u = np.linspace(0, 1, STEPS)[None]
    start = x + (end - x)[:, None] * 0.03
    xs = start + (end[:, None] - start) * (3 * u**2 - 2 * u**3) ** 0.85
    return np.stack([xs, y + (tip[:, None] - y) * u**1.15], 2)


def picked(row: np.ndarray) -> np.ndarray:
    """The numbers that get a ray: the largest, and an even spread of the rest."""
    even = np.linspace(0, len(row) - 1, RAYS * 2 // 3).astype(int)
    large = np.argsort(-np.abs(row))[: RAYS // 3]
    return np.unique(np.concatenate([even, large]))


def draw_fan(p: Picture, rows: EmbeddingRows, k: int, y: float, alpha: float) -> None:
    """The rays of one row, kept as a still layer."""
    if alpha <= 0.01:
        return

    def build(q: Picture) -> None:
        pick = picked(rows.table[k])
        paths = ray_paths(rows, k, y, pick)
        size = np.clip(np.abs(rows.table[k][pick]) / rows.top, 0, 1)
        for low, high, share in ((0, 8, 0.35), (7, 16, 0.62), (15, STEPS, 1.0)):
            q.curves(paths[:, low:high], "prefill", alpha=share * (0.13 + 0.62 * size**0.8), additive=True)

    area = Rect(BARS.x - 8, y - 2, BARS.w + 16, BARS.cy - y + 4)
    key = ("embedding fan", rows.ids[k], round(rows.x[k], 1), round(y, 1), round(rows.top, 4))
    p.bake(key, build, rect=area, alpha=alpha, additive=True)


def draw_sparks(p: Picture, rows: EmbeddingRows, k: int, *, y: float, clock: float, alpha: float) -> None:
    """Lights that travel along the strongest rays."""
    if alpha <= 0.01:
        return
    pick = np.argsort(-np.abs(rows.table[k]))[:SPARKS]
    paths = ray_paths(rows, k, y, pick)
    u = (clock * 0.55 + np.arange(len(pick)) * 0.618) % 1.0
    seat = u * (STEPS - 1)
    ray, before = np.arange(len(pick)), seat.astype(int)
    at, after = paths[ray, before], paths[ray, before + 1]
    p.sprites(at + (after - at) * (seat % 1.0)[:, None], 22, "prefill", alpha=alpha * np.sin(np.pi * u) ** 0.6)


def draw_bars(p: Picture, row: np.ndarray, top: float, shown: float, alpha: float) -> np.ndarray:
    """The row's numbers as signed bars; returns their tips (n x 2)."""
    boxes, size = bar_boxes(row, top, BARS, shown)
    p.lines([(BARS.x, BARS.cy, BARS.right, BARS.cy)], "line", alpha=alpha)
    p.rects(boxes, "prefill", alpha=alpha * (0.5 + 0.5 * size**0.6) * (size > 0))
    tall = size > 0.4
    tips = np.stack([boxes[:, 0] + boxes[:, 2] / 2, np.where(row >= 0, boxes[:, 1], boxes[:, 1] + boxes[:, 3])], 1)
    p.sprites(tips[tall], 24, "prefill", alpha=alpha * size[tall])
    return tips


def draw_ends(p: Picture, row: np.ndarray, tips: np.ndarray, alpha: float) -> None:
    """The largest and the smallest number by name, at their tips."""
    for k, dy in ((int(np.argmax(row)), 4.0), (int(np.argmin(row)), 10.0)):
        left = tips[k, 0] > BARS.right - 150
        p.text(
            (tips[k, 0] + (-9 if left else 9), tips[k, 1] + dy),
            "{v}",
            v=signed(float(row[k]), 2),
            size=LABEL,
            mono=True,
            weight=500,
            align="right" if left else "left",
            alpha=alpha,
            backed=0.75,
        )


def signed(value: float, decimals: int = 3) -> str:
    """A number with its sign, the minus as a real minus."""
    return f"{value:+.{decimals}f}".replace("-", "−")
