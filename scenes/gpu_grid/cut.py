"""The cut between two moments of one chip: left of it prefill, right of it decode.

Not here: what the two moments look like (`lamps`, `bridges`, `labels`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Frame, Picture, mix

ALL_PREFILL, MIDDLE, ALL_DECODE = 1480.0, 752.0, 40.0
"""Stage x of the cut where only prefill is shown, where both have half of the chip, and where only decode is shown."""
LEFT_EDGE, RIGHT_EDGE = 60.0, 1400.0
"""Between these the cut crosses the chip."""
LEFT_BRIDGE, RIGHT_BRIDGE = 300.0, 1200.0
"""Beyond these the cut has passed the bridges of a side."""
TOP = 150.0
FOOT = 818.0
FOOT_ABOVE_RULER = 560.0
"""Stage y where the cut's line begins, where it ends, and where it ends with a ruler below it."""
SHIFT, LEAN, HEIGHT = 26.0, 52.0, 668.0
"""The line begins `SHIFT` right of the cut and leans to the left by `LEAN` over `HEIGHT`."""
LIGHTS = 30


@dataclass(frozen=True, slots=True)
class Cut:
    """Stage x of the cut."""

    x: float

    @property
    def shows_prefill(self) -> bool:
        """Whether any of the chip lies left of the cut."""
        return self.x > LEFT_EDGE

    @property
    def shows_decode(self) -> bool:
        """Whether any of the chip lies right of the cut."""
        return self.x < RIGHT_EDGE

    @property
    def left_is_prefill(self) -> bool:
        """Whether the bridges at the left are those of prefill."""
        return self.x > LEFT_BRIDGE

    @property
    def right_is_prefill(self) -> bool:
        """Whether the bridges at the right are those of prefill, too."""
        return self.x > RIGHT_BRIDGE


def cut_of(f: Frame) -> Cut:
    """Where the cut stands: moved by the beat "decode", or where the control for the phase puts it."""
    if f["phase"] == "prefill" or (f["phase"] == "both" and f.beat_name == "prefill"):
        return Cut(ALL_PREFILL)
    if f["phase"] == "decode":
        return Cut(ALL_DECODE)
    if f.beat_name == "decode":
        return Cut(float(mix(ALL_PREFILL, MIDDLE, f.cue("decode.cut"))))
    return Cut(MIDDLE)


def draw_cut(p: Picture, cut: Cut, foot: float) -> None:
    """A line of light along the cut, down to stage y `foot`."""
    if not (cut.shows_prefill and cut.shows_decode):
        return
    top = cut.x + SHIFT
    low = top - LEAN * (foot - TOP) / HEIGHT
    p.lines([(top, TOP, low, foot)], "white", width=2.0, alpha=0.8)
    lights = np.stack([np.linspace(top, low, LIGHTS), np.linspace(TOP, foot, LIGHTS)], 1)
    p.sprites(lights, 44, "prefill", alpha=0.5)
