"""What the scene takes and gives: the last words so far, and the tokens of the run that were kept."""

from __future__ import annotations

import numpy as np

from scenes.speculation.facts import speculation_facts
from scenes.speculation.places import ROW, column_xs
from scenes.speculation.ribbon import CORNER as RIBBON_CORNER
from scenes.speculation.ribbon import ROOM, token_boxes
from scenes.speculation.row_token import CORNER
from scenes.speculation.token_row import context_tokens
from tourapp.authoring import Frame, Shapes


def words_arrive(f: Frame) -> Shapes | tuple[float, float]:
    """The last words so far, in reading order; a light over the first column where there are none."""
    s = speculation_facts(f.world)
    boxes = [token.box for token in reversed(context_tokens(f, s))]
    return Shapes(np.array(boxes), "decode", CORNER) if boxes else (float(column_xs(s.turn)[0]), ROW.cy)


def kept_tokens_leave(f: Frame) -> Shapes | tuple[float, float]:
    """The guesses that were kept; the target's own tokens where none was, a light where there are no tokens at all."""
    boxes = token_boxes(speculation_facts(f.world).run.turns)
    for role in ("decode", "ink"):
        if boxes[role]:
            return Shapes(np.array(boxes[role]), role, RIBBON_CORNER)
    return ROOM.cx, ROOM.cy
