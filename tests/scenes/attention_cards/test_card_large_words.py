"""Where words are large the ledger strip tells fewer cells, and every one of them with its name."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.helpers import make_offline
from tests.scenes.attention_cards.card_stage import BEATS, IDS, cards
from tests.scenes.test_large_words import shown
from tourapp.export.offline import Moment
from tourapp.figures.ledger_strip import LEDGER_COLUMNS
from tourapp.player.room import room_of

PARTS = {"_" + column for column in LEDGER_COLUMNS}
LARGEST = 200
COST = BEATS.index("cost")


@pytest.mark.parametrize("scale", [125, 150, LARGEST])
@pytest.mark.parametrize("card", range(len(IDS)), ids=IDS)
def test_every_cell_of_the_strip_has_its_name(card: int, scale: int) -> None:
    tried = make_offline(cards(), text_scale=scale, room=room_of(1920, 1080))
    words = [item.op for item in shown(tried.picture(Moment(card, COST, 0.95)))]
    columns = Counter(op.part for op in words if op.part in PARTS)
    assert set(columns.values()) <= {2}, columns
    if not columns:
        assert scale == LARGEST  # the lit cell finds no room there: then nothing stands in its place
        return
    assert any(op.part == "strip" for op in words), "the phase is not told"
