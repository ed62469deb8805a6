"""A globe seen from space: where its points land on the stage, and a view in which any path over it fits.

Orthographic, so great circles keep their true course over the ground. Not here: land, rings and lights (globe_land,
globe_rings, globe_light). The bow of a path above the ground is for the eye only: no cable flies.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tourapp.authoring import Rect, text_width
from tourapp.sim.network import Place, great_circle

FRAME = Rect(0, 72, 1488, 710)
"""Where the ball and its air are painted; they fade before its edges."""
CENTRE_X = 752.0
LIMB_TOP = 148.0  # the top of the ball, stage units
LARGEST_RADIUS = 4200.0  # nearer than this the outlines (a tenth of a degree) would show their steps
LOWEST = 640.0  # no end of a path stands lower
HIGHEST = 262.0  # nor higher: its words need room above
POINTS = 193


def unit(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """Unit vectors (n x 3) of latitudes and longitudes in degrees."""
    lat, lon = np.radians(latitude), np.radians(longitude)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], -1)


@dataclass(frozen=True, slots=True)
class GlobeView:
    """A look at the globe. `axes` are three unit vectors (rows): screen right, screen up, towards the eye."""

    axes: np.ndarray
    radius: float
    cx: float
    cy: float

    def project(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Stage positions (n x 2) and depth (n; 1 faces the eye, 0 is the limb, below is hidden) of unit vectors."""
        turned = points @ self.axes.T
        flat = np.stack([self.cx + self.radius * turned[..., 0], self.cy - self.radius * turned[..., 1]], -1)
        return flat, turned[..., 2]

    def lift(self, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The unit vectors (n x 3) under stage positions (n x 2), and whether the ball is there at all."""
        x, y = (at[:, 0] - self.cx) / self.radius, (self.cy - at[:, 1]) / self.radius
        inside = x * x + y * y < 1.0
        z = np.sqrt(np.clip(1.0 - x * x - y * y, 0.0, None))
        return np.stack([x, y, z], -1) @ self.axes, inside


@dataclass(frozen=True, slots=True)
class GlobePath:
    """A great circle on a chosen view. `ground` and `arc` are POINTS x 2 stage positions; `bow` is the vector from
    the ground to the arc at its middle."""

    view: GlobeView
    vectors: np.ndarray
    ground: np.ndarray
    bow: np.ndarray
    angle: float
    key: tuple[float, ...]

    @property
    def start(self) -> tuple[float, float]:
        """Where it begins."""
        return float(self.ground[0, 0]), float(self.ground[0, 1])

    @property
    def end(self) -> tuple[float, float]:
        """Where it ends."""
        return float(self.ground[-1, 0]), float(self.ground[-1, 1])

    @property
    def chord(self) -> float:
        """Stage units from start to end."""
        return float(np.hypot(*(self.ground[-1] - self.ground[0])))

    @property
    def cx(self) -> float:
        """The middle of the bowed path, across."""
        return float(self.arc()[:, 0].min() + self.arc()[:, 0].max()) / 2

    @property
    def top(self) -> float:
        """The highest point of the bowed path."""
        return float(self.arc()[:, 1].min())

    def arc(self, level: float = 1.0) -> np.ndarray:
        """The bowed path, POINTS x 2; `level` 0 lies on the ground."""
        u = np.linspace(0.0, 1.0, POINTS)
        if self.chord < 1.0:  # both ends in one town: a loop up and back
            turn = 2 * np.pi * u
            return self.ground + level * np.stack([-58.0 * np.sin(turn), -66.0 * (1 - np.cos(turn))], -1)
        return self.ground + level * (np.sin(np.pi * u) ** 0.85)[:, None] * self.bow

    def at(self, share: float, level: float = 1.0) -> tuple[float, float]:
        """The point of the bowed path at `share` 0..1 of its length over the ground."""
        path, where = self.arc(level), min(max(share, 0.0), 1.0) * (POINTS - 1)
        return (
            float(np.interp(where, np.arange(POINTS), path[:, 0])),
            float(np.interp(where, np.arange(POINTS), path[:, 1])),
        )


@dataclass(frozen=True, slots=True)
class LabelSpot:
    """Where a place's name stands: baseline point and alignment. `middle` is the centre of its two lines."""

    x: float
    y: float
    align: str

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the words, for a name of middling length."""
        shift = {"left": 82.0, "right": -82.0, "center": 0.0}[self.align]
        return self.x + shift, self.y + 5.0

    def box(self, name: str, what: str, gain: float) -> Rect:
        """The room of the two lines of words; `gain` is the theme's enlargement of type."""
        width = min(LABEL_WIDEST, gain * max(text_width(name, 22, weight=600), text_width(what, 16)))
        left = self.x - width * {"left": 0.0, "right": 1.0, "center": 0.5}[self.align]
        return Rect(left, self.y - 19.0 * gain, width, 26.0 + 24.0 * gain)


LABEL_WIDEST = 230.0


def gap(a: Rect, b: Rect) -> float:
    """Stage units of clear room between two rectangles, weighted for words: across counts a third."""
    across = max(a.x - b.right, b.x - a.right)
    down = max(a.y - b.bottom, b.y - a.bottom)
    return max(across / 3.0, down)


def label_spot(path: GlobePath, at_end: bool) -> LabelSpot:
    """Outside the path where there is room, else below the place."""
    (x, y), (other, _) = (path.end, path.start) if at_end else (path.start, path.end)
    if path.chord < 1.0:
        return LabelSpot(x, y + 50.0, "center")
    left = x < other if abs(x - other) > 1.0 else not at_end
    if (x - 64.0 if left else 1440.0 - x) > 262.0:
        return LabelSpot(x - 46.0 if left else x + 46.0, y + 4.0, "right" if left else "left")
    return LabelSpot(min(max(x, 176.0), 1328.0), y + 50.0, "center")


@lru_cache(maxsize=64)
def frame_path(origin: Place, target: Place) -> GlobePath:
    """The great circle between two places on a view chosen for it: near, far, antipodal or across the date line."""
    course = great_circle(origin, target, np.linspace(0.0, 1.0, POINTS))
    vectors = unit(course[:, 0], course[:, 1])
    view = _choose(vectors)
    ground, _ = view.project(vectors)
    for array in (vectors, ground):
        array.flags.writeable = False
    angle = float(np.arccos(np.clip(vectors[0] @ vectors[-1], -1.0, 1.0)))
    key = (origin.latitude, origin.longitude, target.latitude, target.longitude)
    return GlobePath(view, vectors, ground, _bow(ground), angle, key)


def _bow(ground: np.ndarray) -> np.ndarray:
    """Upwards and away from the chord; steep paths bow to the left, where the stage is empty."""
    chord = ground[-1] - ground[0]
    length = float(np.hypot(*chord))
    if length < 1.0:
        return np.array([0.0, -1.0])
    across = np.array([chord[1], -chord[0]]) / length
    if across[1] > 0.05:
        across = -across
    lean = across + np.array([0.0, -0.35])
    return lean / np.hypot(*lean) * float(np.clip(0.15 * length, 30.0, 96.0))


def _frame_at(points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """At the middle of a path: the outward vector, east, north, and the slope of the path there (-90..90 degrees)."""
    middle = points[len(points) // 2]
    east = np.cross([0.0, 0.0, 1.0], middle)
    size = float(np.linalg.norm(east))
    east = east / size if size > 1e-6 else np.array([0.0, 1.0, 0.0])
    north = np.cross(middle, east)
    along = points[len(points) // 2 + 1] - points[len(points) // 2 - 1]
    rise, run = float(along @ north), float(along @ east)
    if math.hypot(rise, run) < 1e-9:
        return middle, east, north, 0.0
    slope = math.degrees(math.atan2(rise, run))
    return middle, east, north, (slope + 90.0) % 180.0 - 90.0


def _choose(points: np.ndarray) -> GlobeView:
    """Try rolls (up to level with the path) and tilts; keep the view in which the path is large, clear and upright."""
    middle, east, north, slope = _frame_at(points)
    coarse = points[:: max(1, len(points) // 32)]
    best: tuple[float, GlobeView] | None = None
    for share in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        roll = math.radians(slope * share)
        right = math.cos(roll) * east + math.sin(roll) * north
        away = math.cos(roll) * north - math.sin(roll) * east
        for tilt in np.radians(np.arange(6.0, 76.0, 2.5)):
            up = math.cos(tilt) * away + math.sin(tilt) * middle
            facing = math.cos(tilt) * middle - math.sin(tilt) * away
            score, view = _judge(coarse, np.stack([right, up, facing]), abs(slope * share))
            if best is None or score > best[0]:
                best = (score, view)
    assert best is not None
    best[1].axes.flags.writeable = False
    return best[1]


def _judge(points: np.ndarray, axes: np.ndarray, roll: float) -> tuple[float, GlobeView]:
    """The largest ball on which the path still fits, and how good that picture is."""
    turned = points @ axes.T
    wide = float(np.abs(turned[:, 0]).max())
    room = 400.0 + 135.0 * wide**4  # a path round the globe may spread out to its limbs
    radius = min(LARGEST_RADIUS, room / max(wide, 1e-6), (LOWEST - LIMB_TOP) / max(1e-6, 1 - float(turned[:, 1].min())))
    view = GlobeView(axes, radius, CENTRE_X, LIMB_TOP + radius)
    flat, depth = view.project(points)
    chord = float(np.hypot(*(flat[-1] - flat[0])))
    score = min(chord, 820.0) / 820.0 + 1.6 * min(radius, 560.0) / 560.0
    score -= 0.9 * (roll / 50.0) ** 2
    score -= 6.0 * max(0.0, 0.10 - float(depth.min()))
    score -= max(0.0, HIGHEST - float(flat[:, 1].min())) / 40.0
    score -= (abs(float(flat[:, 1].mean()) - 500.0) / 300.0) ** 2
    return score, view
