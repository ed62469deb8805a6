"""The first four of the five questions as a tour of their own, without a window, at some settings."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tests.helpers import make_offline
from tourapp.authoring import Frame, Picture, Scene, fill, flat_ops, ops
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Moment, Offline
from tourapp.player.tour import tour_of
from tourapp.tours import all_scenes

IDS = tuple(name for name in ("s_price", "s_size", "s_users", "s_levers") if name in all_scenes())
SCENES: tuple[Scene, ...] = tuple(all_scenes()[name] for name in IDS)
BEATS = {scene.id: tuple(beat.name for beat in scene.timeline.beats) for scene in SCENES}
TOUR = tour_of(SCENES)
AT_END = 0.97
PLACES = [(place, beat) for place, name in enumerate(IDS) for beat in range(len(BEATS[name]))]


@lru_cache(maxsize=1)
def stages() -> Offline:
    ensure_qt()
    return make_offline(tour=TOUR)


@lru_cache(maxsize=64)
def _with(items: tuple[tuple[str, Any], ...]) -> Offline:
    change = dict(items)
    start = {scene.id: {**scene.overrides, **change} for scene in SCENES if scene.overrides}
    return make_offline(stages(), inputs=stages().settings.inputs.change(**change), overrides=start)


def stages_with(**change: Any) -> Offline:
    """The tour at changed inputs; what a stage sets itself gives way to them too."""
    return _with(tuple(sorted(change.items())))


class SpineStage:
    """What a beat of a stage shows at its end, or at another share of it. own: values of its own controls."""

    def __init__(
        self, name: str, beat: str, at: float = AT_END, own: dict[str, Any] | None = None, **change: Any
    ) -> None:
        place, number = IDS.index(name), BEATS[name].index(beat)
        tried, moment = stages_with(**change), Moment(place, number, at)
        frame = tried.frame(place, tried.local_time(moment))
        told = {field: getattr(frame, field) for field in Frame.__dataclass_fields__}
        self.frame = Frame(**{**told, "controls": {**frame.controls, **(own or {})}})
        picture = Picture()
        SCENES[place].draw(self.frame, picture)
        beats = SCENES[place].timeline.beats[number]
        self.caption, self.note = fill(beats.caption, picture.fields), fill(beats.note, picture.fields)
        self.ops = list(flat_ops(picture))
        self.words = [op.words for op in self.ops if isinstance(op, ops.Words)]

    @property
    def world(self) -> Any:
        return self.frame.world

    def of(self, kind: type, role: str = "") -> list[Any]:
        """The operations of a kind, in a role."""
        return [op for op in self.ops if isinstance(op, kind) and (not role or op.role == role)]
