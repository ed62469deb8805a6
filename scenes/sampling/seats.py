"""The seats as dots: a still layer per tier, every seat as bright as asked for.

The light of all seats of a tier is added up on a grid once and kept. Where they stand says `seat_places`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.sampling.camera import CENTRE_X
from scenes.sampling.seat_places import SEAT_EDGE, TIERS, seats
from tourapp.authoring import Picture, Rect, smooth

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Choices

FINE = 2
"""Image points per stage unit in the seats' layer."""
GAIN = 4.6
"""Light of a seat on that finer grid, so that it is as bright on the stage as asked for."""
DIM = 0.55
"""How far the seats are lit that say nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class SeatLight:
    """Brightness of each seat [vocabulary], 0..1 by id, and a name for exactly this one."""

    name: str
    bright: np.ndarray


@lru_cache(maxsize=16)
def score_light(choices: Choices, step: int) -> SeatLight:
    """0 for the lowest score of a step, rising with power 1.5 to 1 for high ones; 0 where no score is kept."""
    ids, scores = choices.scores(step)
    low, high = float(scores.min()), float(scores.max())
    light = np.zeros(choices.vocabulary, np.float32)
    light[ids] = np.minimum(1.0, 1.5 * ((scores - low) / max(high - low, 1e-6)) ** 1.5)
    light.flags.writeable = False
    return SeatLight(choices.fingerprint(step), light)


def draw_seats(
    p: Picture,
    count: int,
    shown: Sequence[float] | np.ndarray,
    *,
    role: str = "weights",
    light: SeatLight | None = None,
) -> None:
    """One dot per seat, tier by tier with alpha `shown` (front tier first); without a light every seat is equally
    dim."""
    name = "plain" if light is None else light.name
    for tier, alpha in enumerate(shown):
        if alpha <= 0.01:
            continue

        def build(q: Picture, tier: int = tier) -> None:
            q.image(_seat_grid(count, tier, light), tier_rects(count)[tier], role, smooth=True)

        p.bake(("amphitheatre seats", name, role, count, tier), build, rect=tier_rects(count)[tier], alpha=float(alpha))


def draw_quiet_seats(p: Picture, count: int) -> None:
    """Every seat, dim."""
    draw_seats(p, count, [DIM] * TIERS)


@lru_cache(maxsize=8)
def tier_rects(count: int) -> tuple[Rect, ...]:
    """The stage area of the seats of every tier, on whole units."""
    points, tiers = seats(count)
    found = []
    for tier in range(TIERS):
        mine = points[tiers == tier]
        low, high = np.floor(mine.min(0)) - 3, np.ceil(mine.max(0)) + 3
        found.append(Rect(float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])))
    return tuple(found)


def in_upper_corner(points: np.ndarray) -> np.ndarray:
    """1 in the upper corners, where the large numbers stand, 0 elsewhere."""
    away = np.abs(points[:, 0] - CENTRE_X) / SEAT_EDGE
    return np.asarray(smooth((away - 0.52) / 0.16) * (1.0 - smooth((points[:, 1] - 196.0) / 40.0)))


@lru_cache(maxsize=16)
def _seat_grid(count: int, tier: int, light: SeatLight | None) -> np.ndarray:
    points, tiers = seats(count)
    mine = tiers == tier
    at = points[mine]
    bright = np.full(len(at), 0.78 - 0.09 * tier) if light is None else light.bright[mine]
    grid = np.clip(_added_up(at, bright * _edge_fade(at), tier_rects(count)[tier]) * GAIN, 0, 1)
    made = (grid * 255 + 0.5).astype(np.uint8)
    made.flags.writeable = False
    return made


def _edge_fade(points: np.ndarray) -> np.ndarray:
    """Dimmer towards the sides and in the upper corners."""
    away = np.abs(points[:, 0] - CENTRE_X) / SEAT_EDGE
    return np.asarray((1.0 - 0.72 * smooth((away - 0.70) / 0.30)) * (1.0 - 0.8 * in_upper_corner(points)))


def _added_up(points: np.ndarray, light: np.ndarray, rect: Rect) -> np.ndarray:
    """Light of many points as a grid [h, w], each spread over its four nearest grid points."""
    w, h = int(rect.w * FINE), int(rect.h * FINE)
    x, y = (points[:, 0] - rect.x) * FINE - 0.5, (points[:, 1] - rect.y) * FINE - 0.5
    left, top = np.floor(x).astype(int), np.floor(y).astype(int)
    u, v = x - left, y - top
    total = np.zeros(w * h)
    for dx, dy, share in ((0, 0, (1 - u) * (1 - v)), (1, 0, u * (1 - v)), (0, 1, (1 - u) * v), (1, 1, u * v)):
        at = np.clip(top + dy, 0, h - 1) * w + np.clip(left + dx, 0, w - 1)
        total += np.bincount(at, share * light, minlength=w * h)
    return np.asarray(total.reshape(h, w), np.float32)
