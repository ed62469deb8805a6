"""The row of candidates as bars: their shares at temperature one behind, heated in front; what is cut is hatched, as
far as the boxes are right, or as the chain of blocks cuts it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture, Rect, sizes

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView, SamplerCase

NAMES = "ABCDEFGH"
ROW = Rect(64.0, 134.0, 560.0, 702.0)
BARS = Rect(ROW.x + 150.0, ROW.y + 66.0, ROW.w - 230.0, ROW.h - 80.0)


def draw_row(f: Frame, p: Picture, view: LabView) -> None:
    """Name, score, bar and heated share of every candidate."""
    case: SamplerCase = view.case
    words = Phrase("heated to {t:.1f}", t=case.temperature)
    p.text((ROW.x, ROW.y + 24), "score", size=sizes.TAG, role="dim", fit=BARS.x - ROW.x - 12)
    p.text((BARS.x, ROW.y + 24), words, size=sizes.LABEL, weight=600)
    kept = _kept(view, case)
    most = float(case.odds.raw.max())
    told = view.state.reached("task")
    breath = 0.75 + 0.25 * math.sin(f.clock * math.tau / 4.0)
    for place, (name, row) in enumerate(zip(NAMES, BARS.rows(len(NAMES), 12.0), strict=True)):
        p.text((ROW.x, row.cy + 9), "{name}", name=name, size=sizes.LABEL, weight=600, part="names")
        score = case.scores[place]
        p.text((ROW.x + 40, row.cy + 9), "{s:.1f}", s=score, size=sizes.LABEL, mono=True, role="dim", part="scores")
        raw = Rect(row.x, row.y, row.w * float(case.odds.raw[place]) / most, row.h)
        p.rects([raw], None, radius=6, stroke="line", stroke_width=2)
        bar = Rect(row.x, row.y + 10, row.w * float(case.odds.heated[place]) / most, row.h - 20)
        if not told:
            p.rects([bar], "dim", radius=4, alpha=0.35 + 0.2 * breath)
        elif kept[place]:
            p.rects([bar], "decode", radius=4, alpha=breath)
        else:
            p.hatch([bar], "waste", radius=4)
        if told:
            at = (ROW.right, row.cy + 9)
            share = float(case.odds.heated[place])
            p.text(at, "{v:.3f}", v=share, size=sizes.LABEL, mono=True, align="right", part="shares")


def _kept(view: LabView, case: SamplerCase) -> list[bool]:
    """Which candidates are lit."""
    if view.phase == "check":
        order = tuple(view.knob(knob.id) for knob in view.lab.knobs)
        return [bool(share > 0) for share in case.chain(order)]
    if "kept" in view.state.right:
        return [bool(each) for each in case.odds.kept]
    if "sum" in view.state.right:
        return [place < case.top_k for place in range(len(NAMES))]
    return [True] * len(NAMES)
