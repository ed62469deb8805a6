"""What stands in the hall besides its walls: ceiling lights and the floor's marks.

Not here: the walls, the gates across the hall and the light of the request.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from scenes.kv_hall.camera import CEILING, CX, FLOOR, FOCAL, HALF, HALL, HORIZON, SIDES, Camera, panes, project
from tourapp.authoring import Picture, Rect

NEAR, FAR = 1.0, 30.0
"""Depths between which ribs and seams are drawn."""


def draw_room(p: Picture) -> None:
    """The still parts: the dark of the hall, seams of light where walls meet ceiling and floor, a runway, haze. The
    middle is one opaque layer, which is the cheapest kind."""
    p.rects([Rect(0, HALL.y - 56, 1494, 56)], "ground", gradient="up", fade=0.0)
    p.bake(("hall room",), _room, rect=Rect(0, HALL.y, 1484, HALL.h))
    p.rects([Rect(0, HALL.bottom, 1494, 90)], "ground", gradient="down", fade=0.0)


def _along(x: float, y: float, depths: np.ndarray) -> np.ndarray:
    points = [project(x, y, float(depth)) for depth in depths]
    return np.array([(*a, *b) for a, b in pairwise(points)])


def _room(p: Picture) -> None:
    p.rects([Rect(-2, HALL.y - 2, 1498, HALL.h + 4)], "ground")
    depths = np.geomspace(1.27, FAR, 40)
    fade = np.exp(-(depths[:-1] - 1.2) / 8.0) * np.clip(np.arange(39) / 6, 0.0, 1)
    p.sprites([(CX, HORIZON)], 420.0, "weights", alpha=0.12, kind="soft")
    for side, role in SIDES:
        for y, strength in ((CEILING - 0.016, 0.62), (FLOOR + 0.004, 0.42)):
            seam = _along(side * HALF * (1.012 if y < 0 else 1.0), y, depths)
            for width, share in ((22.0, 0.035), (12.0, 0.06), (6.0, 0.12), (2.0, 1.0)):
                p.lines(seam, role, width=width, alpha=strength * share * fade)
        p.lines(_along(side * HALF * 0.34, FLOOR, depths), "weights", alpha=0.16 * fade)
        p.lines(_along(side * HALF * 0.5, CEILING - 0.02, depths), "weights", alpha=0.20 * fade)


def draw_edges(p: Picture) -> None:
    """The walls melt into that dark above and below."""
    p.rects([Rect(0, HALL.y, 1494, 52)], "ground", gradient="down", fade=0.0)
    p.rects([Rect(0, HALL.bottom - 66, 1494, 66)], "ground", gradient="up", fade=0.0)


def draw_ribs(p: Picture, camera: Camera, alpha: float = 1.0) -> None:
    """Beams across the ceiling and short marks on the floor, at every tenth and every single pane: they give the
    flight its speed."""
    size, alone = panes(camera.length)
    for step, strength in ((size, alone), (size * 10, 1.0)):
        tokens = _marks(camera, step)
        if not len(tokens):
            continue
        depth = (tokens - camera.at) * camera.length
        light = np.exp(-(depth - NEAR) / 6.0) * np.clip((depth - NEAR) / 0.5, 0, 1) * strength * alpha
        left, right = CX - FOCAL * HALF / depth, CX + FOCAL * HALF / depth
        beam = HORIZON + FOCAL * (CEILING - 0.02) / depth
        floor = HORIZON + FOCAL * FLOOR / depth
        half = FOCAL * (0.34 if step > size else 0.16) / depth
        keep = (beam > HALL.y) & (depth < 6.0)
        p.lines(np.stack([left, beam, right, beam], 1)[keep], "weights", alpha=0.30 * light[keep])
        keep = (floor < HALL.bottom - 6) & (depth < 9.0)
        p.lines(np.stack([CX - half, floor, CX + half, floor], 1)[keep], "weights", alpha=0.55 * light[keep])


def _marks(camera: Camera, step: float) -> np.ndarray:
    """Multiples of `step` tokens, from the first slot on, that stand between the near and the far end."""
    first = max(0.0, np.ceil(camera.token(NEAR) / step))
    last = np.floor(camera.token(FAR * 0.6) / step)
    return np.asarray(np.arange(first, min(last, first + 40) + 1) * step)
