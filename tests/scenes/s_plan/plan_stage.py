"""The fifth question as a tour of its own, without a window, at some settings."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tests.helpers import make_offline
from tourapp.authoring import Frame, Picture, Scene, fill, flat_ops, ops
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Moment, Offline
from tourapp.player.tour import tour_of
from tourapp.tours import all_scenes

SCENE: Scene = all_scenes()["s_plan"]
BEATS = tuple(beat.name for beat in SCENE.timeline.beats)
TOUR = tour_of((SCENE,))
AT_END = 0.97


@lru_cache(maxsize=1)
def alone() -> Offline:
    ensure_qt()
    return make_offline(tour=TOUR)


@lru_cache(maxsize=64)
def _with(items: tuple[tuple[str, Any], ...]) -> Offline:
    return make_offline(alone(), inputs=alone().settings.inputs.change(**dict(items)))


def alone_with(**change: Any) -> Offline:
    """The scene at changed inputs."""
    return _with(tuple(sorted(change.items())))


class PlanStage:
    """What a beat shows at its end, or at another share of it."""

    def __init__(self, beat: str, at: float = AT_END, **change: Any) -> None:
        tried, moment = alone_with(**change), Moment(0, BEATS.index(beat), at)
        self.frame: Frame = tried.frame(0, tried.local_time(moment))
        picture = Picture()
        SCENE.draw(self.frame, picture)
        told = SCENE.timeline.beats[BEATS.index(beat)]
        self.caption, self.note = fill(told.caption, picture.fields), fill(told.note, picture.fields)
        self.ops = list(flat_ops(picture))
        self.words = [op.words for op in self.ops if isinstance(op, ops.Words)]
        self.board = self.frame.world.plan
