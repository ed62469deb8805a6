"""Where the rail stands on the stage: at the right of the picture as usual, or below the caption, and at what scale.

A plan of controls is laid out from the rail's own corner in units of its own; a stand says where on the stage that
corner lies and how large a unit is.
"""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring.layout import RAIL, Rect

ROW, ROW_GAP, EDGE = 58.0, 6.0, 8.0
"""Of controls in rows below the caption: height of a row, between two, and above and below them (the rail's units)."""


@dataclass(frozen=True, slots=True)
class RailStand:
    """kind: "side", at the right of the picture; "across", in rows below the caption, readouts beside the picture;
    "panel", all controls and the readouts side by side below the caption. ground: its box (stage units); where it
    stands across, only its foot and sides count. scale: stage units for one of the rail's own. readouts: where they
    stand (stage units); None where there is no room for them."""

    kind: str = "side"
    ground: Rect = RAIL
    scale: float = 1.0
    readouts: Rect | None = None
    words_gain: float = 1.0
    """How much larger words are than usual beside what is drawn: their scale in the scale of the picture."""

    @property
    def width(self) -> float:
        """Of the controls, in the rail's own units."""
        whole = self.ground.w / self.scale
        return whole / 2 if self.kind == "panel" else whole

    @property
    def height(self) -> float:
        """Of the rail in its own units."""
        return self.ground.h / self.scale


SIDE = RailStand()
