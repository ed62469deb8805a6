"""A tour without a window: settings by name, any moment as a picture, any picture as an image."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tourapp.authoring import THEMES, Picture, Scene, all_scenes
from tourapp.errors import UsageError
from tourapp.player.tour import Place, Tour, View
from tourapp.world import Inputs, PartCache, Work, World
from tourapp.world import controls as input_controls


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in a scene: its beat and the share of that beat that has played."""

    index: int
    beat: int
    at: float


@dataclass(slots=True)
class Offline:
    """Renders moments of the tour for one set of inputs and view controls. Parts are shared between moments."""

    inputs: Inputs = field(default_factory=Inputs)
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    overrides: dict[str, dict[str, Any]] = field(default_factory=dict)
    theme: str = "dark"
    still: bool = False
    rail: bool = True
    tour: Tour = field(default_factory=lambda: Tour(all_scenes()))
    cache: PartCache = field(default_factory=PartCache)
    work: Work = field(default_factory=Work)

    def view(self, index: int) -> View:
        """How scene `index` is looked at."""
        item = self.tour.scenes[index]
        own = {**item.overrides, **self.overrides.get(item.id, {})}
        inputs = self.inputs.change(**own) if own else self.inputs
        world = World(inputs, self.cache, self.work)
        return View(
            world, self.views.get(item.id, {}), still=self.still, text_gain=THEMES[self.theme].text_gain, rail=self.rail
        )

    def picture(self, moment: Moment, idle: float = 0.0) -> Picture:
        """The whole picture of a moment."""
        timeline = self.tour.scenes[moment.index].timeline
        seconds = timeline.beats[moment.beat].seconds
        t = timeline.start(moment.beat) + min(moment.at * seconds, seconds - 1e-3)
        return self.tour.compose(Place(moment.index, t), self.view, idle)

    def moment(self, scene_id: str, beat: str | None = None, at: float = 1.0) -> Moment:
        """A moment by words: the beat by name or by number from 1 (default: the last one)."""
        if not 0.0 <= at <= 1.0:
            raise UsageError(f"at: {at} is out of range; use 0 to 1")
        index = self.tour.index(scene_id)
        return Moment(index, beat_number(self.tour.scenes[index], beat), at)


def beat_number(item: Scene, beat: str | None) -> int:
    """Which beat of a scene is meant, from 0; UsageError lists the names."""
    names = [each.name for each in item.timeline.beats]
    if beat is None:
        return len(names) - 1
    if beat in names:
        return names.index(beat)
    if beat.isdigit() and 1 <= int(beat) <= len(names):
        return int(beat) - 1
    raise UsageError(f"beat: {beat!r} is not in scene {item.id}; use 1 to {len(names)} or one of: {', '.join(names)}")


def parse_settings(pairs: list[str] | None) -> dict[str, str]:
    """`NAME=VALUE` words as a dictionary."""
    out = {}
    for pair in pairs or []:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise UsageError(f"--set: {pair!r} is not NAME=VALUE, for example --set temperature=0.7")
        out[name] = value
    return out


def apply_settings(offline: Offline, settings: Mapping[str, str], scene_id: str | None = None) -> None:
    """Set controls by id: a shared input, or a view control of the scene (or of whichever scene has it)."""
    shared = {}
    for name, value in settings.items():
        item = next((each for each in offline.tour.scenes if each.id == scene_id), None)
        own = item.control(name) if item is not None else None
        if own is not None and name not in input_controls():
            assert item is not None
            offline.views.setdefault(item.id, {})[name] = own.check(value)
        elif name in input_controls():
            checked = (own or input_controls()[name]).check(value)
            shared[name] = checked
            for each in offline.tour.scenes:
                if name in each.overrides and (scene_id is None or each.id == scene_id):
                    offline.overrides.setdefault(each.id, {})[name] = checked
        else:
            holders = [each for each in offline.tour.scenes if each.control(name) is not None]
            if scene_id is not None or not holders:
                raise UsageError(f"--set: no control or input is called {name!r}; `tourapp list` shows them all")
            for each in holders:
                found = each.control(name)
                assert found is not None
                offline.views.setdefault(each.id, {})[name] = found.check(value)
    offline.inputs = offline.inputs.change(**shared)
