"""A globe seen from space and a path over it: where their points land on the stage.

Orthographic, so great circles keep their true course over the ground. The bow of a path above the ground is for the eye
only: no cable flies. Not here: which view is chosen (framing) and anything drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Rect, ramp, smooth

FRAME = Rect(0, 72, 1488, 710)
"""Where the ball and its air are painted; they fade before its edges."""
POINTS = 193
"""Points along a path."""


def unit(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """Unit vectors (n x 3) of latitudes and longitudes in degrees."""
    lat, lon = np.radians(latitude), np.radians(longitude)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], -1)


def window(at: np.ndarray) -> np.ndarray:
    """How much of a thing at stage positions (n x 2) is shown: 1 in the middle, fading to 0 at the frame's edges."""
    x, y = at[..., 0], at[..., 1]
    return np.asarray(
        smooth(ramp(x, 14.0, 170.0)) * smooth(ramp(-x, -1466.0, -1330.0)) * smooth(ramp(-y, -764.0, -652.0))
    )


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


@dataclass(frozen=True, slots=True, eq=False)
class GlobePath:
    """A great circle on a chosen view. `vectors` (POINTS x 3) are its points on the sphere, `ground` (POINTS x 2) where
    they stand on the stage; `bow` is the vector from the ground to the arc at its middle; `angle` its length in
    radians; `key` names it in the keys of still layers."""

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
    def in_one_town(self) -> bool:
        """Whether both ends are the same place."""
        return self.chord < 1.0

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
        if self.in_one_town:  # a loop up and back
            turn = 2 * np.pi * u
            return self.ground + level * np.stack([-58.0 * np.sin(turn), -66.0 * (1 - np.cos(turn))], -1)
        return self.ground + level * (np.sin(np.pi * u) ** 0.85)[:, None] * self.bow

    def at(self, share: float, level: float = 1.0) -> tuple[float, float]:
        """The point of the bowed path at `share` 0..1 of its length over the ground."""
        return point_of(self.arc(level), share)


def point_of(line: np.ndarray, share: float) -> tuple[float, float]:
    """The point of a line (POINTS x 2) at `share` of its points, held to 0..1."""
    where = min(max(share, 0.0), 1.0) * (POINTS - 1)
    return (
        float(np.interp(where, np.arange(POINTS), line[:, 0])),
        float(np.interp(where, np.arange(POINTS), line[:, 1])),
    )
