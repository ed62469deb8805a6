"""PlayerState: everything that decides what is on screen, frozen. No Qt, no world, no clock of its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tourapp.authoring.acts import Tag
from tourapp.latest import Latest
from tourapp.learning.labs import LabState
from tourapp.learning.progress import QuestionTry
from tourapp.learning.quiz_run import QuizRun
from tourapp.learning.ready_run import ReadyRun
from tourapp.player.habits import Habits
from tourapp.player.hands import Hands
from tourapp.player.learner import GUEST, Learner
from tourapp.player.nearing import Nearing
from tourapp.player.past import Past
from tourapp.player.room import USUAL, Room
from tourapp.player.talk import Talk
from tourapp.player.tour import Stop
from tourapp.words import Phrase
from tourapp.world import Inputs
from tourapp.world import controls as input_controls
from tourapp.world.generation import GENERATION

MOTIONS = ("full", "reduced", "none")
OVERLAYS = (
    *("help", "overview", "goto", "explore", "why", "badge"),
    *("lesson", "left", "preferences", "handout", "own", "search", "before_after"),
)
BLANKS = ("black", "white")
SPEEDS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
UNDO_DEPTH = 100
ZOOMS = (1.0, 1.5, 2.0, 3.0)
NOTE_SIZES = (16, 19, 22, 26, 30, 36)
"""Of notes, in the console's own units."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """What undo and redo move between: the tour's shared inputs, and by stop the values of its scene's own controls and
    of the shared inputs that have another value at that stop."""

    inputs: Inputs = field(default_factory=Inputs)
    view: Mapping[str, Values] = field(default_factory=dict)
    overrides: Mapping[str, Values] = field(default_factory=dict)


@dataclass(frozen=True)
class ShowState:
    """What is shown, the same in every window."""

    stop: int = 0
    """The stop on stage, from 0; in a passage the one that leaves."""
    t: float = 0.0
    """Seconds of that stop; in a passage they run on beyond its beats."""
    playing: bool = True
    until: tuple[int, float] | None = None
    """Where to hold: stop and seconds at the end of a beat; None plays on to the end of the tour."""
    idle: float = 0.0
    """Seconds spent holding: quiet loops breathe on it."""
    speed: float = 1.0
    pace: float = 1.0
    """How many of the beat's own seconds pass in one: other than 1 while it is played in its real time."""
    motion: str = "full"
    blank: str | None = None
    settings: Settings = field(default_factory=Settings)
    opened: Settings = field(default_factory=Settings)
    """The settings the tour was opened with; reset goes back to them."""
    undo: tuple[Settings, ...] = ()
    redo: tuple[Settings, ...] = ()
    dragging: tuple[str, str] | None = None
    """The (stop, control) whose changes still count as one for undo."""
    compared: Values | None = None
    """Shared inputs of a second world "b" beside the first; None shows one world."""
    generation: int = 0
    """Counts changes of settings."""
    notice: str | Phrase = ""
    """One line for the person, about the last intent that could not be done."""
    language: str = "en"
    """Of all words, by its tag."""
    habits: Habits = field(default_factory=Habits)
    """What holds from one run to the next, whatever is shown."""
    past: Past = ()
    """The prompts asked last, with their answers, the newest first."""
    asking: bool | None = None
    """Whether beats ask the class before they answer; None asks while presenting."""
    ask: tuple[str, str] | None = None
    """Stop and beat whose question is on stage."""
    hands: Mapping[tuple[str, str], Hands] = field(default_factory=dict)
    """By stop and beat, what the class has answered."""
    presenting: bool = False
    """Whether a talk is being given: its clock runs, the class sees a screen of its own where there is one."""
    talk: Talk = field(default_factory=Talk)
    rehearsed: bool = False
    """Whether the talk is held against the last rehearsal instead of the plan."""
    frozen: bool = False
    """Whether the class keeps the picture it has."""
    zoom: float = 1.0
    zoom_at: tuple[float, float] = (960.0, 540.0)
    """The point of the stage that stays where it is."""
    lobby: bool = False
    """Whether the opening page is shown: the question, the tours, what a person may choose."""
    left: tuple[str, int] | None = None
    """Stop (its key) and beat at which the tour was left: the opening page offers to go on there."""
    nearing: Nearing | None = None
    """The smooth way to another level of the scene on stage, while it lasts."""
    labs: Mapping[str, LabState] = field(default_factory=dict)
    """By stop, where the learner is in its lab."""
    quizzes: Mapping[str, QuizRun | ReadyRun] = field(default_factory=dict)
    tried: tuple[QuestionTry, ...] = ()
    """By stop, where the learner is in its questions; and all that was answered since the name was given."""
    learner: Learner = GUEST
    """Who works here: whose name draws what is different for everybody."""
    word: str | None = None
    """Which word of the caption is explained, by its id in the glossary."""
    walked: int | None = None
    """Which number of this picture is framed, in the order in which they are read; None outside a walk by key."""


@dataclass(frozen=True)
class WindowState:
    """What belongs to one window."""

    theme: str = "dark"
    text_scale: int = 100
    """Of all words, in per cent."""
    room: Room = USUAL
    """What the window gives its stage."""
    rail_visible: bool = True
    more: bool = False
    """Whether the rail shows all controls of the scene instead of the beat's and its readouts."""
    full_screen: bool = False
    pointer: bool = False
    meters: bool = False
    """Whether the head shows the three meters instead of the passport."""
    overlay: str | None = None
    subject: Any = None
    """What the "why" overlay explains."""
    hover: Tag | None = None
    digits: str = ""
    """The stop's number typed so far."""
    screens: int = 1
    drawer: bool = False
    """Whether notes and clocks stand around the stage, where there is one screen."""
    note_size: int = 22


