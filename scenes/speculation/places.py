"""Where things stand: the token row, the plates of the target below it, the verdicts, and the column of each guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Rect

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Turn

ROW = Rect(64, 232, 1376, 52)
TOP, BOTTOM = 338.0, 482.0
"""Front edge and foot of the target."""
VERDICT = 502.0
"""Upper edge of the verdicts' tokens."""
FIRST, LAST, WIDEST = 516.0, 1340.0, 206.0
ALONE = 200.0
"""Room of a column where there is no second one."""
WIDE = 170.0
"""Room of a column in which words and numbers have room beside one another."""


def column_xs(turn: Turn) -> np.ndarray:
    """x of each column [guesses + 1]: the last token, then each guess."""
    n = len(turn.guesses)
    return FIRST + np.arange(n + 1) * min(WIDEST, (LAST - FIRST) / max(1, n))


def column_room(xs: np.ndarray) -> float:
    """Stage units from column to column."""
    return float(xs[1] - xs[0]) if len(xs) > 1 else ALONE
