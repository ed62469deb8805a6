"""The lamps on the replicas' cards: a field that shimmers slowly while a replica works. Schematic, nothing measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.queue.cards import CardLight
from tourapp.authoring import Picture, Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import QueueMoment

LAMPS = 20
"""In a row of a card."""
ROW = 17.0
IDLE = 0.12
"""How bright a lamp is while its replica has nothing to do."""


def draw_lamps(p: Picture, boxes: list[Rect], moment: QueueMoment, light: CardLight, clock: float) -> None:
    """A field of lamps per card; blue while its request is in prefill, gold in decode, grey where it is idle."""
    rows = 4 if boxes[0].h >= 146 else 2 if boxes[0].h >= 112 else 1
    gx, gy = (grid.ravel() for grid in np.meshgrid(np.arange(LAMPS), np.arange(rows)))
    points, level, blue = [], [], []
    for i, box in enumerate(boxes):
        working = bool(moment.serving[i] >= 0)
        points.append(np.stack([box.x + 22 + gx * (box.w - 44) / (LAMPS - 1), box.y + 60 + gy * ROW], -1))
        level.append(_shimmer(gx, gy, i, clock) if working else np.full(len(gx), IDLE))
        blue.append(np.full(len(gx), working and moment.progress[i] < light.prefill))
    at, v, first = np.concatenate(points), np.concatenate(level), np.concatenate(blue)
    idle = np.repeat(moment.serving < 0, len(gx))
    for mask, role in ((first & ~idle, "prefill"), (~first & ~idle, "decode"), (idle, "dim")):
        if mask.any():
            p.sprites(at[mask], 8.0, role, kind="dot", additive=False, alpha=light.work * v[mask] ** 1.3)
            if role != "dim":
                bright = mask & (v > 0.55)
                p.sprites(at[bright], 22.0, role, kind="soft", alpha=0.6 * light.work * v[bright] ** 2)


def _shimmer(gx: np.ndarray, gy: np.ndarray, card: int, clock: float) -> np.ndarray:
    """How bright each lamp of a working card is: two slow waves and a fixed grain that no card shares with another."""
    wave = np.sin(gx * 0.9 + card * 2.1 + gy * 1.7 + clock * 1.9) * np.sin(gx * 0.37 + card + gy * 0.6 - clock * 1.1)
    grain = np.modf(np.abs(np.sin(gx * 12.9898 + gy * 78.233 + card * 37.7)) * 43.7)[0]
    return np.clip(0.30 + 0.42 * wave + 0.42 * grain, 0.10, 1.0)
