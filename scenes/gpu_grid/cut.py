"""The cut between two moments of one chip: left of it prefill, right of it decode.

Not here: what the two moments look like (`lamps`, `bridges`, `labels`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.authoring import Frame, Picture, mix

ALL_PREFILL, ALL_DECODE = 1500.0, 20.0
"""Stage x of the cut where only prefill is shown, and where only decode is shown."""
LEFT_EDGE, RIGHT_EDGE = 60.0, 1440.0
"""Between these the cut crosses the chip."""
TOP, FOOT = 140.0, 846.0
"""Stage y where the cut's line begins, and where it ends."""
LIGHTS = 22


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


def cut_of(f: Frame) -> Cut:
    """Where the cut stands: moved by the beat "decode", or where the control for the phase puts it."""
    if f["phase"] == "prefill" or (f["phase"] == "both" and f.beat_name == "prefill"):
        return Cut(ALL_PREFILL)
    if f["phase"] == "decode":
        return Cut(ALL_DECODE)
    return Cut(float(mix(ALL_PREFILL, ALL_DECODE, f.cue("decode.cut"))))


def draw_cut(p: Picture, cut: Cut) -> None:
    """A line of light along the cut."""
    if not (cut.shows_prefill and cut.shows_decode):
        return
    p.lines([(cut.x, TOP, cut.x, FOOT)], "white", width=3.0, alpha=0.9)
    lights = np.stack([np.full(LIGHTS, cut.x), np.linspace(TOP, FOOT, LIGHTS)], 1)
    p.sprites(lights, 60, "ink", alpha=0.4)
