"""The tour: scenes end to end in time, with a short passage between them in which the light is handed over.

Pure: a time and a view give a picture, in any order, always the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tourapp.authoring import FULL, RAIL, Frame, Picture, Scene, smooth
from tourapp.errors import UsageError
from tourapp.figures.chrome import draw_chrome, draw_ground, draw_rail_ground
from tourapp.figures.controls import draw_controls
from tourapp.world import World

PASSAGE = 1.0  # seconds between two scenes


@dataclass(frozen=True, slots=True)
class Place:
    """Where a time lies: scene `index` at its own time `t`; `mix` above 0 inside the passage to the next scene."""

    index: int
    t: float
    mix: float = 0.0


@dataclass(frozen=True, slots=True)
class View:
    """How a scene is looked at: its world, its own controls, and what the window asks for."""

    world: World
    controls: Mapping[str, Any] = field(default_factory=dict)
    hover: str | None = None
    still: bool = False
    text_gain: float = 1.0
    rail: bool = True
    native_controls: bool = False
    """True where the window lays its own widgets over the rail."""


class Tour:
    """Scenes in order and the arithmetic of their common time line (seconds)."""

    def __init__(self, scenes: tuple[Scene, ...]) -> None:
        self.scenes = scenes
        self.starts: list[float] = []
        time = 0.0
        for item in scenes:
            self.starts.append(time)
            time += item.timeline.duration + PASSAGE
        self.duration = max(0.0, time - PASSAGE)

    def index(self, scene_id: str) -> int:
        """The place of a scene; UsageError lists the ids."""
        for place, item in enumerate(self.scenes):
            if item.id == scene_id:
                return place
        raise UsageError(f"scene: {scene_id!r} is not one of: {', '.join(item.id for item in self.scenes)}")

    def locate(self, time: float) -> Place:
        """Which scene, and when in it, a time of the tour is."""
        time = min(max(time, 0.0), self.duration)
        index = int(np.searchsorted(self.starts, time, side="right")) - 1
        t = time - self.starts[index]
        length = self.scenes[index].timeline.duration
        if t <= length or index == len(self.scenes) - 1:
            return Place(index, min(t, length))
        return Place(index, length, (t - length) / PASSAGE)

    def beat_start(self, index: int, beat: int) -> float:
        """Time of the tour at which a beat begins."""
        return self.starts[index] + self.scenes[index].timeline.start(beat)

    def beat_end(self, index: int, beat: int) -> float:
        """Time of the tour at which a beat has played (a hair before the next begins)."""
        return self.beat_start(index, beat) + self.scenes[index].timeline.beats[beat].seconds - 1e-3

    def compose(self, place: Place, view: Callable[[int], View], idle: float = 0.0) -> Picture:
        """The whole picture of a moment, with everything around it. `view(index)` gives the view of a scene."""
        if place.mix <= 0.0:
            return self.compose_scene(place.index, view(place.index), place.t, idle)
        old, new = view(place.index), view(place.index + 1)
        if old.still:
            return self.compose_scene(place.index + 1, new, 0.0, 0.0)
        first = place.mix < 0.5
        picture = (
            self.compose_scene(place.index, old, place.t, idle)
            if first
            else self.compose_scene(place.index + 1, new, 0.0, 0.0)
        )
        dark = smooth(place.mix * 2) if first else 1 - smooth(place.mix * 2 - 1)
        picture.rects([FULL], "ground", alpha=float(dark) * 0.97)
        self._hand_over(picture, place, old, new)
        return picture

    def frame(self, index: int, view: View, t: float, idle: float = 0.0) -> Frame:
        """What a scene sees at its own time t."""
        item = self.scenes[index]
        return Frame(
            view.world,
            item.timeline,
            t,
            idle,
            {**item.view_defaults, **view.controls},
            view.hover,
            view.still,
            view.text_gain,
        )

    def compose_scene(self, index: int, view: View, t: float, idle: float = 0.0) -> Picture:
        """One scene with its surroundings."""
        item = self.scenes[index]
        f = self.frame(index, view, t, idle)
        inner = Picture()
        item.draw(f, inner)
        whole = Picture()
        whole.fields = inner.fields
        draw_ground(whole)
        if view.rail:
            whole.ops.extend(inner.ops)
            if item.controls:
                draw_rail_ground(whole)
            if item.controls and not view.native_controls:
                values = {each.id: f[each.id] for each in item.controls}
                whole.bake(
                    ("controls", item.id, tuple(values.values()), f.text_gain),
                    lambda q: draw_controls(q, item.controls, values),
                    rect=RAIL,
                )
            if inner.side is not None:
                whole.ops.extend(inner.side.ops)
        else:
            whole.ops.extend(_widened(inner))
        draw_chrome(whole, item, f, index + 1, len(self.scenes))
        return whole

    def _hand_over(self, picture: Picture, place: Place, old: View, new: View) -> None:
        """The light that ends one scene flies to where the next begins."""
        one, two = self.scenes[place.index], self.scenes[place.index + 1]
        start = np.array(one.leave(self.frame(place.index, old, place.t)))
        end = np.array(two.enter(self.frame(place.index + 1, new, 0.0)))
        bend = np.array([(start[0] + end[0]) / 2, min(start[1], end[1]) - 140.0])
        u = np.linspace(0, 1, 80)[:, None]
        path = (1 - u) ** 2 * start + 2 * u * (1 - u) * bend + u**2 * end
        head = float(smooth(place.mix))
        spot = path[int(head * 79)]
        role = one.light if place.mix < 0.5 else two.light
        picture.trail(path, head, role, length=0.35, size=34)
        picture.spark((float(spot[0]), float(spot[1])), role, size=70 + 50 * float(np.sin(np.pi * place.mix)))


def _widened(inner: Picture) -> list[Any]:
    """The picture without a rail: moved to the middle and a little larger."""
    roomy = Picture()
    with roomy.group(scale=1.06, about=(752.0, 120.0), move=(208.0, 0.0)):
        roomy.ops.extend(inner.ops)
    return roomy.ops
