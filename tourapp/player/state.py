"""PlayerState: everything that decides what is on screen, frozen. No Qt, no world, no clock of its own."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tourapp.authoring.scene import Scene
from tourapp.world import Inputs

MOTIONS = ("full", "reduced", "none")
OVERLAYS = ("help", "overview", "goto", "why", "badge")
BLANKS = ("black", "white")
SPEEDS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
UNDO_DEPTH = 100

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """What undo and redo move between: shared inputs, each scene's view controls, each scene's own overrides."""

    inputs: Inputs = field(default_factory=Inputs)
    view: Mapping[str, Values] = field(default_factory=dict)
    overrides: Mapping[str, Values] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlayerState:
    """One moment of a showing. `step` makes the next one; nothing else does."""

    time: float = 0.0
    """Seconds from the start of the tour."""
    playing: bool = True
    until: float | None = None
    """Where to hold: the end of a beat; None plays on to the end of the tour."""
    idle: float = 0.0
    """Seconds spent holding: quiet loops breathe on it."""
    speed: float = 1.0
    theme: str = "dark"
    motion: str = "full"
    rail_visible: bool = True
    full_screen: bool = False
    pointer: bool = False
    overlay: str | None = None
    subject: Any = None
    """What the "why" overlay explains."""
    blank: str | None = None
    hover: str | None = None
    digits: str = ""
    """The scene number typed so far."""
    settings: Settings = field(default_factory=Settings)
    opened: Settings = field(default_factory=Settings)
    """The settings the tour was opened with; reset goes back to them."""
    undo: tuple[Settings, ...] = ()
    redo: tuple[Settings, ...] = ()
    dragging: tuple[str, str] | None = None
    """The (scene, control) whose changes still count as one for undo."""
    generation: int = 0
    """Counts changes of settings."""
    notice: str = ""
    """One line for the person, about the last intent that could not be done."""

    @property
    def inputs(self) -> Inputs:
        """The shared inputs, before any scene's overrides."""
        return self.settings.inputs

    @property
    def holding(self) -> bool:
        """True at the end of a beat, where only quiet loops move."""
        return self.playing and self.until is not None and self.time >= self.until

    @property
    def still(self) -> bool:
        """Reduced motion or none: states instead of travel."""
        return self.motion != "full"

    @property
    def covered(self) -> bool:
        """True while something lies over the stage and time stands still."""
        return self.blank is not None or self.overlay is not None

    @property
    def moving(self) -> bool:
        """Whether the next tick can change the picture."""
        if not self.playing or self.covered:
            return False
        return not (self.holding and self.still)


def inputs_for(state: PlayerState, scene: Scene) -> Inputs:
    """The inputs on a scene's stage: the shared ones with the scene's overrides, as set there, in their place."""
    if not scene.overrides:
        return state.settings.inputs
    own = {**scene.overrides, **state.settings.overrides.get(scene.id, {})}
    return state.settings.inputs.change(**own)


def view_for(state: PlayerState, scene: Scene) -> dict[str, Any]:
    """The values of a scene's own view controls."""
    return {**scene.view_defaults, **state.settings.view.get(scene.id, {})}


def control_value(state: PlayerState, scene: Scene, control_id: str) -> Any:
    """The value a control shows on its scene's rail. KeyError when the scene has no such control."""
    own = view_for(state, scene)
    if control_id in own:
        return own[control_id]
    if scene.control(control_id) is None:
        raise KeyError(f"scene {scene.id} has no control called {control_id}")
    return getattr(inputs_for(state, scene), control_id)


def opening(inputs: Inputs | None = None, **more: Any) -> PlayerState:
    """The state a showing starts with; give start values of other fields by name."""
    settings = more.pop("settings", None) or Settings(inputs or Inputs())
    return dataclasses.replace(PlayerState(), settings=settings, opened=settings, **more)
