"""Words in the hall: which wall is which, how long the hall is, what one pane and one slot stand for."""

from __future__ import annotations

import math

from scenes.kv_hall.camera import CEILING, CX, FLOOR, HALF, SIDES, Camera, panes, project
from scenes.kv_hall.facts import users_fit
from scenes.kv_hall.flight import HallMoment
from tourapp.authoring import Frame, Picture, Quantity
from tourapp.authoring.sizes import LINE, T16, T18, T34, TAG

WALL_NAME = (285.0, 160.0)
"""How far from the middle a wall's name stands, and its baseline."""


def draw_wall_names(p: Picture, f: Frame, s: HallMoment) -> None:
    """Keys left, values right; the length of the whole hall; the callout of one slot."""
    shown = f.move("empty", 0.60, 0.70)
    aside, y = WALL_NAME
    p.text((CX - aside, y), "K  keys", size=LINE, weight=600, role="key", align="center", alpha=shown)
    p.text((CX + aside, y), "V  values", size=LINE, weight=600, role="value", align="center", alpha=shown)
    if s.whole > 0.02:
        _length(p, f, s)
        _pane(p, s)
        _our_slots(p, s)
    callout = f.during("empty", 0.3) * f.move("empty", 0.70, 0.78)
    if callout > 0.02:
        _callout(p, s.camera, callout)


def _length(p: Picture, f: Frame, s: HallMoment) -> None:
    """How long the hall is now, and what that takes."""
    told, held, users = f.world.cost.scenario.quantity("context"), s.variant.per_sequence, s.variant.users
    if f.move("scales", 0.0, 0.03) > 0:
        near = min(s.stops, key=lambda item: abs(math.log(item.tokens / s.extent)))
        told, held, users = Quantity(near.tokens, "token", "slots of the hall", "s"), near.per_sequence, near.users
    p.text((CX, 164), "{n}", n=told, size=T34, weight=600, mono=True, align="center", alpha=s.whole, fit=400)
    told_users = users_fit(users)
    p.text((CX, 196), "{b} a user, {u}", b=held, u=told_users, size=T18, align="center", alpha=s.whole, fit=400)


def _pane(p: Picture, s: HallMoment) -> None:
    """How many slots one pane of the walls stands for."""
    slots = int(panes(s.camera.length)[0])
    at = (CX, 702)
    p.text(at, "a pane is {n} slots", n=slots, size=T16, role="dim", align="center", alpha=s.whole, backed=0.5)


def _our_slots(p: Picture, s: HallMoment) -> None:
    """Where this request's own slots are, as long as they can be seen."""
    ours = (s.camera.depth(0) + s.camera.depth(s.total)) / 2
    if s.whole <= 0.9 or s.total * s.camera.length <= 0.2 or ours <= 1.2:
        return
    x, y = project(-HALF, FLOOR, ours)
    p.text(
        (max(x, 150), min(y + 34, 706)),
        "our {n} slots",
        n=s.total,
        size=T16,
        role="decode",
        weight=600,
        align="center",
        alpha=s.whole,
        backed=0.6,
    )


def _callout(p: Picture, camera: Camera, alpha: float) -> None:
    """One slot lit on both walls: its key, its value, and that they belong to one token."""
    near, far = camera.depth(3.0), camera.depth(4.0)
    top, low = CEILING * 0.98, FLOOR * 0.97
    for side, role in SIDES:
        quad = [
            project(side * HALF, height, depth) for height, depth in ((top, near), (top, far), (low, far), (low, near))
        ]
        p.polys(quad, role, alpha=0.30 * alpha, stroke=role, stroke_width=2.5, stroke_alpha=alpha)
        x, y = project(side * HALF, FLOOR, (near + far) / 2)
        p.text(
            (x - side * 6, y + 34),
            "its key" if role == "key" else "its value",
            size=TAG,
            weight=600,
            role=role,
            align="center",
            alpha=alpha,
            backed=0.5,
        )
        p.lines([(x - side * 66, y + 28, CX + side * 110, 632)], role, alpha=0.7 * alpha)
    p.text((CX, 638), "one token, one slot", size=TAG, align="center", alpha=alpha, backed=0.5)
