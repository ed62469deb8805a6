"""Lanes of a batch on one clock: a row per slot, prefill and decode as bars, idle slots hatched, doors as lines.

Draws any policy's trace up to a moment; knows nothing of which policy is better.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tourapp.authoring import Picture, Rect

LEAST = 0.6  # stage units: bars thinner than this are not drawn


@dataclass(frozen=True, slots=True)
class Lanes:
    """Where the lanes of one trace stand: `area` for the bars, `scale` stage units per step."""

    area: Rect
    slots: int
    scale: float

    @property
    def pitch(self) -> float:
        """Distance of two lanes."""
        return self.area.h / self.slots

    @property
    def bar(self) -> float:
        """Height of a bar."""
        return min(56.0, self.pitch * 0.8)

    def x(self, step: Any) -> Any:
        """Stage position of a step."""
        return self.area.x + np.asarray(step, dtype=np.float64) * self.scale

    def y(self, slot: Any) -> Any:
        """Top of a slot's bar."""
        return self.area.y + (np.asarray(slot, dtype=np.float64) + 0.5) * self.pitch - self.bar / 2


def bars(
    lanes: Lanes, slot: np.ndarray, start: np.ndarray, end: np.ndarray, now: float
) -> tuple[np.ndarray, np.ndarray]:
    """Boxes (k x 4) of what has happened of some spans by `now`, and which spans they are."""
    stop = np.minimum(end, now)
    width = (stop - start) * lanes.scale
    seen = np.flatnonzero(width > LEAST)
    gap = 1.0 if lanes.scale > 1.5 else 0.0
    boxes = np.stack(
        [
            lanes.x(start[seen]),
            lanes.y(slot[seen]),
            np.maximum(width[seen] - gap, LEAST),
            np.full(len(seen), lanes.bar),
        ],
        axis=1,
    )
    return boxes, seen


def draw_lanes(p: Picture, trace: Any, lanes: Lanes, now: float, *, fade: float = 1.0, lit: int | None = None) -> None:
    """One policy up to step `now`. `lit` is a request to show brightly while the others step back."""
    a = lanes.area
    ys = lanes.y(np.arange(lanes.slots))
    p.rects(
        np.stack([np.full(lanes.slots, a.x), ys, np.full(lanes.slots, a.w), np.full(lanes.slots, lanes.bar)], 1),
        "raised",
        alpha=0.75 * fade,
    )
    idle = trace.idle
    if len(idle):
        boxes, _ = bars(lanes, idle[:, 0], idle[:, 1].astype(float), idle[:, 2].astype(float), now)
        if len(boxes):
            p.hatch(boxes, alpha=0.9 * fade, ground=0.16)
    first = trace.first_token + 1.0
    others = 0.42 if lit is not None else 0.86
    decode, seen = bars(lanes, trace.slot, first, trace.finish.astype(float), now)
    p.rects(decode, "decode", alpha=np.where(seen == lit, 1.0, others) * fade if lit is not None else others * fade)
    prefill, seen = bars(lanes, trace.slot, trace.admit.astype(float), first, now)
    p.rects(prefill, "prefill", alpha=np.where(seen == lit, 1.0, others) * fade if lit is not None else 0.95 * fade)


def draw_heads(p: Picture, trace: Any, lanes: Lanes, now: float, *, alpha: float = 1.0) -> None:
    """The light at the running end of every busy lane."""
    running = np.flatnonzero((trace.admit <= now) & (trace.finish > now))
    if len(running) and alpha > 0.02:
        at = np.stack([np.full(len(running), lanes.x(now)), lanes.y(trace.slot[running]) + lanes.bar / 2], 1)
        p.sprites(at, lanes.bar * 2.4, "decode", alpha=0.85 * alpha)


def draw_doors(p: Picture, trace: Any, lanes: Lanes, now: float, *, alpha: float = 1.0) -> None:
    """Where static batching opens its door: a line through all lanes."""
    starts = trace.batches.start[trace.batches.start <= now]
    if len(starts):
        x = lanes.x(starts)
        ends = np.stack([x, np.full(len(x), lanes.area.y - 6), x, np.full(len(x), lanes.area.bottom + 6)], 1)
        p.lines(ends, "ink", width=2.0, alpha=0.75 * alpha)


def draw_one(p: Picture, trace: Any, lanes: Lanes, request: int, now: float, words: str, *, alpha: float = 1.0) -> None:
    """One request, outlined, with its name where there is room."""
    start, end = float(trace.admit[request]), min(float(trace.finish[request]), now)
    if end <= start:
        return
    box = Rect(float(lanes.x(start)), float(lanes.y(trace.slot[request])), (end - start) * lanes.scale, lanes.bar)
    p.rects([box.inset(-1.5)], None, radius=3, stroke="ink", stroke_width=2.5, stroke_alpha=alpha)
    if box.w > 54 and box.h >= 15:
        p.text(
            (box.cx, box.cy + 5),
            words,
            size=min(16.0, box.h * 0.8),
            weight=600,
            role="onlight",
            align="center",
            alpha=alpha,
            fit=box.w - 8,
            spill=True,
        )
    elif alpha > 0.3:
        p.text((box.cx, box.y - 7), words, size=15, weight=600, align="center", alpha=alpha, backed=0.7, spill=True)
