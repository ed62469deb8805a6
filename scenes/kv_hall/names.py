"""Words in the hall: which wall is which, how long the hall is, what one pane and one slot stand for."""

from __future__ import annotations

from scenes.kv_hall.camera import CEILING, CX, FLOOR, HALF, SIDES, Camera, panes, project
from scenes.kv_hall.facts import counted, drawn, users_fit
from scenes.kv_hall.flight import HallMoment
from tourapp.authoring import Frame, Picture
from tourapp.authoring.sizes import LINE, T16, T18, T34, TAG

WALL_NAME = (285.0, 160.0)
"""How far from the middle a wall's name stands, and its baseline."""
BOTH_MODELS = 728.0
"""Baseline of the line that names the model that is drawn and the one that is counted."""


def draw_wall_names(p: Picture, f: Frame, s: HallMoment) -> None:
    """Keys left, values right; the length of the whole hall; the callout of one slot."""
    shown = f.move("empty", 0.60, 0.70)
    aside, y = WALL_NAME
    p.text((CX - aside, y), "K  keys", size=LINE, weight=600, role="key", align="center", alpha=shown)
    p.text((CX + aside, y), "V  values", size=LINE, weight=600, role="value", align="center", alpha=shown)
    _both_models(p, f, s, shown)
    if s.whole > 0.02:
        _length(p, s)
        _pane(p, s)
        _our_slots(p, f, s)
    callout = f.during("empty", 0.3) * f.move("empty", 0.70, 0.78)
    if callout > 0.02:
        _callout(p, s.camera, callout)


def _both_models(p: Picture, f: Frame, s: HallMoment, alpha: float) -> None:
    """Whose keys and values are drawn and whose bytes are counted: two models, both by name."""
    layers = f.world.cost.scenario.model_spec.number("layers")
    assert layers is not None
    own = counted(f.world.cost.scenario.model_spec.name, layers, s.variant)
    at = (CX, BOTH_MODELS)
    p.text(at, "{a}  {b}", a=drawn(s.recording), b=own, size=T16, role="dim", align="center", alpha=alpha, fit=1370)


def _length(p: Picture, s: HallMoment) -> None:
    """How long the hall is now, and what that takes."""
    stop, capped = s.stop, s.variants.full[s.variant.id] is None
    p.text((CX, 164), "{n}", n=stop.context, size=T34, weight=600, mono=True, align="center", alpha=s.whole, fit=400)
    template = "{b} a user (sliding window), {u}" if capped else "{b} a user, {u}"
    fits = users_fit(stop.users)
    p.text((CX, 196), template, b=stop.per_sequence, u=fits, size=T18, align="center", alpha=s.whole, fit=400)


def _pane(p: Picture, s: HallMoment) -> None:
    """How many slots one pane of the walls stands for."""
    slots = int(panes(s.camera.length)[0])
    at = (CX, 702)
    p.text(at, "a pane is {n} slots", n=slots, size=T16, role="dim", align="center", alpha=s.whole, backed=0.5)


def _our_slots(p: Picture, f: Frame, s: HallMoment) -> None:
    """Where this request's own slots are, as long as they can be seen."""
    ours = (s.camera.depth(0) + s.camera.depth(s.total)) / 2
    if s.whole <= 0.9 or s.total * s.camera.length <= 0.2 or ours <= 1.2:
        return
    x, y = project(-HALF, FLOOR, ours)
    p.text(
        (max(x, 150), min(y + 34, 706)),
        "our {n:,.0f} {n|slot|slots}",
        n=f.world.our_slots.total,
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
