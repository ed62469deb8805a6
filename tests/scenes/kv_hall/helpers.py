"""What the tests of the hall share: frames of the scene, pictures of them and their words."""

from __future__ import annotations

from typing import Any

from tests.helpers import make_offline
from tourapp.authoring import Frame, Picture, flat_ops, ops
from tourapp.export.offline import Offline

BEATS = ("empty", "prefill", "decode", "grow", "scales", "heads")


def frame(offline: Offline, index: int, beat: str, at: float, **inputs: Any) -> Frame:
    tried = make_offline(offline, inputs=offline.settings.inputs.change(**inputs))
    timeline = offline.tour.stops[index].scene.timeline
    place = timeline.index(beat)
    seconds = timeline.start(place) + min(at, 0.999) * timeline.beats[place].seconds
    return tried.frame(index, seconds)


def drawn(offline: Offline, f: Frame, index: int) -> Picture:
    p = Picture()
    offline.tour.stops[index].scene.draw(f, p)
    return p


def words(p: Picture) -> list[str]:
    return [op.words for op in flat_ops(p) if isinstance(op, ops.Words)]
