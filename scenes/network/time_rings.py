"""Rings of equal time on the globe: how far light in fibre could be from a place after so many milliseconds.

The fibre's stretch is part of it: a longer detour makes tighter rings. Not a map of cables.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.network.globe import GlobePath, window
from scenes.network.name_spots import gap
from tourapp.authoring import Picture, Rect
from tourapp.authoring.sizes import TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Route, Trip

SPREAD = math.radians(26.0)  # the scale of times runs this far beside the path
WIDER = math.radians(46.0)  # and this far beside a short one
SHORT = 430.0  # paths shorter than this on the stage are short


@dataclass(frozen=True, slots=True)
class TimeRing:
    """All points that light in fibre reaches `seconds` after it left: a circle of angular radius `angle`."""

    seconds: float
    angle: float


@dataclass(frozen=True, slots=True, eq=False)
class RingScale:
    """The rings around the start of a path, the time to its end in glass, and how far light has come (seconds)."""

    path: GlobePath
    rings: tuple[TimeRing, ...]
    crossing: float
    reached: float

    @property
    def step(self) -> float:
        """Seconds from ring to ring."""
        return self.rings[0].seconds


def ring_step(span_seconds: float) -> float:
    """A round number of seconds (1, 2 or 5 times a power of ten) that cuts a span into five at most.

    Example: ring_step(0.0425) is 0.01."""
    rough = span_seconds / 5.0
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1.0, 2.0, 5.0, 10.0) if power * factor >= rough * 0.999)


def time_rings(path: GlobePath, trip: Trip, route: Route) -> tuple[TimeRing, ...]:
    """The rings around the origin, wide enough to be told apart, to a little beyond the target."""
    per_second = route.km_per_second / trip.stretch / route.radius_km
    step = ring_step(max(trip.propagation_seconds, 420.0 / path.view.radius / per_second))
    last = max(trip.propagation_seconds * 1.6, 3.2 * step)
    rings = [TimeRing(step * k, step * k * per_second) for k in range(1, 1 + math.ceil(last / step))]
    return tuple(ring for ring in rings if ring.angle < math.pi - 0.05)


def draw_rings(p: Picture, scale: RingScale, alpha: float = 1.0) -> None:
    """Thin circles that wake as light passes them."""
    if not scale.rings or alpha <= 0.004:
        return
    path, step = scale.path, scale.step
    away = np.array([ring.seconds for ring in scale.rings])
    passed = away <= scale.reached + 1e-9
    bright = 0.10 + 0.20 * passed + 0.5 * np.exp(-(((scale.reached - away) / (0.16 * step)) ** 2))
    bright *= np.clip(1.25 - 0.5 * away / max(scale.crossing, 2 * step), 0.2, 1.0)
    flat, depth = path.view.project(_circles(path, np.array([ring.angle for ring in scale.rings])))
    seen = np.clip(depth / 0.18, 0, 1) * window(flat)
    strength = (np.minimum(seen[:, :-1], seen[:, 1:]) * bright[:, None] * alpha).ravel()
    ends = np.concatenate([flat[:, :-1], flat[:, 1:]], -1).reshape(-1, 4)
    p.lines(ends[strength > 0.03], "prefill", alpha=strength[strength > 0.03])


def draw_ring_times(
    p: Picture, scale: RingScale, keep_clear: Sequence[Rect], *, alpha: float = 1.0, gain: float = 1.0
) -> None:
    """The times of the rings, in a row beside the path; none where the ball turns away or other words stand."""
    if not scale.rings or alpha <= 0.01:
        return
    path = scale.path
    along, across = _basis(path)
    turn = SPREAD if path.chord > SHORT else WIDER
    aside = math.cos(turn) * along + math.sin(turn) * across
    whole = scale.step >= 0.999e-3
    taken = [*keep_clear]
    for ring in scale.rings:
        flat, depth = path.view.project(math.cos(ring.angle) * path.vectors[0] + math.sin(ring.angle) * aside)
        x, y = float(flat[0]), float(flat[1])
        width = 0.6 * TAG * gain * (4 + (0 if whole else 2) + (ring.seconds >= 0.01))
        box = Rect(x + 9.0, y - 14.0 * gain, width, 24.0 * gain)
        in_sight = depth >= 0.2 and 80 < x < 1370 and 220 < y < 690
        if not in_sight or min((gap(box, each) for each in taken), default=99) < 6:
            continue
        taken.append(box)
        passed = ring.seconds <= scale.reached
        p.text(
            (x + 9.0, y + 6.0),
            "{v:.0f} ms" if whole else "{v:.1f} ms",
            size=TAG,
            role="prefill" if passed else "dim",
            mono=True,
            backed=0.6,
            alpha=alpha * (1.0 if passed else 0.85),
            v=ring.seconds * 1e3,
        )


def _circles(path: GlobePath, angles: np.ndarray, points: int = 61) -> np.ndarray:
    """Circles (k x points x 3) of angular radii around the path's start."""
    along, across = _basis(path)
    turn = np.linspace(-np.pi, np.pi, points)
    round_it = np.cos(turn)[:, None] * along + np.sin(turn)[:, None] * across
    return np.cos(angles)[:, None, None] * path.vectors[0] + np.sin(angles)[:, None, None] * round_it


def _basis(path: GlobePath) -> tuple[np.ndarray, np.ndarray]:
    """At the start: the unit vector along the path, and the one to its lower side on the stage."""
    here = path.vectors[0]
    along = path.vectors[1] - path.vectors[0]
    if np.linalg.norm(along) < 1e-9:
        along = path.view.axes[0] - here * float(path.view.axes[0] @ here)
    along = along / np.linalg.norm(along)
    across = np.cross(here, along)
    return along, across if float(across @ path.view.axes[1]) < 0 else -across
