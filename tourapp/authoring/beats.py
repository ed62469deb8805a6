"""Beats: the steps of a scene, laid end to end in time. A beat lands one idea and has words for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Beat:
    """One idea: a name, seconds, a caption to say aloud and a quieter second line. Both are templates: numbers
    enter as `{fields}` that the scene fills with quantities, never typed."""

    name: str
    seconds: float
    caption: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Beats end to end. Times in seconds from the start of the scene."""

    beats: tuple[Beat, ...]

    @property
    def duration(self) -> float:
        """Seconds of all beats."""
        return sum(beat.seconds for beat in self.beats)

    def spans(self) -> Iterator[tuple[Beat, float, float]]:
        """Each beat with its start and end."""
        start = 0.0
        for beat in self.beats:
            yield beat, start, start + beat.seconds
            start += beat.seconds

    def start(self, index: int) -> float:
        """When beat `index` begins."""
        return sum(beat.seconds for beat in self.beats[:index])

    def index(self, name: str) -> int:
        """The place of the beat called `name`; KeyError names those there are."""
        for place, beat in enumerate(self.beats):
            if beat.name == name:
                return place
        raise KeyError(f"no beat called {name}; there are {', '.join(beat.name for beat in self.beats)}")

    def at(self, t: float) -> int:
        """Which beat plays at time t; the last one holds after the end."""
        for place, (_, start, end) in enumerate(self.spans()):
            if start <= t < end:
                return place
        return len(self.beats) - 1 if t > 0 else 0

    def progress(self, index: int, t: float) -> float:
        """How far beat `index` is at time t: 0 before, 1 after."""
        start = self.start(index)
        return min(max((t - start) / self.beats[index].seconds, 0.0), 1.0)
