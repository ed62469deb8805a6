"""Gates of light across the hall: at the entrance, at round numbers of tokens, where memory is full, and at the end."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from scenes.kv_hall.camera import CEILING, CX, FLOOR, HALF, WINDOW, project
from scenes.kv_hall.facts import memory_full, short
from scenes.kv_hall.flight import END, HallMoment
from tourapp.authoring import Frame, Picture
from tourapp.authoring.sizes import T18, TAG

OWN, STOP, WASTE = ("key", "value"), ("weights", "weights"), ("waste", "waste")
"""Roles of the left and the right side: the hall's own gates, round numbers, the end of memory."""


def draw_gates(p: Picture, f: Frame, s: HallMoment) -> None:
    """All gates of the moment; those of the whole hall come with it."""
    camera, whole = s.camera, s.whole
    draw_gate(p, camera.depth(0.0), OWN, alpha=0.9 - 0.45 * whole, width=2.4)
    if whole < 0.3:
        return
    for stop in s.stops:
        near = camera.depth(stop.tokens)
        if f.beat("scales") > 0 and 1.6 < near < END - 1 and abs(near - camera.depth(s.full)) > 0.15:
            draw_gate(p, near, STOP, alpha=0.7 * whole, width=1.4)
            x, y = project(-HALF, FLOOR, near)
            at = (x + 12, min(y, 692.0) - 10)
            p.text(at, "{length}", size=T18, role="dim", mono=True, alpha=whole, length=short(stop.tokens))
    if 0 < s.full < s.held:
        draw_gate(p, camera.depth(s.full), WASTE, alpha=whole, width=3.0)
        _full_words(p, f, s)
    draw_gate(p, camera.depth(s.held), OWN, alpha=whole, width=2.4)


def _full_words(p: Picture, f: Frame, s: HallMoment) -> None:
    """What the red gate means, on its sill."""
    full = s.variants.full[s.variant.id]
    if full is None:
        return
    depth = s.camera.depth(s.full)
    x, y = project(0.0, FLOOR, depth)
    p.text(
        (x, y + 30 if depth > 3 else min(y, 690.0) - 14),
        "{meaning}",
        size=TAG,
        weight=600,
        role="waste",
        align="center",
        backed=0.6,
        alpha=s.whole * f.cue("grow.full"),
        fit=520,
        meaning=memory_full(int(f.inputs.batch), full),
    )


def draw_gate(p: Picture, depth: float, roles: Sequence[str], *, alpha: float = 1.0, width: float = 2.0) -> None:
    """A frame of light across the hall: left post, right post, beam and sill. `roles`: left and right."""
    if not 1.02 < depth < 60.0 or alpha <= 0.01:
        return
    light = alpha * float(np.exp(-max(0.0, depth - 1.5) / 14.0)) * min(1.0, (depth - 1.02) / 0.5)
    (left, top), (right, low) = project(-HALF, CEILING, depth), project(HALF, FLOOR, depth)
    edge, end = max(top, WINDOW.y), min(low, WINDOW.bottom)
    for thick, strength in ((width * 4.0, 0.20), (width, 1.0)):
        t = thick / 2
        for x, role, start, stop in ((left, roles[0], left, CX), (right, roles[1], CX, right)):
            bars = [(x - t, edge, thick, end - edge)]
            bars += [(start, y - t, stop - start, thick) for y in (top, low) if WINDOW.y <= y <= WINDOW.bottom]
            p.rects(bars, role, alpha=strength * light)
