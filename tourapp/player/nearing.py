"""A control of a scene on its smooth way from one value to another: how near one stands."""

from __future__ import annotations

from dataclasses import dataclass

from tourapp.authoring.easing import smooth

NEARING = 0.6
"""Seconds of wall time that the way from one level to the next takes."""


@dataclass(frozen=True, slots=True)
class Nearing:
    """The way of one control at one stop, by the stop's key, `seconds` after it was begun."""

    stop: str
    control: str
    start: float
    end: float
    seconds: float = 0.0

    @property
    def now(self) -> float:
        """Where it is."""
        return self.start + (self.end - self.start) * float(smooth(min(1.0, self.seconds / NEARING)))

    @property
    def done(self) -> bool:
        """Whether it is there."""
        return self.seconds >= NEARING
