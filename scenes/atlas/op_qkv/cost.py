"""The matrices: between vector and strips in the first beat, then as areas in proportion to their weights."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_qkv.facts import QkvFacts
from scenes.atlas.op_qkv.places import AREA, areas_of, between, groups_of
from scenes.atlas.op_qkv.what import LETTERS, ROLES
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why
from tourapp.authoring.sizes import LABEL, READOUT, TITLE
from tourapp.figures.card_frame import BigNumber, draw_big_number

PANEL = 910.0
LOOP = 3.2
LEAST = 150.0
"""Stage units from one matrix' words to the next."""


def draw_matrices(f: Frame, p: Picture, facts: QkvFacts, lifted: float, alpha: float) -> None:
    """The three, on their way from the flow to their areas; a bar of light sweeps through them while they are read."""
    if alpha <= 0.004:
        return
    own, views = facts.own, facts.views
    flow = groups_of(len(views.queries), len(views.keys)).matrices
    areas = areas_of((float(own.q.value), float(own.k.value), float(own.v.value)))
    with p.group(opacity=alpha):
        for place, (one, two) in enumerate(zip(flow, areas, strict=True)):
            box = between(one, two, lifted)
            p.rects([box], "weights", radius=4, alpha=0.42, stroke=ROLES[place], stroke_width=2.5)
            if lifted < 0.5 or box.w > 60:
                at = (box.cx, box.cy + 12)
                p.text(
                    at, "W{letter}", letter=LETTERS[place], size=TITLE, weight=700, role=ROLES[place], align="center"
                )
        if lifted >= 1.0:
            x = AREA.x + AREA.w * ((f.clock / LOOP) % 1.0)
            p.rects([(x, AREA.y, 5.0, AREA.h)], "white", radius=2, alpha=0.8)


def draw_cost(f: Frame, p: Picture, facts: QkvFacts, shown: float) -> None:
    """What each matrix weighs, under its area, and all together."""
    if shown <= 0.004:
        return
    told, own = f.cue("cost.told"), facts.own
    sizes = facts.sizes
    boxes = areas_of((float(own.q.value), float(own.k.value), float(own.v.value)))
    with p.group(opacity=shown):
        p.text(
            (AREA.x, AREA.y - 28),
            Phrase("weights of {model}, areas to scale", model=facts.model),
            size=LABEL,
            role="dim",
            alpha=told,
        )
        _draw_sizes(p, boxes, sizes, told)
        words = (Phrase("read by every step"), Phrase("for {n} {n|token|tokens} at once", n=f.inputs.batch))
        draw_big_number(p, BigNumber((PANEL, 380.0), own.whole, words, "ink", room=520.0), told)


def _draw_sizes(p: Picture, boxes: tuple[Rect, Rect, Rect], sizes: tuple[Quantity, ...], told: float) -> None:
    """Letter and bytes below each; thin ones keep their distance."""
    xs = np.array([box.cx for box in boxes])
    xs[2] = min(max(xs[2], xs[1] + 0.6 * LEAST), AREA.right - 10.0)
    xs[1] = min(xs[1], xs[2] - LEAST)
    xs[0] = min(xs[0], xs[1] - LEAST)
    for place, (x, size, box) in enumerate(zip(xs.tolist(), sizes, boxes, strict=True)):
        p.lines([(box.cx, box.bottom + 4, x, box.bottom + 18)], ROLES[place], width=1.5, alpha=told)
        p.text(
            (x, box.bottom + 44),
            "{letter}",
            letter=LETTERS[place],
            size=LABEL,
            weight=700,
            role=ROLES[place],
            align="center",
            alpha=told,
            part="names",
        )
        p.text(
            (x, box.bottom + 82),
            "{v}",
            v=size,
            size=READOUT,
            mono=True,
            weight=600,
            role=ROLES[place],
            align="center",
            alpha=told,
            part="sizes",
        )
        p.hot([box], (Tag("matrix", place),), (Why(),), (size,))
