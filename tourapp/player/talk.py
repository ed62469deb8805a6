"""The clock of a talk, as data: how long it has run, whether it is paused, and when each beat was first on stage."""

from __future__ import annotations

from dataclasses import dataclass, replace

Spot = tuple[str, int]
"""A beat of a tour: its stop's key, its place in the stop's scene."""


@dataclass(frozen=True, slots=True)
class Talk:
    """elapsed: seconds; a pause of the clock lasts until somebody ends it, wherever the tour goes meanwhile.
    reached: each beat that was shown, and the seconds at which it first was."""

    elapsed: float = 0.0
    paused: bool = False
    reached: tuple[tuple[Spot, float], ...] = ()

    def at(self, spot: Spot) -> Talk:
        """The same moment, with this beat on stage."""
        if any(known == spot for known, _ in self.reached):
            return self
        return replace(self, reached=(*self.reached, (spot, self.elapsed)))

    def passed(self, seconds: float) -> Talk:
        """So many seconds later; the same while it is paused."""
        if self.paused or not seconds > 0.0:
            return self
        return replace(self, elapsed=self.elapsed + seconds)


def talk_clock(seconds: float) -> str:
    """Minutes and seconds; from an hour on, hours too."""
    whole = int(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
