"""The stair of token passes: one row a step. Hatched is what was read before and is read again; the bright edge is what
is new. The prompt is the block at the left."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture, Rect, sizes

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView, SpeedupCase

STAIR = Rect(64.0, 134.0, 530.0, 702.0)
ROWS = Rect(STAIR.x, STAIR.y + 60.0, STAIR.w, STAIR.h - 110.0)
MOST = 1000
"""A longer answer than this is drawn as one of that length."""


def draw_stair(f: Frame, p: Picture, view: LabView) -> None:
    """The stair of the case; while the last box is open, that of the answer that is typed there."""
    case: SpeedupCase = view.case
    steps = _shown(view, case)
    words = Phrase("{n} {n|step|steps}, one row each", n=steps)
    p.text((STAIR.x, STAIR.y + 24), words, size=sizes.LABEL, weight=600)
    whole = case.prompt + steps - 1
    left = ROWS.w * case.prompt / whole
    high = ROWS.h / steps
    rows = [(ROWS.y + high * k, ROWS.x + left + (ROWS.w - left) * k / max(1, steps - 1)) for k in range(steps)]
    thick = max(1.0, high - min(2.0, high * 0.3))
    _again(p, rows, thick)
    edge = max(5.0, min(14.0, ROWS.w / whole))
    p.rects([(ROWS.x, ROWS.y, left, thick)], "prefill")
    p.rects([(max(ROWS.x, x - edge), y, edge, thick) for y, x in rows[1:]], "decode")
    _walker(f, p, rows, thick)
    foot = ROWS.bottom + 34
    p.text((ROWS.x, foot), "prompt {p}", p=case.prompt, size=sizes.TAG, role="prefill")
    p.text((ROWS.right, foot), "read again: hatched", size=sizes.TAG, role="waste", align="right")


def _shown(view: LabView, case: SpeedupCase) -> int:
    """How many steps are drawn."""
    box = view.open_box
    if view.phase == "task" and box is not None and box.id == "smallest":
        typed = view.text_in("smallest").strip()
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= MOST:
            return int(typed)
    return case.answer


def _again(p: Picture, rows: list[tuple[float, float]], thick: float) -> None:
    """What every step but the first reads again, as one hatched stair."""
    if len(rows) < 2:
        return
    p.hatch([(ROWS.x, y, x - ROWS.x, thick) for y, x in rows[1:]], "waste", ground=0.3)


def _walker(f: Frame, p: Picture, rows: list[tuple[float, float]], thick: float) -> None:
    """A light that reads row by row."""
    place = int(f.clock * 2.0) % len(rows)
    y, x = rows[place]
    share = (f.clock * 2.0) % 1.0
    p.sprites([(ROWS.x + (x - ROWS.x) * share, y + thick / 2)], 34.0, "white", alpha=0.7)
    glow = 0.35 + 0.15 * math.sin(f.clock * math.tau / 4.0)
    p.lines([(ROWS.x, y + thick / 2, x, y + thick / 2)], "white", width=1, alpha=glow)
