"""What a beat shows under some settings, without a window: its words, its operations, what its caption says.

A `SceneTour` is a tour of some scenes alone; a `BeatStage` is one moment of one of their beats, drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from tests.helpers import make_offline
from tourapp.authoring import Frame, Picture, Scene, Tag, fill, flat_ops, ops
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Moment, Offline
from tourapp.player.tour import Tour, tour_of
from tourapp.tours import all_scenes
from tourapp.world import Work

AT_END = 0.97
CARD_BEATS = ("what", "cost", "scale")
"""Those of every card of the atlas."""
S8 = {"model": "llama-3-8b", "weight_bits": 16, "gpus": 1}
"""The second of the specification's scenarios, beside the defaults."""


class BeatStage:
    """A scene drawn at a frame."""

    def __init__(self, scene: Scene, frame: Frame) -> None:
        self.scene, self.frame, picture = scene, frame, Picture()
        scene.draw(frame, picture)
        beat = scene.timeline.beats[frame.beat_index]
        self.caption, self.note = fill(beat.caption, picture.fields), fill(beat.note, picture.fields)
        self.ops = list(flat_ops(picture))
        self.words = [op.words for op in self.ops if isinstance(op, ops.Words)]

    @property
    def world(self) -> Any:
        return self.frame.world

    @property
    def meters(self) -> Any:
        """What the scene itself says in the head; None where it leaves that to a phase."""
        return self.scene.meters(self.frame) if callable(self.scene.meters) else None

    def of(self, kind: type, role: str = "") -> list[Any]:
        """The operations of a kind, in a role."""
        return [op for op in self.ops if isinstance(op, kind) and (not role or op.role == role)]


class SceneTour:
    """A tour of some scenes alone. work: how their worlds are built; as for pictures where it is left out."""

    def __init__(self, *ids: str, work: Work | None = None) -> None:
        self.ids = ids
        self.scenes: tuple[Scene, ...] = tuple(all_scenes()[name] for name in ids)
        self.beats = {scene.id: tuple(beat.name for beat in scene.timeline.beats) for scene in self.scenes}
        self.tour: Tour = tour_of(self.scenes)
        self._work = work
        self._kept: dict[Any, Offline] = {}

    @cached_property
    def _usual(self) -> Offline:
        ensure_qt()
        return make_offline(tour=self.tour, work=self._work)

    def usual(self) -> Offline:
        """At default settings."""
        return self._usual

    def at(self, views: Mapping[str, Mapping[str, Any]] | None = None, **change: Any) -> Offline:
        """At changed inputs, to which what a scene sets itself gives way too. views: own controls by scene."""
        key = (repr(views), tuple(sorted(change.items())))
        if key not in self._kept:
            start = {scene.id: {**scene.overrides, **change} for scene in self.scenes if scene.overrides}
            inputs = self._usual.settings.inputs.change(**change)
            self._kept[key] = make_offline(self._usual, inputs=inputs, overrides=start, views=views)
        return self._kept[key]

    def stage(
        self,
        id: str,
        beat: str,
        at: float = AT_END,
        own: Mapping[str, Any] | None = None,
        *,
        hover: Tag | None = None,
        **change: Any,
    ) -> BeatStage:
        """A beat at its end, or at another share of it. own: values of the scene's own controls."""
        place = self.ids.index(id)
        tried = self.at(**change)
        frame = tried.frame(place, tried.local_time(Moment(place, self.beats[id].index(beat), at)))
        told = {name: getattr(frame, name) for name in Frame.__dataclass_fields__}
        told |= {"controls": {**frame.controls, **(own or {})}, "hover": hover}
        return BeatStage(self.scenes[place], Frame(**told))
