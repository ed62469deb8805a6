"""Frame: all a scene may look at while it draws: the world, the time, the controls, what is pointed at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tourapp.authoring.acts import Tag
from tourapp.authoring.beats import Timeline
from tourapp.authoring.easing import ramp, smooth
from tourapp.authoring.journey import NO_TOUR, Journey
from tourapp.authoring.layout import STAGE, Rect
from tourapp.authoring.rail_plan import RailPlan, plan_rail
from tourapp.world import Inputs, World

if TYPE_CHECKING:
    from tourapp.learning.labs import LabView
    from tourapp.learning.quiz_run import QuizView
    from tourapp.learning.ready_run import ReadyView

NO_CONTROLS = plan_rail(())


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment of one scene. Drawing the same frame twice gives the same picture."""

    world: World
    timeline: Timeline
    t: float
    """Seconds since the scene began."""
    idle: float = 0.0
    """Seconds spent resting at the end of a beat: only quiet loops may use it, through `clock`."""
    controls: Mapping[str, Any] = field(default_factory=dict)
    """Values of the scene's own view controls, by id. Shared inputs are in `inputs`."""
    hover: Tag | None = None
    """Tag of what the pointer is on, or None."""
    still: bool = False
    """Reduced motion: draw states, no travelling light."""
    text_gain: float = 1.0
    """How much larger words are on this theme than on the dark one (projector: about 1.16)."""
    asked: Mapping[str, Any] = field(default_factory=dict)
    """What the controls of this stop say, shared ones included. A world lags behind while it is being computed."""
    journey: Journey = NO_TOUR
    """The tour that plays."""
    others: Mapping[str, World] = field(default_factory=dict)
    """Further worlds on this stage by letter: "b" beside the world "a" that is `world`."""
    rail: RailPlan = NO_CONTROLS
    """Where the controls stand in this beat; readouts stand below them."""
    between: Mapping[str, float] = field(default_factory=dict)
    """Controls on their way from one value to another: where they are now. Ask `eased`."""
    deeper: bool = False
    """Whether the deeper level is shown, with its third line."""
    lab: LabView | None = None
    """The lab of which this is a page, and where its learner is."""
    quiz: QuizView | None = None
    """The questions that are asked on this page."""
    ready: ReadyView | None = None
    """What its learner can do, on the page of that."""
    learner: str = ""
    """Who works here; "" is a guest."""

    @property
    def worlds(self) -> Mapping[str, World]:
        """Every world on this stage: "a" is `world`."""
        return {"a": self.world, **self.others}

    @property
    def inputs(self) -> Inputs:
        """The shared settings of the world."""
        return self.world.inputs

    def __getitem__(self, control: str) -> Any:
        """The value of a control that this picture is made with: the scene's own, or the shared input of the world on
        stage, which may lag behind what was asked for."""
        if control in self.controls:
            return self.controls[control]
        return getattr(self.world.inputs, control)

    def wanted(self, control: str) -> Any:
        """What the control says now, whether or not the world on stage was made with it already."""
        return self.asked[control] if control in self.asked else self[control]

    def eased(self, control: str) -> float:
        """Where a control of numbers is on its smooth way to the value it was given; that value once it is there."""
        return self.between[control] if control in self.between else float(self[control])

    @property
    def pending(self) -> bool:
        """Whether this stage is still being computed: a control says other than the world was made with."""
        return any(self[name] != value for name, value in self.asked.items())

    def hovered(self, kind: str) -> Any:
        """The key of the area of that kind under the pointer, or None."""
        return self.hover.key if self.hover is not None and self.hover.kind == kind else None

    @property
    def clock(self) -> float:
        """Seconds for loops that never stop: travelling sparks, a breath. Stands still in reduced motion."""
        return 0.0 if self.still else self.t + self.idle

    @property
    def beat_index(self) -> int:
        """Which beat plays, from 0."""
        return self.timeline.at(self.t)

    @property
    def beat_name(self) -> str:
        """The name of the beat that plays."""
        return self.timeline.beats[self.beat_index].name

    def beat(self, name: str) -> float:
        """0..1 through the named beat: 0 before it, 1 after it. In reduced motion 0 or 1."""
        index = self.timeline.index(name)
        if self.still:
            return 1.0 if self.beat_index >= index else 0.0
        return self.timeline.progress(index, self.t)

    def move(self, name: str, start: float = 0.1, end: float = 0.6) -> float:
        """Eased 0..1 through a part of the named beat: a pause, one smooth move, then rest at 1."""
        return float(smooth(ramp(self.beat(name), start, end)))

    def cue(self, name: str, *, eased: bool = True) -> float:
        """0..1 through a cue that a beat declares, "beat.cue": eased, or as the clock runs."""
        index, (start, end) = self.timeline.cue(name)
        share = ramp(self.beat(self.timeline.beats[index].name), start, end)
        return float(smooth(share)) if eased else float(share)

    def reached(self, name: str) -> bool:
        """Whether the named beat plays or has played."""
        return self.beat_index >= self.timeline.index(name)

    def past(self, name: str) -> bool:
        """Whether a later beat than the named one plays."""
        return self.beat_index > self.timeline.index(name)

    def during(self, name: str, fade: float = 0.4) -> float:
        """1 while the named beat plays, easing in and out over `fade` seconds at its edges; else 0."""
        index = self.timeline.index(name)
        if self.still:
            return 1.0 if self.beat_index == index else 0.0
        start = self.timeline.start(index)
        end = start + self.timeline.beats[index].seconds
        last = index == len(self.timeline.beats) - 1
        rise = 1.0 if index == 0 else ramp(self.t, start, start + fade)
        fall = 1.0 if last else 1.0 - ramp(self.t, end, end + fade)
        return float(smooth(min(rise, fall)))

    @property
    def stage(self) -> Rect:
        """Where the picture goes."""
        return STAGE