@dataclass(frozen=True)
class PlayerState(ShowState, WindowState):
    """One moment of a showing as one window sees it. `step` makes the next one; nothing else does."""

    @property
    def inputs(self) -> Inputs:
        """The tour's shared inputs, before any stop's own."""
        return self.settings.inputs

    @property
    def holding(self) -> bool:
        """True at the end of a beat, where only quiet loops move."""
        return self.playing and self.until is not None and (self.stop, self.t) >= self.until

    @property
    def breathing(self) -> bool:
        """True where nothing but quiet loops moves."""
        return self.holding and self.nearing is None

    @property
    def still(self) -> bool:
        """Reduced motion or none: states instead of travel."""
        return self.motion != "full"

    @property
    def covered(self) -> bool:
        """True while something lies over the stage and time stands still."""
        return self.blank is not None or self.overlay is not None or self.lobby

    @property
    def running(self) -> bool:
        """Whether time passes on stage."""
        if not self.playing or self.covered:
            return False
        return not (self.holding and (self.still or self.habits.quiet))

    @property
    def moving(self) -> bool:
        """Whether the next tick can change the picture."""
        return self.running or (self.nearing is not None and not self.covered)

    @property
    def asks(self) -> bool:
        """Whether a beat that has a question asks it."""
        return self.presenting if self.asking is None else self.asking

    @property
    def console(self) -> bool:
        """Whether this window is the presenter's, and the class has one of its own."""
        return self.presenting and self.screens > 1

    @property
    def show(self) -> ShowState:
        """The part that all windows share."""
        return ShowState(**{name: getattr(self, name) for name in _SHOW})

    @property
    def window(self) -> WindowState:
        """The part that is this window's own."""
        return WindowState(**{name: getattr(self, name) for name in _WINDOW})


_SHOW = tuple(item.name for item in dataclasses.fields(ShowState))
_WINDOW = tuple(item.name for item in dataclasses.fields(WindowState))


_JOINED: Latest[PlayerState] = Latest()
"""In every frame the same moment is asked for a dozen times, and none of the three ever changes."""


def joined(show: ShowState, window: WindowState) -> PlayerState:
    """What one window sees of a show."""
    return _JOINED.get((show, window), lambda: _join(show, window))


def _join(show: ShowState, window: WindowState) -> PlayerState:
    parts = ((show, _SHOW), (window, _WINDOW))
    return PlayerState(**{name: getattr(part, name) for part, names in parts for name in names})


def parted(state: PlayerState) -> tuple[ShowState, WindowState]:
    """What all windows share of a state, and what is this one's own; joined again they are the same object."""
    show, window = state.show, state.window
    _JOINED.put((show, window), state)
    return show, window


def own_inputs(stop: Stop) -> dict[str, Any]:
    """Shared inputs that have another value at a stop, before anybody changes them: its scene's, then its file's."""
    fixed = {name: value for name, value in stop.settings.items() if name in input_controls()}
    return {**stop.scene.overrides, **fixed}


def inputs_for(state: PlayerState, stop: Stop) -> Inputs:
    """The inputs at a stop: the shared ones with the stop's own, as set there, in their place, and what a class chose
    there for the run."""
    return _INPUTS.get((state.settings, state.hands, stop), lambda: _inputs_of(state, stop))


def _inputs_of(state: PlayerState, stop: Stop) -> Inputs:
    own = {**own_inputs(stop), **state.settings.overrides.get(stop.key, {})}
    usual = state.settings.inputs.change(**own) if own else state.settings.inputs
    chosen = _chosen(state, stop, usual) if state.hands else {}
    return usual.change(**chosen) if chosen else usual


_INPUTS: Latest[Inputs] = Latest(16)
"""A frame asks for its stop's several times, and for those of the stops it quotes."""


def _chosen(state: PlayerState, stop: Stop, usual: Inputs) -> dict[str, int]:
    """What locked hands have set; not while the request is another than the one they were raised for."""
    found = {}
    for beat, ask in stop.scene.asks.items():
        hands = state.hands.get((stop.key, beat)) if ask.sets else None
        place = hands.leading(len(ask.options)) if hands is not None and hands.locked else None
        if hands is None or place is None or hands.made_for is None:
            continue
        if hands.made_for.pick(GENERATION) == usual.pick(GENERATION):
            found[ask.sets] = place + 1
    return found


def view_for(state: PlayerState, stop: Stop) -> dict[str, Any]:
    """The values of the own controls of a stop's scene."""
    known = stop.scene.view_defaults
    fixed = {name: value for name, value in stop.settings.items() if name in known}
    return {**known, **fixed, **state.settings.view.get(stop.key, {})}


def control_value(state: PlayerState, stop: Stop, control_id: str) -> Any:
    """The value a control shows on the rail at a stop. KeyError when its scene has no such control."""
    own = view_for(state, stop)
    if control_id in own:
        return own[control_id]
    if stop.scene.control(control_id) is None:
        raise KeyError(f"scene {stop.scene.id} has no control called {control_id}")
    return getattr(inputs_for(state, stop), control_id)


def opening(inputs: Inputs | None = None, **more: Any) -> PlayerState:
    """The state a showing starts with; give start values of other fields by name."""
    settings = more.pop("settings", None) or Settings(inputs or Inputs())
    return dataclasses.replace(PlayerState(), settings=settings, opened=settings, **more)
