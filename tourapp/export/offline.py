"""A tour without a window: any moment as a picture, by the same composer that the window uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tourapp.authoring import Frame, Picture
from tourapp.authoring.beats import Level
from tourapp.errors import UsageError
from tourapp.learning.labs import LabState
from tourapp.learning.progress import QuestionTry
from tourapp.learning.quiz_run import QuizRun
from tourapp.learning.ready_run import ReadyRun
from tourapp.player.composer import compose, journey_of
from tourapp.player.habits import Habits
from tourapp.player.hands import Hands
from tourapp.player.learner import GUEST, Learner
from tourapp.player.opening import beat_number
from tourapp.player.room import USUAL, Room
from tourapp.player.state import PlayerState, Settings, opening
from tourapp.player.tour import Stop, Tour, TourPlace, make_tour
from tourapp.player.view import PlainWorlds, View, view_of
from tourapp.tours import DEFAULT, shipped


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of a stop: a beat by its place in the scene, and the share of that beat that has played."""

    index: int
    beat: int
    at: float


def default_tour() -> Tour:
    """The tour that opens when none is named."""
    return make_tour(shipped()[DEFAULT])


@dataclass(slots=True)
class Offline:
    """Renders moments of a tour for one set of settings. Parts of the world are shared between moments."""

    tour: Tour = field(default_factory=default_tour)
    settings: Settings = field(default_factory=Settings)
    theme: str = "dark"
    still: bool = False
    rail: bool = True
    worlds: PlainWorlds = field(default_factory=PlainWorlds)
    compared: Mapping[str, Any] | None = None
    """Shared inputs of a second world beside the first."""
    text_scale: int = 100
    """Of all words, in per cent."""
    room: Room = USUAL
    """That of a window that is imitated."""
    language: str = "en"
    """Of all words, by its tag."""
    level: Level = "everyone"
    """Whether there is the third line of who wants to know more; which beats there are, the tour says."""
    hands: Mapping[tuple[str, str], Hands] = field(default_factory=dict)
    """By stop and beat, what a class has answered."""
    labs: Mapping[str, LabState] = field(default_factory=dict)
    """By stop, where a learner is in its lab."""
    quizzes: Mapping[str, QuizRun | ReadyRun] = field(default_factory=dict)
    """By stop, where a learner is in its questions."""
    tried: tuple[QuestionTry, ...] = ()
    learner: Learner = GUEST

    def state(self, index: int = 0, t: float = 0.0, idle: float = 0.0) -> PlayerState:
        """The player's state at a stop's own time."""
        motion = "reduced" if self.still else "full"
        look: dict[str, Any] = {
            "theme": self.theme,
            "text_scale": self.text_scale,
            "language": self.language,
            "room": self.room,
            "motion": motion,
            "rail_visible": self.rail,
            "compared": self.compared,
        }
        look["habits"], look["labs"], look["hands"] = Habits(level=self.level), self.labs, self.hands
        look |= {"quizzes": self.quizzes, "tried": self.tried, "learner": self.learner}
        return opening(settings=self.settings, stop=index, t=t, idle=idle, **look)

    def view(self, index: int) -> View:
        """How stop `index` is looked at."""
        return view_of(self.state(index), self.tour, index, self.worlds)

    def frame(self, index: int, t: float, idle: float = 0.0) -> Frame:
        """What the scene at stop `index` sees at its own time t."""
        state = self.state(index)
        journey = journey_of(state, self.tour, index, self.worlds)
        return view_of(state, self.tour, index, self.worlds).frame(self.tour.stops[index], t, idle, journey)

    def compose(self, place: TourPlace, idle: float = 0.0) -> Picture:
        """The whole picture of a place of the tour."""
        return compose(self.state(place.index, place.t, idle), self.tour, place, self.worlds)

    def picture(self, moment: Moment, idle: float = 0.0) -> Picture:
        """The whole picture of a moment."""
        return self.compose(TourPlace(moment.index, self.local_time(moment)), idle)

    def local_time(self, moment: Moment) -> float:
        """A moment in its stop's own time."""
        stop = self.tour.stops[moment.index]
        seconds = stop.scene.timeline.beats[moment.beat].seconds
        start = next(start for beat, start, _ in stop.spans if beat == moment.beat)
        return start + min(moment.at * seconds, seconds - 1e-3)

    def moment(self, where: str, beat: str | None = None, at: float = 1.0) -> Moment:
        """A moment by words: the stop by key or scene, the beat by name or number from 1 (default: the last one)."""
        if not 0.0 <= at <= 1.0:
            raise UsageError(f"at: {at} is out of range; use 0 to 1")
        index = self.tour.index(where)
        stop = self.tour.stops[index]
        return Moment(index, stop.kept[-1] if beat is None else beat_number(stop, beat), at)

    def chosen(self, names: list[str] | None) -> list[int]:
        """The places of the stops that are named, by key or scene; all of them where none is."""
        return [place for place, stop in enumerate(self.tour.stops) if not names or is_named(stop, names)]


def is_named(stop: Stop, names: list[str]) -> bool:
    """Whether a stop is among the named ones, by its key or its scene."""
    return stop.key in names or stop.scene.id in names
