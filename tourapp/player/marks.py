"""Marks: the beats of the whole tour on one time line, as a flat table. Between two stops lies a transition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tourapp.player.tour import Tour

EDGE = 0.001
"""Seconds before a beat's end at which it is held: at the end itself the next one would already be on stage."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One beat of the tour: its stop, its place in the scene, and when it plays (seconds of the tour)."""

    stop: int
    beat: int
    start: float
    end: float

    @property
    def hold(self) -> float:
        """Where playing rests at the end of this beat."""
        return max(self.start, self.end - EDGE)


class Marks:
    """The beats in order, with look-ups. Made once per tour."""

    def __init__(self, tour: Tour) -> None:
        self.duration = float(tour.duration)
        self.all = tuple(
            Mark(number, beat, tour.starts[number] + start, tour.starts[number] + end)
            for number, stop in enumerate(tour.stops)
            for beat, start, end in stop.spans
        )

    def at(self, time: float) -> int:
        """The place of the beat on stage at a time; a transition belongs to the beat before it."""
        low, high = 0, len(self.all) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.all[middle].start <= time:
                low = middle
            else:
                high = middle - 1
        return low

    def place(self, stop: int, beat: int) -> int:
        """The place of a beat of a stop's scene; of the next kept one, or the last, where it does not play."""
        stop = min(max(stop, 0), self.all[-1].stop)
        mine = [place for place, mark in enumerate(self.all) if mark.stop == stop]
        return next((place for place in mine if self.all[place].beat >= beat), mine[-1])

    def over(self, time: float) -> bool:
        """Whether the beat on stage has come to its end."""
        return time >= self.all[self.at(time)].hold

    def in_transition(self, time: float) -> bool:
        """Whether the stage is between two stops."""
        place = self.at(time)
        return time >= self.all[place].end and place + 1 < len(self.all)


@lru_cache(maxsize=8)
def marks_of(tour: Tour) -> Marks:
    """The marks of a tour, kept for the tours used last."""
    return Marks(tour)
