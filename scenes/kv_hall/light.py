"""The light of the request in the hall: the spark, rays that write all prompt slots at once, a key thrown left and a
value thrown right, and the word above it. Not here: when each of them is seen (request_light), and the slots' own light
(walls)."""

from __future__ import annotations

import numpy as np

from scenes.kv_hall.camera import CEILING, CX, FLOOR, FOCAL, HALF, HORIZON, SIDES, Camera, project
from tourapp.authoring import Picture, Rect, smooth, text_width
from tourapp.authoring.sizes import LINE, T19

MIDDLE = (CEILING + FLOOR) / 2
"""Height of the middle of the walls."""


def draw_spark(p: Picture, depth: float, role: str, breath: float = 1.0, alpha: float = 1.0) -> tuple[float, float]:
    """The request's light on the hall's axis, its pool on the floor and its glint in it. Returns where it is."""
    x, y = project(0.0, 0.0, depth)
    if alpha <= 0.01:
        return x, y
    near = min(1.35, 3.4 / max(depth, 1.6))
    p.sprites([project(0.0, FLOOR, depth)], 220.0 * near, role, alpha=0.34 * alpha * breath, kind="soft", squash=1.0)
    p.sprites([(x, y)], 300.0 * near, role, alpha=0.62 * alpha * breath, kind="soft")
    p.sprites([(x, y)], 210.0 * near * (0.92 + 0.08 * breath), role, alpha=alpha)
    p.sprites([(x, y)], 70.0 * near, "white", alpha=alpha)
    return x, y


def draw_rays(
    p: Picture, camera: Camera, tokens: np.ndarray, spark_depth: float, *, reach: float, alpha: float
) -> None:
    """Rays from the spark to many slots at the same moment, keys to the left and values to the right."""
    if alpha <= 0.01:
        return
    depth = (tokens + 0.5 - camera.at) * camera.length
    depth = depth[depth > 1.25]
    start = np.array(project(0.0, 0.0, spark_depth))
    for side, role in SIDES:
        for height in (CEILING * 0.66, MIDDLE, FLOOR * 0.55):
            ends = np.stack([CX + FOCAL * side * HALF / depth, HORIZON + FOCAL * height / depth], 1)
            tips = start + (ends - start) * reach
            p.lines(
                np.concatenate([np.broadcast_to(start, tips.shape), tips], 1), role, alpha=0.34 * alpha, additive=True
            )
        p.sprites(tips, 26.0, role, alpha=0.5 * alpha)


def throw_path(side: float, depth: float, count: int = 48) -> np.ndarray:
    """The way of a key (side -1) or value (+1) from the spark to the middle of its slot [count, 2]."""
    u = np.linspace(0.0, 1.0, count)
    x, y = HALF * side * u, MIDDLE * u - 0.16 * np.sin(np.pi * u)
    return np.stack([CX + FOCAL * x / depth, HORIZON + FOCAL * y / depth], 1)


def draw_throw(p: Picture, depth: float, flight: float, alpha: float = 1.0) -> None:
    """A key and a value on their way; `flight` 0..1."""
    if not 0.0 < flight < 1.0:
        return
    for side, role in SIDES:
        p.trail(throw_path(side, depth), float(smooth(flight)), role, length=0.5, size=44.0, alpha=alpha)


def draw_landed(p: Picture, near: float, far: float, alpha: float, share: float = 1.0) -> None:
    """The slot pair that was written last, glowing on both walls between two depths."""
    if alpha <= 0.01 or near < 1.0:
        return
    middle = (near + far) / 2
    for side, _ in SIDES:
        top, low = CEILING * 0.97 * share, FLOOR * 0.96 * share
        quad = [
            project(side * HALF, top, near),
            project(side * HALF, top, far),
            project(side * HALF, low, far),
            project(side * HALF, low, near),
        ]
        p.polys(quad, "decode", alpha=0.30 * alpha, additive=True, stroke="decode", stroke_alpha=0.9 * alpha)
        p.sprites(
            [project(side * HALF, MIDDLE * share, middle)],
            FOCAL / middle * 1.5 * share,
            "decode",
            alpha=0.5 * alpha,
            kind="soft",
            squash=0.34,
        )


def draw_word(p: Picture, at: tuple[float, float], words: str, before: str, gain: float) -> None:
    """The token being written on a plate above the spark, and the answer so far on a quiet line over it."""
    width = min(340.0, max(64.0, text_width(words, LINE, "mono") * gain + 40.0))
    box = Rect(at[0] - width / 2, at[1] - 132.0, width, 48.0)
    p.rects([box], "ground", radius=10, alpha=0.86, stroke="decode", stroke_width=1.6)
    p.text(
        (box.cx, box.cy + 9.5),
        "{words}",
        size=LINE,
        role="decode",
        mono=True,
        weight=600,
        align="center",
        fit=width - 24,
        words=words,
    )
    if before:
        above = (box.cx, box.y - 16.0)
        p.text(above, "{told}", size=T19, align="center", fit=560.0, alpha=0.86, backed=0.45, told=before)
