"""The same wall with thinner layers of slots for more users: what fewer key-value heads leave room for."""

from __future__ import annotations

import numpy as np

from scenes.kv_hall.camera import CEILING, CX, FLOOR, FOCAL, HALF, HORIZON, SIDES, WINDOW, Camera
from tourapp.authoring import Picture
from tourapp.authoring.sizes import READOUT

NEAR, FAR = 1.27, 14.0


def draw_other_users(p: Picture, camera: Camera, share: float, alpha: float, told: float) -> None:
    """Where slots take only a share of the wall, the rest of it has room for the same slots of other users: rows above
    and below ours (which keeps the height of the eye). `told` fades in how many."""
    if share > 0.98 or alpha <= 0.01:
        return
    height = (FLOOR - CEILING) * share
    above = np.arange(CEILING * share, CEILING - 1e-9, -height)
    below = np.arange(FLOOR * share, FLOOR + 1e-9, height)
    key = ("kv other users", round(camera.at, 3), round(camera.length, 6))
    p.bake(key, lambda inner: _wall(inner, camera), rect=WINDOW, alpha=alpha)
    at = np.concatenate([above, below])[:, None]
    with p.group(clip=WINDOW):
        for side, role in SIDES:
            ends = [
                np.full_like(at, CX + FOCAL * side * HALF / NEAR),
                HORIZON + FOCAL * at / NEAR,
                np.full_like(at, CX + FOCAL * side * HALF / FAR),
                HORIZON + FOCAL * at / FAR,
            ]
            p.lines(np.concatenate(ends, 1), role, alpha=(0.50 if len(at) < 24 else 0.28) * alpha)
    others = int(1.0 / share + 1e-6) - 1
    p.text(
        (CX, 208.0),
        "the same wall holds one more user" if others == 1 else "the same wall holds {n} more users",
        n=others,
        size=READOUT,
        weight=600,
        align="center",
        backed=0.8,
        alpha=told,
    )


def _wall(p: Picture, camera: Camera) -> None:
    """Both walls as quiet planes, ruled into slots."""
    first, last = max(0.0, np.ceil(camera.token(NEAR))), np.floor(camera.token(9.0))
    depth = (np.arange(first, last + 1) - camera.at) * camera.length
    top, low = (np.clip(HORIZON + FOCAL * y / depth, 0, 1080) for y in (CEILING, FLOOR))
    for side, role in SIDES:
        x0, x1 = CX + FOCAL * side * HALF / NEAR, CX + FOCAL * side * HALF / FAR
        quad = [
            (x0, HORIZON + FOCAL * CEILING / NEAR),
            (x1, HORIZON + FOCAL * CEILING / FAR),
            (x1, HORIZON + FOCAL * FLOOR / FAR),
            (x0, HORIZON + FOCAL * FLOOR / NEAR),
        ]
        p.polys(quad, role, alpha=0.07)
        x = CX + FOCAL * side * HALF / depth
        p.lines(np.stack([x, top, x, low], 1), role, alpha=0.34 * np.exp(-(depth - NEAR) / 4.5))
