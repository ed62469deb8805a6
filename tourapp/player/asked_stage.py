"""A stage on which a class is asked: the picture of a beat with its gates, and what stands around it instead."""

from __future__ import annotations

from dataclasses import replace

from tourapp.authoring import Frame, Picture, Rect, ops
from tourapp.authoring.layout import STAGE
from tourapp.player.ask_gates import draw_gates
from tourapp.player.ask_look import AskLook
from tourapp.player.ask_panel import WIDE, draw_panel
from tourapp.player.ask_vote import draw_keys_in_picture
from tourapp.player.chrome import Surroundings
from tourapp.player.fitting import BESIDE, Fitting
from tourapp.player.tour import Stop

MOST = 0.42
"""Share of the picture's room that the panel takes at most where words are large."""


def draw_asked(f: Frame, p: Picture, look: AskLook) -> None:
    """The scene's picture of that moment, and the gates in it."""
    look.scene.draw(f, p)
    draw_gates(p, look, f)
    draw_keys_in_picture(p, look, f)


def around_asked(around: Surroundings, look: AskLook, stop: Stop, f: Frame, p: Picture) -> Surroundings:
    """Question, hands and panel in place of caption, badge and rail. p: the picture, which has the values."""
    told = look.words(f, p.fields)
    badge = look.badge(stop.scene.badge(f))
    if not look.sleeps:
        return replace(around, told=told, badge=badge)
    return replace(around, told=told, badge=badge, panel=lambda q, box: draw_panel(q, box, look, f))


def panel_box(fitting: Fitting) -> Rect:
    """Where the panel stands where words are large: in the place of the readouts, or else at the right edge."""
    s, area, box = fitting.scale, fitting.area, fitting.stand.readouts
    if box is not None:
        return box
    wide, top = min(WIDE * s, MOST * area.w), max(area.y, fitting.head)
    return Rect(area.right - wide, top, wide, area.bottom - top)


def beside_panel(fitting: Fitting) -> Fitting:
    """The picture at the left of the panel, smaller where it must be: it is what the class is asked about."""
    if fitting.stand.readouts is not None:
        return fitting
    area, box = fitting.area, panel_box(fitting)
    room = box.x - BESIDE - area.x
    shrink = min(fitting.shrink, room / STAGE.w)
    down = (fitting.shrink - shrink) * STAGE.h / 2
    words = Rect(area.x, area.y, box.x - 16.0 - area.x, area.h)
    return replace(fitting, shrink=shrink, at=(area.x, fitting.at[1] + down), area=words)


def large_panel(p: Picture, around: Surroundings, fitting: Fitting) -> None:
    """The panel where words are large, at their scale. fitting: as it was before the picture made room for it."""
    if around.panel is None:
        return
    s, box = fitting.scale, panel_box(fitting)
    inner = Picture()
    around.panel(inner, Rect(0.0, 0.0, box.w / s, box.h / s))
    p.ops.append(ops.Group(tuple(inner.ops), (s, 0.0, 0.0, s, box.x, box.y)))
