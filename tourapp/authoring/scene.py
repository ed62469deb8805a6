"""A scene: a folder (or one file) that declares its beats and controls and draws one frame as a pure function.

Not here: finding scenes (`tours.pool`) and the order in which they play (the tours' files).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tourapp.authoring.asks import Ask
from tourapp.authoring.beats import Beat, Timeline
from tourapp.authoring.frame import Frame
from tourapp.authoring.handover import Gives
from tourapp.authoring.meters import Meters
from tourapp.authoring.notes import NONE, Notes, notes_in
from tourapp.authoring.picture import Picture
from tourapp.authoring.rail_plan import RailPlan, plan_rail
from tourapp.authoring.rail_stand import SIDE, RailStand
from tourapp.authoring.reached import Reached, way_at, way_of
from tourapp.authoring.scene_zoom import SceneZoom
from tourapp.quantity import Quantity
from tourapp.words import Phrase
from tourapp.world import Control
from tourapp.world import controls as input_controls

Draw = Callable[[Frame, Picture], None]
RealTime = Callable[[Frame], Quantity | None]
PORTRAIT_AT = 0.85
PRESETS_FOOT = 44.0
"""Height on the unfolded rail that presets take."""


@dataclass(frozen=True, slots=True)
class Badge:
    """What kind of picture this is, and in one line what it leaves out."""

    kind: str | Phrase
    leaves_out: str | Phrase
    real: str | Phrase = ""


BADGES = ("live on this computer", "recorded", "simulated", "computed from specs", "schematic")


@dataclass(frozen=True, slots=True)
class Scene:
    """A declared scene.

    needs: world parts it looks at, so that slow ones are built before it is shown. about: the facts it is about, by
    id or by the beginning of ids ("price", "queue"), so that a number elsewhere can lead here. portrait: the beat
    and the share of it at which the scene is shown small. meters: the phase the head's meters tell of, what gives
    them where they move from beat to beat, or "" where a scene has a machine of its own and none. enter, leave:
    what the scene takes from the one before and hands to the next: shapes, or a light at a point (stage units) of
    the role `light`. overrides: shared inputs with other values on this stage only. grows: whether it can be drawn
    from an answer that is still being written. reached: by beat, how far the request has got at its end, for the
    passport; a scene that says nothing has the meters. acts: by beat, the controls that change its picture, those
    it is about first; all of them where a beat says nothing. real: by beat, how long what it shows takes in
    reality; beats without show no passing of time. asks: by beat, what a class is asked before it answers. presets:
    by name, values of its controls that one click sets; None stands for the usual one. opening: draws what stands
    behind the question on the opening page of a tour that begins here. zoom: how it is looked into, level by level.
    operator: what of a pass it is the card of, by its id. lab: which lab it is the page of, by its id; such a frame
    has its state as `lab`. course: "quiz" or "ready" where it is the page of a quiz or of what one can do; such a
    frame has their state as `quiz` or `ready`. only: by control, the beats in which it stands on the rail, where
    that is not all of them.
    """

    id: str
    title: str
    timeline: Timeline
    controls: tuple[Control, ...]
    draw: Draw
    badge: Callable[[Frame], Badge]
    needs: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    portrait: tuple[str, float] | None = None
    meters: str | Callable[[Frame], Meters] = "decode"
    enter: Gives = field(default=lambda _f: (752.0, 480.0))
    leave: Gives = field(default=lambda _f: (752.0, 480.0))
    light: str = "prefill"
    overrides: dict[str, Any] = field(default_factory=dict)
    grows: bool = False
    reached: Mapping[str, Reached] = field(default_factory=dict)
    acts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    real: Mapping[str, RealTime] = field(default_factory=dict)
    asks: Mapping[str, Ask] = field(default_factory=dict)
    presets: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    opening: Draw | None = None
    zoom: SceneZoom | None = None
    operator: str | None = None
    lab: str | None = None
    course: str | None = None
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [beat.name for beat in self.timeline.beats]
        if len(set(names)) != len(names):
            raise ValueError(f"scene {self.id}: two beats share a name")
        if self.portrait is not None and self.portrait[0] not in names:
            raise ValueError(f"scene {self.id}: portrait: there is no beat called {self.portrait[0]!r}")
        for kind, told in (("real", self.real), ("asks", self.asks), ("acts", self.acts)):
            for name in told:
                if name not in names:
                    raise ValueError(f"scene {self.id}: {kind}: there is no beat called {name!r}")
        self._check_controls("acts", self.acts)
        self._check_controls("presets", self.presets)
        self._check_controls("only", {"": tuple(self.only)})
        self._check_controls("zoom", {} if self.zoom is None else {"": (self.zoom.control, self.zoom.operator)})
        for name, reached in self.reached.items():
            if name not in names:
                raise ValueError(f"scene {self.id}: reached: there is no beat called {name!r}")
            way_of(reached)

    def _check_controls(self, kind: str, told: Mapping[str, Iterable[str]]) -> None:
        for name, ids in told.items():
            for control_id in ids:
                if self.control(control_id) is None:
                    raise ValueError(f"scene {self.id}: {kind}: {name}: there is no control called {control_id!r}")

    def way(self, t: float) -> float | None:
        """How far the request has got at the scene's own time t, 0 (typed) to 6 (home); None where no beat says so."""
        place = self.timeline.at(t)
        steps = tuple(self.reached.get(beat.name) for beat in self.timeline.beats)
        return way_at(steps, place, self.timeline.progress(place, t))

    @property
    def view_defaults(self) -> dict[str, Any]:
        """Default values of the controls that are this scene's own."""
        return {item.id: item.default for item in self.controls if item.id not in input_controls()}

    @property
    def portrait_time(self) -> float:
        """When in the scene (seconds) it is shown small: as declared, else near the end of its last beat."""
        name, share = self.portrait or (self.timeline.beats[-1].name, PORTRAIT_AT)
        index = self.timeline.index(name)
        return self.timeline.start(index) + share * self.timeline.beats[index].seconds

    @property
    def folder(self) -> Path | None:
        """Where the scene's files lie; None for a scene of one file, or of none."""
        home = getattr(sys.modules.get(self.draw.__module__), "__file__", None)
        return Path(home).parent if home and Path(home).name == "scene.py" else None

    @property
    def notes(self) -> Mapping[str, Notes]:
        """What a teacher says and asks, by beat, read when first wanted. DamagedFileError where it cannot be used."""
        folder = self.folder
        return NONE if folder is None else notes_in(folder, tuple(beat.name for beat in self.timeline.beats))

    def real_time(self, f: Frame) -> Quantity | None:
        """How long what the present beat shows takes in reality, in seconds; None where it shows no passing of time."""
        told = self.real.get(f.beat_name)
        return None if told is None else told(f)

    def rail(self, beat: int, *, opened: bool = False, stand: RailStand = SIDE) -> RailPlan:
        """Where the controls stand in a beat (its place, from 0); opened: all of them."""
        acts, foot = self.acts.get(self.timeline.beats[beat].name), PRESETS_FOOT if self.presets else 0.0
        return plan_rail(self.controls_at(beat), acts, opened=opened, stand=stand, foot=foot)

    def controls_at(self, beat: int) -> tuple[Control, ...]:
        """The controls that stand on the rail in a beat (its place, from 0)."""
        name = self.timeline.beats[beat].name
        return tuple(item for item in self.controls if item.id not in self.only or name in self.only[item.id])

    def control(self, control_id: str) -> Control | None:
        """The control with that id, or None."""
        return next((item for item in self.controls if item.id == control_id), None)

    def names(self, fact: str) -> int:
        """How exactly this scene names a fact: letters of the longest entry of `about` that begins its id, or 0."""
        fits = (item for item in self.about if fact == item or fact.startswith(item + "."))
        return max((len(item) for item in fits), default=0)


_DECLARED: dict[str, Scene] = {}


def scene(
    *,
    id: str,
    title: str,
    beats: list[Beat],
    controls: list[Control] | None = None,
    badge: Badge | Callable[[Frame], Badge],
    **more: Any,
) -> Callable[[Draw], Draw]:
    """Declare the decorated function as a scene; `more` as in `Scene`. ValueError for an id that is taken."""

    def declare(draw: Draw) -> Draw:
        if id in _DECLARED and _DECLARED[id].draw.__module__ != draw.__module__:
            raise ValueError(f"two scenes are called {id}: {_DECLARED[id].draw.__module__} and {draw.__module__}")
        tag = badge if callable(badge) else (lambda _f, fixed=badge: fixed)
        _DECLARED[id] = Scene(id, title, Timeline(tuple(beats)), tuple(controls or ()), draw, tag, **more)
        return draw

    return declare


def declared() -> dict[str, Scene]:
    """Every scene declared so far, by id. To have all of them found first, ask `tours.pool`."""
    return _DECLARED
