"""A tour that plays: stops end to end in time, with a short passage between them in which the light is handed over.

Arithmetic of times only. A stop keeps some beats of its scene; its own time runs over just those, while the scene's
timeline stays whole: a skipped beat counts as done, one ahead as not begun. Not here: pictures (`composer`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np

from tourapp.authoring import Scene
from tourapp.authoring.beats import Level
from tourapp.errors import UsageError
from tourapp.learning.quiz import QuizAsked
from tourapp.tours.load import Resolved, ResolvedStop

PASSAGE = 1.0
"""Seconds between two stops."""
LAST = 1e-3
"""Seconds before its end at which a beat stands still."""
TALK = 20.0
"""Seconds a person talks about a beat, where a tour gives no minutes."""


@dataclass(frozen=True, slots=True)
class TourPlace:
    """Where a time lies: stop `index` at its own time `t`; `mix` above 0 inside the passage to the next stop."""

    index: int
    t: float
    mix: float = 0.0


@dataclass(frozen=True)
class Stop:
    """A scene in a tour. key: unique in the tour, the scene's id or with a number behind it; kept: the beats that play,
    by their place in the scene; settings: what the tour's file sets here; minutes: planned, talk included; left: beats
    that only play at the deeper level, where this is not shown at it; deeper: whether all play at every level;
    quiz: what it asks, where its file says that."""

    key: str
    scene: Scene
    kept: tuple[int, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    section: str = ""
    say: str = ""
    minutes: float = 0.0
    left: tuple[int, ...] = ()
    deeper: bool = False
    quiz: QuizAsked | None = None

    @property
    def every(self) -> tuple[int, ...]:
        """The beats that play at the deeper level."""
        return tuple(sorted((*self.kept, *self.left)))

    def at(self, level: Level) -> Stop:
        """This stop as it plays at a level; a stop that has nothing but deeper beats keeps them."""
        beats = self.scene.timeline.beats
        kept = tuple(place for place in self.every if level == "deeper" or beats[place].level == "everyone")
        if self.deeper or not kept or kept == self.kept:
            return self
        return replace(self, kept=kept, left=tuple(place for place in self.every if place not in kept))

    @cached_property
    def spans(self) -> tuple[tuple[int, float, float], ...]:
        """Each kept beat: its place in the scene, and when it starts and ends in the stop's own time."""
        found, start = [], 0.0
        for beat in self.kept:
            end = start + self.scene.timeline.beats[beat].seconds
            found.append((beat, start, end))
            start = end
        return tuple(found)

    @cached_property
    def duration(self) -> float:
        """Seconds of the kept beats."""
        return self.spans[-1][2]

    def scene_time(self, t: float) -> float:
        """The scene's time at a time of the stop."""
        beat, start, end = next((span for span in reversed(self.spans) if span[1] <= t), self.spans[0])
        if beat + 1 not in self.kept and beat + 1 < len(self.scene.timeline.beats):
            t = min(t, end - LAST)  # the very end would be the first moment of a beat that is left out
        return self.scene.timeline.start(beat) + max(0.0, t - start)

    def local_time(self, t: float) -> float:
        """The stop's time at a time of the scene; the nearest kept moment where that beat is skipped."""
        timeline = self.scene.timeline
        beat = timeline.at(t)
        for place, start, _ in self.spans:
            if place == beat:
                return start + t - timeline.start(beat)
            if place > beat:
                return start
        return self.duration


