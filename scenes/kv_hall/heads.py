"""How many heads share a slot: the same wall with thinner layers of slots for more users, and bars to scale below
it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from scenes.kv_hall.room import WINDOW
from scenes.kv_hall.walls import CEILING, CX, FLOOR, FOCAL, HALF, HORIZON, Camera
from tourapp.authoring import Picture, Rect, Tag, set_control

NEAR, FAR = 1.27, 14.0
BAND = Rect(64.0, 738.0, 1376.0, 102.0)
SIDES = ((-1.0, "key"), (1.0, "value"))


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
    words = "the same wall holds one more user" if others == 1 else "the same wall holds {n} more users"
    p.text((270.0, 236.0), words, n=others, size=19, weight=600, align="center", backed=0.7, alpha=told)


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


def draw_bars(p: Picture, variants: Sequence[Any], chosen: str, alpha: float, grown: float) -> None:
    """One column per variant: its bytes of a token as a bar on one common scale, and the users that fit."""
    if alpha <= 0.01:
        return
    most = max(float(item.per_token.value) for item in variants)
    columns = BAND.columns(len(variants), 22.0)
    boxes, tags, acts = [], [], []
    for item, room in zip(variants, columns, strict=True):
        is_chosen = item.id == chosen
        card = Rect(room.x, room.y, room.w, room.h)
        p.rects(
            [card],
            "prefill" if is_chosen else "raised",
            radius=10,
            alpha=(0.16 if is_chosen else 0.55) * alpha,
            stroke="prefill" if is_chosen else "line",
            stroke_alpha=(0.85 if is_chosen else 0.8) * alpha,
        )
        inner = card.inset(16, 8)
        p.text((inner.x, inner.y + 19), item.label, size=18, weight=600, alpha=alpha, fit=inner.w * 0.42)
        p.text(
            (inner.right, inner.y + 19),
            "{v}",
            size=18,
            role="decode" if is_chosen else "ink",
            mono=True,
            weight=600,
            align="right",
            alpha=alpha,
            fit=inner.w * 0.55,
            v=item.per_token,
        )
        width = max(2.5, inner.w * float(item.per_token.value) / most * grown)
        p.rects([(inner.x, inner.y + 32, inner.w, 15)], "line", radius=2, alpha=0.4 * alpha)
        p.rects([(inner.x, inner.y + 32, width, 7)], "key", alpha=alpha)
        p.rects([(inner.x, inner.y + 40, width, 7)], "value", alpha=alpha)
        p.text((inner.x, inner.y + 76), item.words, size=15, role="dim", alpha=alpha, fit=inner.w * 0.56)
        p.text(
            (inner.right, inner.y + 76),
            "{v} users" if int(item.users.value) != 1 else "{v} user",
            size=18,
            role="good" if item.users.value > 0 else "waste",
            mono=True,
            weight=600,
            align="right",
            alpha=alpha,
            fit=inner.w * 0.42,
            v=item.users,
        )
        boxes.append(card)
        tags.append(Tag("heads", item.id))
        acts.append(set_control("kv_heads", "own" if item.own else item.id))
    if alpha > 0.9:
        p.hot(boxes, tags, acts)
