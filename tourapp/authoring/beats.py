"""Beats: the steps of a scene, laid end to end in time. A beat lands one idea and has words for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from string import Formatter
from typing import Literal

Level = Literal["everyone", "deeper"]
"""Who a beat is for: everyone, or those who want to know more."""
LEVELS: tuple[Level, ...] = ("everyone", "deeper")
Cue = tuple[float, float]
"""From where to where of its beat a move takes place, as shares 0..1."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One idea: a name, seconds, a caption to say aloud and a quieter second line. Both are templates: numbers
    enter as `{fields}` that the scene fills with quantities, never typed. `cues` names the moves within the beat.
    `level` says who it is for; `deeper` is a third line, a template too, that only those read who want to know more."""

    name: str
    seconds: float
    caption: str
    note: str = ""
    cues: Mapping[str, Cue] = field(default_factory=dict)
    level: Level = "everyone"
    deeper: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.seconds, int | float) or not 0.0 < self.seconds <= 60.0:
            raise ValueError(f"beat {self.name}: seconds: {self.seconds!r} is not a number between 0 and 60")
        if self.level not in LEVELS:
            raise ValueError(f"beat {self.name}: level: {self.level!r} is not one of {', '.join(LEVELS)}")
        for field_name, words in (("caption", self.caption), ("note", self.note), ("deeper", self.deeper)):
            try:
                list(Formatter().parse(words))
            except (ValueError, TypeError) as error:
                raise ValueError(f"beat {self.name}: {field_name}: {words!r} is not a template ({error})") from None
        for name, (start, end) in self.cues.items():
            if not 0.0 <= start < end <= 1.0:
                raise ValueError(f"beat {self.name}: cue {name} runs from {start} to {end}; use shares between 0 and 1")


@dataclass(frozen=True)
class Timeline:
    """Beats end to end. Times in seconds from the start of the scene."""

    beats: tuple[Beat, ...]

    @property
    def duration(self) -> float:
        """Seconds of all beats."""
        return self._edges[-1]

    @cached_property
    def _edges(self) -> tuple[float, ...]:
        """When each beat begins, and when the last one ends; asked for dozens of times a frame."""
        return tuple(accumulate((beat.seconds for beat in self.beats), initial=0.0))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {beat.name: place for place, beat in reversed(tuple(enumerate(self.beats)))}

    def spans(self) -> Iterator[tuple[Beat, float, float]]:
        """Each beat with its start and end."""
        return zip(self.beats, self._edges, self._edges[1:], strict=False)

    def start(self, index: int) -> float:
        """When beat `index` begins."""
        return self._edges[index]

    def index(self, name: str) -> int:
        """The place of the beat called `name`; KeyError names those there are."""
        place = self._places.get(name)
        if place is None:
            raise KeyError(f"no beat called {name}; there are {', '.join(beat.name for beat in self.beats)}")
        return place

    def cue(self, name: str) -> tuple[int, Cue]:
        """A cue by its full name "beat.cue": the place of its beat, and its span. KeyError names those there are."""
        beat, _, cue = name.partition(".")
        index = self.index(beat)
        cues = self.beats[index].cues
        if cue not in cues:
            raise KeyError(f"beat {beat} has no cue called {cue!r}; there are {', '.join(cues) or 'none'}")
        return index, cues[cue]

    def at(self, t: float) -> int:
        """Which beat plays at time t; the last one holds after the end."""
        return min(bisect_right(self._edges, t), len(self.beats)) - 1 if t > 0 else 0

    def progress(self, index: int, t: float) -> float:
        """How far beat `index` is at time t: 0 before, 1 after."""
        start = self.start(index)
        return min(max((t - start) / self.beats[index].seconds, 0.0), 1.0)
