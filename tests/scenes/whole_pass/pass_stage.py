"""The scene of the whole pass, without a window, at some settings and views."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tests.helpers import make_offline
from tourapp.authoring import Frame, Picture, Scene, Tag, fill, flat_ops, ops
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Offline
from tourapp.player.tour import tour_of
from tourapp.tours import all_scenes

SCENE: Scene = all_scenes()["atlas"]
BEATS = tuple(beat.name for beat in SCENE.timeline.beats)
AT_END = 0.97
S8 = {"model": "llama-3-8b", "weight_bits": 16, "gpus": 1}
"""The second of the specification's scenarios, beside the defaults."""


@lru_cache(maxsize=1)
def whole_tour() -> Offline:
    ensure_qt()
    return make_offline(tour=tour_of((SCENE,)))


def tried(view: dict[str, Any] | None = None, **change: Any) -> Offline:
    usual = whole_tour()
    return make_offline(usual, inputs=usual.settings.inputs.change(**change), views={"atlas": view or {}})


class PassStage:
    """What a beat shows at its end, or at another share of it."""

    def __init__(
        self,
        beat: str,
        at: float = AT_END,
        *,
        hover: Tag | None = None,
        view: dict[str, Any] | None = None,
        **change: Any,
    ) -> None:
        offline, index = tried(view, **change), BEATS.index(beat)
        frame = offline.frame(0, SCENE.timeline.start(index) + at * SCENE.timeline.beats[index].seconds)
        self.frame = Frame(**{**{name: getattr(frame, name) for name in Frame.__dataclass_fields__}, "hover": hover})
        picture = Picture()
        SCENE.draw(self.frame, picture)
        told = SCENE.timeline.beats[index]
        self.caption, self.note = fill(told.caption, picture.fields), fill(told.note, picture.fields)
        self.ops = list(flat_ops(picture))
        self.words = [op.words for op in self.ops if isinstance(op, ops.Words)]
        self.meters = SCENE.meters(self.frame) if callable(SCENE.meters) else None

    def of(self, kind: type, role: str = "") -> list[Any]:
        """The operations of a kind, in a role."""
        return [op for op in self.ops if isinstance(op, kind) and (not role or op.role == role)]
