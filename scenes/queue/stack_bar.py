"""One request's time as a bar, stretch by stretch: what is laid out so far, where its stretches begin and end.

Bars too long for the scale run off, and say their sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Picture, Rect, Tag, Why
from tourapp.authoring.sizes import T17, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Stay

ROOM = Rect(176.0, 290.0, 940.0, 450.0)
CUT = 104.0
"""Room at the end of a bar that runs off, for its sum."""
LOAD_WIDTH = 104
"""Room at the left of a bar, for its load."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of a stay: its field there, short words, role, and whether it is waste (hatched)."""

    field: str
    words: str
    role: str
    waste: bool = False


STRETCHES = (
    Stretch("trip", "trip", "dim"),
    Stretch("wait", "wait", "waste", True),
    Stretch("prefill", "prefill", "prefill"),
    Stretch("decode", "decode", "decode"),
    Stretch("back", "back", "dim"),
)


@dataclass(frozen=True, slots=True)
class StayBar:
    """A bar: its stay, whether it is our own request as simulated, where it stands (full width), stage units per
    second, and which share of it is laid out."""

    stay: Stay
    ours: bool
    box: Rect
    scale: float
    share: float

    @property
    def whole(self) -> float:
        """Its full length in stage units."""
        return float(self.stay.total.value) * self.scale

    @property
    def runs_off(self) -> bool:
        """Whether it is longer than its room."""
        return self.whole > ROOM.w

    @property
    def spans(self) -> list[tuple[float, float]]:
        """Left and right of each stretch, as far as it is laid out, cut at the end of the room."""
        edges = np.concatenate([[0.0], np.cumsum([float(part.value) for part in self.stay.parts])])
        whole = edges[-1] * self.scale
        reach = min(whole * self.share, ROOM.w if whole <= ROOM.w else ROOM.w - CUT)
        return [(ROOM.x + min(a * self.scale, reach), ROOM.x + min(b * self.scale, reach)) for a, b in pairwise(edges)]

    @property
    def end(self) -> float:
        """How far it is laid out."""
        return self.spans[-1][1]


def draw_bar(p: Picture, bar: StayBar) -> None:
    """The stretches, the load they belong to, and the sum of a bar that is not ours."""
    for stretch, (a, b) in zip(STRETCHES, bar.spans, strict=True):
        if b - a >= 0.4:
            _stretch(p, bar, stretch, a, b)
    if bar.runs_off and bar.share > 0.99:
        box = bar.box
        p.rects([(ROOM.right - CUT - 130, box.y - 2, 132, box.h + 4)], "ground", gradient="left", fade=0.0)
    _load(p, bar)
    if not bar.ours and bar.share > 0.9:
        total = bar.stay.total
        at = (min(bar.end + 14, ROOM.right - CUT + 16), bar.box.cy + 6)
        p.text(at, "{total}", total=total, size=T17, role="dim", mono=True, alpha=(bar.share - 0.9) * 10)


def _stretch(p: Picture, bar: StayBar, stretch: Stretch, a: float, b: float) -> None:
    """One stretch from a to b; ours glows, and its seconds can be asked for."""
    box, role, faint = bar.box, stretch.role, 1.0 if bar.ours else 0.7
    if bar.ours and role != "dim" and b - a > 24:
        x = np.linspace(a, b, max(2, round((b - a) / 110.0)) * 2 + 1)[1::2]
        p.sprites(np.stack([x, np.full(len(x), box.cy)], 1), 230, role, kind="soft", alpha=0.20)
    room = Rect(a, box.y, max(2.0, b - a - (2.0 if b - a > 6 else 0.0)), box.h)
    if stretch.waste:
        p.hatch([room], alpha=faint, radius=4, ground=0.30)
        p.rects([room], None, radius=4, stroke="waste", stroke_alpha=0.9 * faint)
    else:
        alpha = (0.85 if role != "dim" else 0.5) * faint
        p.rects([room], role, radius=4, alpha=alpha, gradient="down", fade=0.72)
    if bar.ours:
        p.hot([room], (Tag("part", stretch.field),), (Why(),), (getattr(bar.stay, stretch.field),))


def _load(p: Picture, bar: StayBar) -> None:
    """At which load, at the left of the bar."""
    x, load = ROOM.x - 18, bar.stay.load
    if bar.ours:
        p.text((x, bar.box.cy + 8), "{v}", v=load, mono=True, align="right", size=TAG, weight=600, fit=LOAD_WIDTH)
        return
    percent = float(load.value) * 100
    at = (x, bar.box.cy + 6)
    p.text(at, "{v:.0f}\u2009%", v=percent, mono=True, align="right", size=T17, role="dim", fit=LOAD_WIDTH)
