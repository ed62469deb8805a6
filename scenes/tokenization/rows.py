"""An id picks its row of the embedding table: a fan of rays from the id to the row's numbers, and the prompt as rows.

The numbers are rows of the model's own table, kept with the recording. Not here: what the layers make of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Picture, Rect, ramp, smooth

if TYPE_CHECKING:
    from tourapp.engine.recording import Recording

BARS = Rect(160, 592, 1280, 150)
STACK = Rect(160, 764, 1280, 74)
FIRST_TURN, TURN, CHANGE = 2.3, 1.15, 0.45
"""Seconds that the largest token and each other one holds the fan, and seconds of the change."""
RAYS, STEPS = 168, 25


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows [n, hidden] of some tokens: their ids, words, the x from which their fan starts, and their place among the
    tokens on stage (-1: not there)."""

    ids: tuple[int, ...]
    words: tuple[str, ...]
    x: tuple[float, ...]
    chips: tuple[int, ...]
    table: np.ndarray
    first: int
    """Which of them has the first turn."""


def find_rows(recording: Recording, ids: list[int]) -> dict[int, np.ndarray]:
    """Rows of the embedding table for those ids that occur in the recording."""
    place = {int(one): i for i, one in reversed(list(enumerate(recording.all_ids)))}
    return {one: recording.embeddings[place[one]] for one in ids if one in place}


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is: the row now, the one before, how far the change is, and how many rows have had theirs."""

    now: int
    before: int
    change: float
    seen: int


def turn_at(rows: Rows, seconds: float, held: int | None = None) -> Turn:
    """The turn at so many seconds; `held` keeps one row (under the pointer)."""
    n = len(rows.ids)
    if held is not None:
        return Turn(held, held, 1.0, n)
    order = [rows.first, *(i for i in range(n) if i != rows.first)]
    cycle = FIRST_TURN + TURN * (n - 1)
    rounds, within = divmod(max(seconds, 0.0), cycle)
    k = 0 if within < FIRST_TURN else 1 + int((within - FIRST_TURN) / TURN)
    since = within if k == 0 else (within - FIRST_TURN) % TURN
    k = min(k, n - 1)
    fresh = n == 1 or (rounds == 0 and k == 0)
    change = 1.0 if fresh else float(smooth(ramp(since, 0, CHANGE)))
    return Turn(order[k], order[k] if fresh else order[k - 1], change, n if rounds else k + 1)


def order_of(rows: Rows) -> list[int]:
    """For each row, when its turn comes (0 first)."""
    order = [rows.first, *(i for i in range(len(rows.ids)) if i != rows.first)]
    return [order.index(i) for i in range(len(order))]


def bar_boxes(row: np.ndarray, top: float, room: Rect, shown: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Signed bars (n x 4) around the middle of `room`, and each number's size 0..1 of `top`."""
    size = np.clip(np.abs(row) / top, 0, 1)
    wide = room.w / len(row)
    x = room.x + wide * np.arange(len(row))
    grow = smooth(np.clip(shown * 1.6 - np.arange(len(row)) / len(row) * 0.6, 0, 1))
    high = np.maximum(1.0, size * room.h / 2) * grow
    y = np.where(row >= 0, room.cy - high, room.cy)
    return np.stack([x + wide * 0.12, y, np.full(len(row), wide * 0.76), high], 1), size * grow


def ray_paths(x: float, y: float, row: np.ndarray, top: float, room: Rect, pick: np.ndarray) -> np.ndarray:
    """Rays (k x STEPS x 2) from the id at (x, y) to the tips of the picked numbers."""
    tip = np.where(row[pick] >= 0, room.cy - np.clip(np.abs(row[pick]) / top, 0, 1) * room.h / 2, room.cy - 2)
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


def draw_fan(p: Picture, rows: Rows, k: int, y: float, top: float, alpha: float) -> None:
    """The rays of one row, kept as a still layer."""
    if alpha <= 0.01:
        return
    row, x = rows.table[k], rows.x[k]

    def build(q: Picture) -> None:
        pick = picked(row)
        paths = ray_paths(x, y, row, top, BARS, pick)
        size = np.clip(np.abs(row[pick]) / top, 0, 1)
        for low, high, share in ((0, 8, 0.35), (7, 16, 0.62), (15, STEPS, 1.0)):
            q.curves(paths[:, low:high], "prefill", alpha=share * (0.13 + 0.62 * size**0.8), additive=True)

    area = Rect(BARS.x - 8, y - 2, BARS.w + 16, BARS.cy - y + 4)
    p.bake(
        ("embedding fan", rows.ids[k], round(x, 1), round(y, 1), round(top, 4)),
        build,
        rect=area,
        alpha=alpha,
        additive=True,
    )


