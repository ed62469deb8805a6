"""One request's time as a bar, stretch by stretch: what is laid out so far, where its stretches begin and end.

Bars too long for the scale run off, and say their sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Phrase, Picture, Rect, Tag, Why
from tourapp.authoring.sizes import LABEL, LINE

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Stay

ROOM = Rect(204.0, 300.0, 1236.0, 470.0)
LEAST, RADIUS = 0.4, 4.0
"""Stage units from which on a stretch is drawn, and the radius of its corners."""
CUT = 190.0
"""Room at the end of a bar that runs off, for its sum."""


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


LEADS = (Phrase("the trip leads"), Phrase("the wait leads"), Phrase("compute leads"))
"""Said of a stay by its longest part: the ways there and back, the wait, prefill and decode."""


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
    """The stretches, the load they belong to, and the sum of a bar and which part of it leads."""
    for stretch, (a, b) in zip(STRETCHES, bar.spans, strict=True):
        if b - a >= LEAST:
            _stretch(p, bar, stretch, a, b)
    if bar.runs_off and bar.share > 0.99:
        box = bar.box
        p.rects([(ROOM.right - CUT - 130, box.y - 4, 134, box.h + 8)], "ground", gradient="left", fade=0.0)
    if bar.ours:
        box = Rect(ROOM.x, bar.box.y, max(4.0, bar.end - ROOM.x), bar.box.h)
        p.rects([box.inset(-5)], None, radius=9, stroke="ink", stroke_width=3.0)
    _load(p, bar)
    _leads(p, bar)


def stretch_room(bar: StayBar, field: str) -> Rect | None:
    """Where a stretch of a bar is drawn; None where it is too short to be."""
    a, b = bar.spans[[stretch.field for stretch in STRETCHES].index(field)]
    return _room(bar, a, b) if b - a >= LEAST else None


def _room(bar: StayBar, a: float, b: float) -> Rect:
    """A stretch from a to b, with a small gap to the next one."""
    return Rect(a, bar.box.y, max(2.0, b - a - (2.0 if b - a > 6 else 0.0)), bar.box.h)


def leading(stay: Stay) -> tuple[Phrase, str]:
    """Which of trip, wait and compute takes longest, in words, and their role."""
    trip, wait, prefill, decode, back = (float(part.value) for part in stay.parts)
    place = int(np.argmax([trip + back, wait, prefill + decode]))
    return LEADS[place], "waste" if place == 1 else "ink"


def _leads(p: Picture, bar: StayBar) -> None:
    """At the right of a bar among others: its sum, and the name of the part that leads."""
    if bar.share <= 0.9 or bar.end > ROOM.right - CUT + 2:
        return
    alpha = (bar.share - 0.9) * 10
    x, cy = min(bar.end + 22, ROOM.right - CUT + 10), bar.box.cy
    words, role = leading(bar.stay)
    if bar.ours:
        p.text((x, cy + 10), words, size=LINE, role=role, weight=600, alpha=alpha, part="leads")
        return
    p.text((x, cy - 3), words, size=LABEL, role=role, weight=600, alpha=alpha, part="leads")
    p.text((x, cy + 24), "{total}", total=bar.stay.total, size=LABEL, mono=True, alpha=alpha, part="sums")


def _stretch(p: Picture, bar: StayBar, stretch: Stretch, a: float, b: float) -> None:
    """One stretch from a to b; ours glows, and its seconds can be asked for."""
    room, role = _room(bar, a, b), stretch.role
    if stretch.waste:
        p.hatch([room], alpha=1.0 if bar.ours else 0.8, radius=RADIUS, ground=0.30)
        p.rects([room], None, radius=RADIUS, stroke="waste", stroke_alpha=0.9)
    else:
        alpha = (0.92 if role != "dim" else 0.6) * (1.0 if bar.ours else 0.8)
        p.rects([room], role, radius=RADIUS, alpha=alpha, gradient="down", fade=0.78)
    if bar.ours:
        p.hot([room], (Tag("part", stretch.field),), (Why(),), (getattr(bar.stay, stretch.field),))


def _load(p: Picture, bar: StayBar) -> None:
    """At which load, at the left of the bar."""
    x, load, cy = ROOM.x - 22, bar.stay.load, bar.box.cy
    if bar.ours:
        p.text((x, cy + 10), "{v}", v=load, mono=True, align="right", size=LABEL, weight=600, part="loads")
        return
    percent = float(load.value) * 100
    alpha = min(1.0, 4 * bar.share)
    at = (x, cy + 9)
    p.text(at, "{v:.0f}\u2009%", v=percent, mono=True, align="right", size=LABEL, alpha=alpha, part="loads")
