"""Marks: the beats of the whole tour on one time line, as a flat table. Between two scenes lies a transition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tourapp.authoring.scene import Scene

EDGE = 0.001
"""Seconds before a beat's end at which it is held: at the end itself the next one would already be on stage."""


class TourLike(Protocol):
    """What the player asks of a tour. Times in seconds from the start of the tour."""

    @property
    def scenes(self) -> Sequence[Scene]: ...

    @property
    def starts(self) -> Sequence[float]: ...

    @property
    def duration(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """One beat of the tour: which it is, and when it plays."""

    scene: int
    beat: int
    start: float
    end: float

    @property
    def hold(self) -> float:
        """Where playing rests at the end of this beat."""
        return max(self.start, self.end - EDGE)


class Marks:
    """The beats in order, with look-ups. Made once per tour."""

    def __init__(self, tour: TourLike) -> None:
        self.duration = float(tour.duration)
        self.all = tuple(
            Mark(number, place, tour.starts[number] + start, tour.starts[number] + end)
            for number, scene in enumerate(tour.scenes)
            for place, (_, start, end) in enumerate(scene.timeline.spans())
        )
        self._first = {mark.scene: place for place, mark in reversed(list(enumerate(self.all)))}

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

    def place(self, scene: int, beat: int) -> int:
        """The place of a beat, with scene and beat held inside what there is."""
        scene = min(max(scene, 0), self.all[-1].scene)
        first = self._first[scene]
        count = sum(1 for mark in self.all[first:] if mark.scene == scene)
        return first + min(max(beat, 0), count - 1)

    def in_transition(self, time: float) -> bool:
        """Whether the stage is between two scenes."""
        place = self.at(time)
        return time >= self.all[place].end and place + 1 < len(self.all)


_KEPT: list[tuple[TourLike, Marks]] = []


def marks_of(tour: TourLike) -> Marks:
    """The marks of a tour, kept for the tours used last."""
    for known, marks in _KEPT:
        if known is tour:
            return marks
    marks = Marks(tour)
    _KEPT.append((tour, marks))
    del _KEPT[:-4]
    return marks
