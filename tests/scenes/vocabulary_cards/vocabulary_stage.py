"""The cards of vocabulary and norm as a tour of their own, without a window, at some settings."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tests.helpers import STILL, make_offline
from tourapp.authoring import Frame, Picture, Scene, fill, flat_ops, ops
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Moment, Offline
from tourapp.player.tour import tour_of
from tourapp.tours import all_scenes

IDS = tuple(
    name
    for name in ("op_ids", "op_embedding", "op_lm_head", "op_pick", "op_rmsnorm", "op_placing")
    if name in all_scenes()
)
SCENES: tuple[Scene, ...] = tuple(all_scenes()[name] for name in IDS)
BEATS = ("what", "cost", "scale")
TOUR = tour_of(SCENES)
AT_END = 0.97
S8 = {"model": "llama-3-8b", "weight_bits": 16, "gpus": 1}


@lru_cache(maxsize=1)
def cards() -> Offline:
    ensure_qt()
    return make_offline(tour=TOUR, work=STILL)


def cards_with(**change: Any) -> Offline:
    return make_offline(cards(), inputs=cards().settings.inputs.change(**change))


class VocabularyStage:
    """What a beat of a card shows at its end, or at another share of it. own: values of the card's own controls."""

    def __init__(
        self, card: str, beat: str, at: float = AT_END, own: dict[str, Any] | None = None, **change: Any
    ) -> None:
        place = IDS.index(card)
        tried, moment = cards_with(**change), Moment(place, BEATS.index(beat), at)
        frame = tried.frame(place, tried.local_time(moment))
        told = {name: getattr(frame, name) for name in Frame.__dataclass_fields__}
        self.frame = Frame(**{**told, "controls": {**frame.controls, **(own or {})}})
        picture = Picture()
        SCENES[place].draw(self.frame, picture)
        beats = SCENES[place].timeline.beats[BEATS.index(beat)]
        self.caption, self.note = fill(beats.caption, picture.fields), fill(beats.note, picture.fields)
        self.ops = list(flat_ops(picture))
        self.words = [op.words for op in self.ops if isinstance(op, ops.Words)]

    @property
    def world(self) -> Any:
        return self.frame.world

    def of(self, kind: type, role: str = "") -> list[Any]:
        """The operations of a kind, in a role."""
        return [op for op in self.ops if isinstance(op, kind) and (not role or op.role == role)]
