"""A beat of pricing at some settings: its frame, its words with their places, its caption and its quantities."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tests.helpers import STILL, make_offline, request_scenes
from tourapp.authoring import Frame, Picture, Quantity, fill, flat_ops, ops, quantities_in
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Offline

SCENE = next(scene for scene in request_scenes() if scene.id == "pricing")
BEATS = tuple(beat.name for beat in SCENE.timeline.beats)


@lru_cache(maxsize=1)
def usual() -> Offline:
    ensure_qt()
    return make_offline(work=STILL)


def frame_at(beat: str, **change: Any) -> Frame:
    """A frame near the end of a beat."""
    tried = make_offline(usual(), inputs=usual().settings.inputs.change(**change))
    moment = tried.moment("pricing", beat, 0.97)
    return tried.frame(moment.index, tried.local_time(moment))


class Stage:
    """What a beat shows."""

    def __init__(self, beat: str, **change: Any) -> None:
        self.frame, picture = frame_at(beat, **change), Picture()
        SCENE.draw(self.frame, picture)
        told = SCENE.timeline.beats[BEATS.index(beat)]
        self.caption, self.note = fill(told.caption, picture.fields), fill(told.note, picture.fields)
        self.ops = list(flat_ops(picture))
        side = list(flat_ops(picture.side)) if picture.side else []
        self.texts = [op for op in (*self.ops, *side) if isinstance(op, ops.Words) and op.alpha > 0.1]
        self.words = [op.words for op in self.texts]
        self.rail = [op.words for op in side if isinstance(op, ops.Words)]
        self.told = [
            *(each for words in (told.caption, told.note) for each in quantities_in(words, picture.fields)),
            *(each for op in self.texts for each in (op.value, *op.more) if isinstance(each, Quantity)),
        ]

    def of(self, kind: type) -> list[Any]:
        """The operations of a kind."""
        return [op for op in self.ops if isinstance(op, kind)]
