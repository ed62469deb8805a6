"""A scene: one file that declares its beats and controls and draws one frame as a pure function."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from types import ModuleType
from typing import Any

from tourapp.authoring.beats import Beat, Timeline
from tourapp.authoring.frame import Frame
from tourapp.authoring.picture import Picture
from tourapp.world import Control
from tourapp.world import controls as input_controls

Draw = Callable[[Frame, Picture], None]
Point = tuple[float, float]
Spot = Callable[[Frame], Point]


@dataclass(frozen=True, slots=True)
class Badge:
    """What kind of picture this is, and in one line what it leaves out."""

    kind: str
    leaves_out: str
    real: str = ""


BADGES = ("live on this computer", "recorded", "simulated", "computed from specs", "schematic")


@dataclass(frozen=True, slots=True)
class Scene:
    """A declared scene. `overrides` are shared inputs with other values on this stage only."""

    id: str
    title: str
    order: int
    timeline: Timeline
    controls: tuple[Control, ...]
    draw: Draw
    badge: Callable[[Frame], Badge]
    needs: tuple[str, ...] = ()
    meters: str = "decode"
    enter: Spot = field(default=lambda _f: (752.0, 480.0))
    leave: Spot = field(default=lambda _f: (752.0, 480.0))
    light: str = "prefill"
    overrides: dict[str, Any] = field(default_factory=dict)

    @property
    def view_defaults(self) -> dict[str, Any]:
        """Default values of the controls that are this scene's own."""
        return {item.id: item.default for item in self.controls if item.id not in input_controls()}

    def control(self, control_id: str) -> Control | None:
        """The control with that id, or None."""
        return next((item for item in self.controls if item.id == control_id), None)


_DECLARED: dict[str, Scene] = {}


def scene(
    *,
    id: str,
    title: str,
    order: int,
    beats: list[Beat],
    controls: list[Control] | None = None,
    badge: Badge | Callable[[Frame], Badge],
    needs: tuple[str, ...] = (),
    **more: Any,
) -> Callable[[Draw], Draw]:
    """Declare the decorated function as a scene. `needs` names the world parts it looks at, so that slow ones are
    built before it is shown; `enter` and `leave` say where the light arrives and departs (stage units)."""

    def declare(draw: Draw) -> Draw:
        if id in _DECLARED and _DECLARED[id].draw.__module__ != draw.__module__:
            raise ValueError(f"two scenes are called {id}: {_DECLARED[id].draw.__module__} and {draw.__module__}")
        names = [beat.name for beat in beats]
        if len(set(names)) != len(names):
            raise ValueError(f"scene {id}: two beats share a name")
        tag = badge if callable(badge) else (lambda _f, fixed=badge: fixed)
        _DECLARED[id] = Scene(id, title, order, Timeline(tuple(beats)), tuple(controls or ()), draw, tag, needs, **more)
        return draw

    return declare


def discover(package: ModuleType) -> tuple[Scene, ...]:
    """Import every module of a package of scenes and return what they declare, in order."""
    for info in pkgutil.iter_modules(package.__path__):
        importlib.import_module(
            f"{package.__name__}.{info.name}.scene" if info.ispkg else f"{package.__name__}.{info.name}"
        )
    return tuple(sorted(_DECLARED.values(), key=lambda item: item.order))


@lru_cache(maxsize=1)
def all_scenes() -> tuple[Scene, ...]:
    """The scenes of the tour, in order."""
    return discover(importlib.import_module("scenes"))
