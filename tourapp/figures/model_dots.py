"""Every model of the table as a point on two axes, the chosen one marked, with a light that passes from the smallest to
the largest.

Not here: which two figures the axes are, and where they come from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Frame, Picture, Quantity, Rect, Tag, Why, cascade, ease_out, text_width
from tourapp.authoring.sizes import LABEL
from tourapp.figures.law_chart import LawChart, draw_law_point

LOOP = 8.0
"""Seconds in which the light passes all models at rest."""
NEAR = 15.0
"""How far from a point its name stands."""
HIGH = 32.0
"""Of a line of its type."""


@dataclass(frozen=True, slots=True)
class ModelDot:
    """A model's name, its places on both axes, the figure that it stands for, whether it is the chosen one, and whether
    its name is written."""

    model: str
    x: float
    y: float
    value: Quantity
    ours: bool = False
    told: bool = False


def draw_model_dots(f: Frame, p: Picture, chart: LawChart, dots: Sequence[ModelDot], role: str, *, come: float) -> None:
    """The points, come 0..1 from left to right; each answers why."""
    if come <= 0.004 or not dots:
        return
    at = np.array([chart.point(dot.x, dot.y) for dot in dots])
    order = np.argsort(np.argsort(at[:, 0]))
    grown = ease_out(np.asarray(cascade(come, len(dots), 0.7)))[order]
    ours = np.array([dot.ours for dot in dots])
    far = ((f.clock / LOOP) % 1.0) * (len(dots) + 4) - 2 - order
    lit = np.exp(-(far**2)) * (come >= 1.0)
    base, wide = chart.rect.bottom, 5.0
    stems = np.stack([at[:, 0] - wide / 2, at[:, 1], np.full(len(at), wide), base - at[:, 1]], 1)
    p.rects(stems, role, radius=2, alpha=grown * (0.55 + 0.4 * np.maximum(lit, ours)), gradient="down", fade=0.12)
    p.sprites(at, 60.0, role, kind="soft", alpha=grown * (0.35 + 0.65 * lit) * ~ours)
    p.sprites(at, 16.0 + 8.0 * lit, "ink", kind="dot", alpha=grown * ~ours, additive=False)
    for place, dot in enumerate(dots):
        if dot.ours:
            draw_law_point(f, p, (float(at[place, 0]), float(at[place, 1])), role, float(grown[place]))
    taken: list[Rect] = []
    for place in sorted(range(len(dots)), key=lambda number: not dots[number].ours):
        if dots[place].ours or dots[place].told:
            taken.append(_draw_name(p, chart.rect, (dots[place], at[place], float(grown[place])), taken))
    boxes = np.concatenate([at - 16.0, np.full((len(dots), 2), 32.0)], 1)
    p.hot(boxes, [Tag("model", dot.model) for dot in dots], [Why()] * len(dots), [dot.value for dot in dots])


def _draw_name(p: Picture, room: Rect, told: tuple[ModelDot, np.ndarray, float], taken: Sequence[Rect]) -> Rect:
    """A name beside its point, on the side where there is room and no other name; returns where it stands."""
    dot, at, alpha = told
    wide = text_width(dot.model, LABEL, weight=600) * 1.2
    right, left = Rect(at[0] + NEAR + 6, 0, wide, HIGH), Rect(at[0] - NEAR - 6 - wide, 0, wide, HIGH)
    sides = [side for side in (right, left) if room.x - wide / 2 <= side.x and side.right <= room.right + 6] or [left]
    tried = [
        side.move(dy=float(at[1]) - NEAR - 0.8 * HIGH + down) for down in (0.0, HIGH + 8, -HIGH - 8) for side in sides
    ]
    box = next((each for each in tried if not any(_meet(each, other) for other in taken)), tried[0])
    onto_left = box.x < float(at[0])
    p.text(
        (box.right if onto_left else box.x, box.y + 0.8 * HIGH),
        "{model}",
        model=dot.model,
        size=LABEL,
        weight=600 if dot.ours else 400,
        role="ink" if dot.ours else "dim",
        align="right" if onto_left else "left",
        alpha=alpha,
        backed=0.7,
    )
    return box


def _meet(one: Rect, other: Rect) -> bool:
    across = one.x < other.right + 4 and other.x < one.right + 4
    return across and one.y < other.bottom and other.y < one.bottom
