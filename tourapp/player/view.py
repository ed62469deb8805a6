"""How a stop is looked at: from the player's state to what a scene is given. The same for window, export and tests."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tourapp.authoring import THEMES, Frame, Journey, Tag
from tourapp.authoring.rail_stand import SIDE, RailStand
from tourapp.learning.labs import LabView
from tourapp.learning.quiz_run import QuizView
from tourapp.learning.ready_run import ReadyView
from tourapp.player.ask_look import needs_panel
from tourapp.player.closer import eased_controls
from tourapp.player.fitting import fitting_of, looks_of
from tourapp.player.labs import WorkView, inputs_of, work_view
from tourapp.player.portraits import Portraits
from tourapp.player.resting import RestingStages
from tourapp.player.state import PlayerState, inputs_for, view_for
from tourapp.player.tour import Stop, Tour
from tourapp.world import Inputs, PartCache, Work, World

QUESTION = ("prompt", "chat")
"""What every stage knows to be asked now, whether or not it has a control for it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A stop to be shown with these inputs, and the parts it looks at. slot: which of the worlds on the stage."""

    stop: str
    inputs: Inputs
    needs: tuple[str, ...]
    slot: str = "a"
    grows: bool = False
    """Whether the scene lives along with an answer that is still being written."""


class Worlds(Protocol):
    """Who has worlds to draw from, and the stages that stood still on them."""

    @property
    def resting(self) -> RestingStages:
        """Stages that are shown unchanged for a while."""

    @property
    def portraits(self) -> Portraits:
        """Pictures of other stops on a stage."""

    @property
    def version(self) -> Hashable:
        """Changes with the worlds."""

    def world(self, wish: Wish) -> World | None:
        """The world to draw a stop from now; None while there is none."""


@dataclass(frozen=True, slots=True)
class PlainWorlds:
    """Worlds that build every part when it is asked for, on one cache of parts."""

    cache: PartCache = field(default_factory=PartCache)
    work: Work = field(default_factory=Work)
    resting: RestingStages = field(default_factory=RestingStages)
    portraits: Portraits = field(default_factory=lambda: Portraits(at_once=None))
    version: Hashable = None

    def world(self, wish: Wish) -> World:
        """The wished world itself."""
        return World(wish.inputs, self.cache, self.work)


class NotYetError(Exception):
    """A stop has no world to be drawn from yet; `index` says which."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


@dataclass(frozen=True, slots=True)
class View:
    """How a stop is looked at: its worlds, its controls, and what the window asks for."""

    world: World
    controls: Mapping[str, Any] = field(default_factory=dict)
    asked: Mapping[str, Any] = field(default_factory=dict)
    others: Mapping[str, World] = field(default_factory=dict)
    hover: Tag | None = None
    still: bool = False
    text_gain: float = 1.0
    rail: bool = True
    native_controls: bool = False
    """True where the window lays its own widgets over the rail."""
    stand: RailStand = SIDE
    """Where the rail stands."""
    between: Mapping[str, float] = field(default_factory=dict)
    """Controls on their way, and where."""
    deeper: bool = False
    """Whether the deeper level is shown."""
    work: WorkView | None = None
    """The page of the stop to work on, and where its learner is."""
    learner: str = ""
    """Who works there; "" is a guest."""

    def frame(self, stop: Stop, t: float, idle: float = 0.0, journey: Journey | None = None) -> Frame:
        """What the scene sees at its own time t."""
        work = self.work
        ready = work if isinstance(work, ReadyView) else None
        return Frame(
            self.world,
            stop.scene.timeline,
            t,
            idle,
            self.controls,
            self.hover,
            self.still,
            self.text_gain,
            self.asked,
            journey or Journey(),
            self.others,
            stop.scene.rail(stop.scene.timeline.at(t), stand=self.stand),
            self.between,
            self.deeper,
            work if isinstance(work, LabView) else None,
            work if isinstance(work, QuizView) else None if ready is None else ready.quiz,
            ready,
            self.learner,
        )


def wishes(state: PlayerState, stop: Stop) -> dict[str, Wish]:
    """What a stop should be drawn from: its world, and the one beside it where two are compared."""
    inputs, needs, grows = inputs_of(state, stop), stop.scene.needs, stop.scene.grows
    found = {"a": Wish(stop.key, inputs, needs, "a", grows)}
    if state.compared is not None:
        found["b"] = Wish(stop.key, inputs.change(**state.compared), needs, "b", grows)
    return found


def view_of(state: PlayerState, tour: Tour, index: int, worlds: Worlds, native: bool = False) -> View:
    """How stop `index` is looked at now. Raises NotYetError when there is no world for it yet."""
    stop = tour.stops[index]
    found = {}
    for slot, wish in wishes(state, stop).items():
        world = worlds.world(wish)
        if world is None:
            raise NotYetError(index)
        found[slot] = world
    world = found.pop("a")
    inputs, own = inputs_for(state, stop), view_for(state, stop)
    work = work_view(state, stop)
    names = [item.id for item in stop.scene.controls]
    asked = {name: own[name] if name in own else getattr(inputs, name) for name in (*names, *QUESTION)}
    return View(
        world,
        own,
        asked,
        found,
        state.hover if index == state.stop else None,
        state.still,
        THEMES[state.theme].text_gain,
        state.rail_visible or needs_panel(state, stop) or work is not None,
        native,
        fitting_of(stop.scene, looks_of(state)).stand,
        eased_controls(state, stop),
        state.habits.level == "deeper",
        work,
        state.learner.name,
    )
