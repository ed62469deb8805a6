"""What stands on the stage: the loop in most beats, three columns in the last one, the inside of a layer when looked
into."""

from __future__ import annotations

import math

from scenes.atlas.whole.account import draw_account
from scenes.atlas.whole.carpet import draw_carpet
from scenes.atlas.whole.choice_room import draw_choice
from scenes.atlas.whole.facts import AtlasFacts
from scenes.atlas.whole.fading import faded
from scenes.atlas.whole.figure import draw_figure
from scenes.atlas.whole.growth import draw_growth
from scenes.atlas.whole.inside import draw_inside
from scenes.atlas.whole.layer_row import draw_layer
from scenes.atlas.whole.loop_line import draw_loop, draw_spark
from scenes.atlas.whole.memory import draw_memory
from scenes.atlas.whole.moment import PassMoment, moment_of
from scenes.atlas.whole.places import LAYER
from tourapp.authoring import Frame, Picture, Rect, mix, ramp, smooth

SEEN = Rect(40.0, 112.0, 1424.0, 744.0)
"""What is seen of the picture while the camera moves."""
Transform = tuple[float, float, float, float, float, float]
NEAR = Rect(72.0, 140.0, 1364.0, 620.0)
"""The layer's frame when it is looked at from near."""


def draw_stage(f: Frame, p: Picture, facts: AtlasFacts) -> None:
    """The whole picture; on the way to the layer from near, both under one camera."""
    now = moment_of(f, facts)
    near = min(max(f.eased("zoom"), 0.0), 1.0)
    if near <= 0.0:
        draw_whole(f, p, facts, now)
    elif near >= 1.0:
        draw_inside(f, p, facts, now)
    else:
        whole, inside = camera(near)
        with p.group(clip=SEEN):
            with p.group(transform=whole, opacity=1.0 - float(smooth(ramp(near, 0.2, 0.75)))):
                draw_whole(f, p, facts, now)
            with p.group(transform=inside, opacity=float(smooth(ramp(near, 0.35, 0.85)))):
                draw_inside(f, p, facts, now)


def camera(near: float) -> tuple[Transform, Transform]:
    """Where the loop and the layer from near stand on the way: the layer's frame grows into the stage."""
    across, down = (math.log(to / start) for to, start in ((NEAR.w, LAYER.w), (NEAR.h, LAYER.h)))
    wide, high = math.exp(near * across), math.exp(near * down)
    x, y = mix(LAYER.x, NEAR.x, near), mix(LAYER.y, NEAR.y, near)
    whole = (wide, 0.0, 0.0, high, x - LAYER.x * wide, y - LAYER.y * high)
    back_w, back_h = wide * LAYER.w / NEAR.w, high * LAYER.h / NEAR.h
    return whole, (back_w, 0.0, 0.0, back_h, x - NEAR.x * back_w, y - NEAR.y * back_h)


def draw_whole(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    """The loop with all that stands on it; at the end it gives way to the columns."""
    gone = f.cue("account.turns") if f.reached("account") else 0.0
    if gone < 0.5:
        with faded(p, 1.0 - 2 * gone):
            _draw_loop(f, p, facts, now)
    if f.reached("account"):
        draw_account(f, p, facts, now)


def _draw_loop(f: Frame, p: Picture, facts: AtlasFacts, now: PassMoment) -> None:
    draw_memory(f, p, facts, now)
    draw_loop(f, p, facts, now)
    draw_layer(f, p, facts, now)
    draw_carpet(f, p, facts)
    draw_choice(f, p, facts, now)
    draw_growth(f, p, facts, now)
    draw_spark(f, p, facts, now)
    draw_figure(f, p, facts, now)
