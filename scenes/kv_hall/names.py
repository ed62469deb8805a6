"""Words around the hall: which wall is which, what the strip's colours mean, and the callout of one slot."""

from __future__ import annotations

from scenes.kv_hall.camera import CEILING, CX, FLOOR, HALF, HALL, SIDES, Camera, project
from scenes.kv_hall.facts import counted, drawn
from scenes.kv_hall.flight import HallMoment
from tourapp.authoring import Frame, Phrase, Picture
from tourapp.authoring.sizes import CAPTION, LINE, TAG

NAMES_AT, BOTH_MODELS = 806.0, 844.0
"""Baselines of the walls' names, and of the line that names the model that is drawn and the one that is counted."""


def draw_wall_names(p: Picture, f: Frame, s: HallMoment, pointed: Phrase | None) -> None:
    """Keys left, values right, the strip's legend between them, and the callout of one slot."""
    shown = f.move("empty", 0.60, 0.70) * (1 - s.whole) * (1 - f.cue("heads.back"))
    callout = f.during("empty", 0.3) * f.move("empty", 0.70, 0.78)
    if callout > 0.02:
        _callout(p, s.camera, callout)
    if shown <= 0.02:
        return
    for x, letter, words, role, align, aside in (
        (HALL.x, "K", "keys", "key", "left", 44.0),
        (HALL.right, "V", "values", "value", "right", -44.0),
    ):
        at = (x, NAMES_AT)
        p.text(at, letter, size=CAPTION, weight=700, role=role, align=align, alpha=shown)
        p.text((x + aside, NAMES_AT), words, size=LINE, weight=600, role=role, align=align, alpha=shown)
    _legend(p, f, s, shown)
    _both_models(p, f, s, pointed, shown)


def _legend(p: Picture, f: Frame, s: HallMoment, alpha: float) -> None:
    """How many slots of the prompt and of the answer are written, in the colours of the strip."""
    first = alpha * f.move("prefill", 0.24, 0.32)
    second = alpha * f.move("decode", 0.05, 0.12)
    prompt, answer = f.world.our_slots.prompt, int(s.written + 0.28)
    if first > 0.02:
        at = CX - 330.0 if second > 0.02 else CX - 130.0
        p.rects([(at, NAMES_AT - 15, 46, 12)], "prefill", radius=4, alpha=first)
        p.text(
            (at + 62, NAMES_AT), "{n:,.0f} prompt slots", size=LINE, role="prefill", weight=600, alpha=first, n=prompt
        )
    if second > 0.02:
        p.rects([(CX + 40, NAMES_AT - 15, 46, 12)], "decode", radius=4, alpha=second)
        words = Phrase("{n:,d} answer {n|slot|slots}", n=answer)
        p.text((CX + 102, NAMES_AT), words, size=LINE, role="decode", weight=600, alpha=second)


def _both_models(p: Picture, f: Frame, s: HallMoment, pointed: Phrase | None, alpha: float) -> None:
    """Whose keys and values are drawn and whose bytes are counted; or what a slot under the pointer has to say."""
    layers = f.world.cost.scenario.model_spec.number("layers")
    assert layers is not None
    own = counted(f.world.cost.scenario.model_spec.name, layers, s.variant)
    words = pointed or Phrase("{a}  {b}", a=drawn(s.recording), b=own)
    p.text((CX, BOTH_MODELS), words, size=TAG, role="dim", align="center", alpha=alpha)


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
        words = "its key" if role == "key" else "its value"
        p.text((x - side * 6, y + 42), words, size=LINE, weight=600, role=role, align="center", alpha=alpha, backed=0.5)
        p.lines([(x - side * 84, y + 34, CX + side * 150, 668)], role, width=2.0, alpha=0.8 * alpha)
    p.text((CX, 676), "one token, one slot", size=LINE, weight=600, align="center", alpha=alpha, backed=0.5)
