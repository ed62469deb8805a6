"""The light of the request in the hall: the spark, rays that write all prompt slots at once, a key thrown left and a
value thrown right, and the word above it. Not here: when each of them is seen (request_light), and the slots' own light
(walls)."""

from __future__ import annotations

import numpy as np

from scenes.kv_hall.camera import CEILING, CX, FLOOR, FOCAL, HALF, HORIZON, SIDES, Camera, project
from tourapp.authoring import Picture, Rect, smooth, text_width
from tourapp.authoring.sizes import CAPTION, LINE, VALUE

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


def draw_throw(p: Picture, depth: float, flight: float, named: bool) -> None:
    """A key and a value on their way, with their letters above them where there is time to read; `flight` 0..1."""
    if not 0.0 < flight < 1.0:
        return
    for side, role in SIDES:
        path, head = throw_path(side, depth), float(smooth(flight))
        p.trail(path, head, role, length=0.8, count=60, size=66.0)
        x, y = path[round(head * (len(path) - 1))]
        p.sprites([(x, y)], 44.0, "white")
        if named:
            p.text((x, y - 40), "K" if role == "key" else "V", size=VALUE, weight=700, role=role, align="center")


def draw_landed(p: Picture, near: float, far: float, *, alpha: float, share: float = 1.0) -> None:
    """The slot pair that was written last: a golden rim on both walls, for decode wrote it."""
    if alpha <= 0.01 or near < 1.0:
        return
    for side, _ in SIDES:
        top, low = CEILING * 0.98 * share, FLOOR * 0.98 * share
        corners = ((top, near), (top, far), (low, far), (low, near))
        quad = [project(side * HALF, height, depth) for height, depth in corners]
        p.polys(quad, None, stroke="decode", stroke_width=3.5, stroke_alpha=0.95 * alpha)


def draw_word(p: Picture, words: str, before: str, role: str, alpha: float = 1.0) -> None:
    """The token being written on a plate high over the spark, and the text before it on a line above."""
    width = max(96.0, text_width(words, CAPTION, "text") * 1.06 + 64.0)
    box = Rect(CX - width / 2, 186.0, width, 72.0)
    p.rects([box], "ground", radius=12, alpha=0.9 * alpha, stroke=role, stroke_width=2.5, stroke_alpha=alpha)
    at = (box.cx, box.cy + 16)
    p.text(at, "{words}", size=CAPTION, role=role, weight=650, align="center", alpha=alpha, words=words)
    if before:
        p.text((box.cx, 164.0), "{told}", size=LINE, align="center", alpha=alpha, backed=0.5, told=before)