def draw_sparks(p: Picture, rows: Rows, k: int, y: float, top: float, clock: float, alpha: float) -> None:
    """Lights that travel along the strongest rays."""
    if alpha <= 0.01:
        return
    row = rows.table[k]
    pick = np.argsort(-np.abs(row))[:26]
    paths = ray_paths(rows.x[k], y, row, top, BARS, pick)
    u = (clock * 0.55 + np.arange(len(pick)) * 0.618) % 1.0
    at = paths[np.arange(len(pick)), (u * (STEPS - 1)).astype(int)]
    frac = (u * (STEPS - 1)) % 1.0
    after = paths[np.arange(len(pick)), (u * (STEPS - 1)).astype(int) + 1]
    p.sprites(at + (after - at) * frac[:, None], 22, "prefill", alpha=alpha * np.sin(np.pi * u) ** 0.6)


def draw_bars(p: Picture, row: np.ndarray, top: float, shown: float, alpha: float, named: bool = True) -> None:
    """The row's numbers as signed bars, with the largest and the smallest one named."""
    boxes, size = bar_boxes(row, top, BARS, shown)
    p.lines([(BARS.x, BARS.cy, BARS.right, BARS.cy)], "line", alpha=alpha)
    p.rects(boxes, "prefill", alpha=alpha * (0.5 + 0.5 * size**0.6) * (size > 0))
    tall = size > 0.4
    tips = np.stack([boxes[:, 0] + boxes[:, 2] / 2, np.where(row >= 0, boxes[:, 1], boxes[:, 1] + boxes[:, 3])], 1)
    p.sprites(tips[tall], 24, "prefill", alpha=alpha * size[tall])
    if shown >= 1 and named:
        for k, dy in ((int(np.argmax(row)), 4.0), (int(np.argmin(row)), 10.0)):
            left = tips[k, 0] > BARS.right - 110
            p.text(
                (tips[k, 0] + (-9 if left else 9), tips[k, 1] + dy),
                "{v}",
                size=18,
                mono=True,
                weight=500,
                align="right" if left else "left",
                alpha=alpha,
                backed=0.75,
                v=signed(float(row[k]), 2),
            )


def signed(value: float, decimals: int = 3) -> str:
    """A number with its sign, the minus as a real minus."""
    return f"{value:+.{decimals}f}".replace("-", "−")


def draw_stack(p: Picture, rows: Rows, turn: Turn, top: float, appear: float, alpha: float, gain: float) -> None:
    """All rows as thin strips of brightness, one per token, each from its own turn on; the present one framed."""
    n = len(rows.ids)
    gap = 4.0 if n <= 8 else 1.0
    high = min(24.0, (STACK.h - gap * (n - 1)) / n)
    order = order_of(rows)
    size = np.clip(np.abs(rows.table) / top, 0, 1) ** 0.7
    boxes = [Rect(STACK.x, STACK.y + i * (high + gap), STACK.w, high) for i in range(n)]
    p.rects(boxes, "line", alpha=0.28 * alpha * appear)
    for i, box in enumerate(boxes):
        fresh = turn.change if order[i] == turn.seen - 1 else 1.0
        if order[i] < turn.seen and appear > 0:
            p.image(
                size[i][None], box, "prefill", alpha=alpha * appear * fresh, key=("embedding strip", rows.ids[i], top)
            )
        if high >= 13 * gain:
            p.text(
                (STACK.x - 14, box.cy + 6),
                "{v}",
                size=16,
                mono=True,
                align="right",
                role="prefill" if i == turn.now else "dim",
                weight=600 if i == turn.now else 400,
                alpha=alpha * appear,
                fit=92,
                v=str(rows.ids[i]),
            )
    p.rects(
        [boxes[turn.now].inset(-2)],
        None,
        stroke="prefill",
        stroke_width=2,
        stroke_alpha=0.95 * alpha * appear,
        radius=3,
    )
