"""A lens on the hair between two rings: the same two rings, so much larger that the gap is seen."""

from __future__ import annotations

import math

import numpy as np

from scenes.paths.embedding.facts import RowFacts, named
from scenes.paths.embedding.places import LANDING, LENS, LENS_RADIUS
from tourapp.authoring import Phrase, Picture
from tourapp.authoring.sizes import LABEL

GAP, WIDE = 56.0, 30.0
"""How far apart the rings are in the lens; a gap of so much needs none."""
MOST = 60.0
AT = math.radians(-32.0)
"""Where on the rings it looks."""
TURN = np.linspace(0.0, 2.0 * np.pi, 97)


def draw_lens(p: Picture, facts: RowFacts, rings: tuple[float, ...], shown: float) -> None:
    """Nothing where the rings are apart already."""
    gap = abs(rings[1] - rings[0])
    if shown <= 0.004 or gap > WIDE:
        return
    zoom = min(MOST, GAP / max(gap, 1e-6))
    x, y = LENS
    near = LANDING[0] + rings[0] * math.cos(AT), LANDING[1] - rings[0] * math.sin(AT)
    p.sprites([near], 22.0, "white", kind="ring", additive=False, alpha=shown)
    p.lines(
        [(near[0] + 10, near[1] + 4, x - LENS_RADIUS * 0.94, y - LENS_RADIUS * 0.34)],
        "ink",
        width=1.5,
        alpha=0.7 * shown,
    )
    with p.group(opacity=shown):
        disc = np.stack([x + LENS_RADIUS * np.cos(TURN), y + LENS_RADIUS * np.sin(TURN)], 1)
        p.polys(disc, "raised", alpha=0.97, stroke="ink", stroke_width=2.0)
        across = (math.cos(AT), -math.sin(AT))
        for place, role in ((0, "good"), (1, "white")):
            sign = -1.0 if rings[place] <= rings[1 - place] else 1.0
            off = sign * zoom * gap / 2
            half = math.sqrt(max(0.0, (LENS_RADIUS - 3) ** 2 - off**2))
            cx, cy = x + off * across[0], y + off * across[1]
            ends = (cx - half * across[1], cy + half * across[0], cx + half * across[1], cy - half * across[0])
            p.lines([ends], role, width=14.0, alpha=0.2)
            p.lines([ends], role, width=4.5)
        inner = 0 if rings[0] <= rings[1] else 1
        told = ((inner, (x - 44, y - 34)), (1 - inner, (x + 40, y + 50)))
        for place, at in told:
            role = "good" if place == 0 else "ink"
            p.text(
                at, named(facts.tops[place]), size=LABEL, weight=600, role=role, align="center", part="lens", backed=0.5
            )
        p.text(
            (x, y + LENS_RADIUS + 34), Phrase("× {n:.0f}", n=zoom), size=LABEL, role="dim", mono=True, align="center"
        )
