"""The third beat: two arrows, the shadow of one on the other, and the scale on which their dot product lies."""

from __future__ import annotations

import math

import numpy as np

from scenes.paths.vectors_matmul.facts import LARGE, TwoArrows, two_arrows
from scenes.paths.vectors_matmul.places import PLANE
from scenes.paths.vectors_matmul.plane import PlaneArrow, draw_arrow, draw_paper
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix
from tourapp.authoring.sizes import FIGURE_HUGE, LABEL, LINE, READOUT

SCALE = Rect(96.0, 620.0, 560.0, 40.0)
"""From minus to plus the product of both lengths."""
FIGURE_AT = (96.0, 420.0)
START = math.radians(20.0)
FILL = 0.86
"""Of the way to the edge of the paper that the longer arrow reaches."""
LAP = 2.6
EDGE = 120.0
"""So near to the edge of the paper a name stands on its other side."""
PAPER = 6.0
"""Squares from the middle to the edge where a square is no unit."""
TURN = 0.22
"""Radians of the paper's own turn: neither arrow lies along an edge."""


def draw_arrows(f: Frame, p: Picture) -> None:
    """Both arrows, the shadow, the score."""
    found = two_arrows(f)
    turned, told = f.cue("angle.turn"), f.cue("angle.told")
    draw_paper(p, max(found.lengths) / FILL if not found.real else PAPER)
    angle = mix(START, found.angle, turned)
    one, two = _placed(found, angle)
    _draw_arc(p, angle)
    _draw_shadow(f, p, one, two, told)
    draw_arrow(p, one)
    draw_arrow(p, two)
    _name_arrows(p, found, one, two)
    _draw_score(f, p, found, told)


def _placed(found: TwoArrows, angle: float) -> tuple[PlaneArrow, PlaneArrow]:
    """The arrows on the paper, in units in which the longer one reaches nearly to its edge."""
    reach = max(found.lengths) / FILL
    a, b = found.lengths
    one = PlaneArrow(a * math.cos(TURN), a * math.sin(TURN), "prefill", reach)
    two = PlaneArrow(b * math.cos(TURN + angle), b * math.sin(TURN + angle), "white", reach)
    return one, two


def _draw_arc(p: Picture, angle: float) -> None:
    """The angle between them."""
    steps = TURN + np.linspace(0.0, angle, 48)
    p.curves(
        np.stack([PLANE.cx + 74.0 * np.cos(steps), PLANE.cy - 74.0 * np.sin(steps)], 1), "ink", width=3.0, alpha=0.8
    )


def _draw_shadow(f: Frame, p: Picture, one: PlaneArrow, two: PlaneArrow, shown: float) -> None:
    """How much of the second falls along the first: a thick band, hatched where it falls the other way."""
    if shown <= 0.004:
        return
    (ax, ay), (bx, by) = one.end, two.end
    dx, dy = ax - PLANE.cx, ay - PLANE.cy
    share = ((bx - PLANE.cx) * dx + (by - PLANE.cy) * dy) / max(dx * dx + dy * dy, 1e-6)
    foot = PLANE.cx + share * dx, PLANE.cy + share * dy
    role = "good" if share >= 0 else "waste"
    if share < 0:
        p.lines([(PLANE.cx, PLANE.cy, *_to_edge(dx, dy))], "prefill", width=2.0, dash=True, alpha=0.5 * shown)
    p.lines([(bx, by, *foot)], "ink", width=2.0, dash=True, alpha=0.8 * shown)
    p.lines([(PLANE.cx, PLANE.cy, *foot)], role, width=24.0, alpha=0.5 * shown, dash=share < 0)
    way = (f.clock / LAP) % 1.0
    p.spark((PLANE.cx + (foot[0] - PLANE.cx) * way, PLANE.cy + (foot[1] - PLANE.cy) * way), role, 54.0, 0.9 * shown)


def _to_edge(dx: float, dy: float) -> tuple[float, float]:
    """Where the first arrow would end if it went the other way."""
    return PLANE.cx - dx, PLANE.cy - dy


def _name_arrows(p: Picture, found: TwoArrows, one: PlaneArrow, two: PlaneArrow) -> None:
    names = (Phrase("query"), Phrase("key")) if found.real else (Phrase("a"), Phrase("b"))
    for arrow, name, role in ((one, names[0], "prefill"), (two, names[1], "ink")):
        x, y = arrow.end
        right = x < PLANE.cx or x > PLANE.right - EDGE
        x = x - 18.0 if x < PLANE.cx else x + 18.0
        y = y + 44.0 if y >= PLANE.cy else y - 24.0
        x, y = min(max(x, PLANE.x + 40), PLANE.right), min(max(y, PLANE.y + 34), PLANE.bottom - 12)
        p.text((x, y), name, size=READOUT, role=role, weight=600, align="right" if right else "left", backed=0.6)


def _draw_score(f: Frame, p: Picture, found: TwoArrows, shown: float) -> None:
    """The number, and where it lies between the least and the most."""
    role = "good" if found.share >= LARGE else "waste" if found.share <= -LARGE else "ink"
    p.text((FIGURE_AT[0], FIGURE_AT[1] - 172), "dot product", size=LINE, role="dim")
    p.text(FIGURE_AT, "{v}", v=found.dot, size=FIGURE_HUGE, weight=700, alpha=shown)
    mark = (
        Phrase("✓ alike") if role == "good" else Phrase("✗ opposed") if role == "waste" else Phrase("little in common")
    )
    p.text((FIGURE_AT[0] + 6, FIGURE_AT[1] + 66), mark, size=LINE, role=role, weight=600, alpha=shown)
    p.rects([SCALE], "raised", radius=10, stroke="line")
    middle = SCALE.cx
    wide = SCALE.w / 2 * found.share * shown
    box = (min(middle, middle + wide), SCALE.y, abs(wide), SCALE.h)
    if wide < 0:
        p.hatch([box], "waste")
    else:
        p.rects([box], "good", radius=4)
    p.lines([(middle, SCALE.y - 14, middle, SCALE.bottom + 14)], "ink", width=3.0)
    ends = (
        (SCALE.x, Phrase("against"), "left"),
        (middle, Phrase("right angle"), "center"),
        (SCALE.right, Phrase("the same way"), "right"),
    )
    for x, words, align in ends:
        p.text((x, SCALE.bottom + 46), words, size=LABEL, role="dim", align=align, part="scale")
