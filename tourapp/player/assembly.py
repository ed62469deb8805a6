"""A lesson in the making: scenes in order, their beats, settings and minutes, against a plan of minutes. Pure; every
change can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tourapp.authoring import Scene
from tourapp.learning.quiz import QuizAsked
from tourapp.player.lessons.opened import course_entry, lesson_file, own_settings
from tourapp.player.state import PlayerState, Settings, control_value, inputs_for
from tourapp.player.tour import TALK, Stop, Tour
from tourapp.tours.format import MOST_STOPS, Entry, TourFile
from tourapp.world import Button, Inputs

PLANS = (10, 25, 50, 90)
"""Minutes of a lesson."""
QUESTION = ("prompt", "chat")
LONGEST = 90.0
DEPTH = 100


@dataclass(frozen=True, slots=True)
class AssemblyStop:
    """A scene of the lesson. kept: its beats by place; given: minutes that somebody set, else they follow the beats."""

    scene: Scene
    kept: tuple[int, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    given: float | None = None
    title: str | None = None
    say: str = ""
    quiz: QuizAsked | None = None
    """What it asks, where it is a quiz."""

    @property
    def minutes(self) -> float:
        """Minutes, talk included."""
        if self.given is not None:
            return self.given
        return round(sum(self.scene.timeline.beats[beat].seconds + TALK for beat in self.kept) / 60, 2)

    @property
    def entry(self) -> Entry:
        """The stop as a line of a lesson's file."""
        if self.scene.course is not None:
            return course_entry(self, self.minutes, self.say)
        beats = self.scene.timeline.beats
        names = None if len(self.kept) == len(beats) else [beats[place].name for place in self.kept]
        return Entry(
            scene=self.scene.id,
            beats=names,
            set=dict(self.settings),
            minutes=self.minutes,
            title=self.title,
            say=self.say,
        )


Stops = tuple[AssemblyStop, ...]


@dataclass(frozen=True, slots=True)
class Assembly:
    """The lesson so far, the plan of minutes it is held against, and what undo and redo go to."""

    stops: Stops = ()
    plan: int = 25
    undone: tuple[Stops, ...] = ()
    redone: tuple[Stops, ...] = ()

    @property
    def minutes(self) -> float:
        """Minutes of all stops."""
        return sum(stop.minutes for stop in self.stops)

    def place_of(self, scene: Scene) -> int:
        """Where a scene stands first; -1 when it is not in the lesson."""
        return next((place for place, stop in enumerate(self.stops) if stop.scene is scene), -1)

    def changed(self, stops: Stops) -> Assembly:
        """With other stops, as one step of undo."""
        if stops == self.stops or len(stops) > MOST_STOPS:
            return self
        return replace(self, stops=stops, undone=(*self.undone, self.stops)[-DEPTH:], redone=())

    def add(self, stop: AssemblyStop, at: int | None = None) -> Assembly:
        """With one more stop, at the end or at a place."""
        place = len(self.stops) if at is None else min(max(at, 0), len(self.stops))
        return self.changed((*self.stops[:place], stop, *self.stops[place:]))

    def remove(self, place: int) -> Assembly:
        """Without a stop."""
        return self.changed(tuple(stop for number, stop in enumerate(self.stops) if number != place))

    def move(self, place: int, to: int) -> Assembly:
        """With a stop elsewhere."""
        if not 0 <= place < len(self.stops):
            return self
        rest = [stop for number, stop in enumerate(self.stops) if number != place]
        rest.insert(min(max(to, 0), len(rest)), self.stops[place])
        return self.changed(tuple(rest))

    def tick(self, scene: Scene, beat: int) -> Assembly:
        """With a beat of a scene kept that was not, or the other way round; a scene without beats leaves."""
        place = self.place_of(scene)
        if not 0 <= beat < len(scene.timeline.beats):
            return self
        if place < 0:
            return self.add(AssemblyStop(scene, (beat,)))
        kept = set(self.stops[place].kept) ^ {beat}
        return self._with(place, kept=tuple(sorted(kept))) if kept else self.remove(place)

    def lengthen(self, place: int, by: float) -> Assembly:
        """With more or fewer minutes for a stop, in half minutes."""
        if not 0 <= place < len(self.stops):
            return self
        minutes = round(2 * (self.stops[place].minutes + by)) / 2
        return self._with(place, given=min(max(minutes, 0.5), LONGEST))

    def use(self, place: int, settings: Mapping[str, Any]) -> Assembly:
        """With these settings at a stop."""
        return self._with(place, settings=dict(settings)) if 0 <= place < len(self.stops) else self

    def next_plan(self) -> Assembly:
        """Held against the next plan of minutes."""
        return replace(self, plan=PLANS[(PLANS.index(self.plan) + 1) % len(PLANS)])

    def undo(self) -> Assembly:
        """As it was before the last change."""
        if not self.undone:
            return self
        return replace(self, stops=self.undone[-1], undone=self.undone[:-1], redone=(*self.redone, self.stops))

    def redo(self) -> Assembly:
        """As it was before the last undo."""
        if not self.redone:
            return self
        return replace(self, stops=self.redone[-1], redone=self.redone[:-1], undone=(*self.undone, self.stops))

    def _with(self, place: int, **more: Any) -> Assembly:
        stops = list(self.stops)
        stops[place] = replace(stops[place], **more)
        return self.changed(tuple(stops))


def whole(scene: Scene) -> AssemblyStop:
    """A scene with all its beats."""
    return AssemblyStop(scene, tuple(range(len(scene.timeline.beats))))


def stop_of(stop: Stop, settings: Settings | None = None) -> AssemblyStop:
    """A stop of a tour, as it is there or with what a person set."""
    title = None if stop.title == stop.scene.title else stop.title
    own = own_settings(stop, settings or Settings())
    return AssemblyStop(stop.scene, stop.kept, own, round(stop.minutes, 2), title, stop.say, stop.quiz)


def screen_settings(state: PlayerState, tour: Tour, scene: Scene) -> dict[str, Any]:
    """What is set on screen now for a scene: its controls where they are not as usual, and the question."""
    here = tour.stops[state.stop]
    stop = here if here.scene is scene else next((each for each in tour.stops if each.scene is scene), None)
    if stop is None:
        return {}
    found = {
        item.id: control_value(state, stop, item.id)
        for item in scene.controls
        if not isinstance(item, Button) and control_value(state, stop, item.id) != item.default
    }
    inputs, usual = inputs_for(state, stop), Inputs()
    asked = {name: getattr(inputs, name) for name in QUESTION}
    return {**found, **{name: value for name, value in asked.items() if value != getattr(usual, name)}}


def assembled(assembly: Assembly, tour: Tour, settings: Settings, name: str) -> TourFile:
    """The lesson as a file of that name, with the shared inputs as they are now."""
    return lesson_file(
        name, Tour((), prompts=tour.prompts, asks=tour.asks), settings, [stop.entry for stop in assembly.stops]
    )
