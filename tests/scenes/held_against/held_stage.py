"""The tour with `held_against`, without a window, at some settings."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tests.helpers import make_offline
from tourapp.authoring import Frame, Picture, Scene, Tag, fill, flat_ops, ops
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Moment, Offline
from tourapp.player.tour import make_tour
from tourapp.tours import shipped

TRUTH = make_tour(shipped()["truth"])
SCENE: Scene = TRUTH.stops[0].scene
BEATS = tuple(beat.name for beat in SCENE.timeline.beats)
AT_END = 0.97


@lru_cache(maxsize=1)
def truth() -> Offline:
    ensure_qt()
    return make_offline(tour=TRUTH)


def truth_with(**change: Any) -> Offline:
    return make_offline(truth(), inputs=truth().settings.inputs.change(**change))


class HeldStage:
    """What a beat shows at its end, or at another share of it."""

    def __init__(self, beat: str, at: float = AT_END, hover: Tag | None = None, **change: Any) -> None:
        tried = truth_with(**change)
        moment = Moment(0, BEATS.index(beat), at)
        frame = tried.frame(0, tried.local_time(moment))
        self.frame = Frame(**{**{name: getattr(frame, name) for name in Frame.__dataclass_fields__}, "hover": hover})
        picture = Picture()
        SCENE.draw(self.frame, picture)
        told = SCENE.timeline.beats[BEATS.index(beat)]
        self.caption, self.note = fill(told.caption, picture.fields), fill(told.note, picture.fields)
        self.ops = list(flat_ops(picture))
        self.words = [op.words for op in self.ops if isinstance(op, ops.Words)]

    def of(self, kind: type, role: str = "") -> list[Any]:
        """The operations of a kind, in a role."""
        return [op for op in self.ops if isinstance(op, kind) and (not role or op.role == role)]
