"""Where things stand on this stage."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Rect

ROAD_X, BUS_X, NODE_X, BACK_X = 104.0, 168.0, 216.0, 252.0
"""Across: the stream, what leads down from the norm, the nodes of the steps, and what leads on to attention."""
NAME_X = 284.0
HEAD_BASE = 150.0
"""Baseline of the columns' heads."""
TOP, FOOT = 172.0, 832.0
TALLEST = 50.0
HALF_GAP = 14.0
"""Between the two halves of a layer, and before what stands outside it."""
PANEL = Rect(64.0, TOP, 1376.0, FOOT - TOP)
FUNNEL_X, FUNNEL_W = 470.0, 420.0
"""The vector that goes in stands at the left, what comes out at the right."""
TOKENS_X, SHAPE_X = 1108.0, 1410.0
"""Right ends of the shapes in words: tokens, and numbers of each."""
FLOPS = (446.0, 150.0)
BYTES = (620.0, 170.0)
"""Left end and greatest width of the bars."""
TIME = (816.0, 440.0)
SHARE_X = 1380.0
"""Right end of the column of shares."""
LETTER_X = 1394.0
LETTER = 32.0
ALONE = (604.0, 520.0)
"""Left end and greatest width of the bars of steps that stand alone."""
FREE_X = 462.0
CHART = Rect(150.0, 196.0, 1210.0, 540.0)


@dataclass(frozen=True, slots=True)
class StepPlace:
    """A row: its middle, and its height."""

    y: float
    h: float

    @property
    def base(self) -> float:
        """Baseline of its words."""
        return self.y + 8.6

    def bar(self, x: float, w: float, part: float = 0.6) -> Rect:
        """A bar in it, from x on; part: of the row's height."""
        return Rect(x, self.y - self.h * part / 2, w, self.h * part)
