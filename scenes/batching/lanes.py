"""Lanes of a batch on one clock: a row per slot, prefill and decode as bars, idle slots hatched, doors as lines.

Draws any policy's trace up to a moment; knows nothing of which policy is better.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import BatchingTrace

LEAST = 0.6  # stage units: bars thinner than this are not drawn
NAME_W, NAME_H = 62, 20  # stage units that the word "ours" needs in a bar
DIMMED = 0.42  # alpha of all other requests while one is pointed at


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

    def x(self, step: ArrayLike) -> np.ndarray:
        """Stage position of a step (or of each of many)."""
        return self.area.x + np.asarray(step, dtype=np.float64) * self.scale

    def y(self, slot: ArrayLike) -> np.ndarray:
        """Top of a slot's bar (or of each of many)."""
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


def whole_bars(lanes: Lanes, trace: BatchingTrace) -> np.ndarray:
    """Boxes (requests x 4) of every request from its admission to its end."""
    width = (trace.finish - trace.admit) * lanes.scale
    return np.stack([lanes.x(trace.admit), lanes.y(trace.slot), width, np.full(len(width), lanes.bar)], 1)


def answers_done(lanes: Lanes, trace: BatchingTrace, now: float) -> tuple[np.ndarray, np.ndarray]:
    """Boxes of the answers, from their first token on, as far as they are written; and whose they are."""
    return bars(lanes, trace.slot, trace.first_token + 1.0, trace.finish.astype(float), now)


def draw_lanes(p: Picture, trace: BatchingTrace, lanes: Lanes, now: float, *, lit: int | None = None) -> None:
    """One policy up to step `now`. `lit` is a request to show brightly while the others step back."""
    a = lanes.area
    ys = lanes.y(np.arange(lanes.slots))
    p.rects(
        np.stack([np.full(lanes.slots, a.x), ys, np.full(lanes.slots, a.w), np.full(lanes.slots, lanes.bar)], 1),
        "raised",
        alpha=0.75,
    )
    idle = trace.idle
    if len(idle):
        boxes, _ = bars(lanes, idle[:, 0], idle[:, 1].astype(float), idle[:, 2].astype(float), now)
        if len(boxes):
            p.hatch(boxes, alpha=0.9, ground=0.16)
    decode, seen = answers_done(lanes, trace, now)
    p.rects(decode, "decode", alpha=_lit_alpha(seen, lit, 0.86))
    prefill, seen = bars(lanes, trace.slot, trace.admit.astype(float), trace.first_token + 1.0, now)
    p.rects(prefill, "prefill", alpha=_lit_alpha(seen, lit, 0.95))


def _lit_alpha(seen: np.ndarray, lit: int | None, plain: float) -> float | np.ndarray:
    """Alpha of bars of the requests `seen`: equal, or with one of them in front."""
    return plain if lit is None else np.where(seen == lit, 1.0, DIMMED)


def draw_heads(p: Picture, trace: BatchingTrace, lanes: Lanes, now: float, *, strength: float) -> None:
    """The light at the running end of every busy lane."""
    running = np.flatnonzero((trace.admit <= now) & (trace.finish > now))
    if len(running):
        at = np.stack([np.full(len(running), lanes.x(now)), lanes.y(trace.slot[running]) + lanes.bar / 2], 1)
        p.sprites(at, lanes.bar * 2.4, "decode", alpha=strength)


def draw_doors(p: Picture, trace: BatchingTrace, lanes: Lanes, now: float) -> None:
    """Where static batching opens its door: a line through all lanes."""
    starts = trace.batches.start[trace.batches.start <= now]
    if len(starts):
        x = lanes.x(starts)
        ends = np.stack([x, np.full(len(x), lanes.area.y - 6), x, np.full(len(x), lanes.area.bottom + 6)], 1)
        p.lines(ends, "ink", width=2.0, alpha=0.75)


def draw_ours(p: Picture, trace: BatchingTrace, lanes: Lanes, now: float) -> None:
    """Our request, outlined, as far as it has come."""
    if trace.ours is None:
        return
    start, end = float(trace.admit[trace.ours]), min(float(trace.finish[trace.ours]), now)
    if end > start:
        y = float(lanes.y(trace.slot[trace.ours]))
        write_ours(p, Rect(float(lanes.x(start)), y, (end - start) * lanes.scale, lanes.bar), role="onlight")


def write_ours(p: Picture, box: Rect, *, role: str) -> None:
    """A white frame, with its name in the bar where there is room and above it elsewhere."""
    p.rects([box.inset(-2)], None, radius=4, stroke="white", stroke_width=3, stroke_alpha=1.0)
    if box.w > NAME_W and box.h >= NAME_H:
        p.text((box.cx, box.cy + 7), "ours", size=TAG, weight=600, role=role, align="center", spill=True)
    else:
        x = max(box.cx, 64 + NAME_W / 2)
        p.text((x, box.y - 9), "ours", size=TAG, weight=600, align="center", backed=0.85, spill=True)
