"""The request's time as one bar at its true scale: on the way, waiting, prefill, decode, and the way home."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tourapp.authoring import Phrase, Picture, Quantity, Rect, World

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Stay

ROLES = ("weights", "line", "prefill", "decode", "weights")
NAMES = (Phrase("on the way"), Phrase("waiting"), Phrase("prefill"), Phrase("decode"), Phrase("home"))


@dataclass(frozen=True, slots=True)
class TimeBar:
    """The stretches of a stay within a bar: where each begins (one more than there are), and seconds in all."""

    box: Rect
    starts: tuple[float, ...]
    seconds: float
    values: tuple[Quantity, ...]

    def x(self, seconds: float) -> float:
        """Where a moment after Enter stands."""
        return self.box.x + self.box.w * min(max(seconds / self.seconds, 0.0), 1.0)

    def part(self, which: int) -> Rect:
        """The rectangle of a stretch."""
        left, right = self.starts[which], self.starts[which + 1]
        return Rect(left, self.box.y, right - left, self.box.h)

    @property
    def decode(self) -> Rect:
        """The stretch in which the answer is written."""
        return self.part(3)


def time_bar(stay: Stay, box: Rect) -> TimeBar:
    """The bar of a stay."""
    ends = np.cumsum([0.0, *(float(part.value) for part in stay.parts)])
    total = max(float(ends[-1]), 1e-9)
    return TimeBar(box, tuple(float(box.x + box.w * end / total) for end in ends), total, stay.parts)


def token_times(world: World) -> np.ndarray:
    """Seconds after Enter at which each token of the answer is there, at the datacentre [tokens]."""
    stay = world.account.stay
    before = sum(float(part.value) for part in (stay.trip, stay.wait))
    return before + world.our_times.ends(achieved=True)


def draw_bar(p: Picture, bar: TimeBar, shown: float, radius: float = 4.0) -> None:
    """The stretches as far as `shown` of the whole time."""
    edge = bar.x(shown * bar.seconds)
    for which, role in enumerate(ROLES):
        part = bar.part(which)
        width = min(part.right, edge) - part.x
        if width > 0.2:
            p.rects([Rect(part.x, part.y, max(1.5, width - 1.5), part.h)], role, radius=radius)
