"""Lines of light on the globe: the bow over a path as far as light has gone, its travelling head, the way still ahead.

A line is painted once with its glow and then shown in part. Not here: the land below it (lit_land), and when what
happens (flight).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenes.network.flight import LightFlight
from scenes.network.globe import POINTS, GlobePath, point_of
from tourapp.authoring import Picture, Rect

MARGIN = 48.0  # room for the halo around a kept line
HALO = ((54.0, 0.012), (40.0, 0.016), (29.0, 0.022), (20.0, 0.035), (13.0, 0.05), (7.5, 0.10))
"""Widths and alphas of the faint ribbons that together make the glow of a line."""
THIN_HALO = ((18.0, 0.05), (8.0, 0.12))


@dataclass(frozen=True, slots=True, eq=False)
class Bow:
    """The line of light over a path: its height (`level` 1 is the full bow) and colour."""

    path: GlobePath
    level: float = 1.0
    role: str = "prefill"

    @property
    def halo(self) -> tuple[tuple[float, float], ...]:
        """Widths and alphas of its glow; wide only for the prompt's own line."""
        return HALO if self.level >= 1.0 and self.role == "prefill" else THIN_HALO


def draw_bow(p: Picture, bow: Bow, low: float, high: float, *, alpha: float = 1.0) -> None:
    """The line between two shares of the path. Drawn once with its glow, then shown up to the head."""
    if high - low < 0.004 or alpha <= 0.01:
        return
    whole, role = bow.path.arc(bow.level), bow.role
    box = room_around(whole)
    shown = shown_part(whole, box, low, high)
    if shown is None:
        index = np.linspace(low, high, max(8, int(120 * (high - low)))) * (POINTS - 1)
        line = np.stack([np.interp(index, np.arange(POINTS), whole[:, k]) for k in (0, 1)], -1)
        p.curves(line, role, width=7.0, alpha=0.16 * alpha, additive=True)
        p.curves(line, role, width=2.4, alpha=0.9 * alpha, additive=True)
        return

    def build(q: Picture) -> None:
        for width, light in bow.halo:
            q.curves(whole, role, width=width, alpha=light, additive=True)
        q.curves(whole, role, width=3.0, alpha=0.9)
        q.curves(whole, "white", width=1.3, alpha=0.5)

    p.bake(("arc", bow.path.key, bow.level, role), build, rect=box, additive=True, alpha=alpha, reveal=shown)


def room_around(points: np.ndarray) -> Rect:
    """The room of a line and its glow, on whole stage units."""
    x0, y0 = np.floor(points.min(0) - MARGIN)
    x1, y1 = np.ceil(points.max(0) + MARGIN)
    return Rect(float(x0), float(y0), float(x1 - x0), float(y1 - y0))


def shown_part(line: np.ndarray, box: Rect, low: float, high: float) -> Rect | None:
    """The part of the box in which exactly the shares low..high of a line lie; None for a line that turns back."""
    axis = int(np.argmax(np.ptp(line, axis=0)))
    along = line[:, axis]
    sign = 1.0 if along[-1] > along[0] else -1.0
    if np.ptp(along) < 40.0 or (np.diff(along) * sign).min() < -0.4:
        return None
    marks = [float(np.interp(share * (POINTS - 1), np.arange(POINTS), along)) for share in (low, high)]
    edges = (box.x, box.right) if axis == 0 else (box.y, box.bottom)
    first = edges[0 if sign > 0 else 1] if low <= 0.0 else marks[0]
    last = edges[1 if sign > 0 else 0] if high >= 1.0 else marks[1]
    a, b = round(min(first, last)), round(max(first, last))
    return Rect(a, box.y, b - a, box.h) if axis == 0 else Rect(box.x, a, box.w, b - a)


def draw_head(p: Picture, path: GlobePath, flight: LightFlight, *, alpha: float, tail: float = 1.0) -> None:
    """The travelling light; `tail` 0..1 is how much of its tail and of the pool on the ground below is shown."""
    if alpha <= 0.01:
        return
    share = min(max(flight.share, 0.0), 1.0)
    whole = path.arc(flight.level)
    if tail > 0.02:
        index = round(share * (POINTS - 1))
        below, depth = path.ground[index], float(path.view.project(path.vectors[index])[1])
        angle = float(np.degrees(np.arctan2(below[1] - path.view.cy, below[0] - path.view.cx)))
        p.sprites(
            [below], 200.0, "prefill", alpha=0.24 * alpha * tail, kind="soft", squash=max(depth, 0.3), angle=angle
        )
        line, at = (whole[::-1], 1.0 - share) if flight.back else (whole, share)
        p.trail(line, at, "prefill", length=0.42, count=56, size=32, alpha=0.8 * alpha * tail)
        p.trail(line, at, "white", length=0.10, count=20, size=20, alpha=0.7 * alpha * tail)
    p.spark(point_of(whole, share), "prefill", size=104.0 if flight.ours else 72.0, alpha=alpha)


def draw_still_lines(p: Picture, path: GlobePath, alpha: float) -> None:
    """The course over the ground and the way still ahead, dashed; one kept layer."""
    if alpha <= 0.004:
        return

    def build(q: Picture) -> None:
        q.curves(path.ground, "dim", alpha=0.40, dash=True)
        q.curves(path.arc(), "prefill", width=1.5, alpha=0.62, dash=True)

    p.bake(("way", path.key), build, rect=room_around(np.concatenate([path.ground, path.arc()])), alpha=alpha)
