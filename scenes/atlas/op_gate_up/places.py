"""Where things stand on the card: the lanes between the bar of weights and the top, large at first, then beside the
number."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring import Rect, mix
from tourapp.figures.card_frame import UNDER


@dataclass(frozen=True, slots=True)
class LaneRoom:
    """left, right: edges of the lanes; top: of the highest; gate: the line at which they are cut; foot: the upper edge
    of the bar; bar: its height. In stage units."""

    left: float
    right: float
    top: float
    gate: float
    foot: float
    bar: float

    @property
    def wide(self) -> float:
        """Width of all lanes together."""
        return self.right - self.left

    @property
    def weights(self) -> Rect:
        """The bar of weights."""
        return Rect(self.left, self.foot, self.wide, self.bar)


LARGE = LaneRoom(64.0, 1440.0, 150.0, 566.0, 716.0, 84.0)
SMALL = LaneRoom(64.0, 964.0, UNDER.y + 6.0, 430.0, 570.0, 92.0)
FIGURE_Y = 252.0
MARGIN = 22.0
"""Free room beside the large number and its words."""
NUMBER_AT = (1012.0, UNDER.y + 170.0)
CHART = Rect(160.0, UNDER.y + 40.0, 840.0, UNDER.h - 122.0)
BESIDE = 1056.0
"""Left edge of the number beside the chart."""


def lane_room(share: float) -> LaneRoom:
    """The lanes' room on its way from the whole stage to its place beside the number."""
    names = ("left", "right", "top", "gate", "foot", "bar")
    return LaneRoom(*(float(mix(getattr(LARGE, name), getattr(SMALL, name), share)) for name in names))
