"""A stage on which a class is asked: the picture of a beat with its gates, and what stands around it instead."""

from __future__ import annotations

from dataclasses import replace

from tourapp.authoring import Frame, Picture, Rect, ops
from tourapp.player.ask_gates import draw_gates
from tourapp.player.ask_look import AskLook
from tourapp.player.ask_panel import WIDE, draw_panel
from tourapp.player.chrome import Surroundings
from tourapp.player.fitting import Fitting
from tourapp.player.tour import Stop

MOST = 0.42
"""Share of the picture's room that the panel takes at most where words are large."""


def draw_asked(f: Frame, p: Picture, look: AskLook) -> None:
    """The scene's picture of that moment, and the gates in it."""
    look.scene.draw(f, p)
    draw_gates(p, look, f)


def around_asked(around: Surroundings, look: AskLook, stop: Stop, f: Frame, p: Picture) -> Surroundings:
    """Question, hands and panel in place of caption, badge and rail. p: the picture, which has the values."""
    told = look.words(f, p.fields)
    badge = look.badge(stop.scene.badge(f))
    if not look.sleeps:
        return replace(around, told=told, badge=badge)
    return replace(around, told=told, badge=badge, panel=lambda q, box: draw_panel(q, box, look, f))


def large_panel(p: Picture, around: Surroundings, fitting: Fitting) -> None:
    """The panel where words are large, at their scale: in the place of the readouts, or else over the right side of the
    picture."""
    if around.panel is None:
        return
    s, area, box = fitting.scale, fitting.area, fitting.stand.readouts
    if box is None:
        wide = min(WIDE * s, MOST * area.w)
        top = max(area.y, fitting.head)
        box = Rect(area.right - wide, top, wide, area.bottom - top)
    inner = Picture()
    around.panel(inner, Rect(0.0, 0.0, box.w / s, box.h / s))
    p.ops.append(ops.Group(tuple(inner.ops), (s, 0.0, 0.0, s, box.x, box.y)))
