"""The whole head as a small triangle: a row per token that asks, a column per token looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.attention.look_back import LookBack
from tourapp.authoring import STAGE, Picture, Rect
from tourapp.authoring.sizes import T16

if TYPE_CHECKING:
    from tourapp.authoring.kinds import HeadOverview

TRIANGLE = Rect(float(STAGE.x), 138.0, 190.0, 190.0)


def draw_triangle(p: Picture, overview: HeadOverview, look: LookBack, lit: int | None, shown: float) -> None:
    """The head of this look, with the row of the asking token framed, and the row of the token `lit`."""
    if shown <= 0.01:
        return
    weights = overview.recording.attention

    def build(q: Picture) -> None:
        corners = [(TRIANGLE.x, TRIANGLE.y), (TRIANGLE.right, TRIANGLE.bottom), (TRIANGLE.x, TRIANGLE.bottom)]
        q.rects([TRIANGLE], "raised", radius=4, alpha=0.6)
        q.polys(corners, "prefill", alpha=0.10)
        q.image(np.sqrt(np.clip(weights(look.layer, look.head), 0, 1)), TRIANGLE, "prefill")

    key = ("attention-triangle", overview.key, look.layer, look.head)
    p.bake(key, build, rect=TRIANGLE.inset(-4), alpha=shown)
    step = TRIANGLE.h / overview.recording.positions
    for place, role in ((lit, "ink"), (look.asking, "decode")):
        if place is not None:
            box = (TRIANGLE.x - 5, TRIANGLE.y + place * step - 3, (place + 1) * step + 10, step + 6)
            p.rects([box], None, radius=3, stroke=role, stroke_width=1.6, stroke_alpha=shown)
    at = (TRIANGLE.x, TRIANGLE.bottom + 26)
    p.text(at, "each row looks only back", size=T16, role="dim", alpha=shown, fit=226)
