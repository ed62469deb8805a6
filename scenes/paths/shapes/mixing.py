"""The third beat: the same numbers cut without being moved. One token's row in each head, and where it lies then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.paths.shapes.facts import ShapeFacts, named
from scenes.paths.shapes.places import RIGHT_CUT, WRONG_CUT
from scenes.paths.shapes.sheets import SheetLook, draw_sheet
from tourapp.authoring import Frame, Picture, Rect, cascade
from tourapp.authoring.sizes import FIGURE, LINE, READOUT

if TYPE_CHECKING:
    from tourapp.authoring.kinds import ShapeRun

COLUMNS = 3
GAP = 22.0
PIECE = 6.0


def draw_mixing(f: Frame, p: Picture, facts: ShapeFacts) -> None:
    """The right cut ghosted at the left, the wrong one at the right; the token's pieces fly."""
    cut, run = facts.always, facts.always.numbers
    fly, told = f.cue("wrong.fly", eased=False), f.cue("wrong.told")
    good, bad = (head_sheets(each, len(run.q)) for each in (RIGHT_CUT, WRONG_CUT))
    for head, rect in enumerate(good):
        draw_sheet(p, rect, run.q[head], SheetLook("decode", run.count, run.token, (run.key, "q", head), 0.62))
    for head, rect in enumerate(bad):
        draw_sheet(p, rect, cut.wrong[head], SheetLook("waste", run.count, None, (run.key, "wrong", head), 0.8))
    _draw_pieces(f, p, cut, (good, bad), fly)
    right = "✓ moved, then cut: one row in each head"
    p.text((RIGHT_CUT.x, RIGHT_CUT.y - 22), right, size=LINE, role="good", weight=600)
    words = "✗ only renamed: all its rows together"
    p.text((WRONG_CUT.x, WRONG_CUT.y - 22), words, size=LINE, role="waste", weight=600)
    y = RIGHT_CUT.bottom + 108
    p.text((RIGHT_CUT.x, y), "{w}", w=named(run.texts[run.token]), size=READOUT, weight=600)
    p.text((WRONG_CUT.x, y), "± {v}", v=cut.difference, size=FIGURE, role="waste", weight=700, alpha=told)
    p.text((WRONG_CUT.x + 300, y), "in the output", size=LINE, role="dim", alpha=told)


def head_sheets(area: Rect, count: int) -> list[Rect]:
    """A grid of sheets, one for each head."""
    rows = -(-count // COLUMNS)
    return [cell for row in area.rows(rows, GAP) for cell in row.columns(COLUMNS, GAP)][:count]


def _draw_pieces(f: Frame, p: Picture, cut: ShapeRun, cuts: tuple[list[Rect], list[Rect]], fly: float) -> None:
    """The token's row of each head, on its way to where the wrong cut has it."""
    boxes, run = [], cut.numbers
    for head, gone in enumerate(cascade(fly, len(run.q)).tolist()):
        group, row = (int(each) for each in cut.places[head])
        one, two = _piece(cuts[0][head], run.token, run.count), _piece(cuts[1][group], row, run.count)
        boxes.append(one + (two - one) * gone)
    found = np.array(boxes)
    p.rects(found, "white", alpha=0.95)
    if fly >= 1.0 and not f.still:
        each = found[int(f.clock * 1.6) % len(found)]
        p.sprites([(each[0] + each[2] / 2, each[1] + PIECE / 2)], 90.0, "white", alpha=0.5, kind="soft")
        home = cuts[0][int(f.clock * 1.6) % len(found)]
        y = home.y + home.h * (run.token + 0.5) / run.count
        p.sprites([(home.cx, y)], 90.0, "white", alpha=0.5, kind="soft")


def _piece(rect: Rect, row: int, rows: int) -> np.ndarray:
    y = rect.y + rect.h * (row + 0.5) / rows
    return np.array((rect.x, y - PIECE / 2 + 1, rect.w, PIECE - 2))
