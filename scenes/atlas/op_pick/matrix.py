"""The second beat: the matrix that made the scores, to scale, and below it the scores as one row of it."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_pick.facts import PickFacts
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import FIGURE, LABEL, TAG
from tourapp.figures.card_frame import BigNumber, draw_big_number

BLOCK = Rect(64.0, 290.0, 860.0, 300.0)
ROW = Rect(64.0, 616.0, 860.0, 4.0)
NAME_Y, THICK_Y = 332.0, 656.0
NUMBER = (984.0, 400.0)
DOTS = (26, 74)


def draw_matrix(f: Frame, p: Picture, facts: PickFacts | None) -> None:
    """The block, the row that light runs along, and the figure."""
    if facts is None:
        return
    shown, told = f.cue("cost.block"), f.cue("cost.told")
    if shown <= 0.004:
        return
    with p.group(clip=Rect(BLOCK.x - 4, BLOCK.y - 4, (BLOCK.w + 8) * shown, 420.0)):
        p.rects([BLOCK], "weights", radius=4, alpha=0.22, stroke="weights", stroke_alpha=0.8)
        y, x = (np.mgrid[0 : DOTS[0], 0 : DOTS[1]] + 0.5) / np.array(DOTS)[:, None, None]
        at = np.stack([BLOCK.x + x.ravel() * BLOCK.w, BLOCK.y + y.ravel() * BLOCK.h], 1)
        p.sprites(at, 5.0, "weights", kind="dot", alpha=0.8, additive=False)
        p.rects([ROW], "decode", radius=2)
        for wide, light in ((44.0, 0.07), (22.0, 0.12), (10.0, 0.25)):
            p.rects([(ROW.x, ROW.cy - wide / 2, ROW.w, wide)], "decode", radius=wide / 2, alpha=light)
        run = ROW.x + ROW.w * ((f.clock / 3.0) % 1.0)
        p.sprites([(run, ROW.cy)], 70.0, "decode", alpha=0.9)
    called = Phrase("LM head: {h} rows of {v}", h=facts.costs.hidden, v=facts.costs.entries)
    p.text((BLOCK.cx, NAME_Y), called, size=LABEL, weight=600, align="center", alpha=told, backed=0.9)
    p.text((ROW.x, THICK_Y), "the scores: one such row, drawn thicker than it is", size=TAG, role="dim", alpha=told)
    lines = (
        Phrase("scores for {n} {n|sequence|sequences}", n=facts.costs.rows),
        Phrase("{share} of the step's math", share=facts.costs.pick_share),
    )
    draw_big_number(p, BigNumber(NUMBER, facts.costs.scores, lines, "decode", size=FIGURE), told)
