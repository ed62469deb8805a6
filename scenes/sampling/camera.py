"""The fixed camera of the amphitheatre: where points of its round floor and rising rows come to stand on the stage.

World units: x right, y up, z away from the camera. Nothing here knows seats, columns or odds.
"""

from __future__ import annotations

import numpy as np

FOCUS = 1500.0
"""Stage units per world unit at distance 1."""
CENTRE_X, CENTRE_Y = 752.0, 552.0
CAMERA_Y, CAMERA_Z, PITCH = 2.6, -6.4, 0.27
RADIUS = 4.2
"""Of the first arc of columns; its middle lies at z = FRONT."""
FRONT = 0.65
MIDDLE_Z = FRONT - RADIUS


def project(x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Stage points [..., 2] of world points: x right, y up, z away from the camera."""
    down, away = y - CAMERA_Y, z - CAMERA_Z
    cos, sin = np.cos(PITCH), np.sin(PITCH)
    depth = away * cos - down * sin
    return np.stack([CENTRE_X + FOCUS * x / depth, CENTRE_Y - FOCUS * (down * cos + away * sin) / depth], -1)


def on_arc(radius: np.ndarray | float, angle: np.ndarray | float, height: np.ndarray | float) -> np.ndarray:
    """Stage points of places on circles round the middle of the floor."""
    r, a, h = np.broadcast_arrays(np.asarray(radius, float), np.asarray(angle, float), np.asarray(height, float))
    return project(r * np.sin(a), h, MIDDLE_Z + r * np.cos(a))
