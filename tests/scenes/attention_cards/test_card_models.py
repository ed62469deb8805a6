"""Every beat of the attention cards with small models of other shapes, installed by hand, and with short answers."""

from __future__ import annotations

import pytest

from tests.engine.gguf_files import Tiny
from tests.helpers import STILL, make_offline
from tests.language.fit import unwhole
from tests.scenes.attention_cards.card_stage import IDS, TOUR
from tests.scenes.test_other_models import QUESTIONS, faults, tiny
from tourapp.authoring import THEMES, flat_ops, ops
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Moment
from tourapp.player.view import PlainWorlds
from tourapp.world import Inputs, PartCache, Work
from tourapp.world.parts.layer_numbers import LayerNumbers

__all__ = ["tiny"]


def test_every_card_copes_with_any_model(tiny: Tiny) -> None:
    wrong: list[str] = []
    for name, inputs in QUESTIONS.items():
        worlds = PlainWorlds(PartCache(), Work(wait=True))
        wrong += faults(make_offline(tour=TOUR, inputs=Inputs().change(**inputs), worlds=worlds), name)
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def test_a_recording_without_the_insides_of_layers_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    ensure_qt()
    monkeypatch.setattr(LayerNumbers, "here", property(lambda _numbers: False))
    tour = make_offline(tour=TOUR, worlds=PlainWorlds(PartCache(), STILL))
    assert faults(tour, "an old recording") == []
    assert tour.view(0).world.turning.pair is None
    for card in ("op_qkv", "op_rope", "op_out"):
        picture = tour.picture(Moment(IDS.index(card), 0, 0.97))
        told = [op.words for op in flat_ops(picture) if isinstance(op, ops.Words)]
        assert "not in this recording" in told, card
        assert list(unwhole(picture, THEMES["dark"], rail=True)) == [], card