class Tour:
    """Stops in order and the arithmetic of their common time line (seconds)."""

    def __init__(self, stops: tuple[Stop, ...], id: str = "", title: str = "", about: str = "", **more: Any) -> None:
        self.stops = stops
        self.id, self.title, self.about = id, title, about
        self.level: Level = more.get("level", "everyone")
        self.shown: Level = more.get("shown", "deeper")
        """The level at which it is shown: as made, with all beats."""
        self.whole: Tour = more.get("whole", self)
        """The tour with all its beats, the same one for every level."""
        self._more = {**more, "whole": self.whole}
        self._at: dict[Level, Tour] = {}
        self.settings: Mapping[str, Any] = more.get("settings", {})
        self.source: str = more.get("source", "")
        self.recordings: tuple[Any, ...] = more.get("recordings", ())
        self.prompts: tuple[str, ...] = more.get("prompts", ())
        self.asks: bool = more.get("asks", False)
        self.minutes: float = more.get("minutes") or sum(stop.minutes for stop in stops)
        self.starts: list[float] = []
        time = 0.0
        for stop in stops:
            self.starts.append(time)
            time += stop.duration + PASSAGE
        self.duration = max(0.0, time - PASSAGE)

    def at(self, level: Level) -> Tour:
        """This tour as it plays at a level, each time the same one; itself where that makes no difference."""
        if self is not self.whole:
            return self.whole.at(level)
        if level == "deeper" or self.level == "deeper":
            return self
        if level not in self._at:
            stops = tuple(stop.at(level) for stop in self.stops)
            same = all(one is two for one, two in zip(stops, self.stops, strict=True))
            named = {"id": self.id, "title": self.title, "about": self.about}
            self._at[level] = self if same else Tour(stops, **named, **{**self._more, "shown": level})
        return self._at[level]

    def index(self, name: str) -> int:
        """The place of a stop by its key, or of the first stop at a scene; UsageError lists the keys."""
        for place, stop in enumerate(self.stops):
            if name in (stop.key, stop.scene.id):
                return place
        raise UsageError(f"scene: {name!r} is not one of: {', '.join(stop.key for stop in self.stops)}")

    def locate(self, time: float) -> TourPlace:
        """Which stop, and when in it, a time of the tour is."""
        time = min(max(time, 0.0), self.duration)
        index = int(np.searchsorted(self.starts, time, side="right")) - 1
        t = time - self.starts[index]
        length = self.stops[index].duration
        if t <= length or index == len(self.stops) - 1:
            return TourPlace(index, min(t, length))
        return TourPlace(index, length, (t - length) / PASSAGE)

    def time(self, index: int, t: float) -> float:
        """The time of the tour at a stop's own time, which in a passage runs on beyond its beats."""
        return self.starts[index] + t

    def place(self, index: int, t: float) -> TourPlace:
        """The place of a stop's own time."""
        return self.locate(self.time(index, t))


def make_tour(resolved: Resolved) -> Tour:
    """A tour that plays, from a tour's file."""
    counts: Counter[str] = Counter()
    stops = []
    for item in resolved.stops:
        counts[item.scene.id] += 1
        number = counts[item.scene.id]
        stops.append(_stop(item, item.scene.id if number == 1 else f"{item.scene.id}#{number}"))
    file = resolved.file
    return Tour(
        tuple(stops),
        file.id,
        file.title,
        file.about,
        level=file.level,
        settings=resolved.settings,
        minutes=file.minutes,
        source=resolved.source,
        recordings=resolved.recordings,
        prompts=tuple(file.prompts),
        asks=file.asks,
    )


def _stop(item: ResolvedStop, key: str) -> Stop:
    seconds = sum(item.scene.timeline.beats[beat].seconds + TALK for beat in item.beats)
    given = item.entry.minutes
    return Stop(
        key,
        item.scene,
        item.beats,
        item.settings,
        item.entry.title or item.scene.title,
        item.section,
        item.entry.say,
        given if given is not None else round(seconds / 60, 2),
        deeper=item.entry.level == "deeper",
        quiz=item.quiz,
    )


def tour_of(scenes: tuple[Scene, ...]) -> Tour:
    """A tour of whole scenes, each once, for tests and for trying things."""
    stops = tuple(Stop(item.id, item, tuple(range(len(item.timeline.beats))), title=item.title) for item in scenes)
    return Tour(stops)
