"""World parts of the embedding table: the numbers that everybody quotes are the true ones, and where they come from is
said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tourapp.engine.model_store import is_installed
from tourapp.world import Inputs, World
from tourapp.world.parts import analogies, neighbours
from tourapp.world.token_words import live_space, word_typed


def near(word: str, *, centred: bool = False) -> dict[str, float]:
    found = World(Inputs().change(near_word=word)).neighbours
    assert found.basis == "recorded"
    told = found.near(centred=centred)
    return {("" if each.spaced else "_") + each.text: round(float(each.cosine.value), 3) for each in told}


def test_the_nearest_are_the_specifications() -> None:
    king = near("king")
    assert list(king.items())[:4] == [("King", 0.815), ("_King", 0.716), ("kings", 0.704), ("queen", 0.619)]
    assert next(iter(near("Monday").items())) == ("Tuesday", 0.894)
    assert list(near("photosynthesis").items())[:2] == [("photosynthetic", 0.82), ("chlorophyll", 0.726)]
    assert near("cat")["dog"] == 0.583


def test_other_spellings_are_kin() -> None:
    found = World().neighbours.plain
    assert [each.text for each in found if each.kin] == ["King", "King", "kings", "Kings"]


def test_the_famous_sum_by_a_hair_and_not_when_centred() -> None:
    found = World().analogies
    told = [
        [(each.text, round(float(each.cosine.value), 3)) for each in found.tops(centred=centred, keep=True)]
        for centred in (False, True)
    ]
    assert told[0][:4] == [("queen", 0.728), ("king", 0.719), ("Queen", 0.641), ("princess", 0.633)]
    assert told[1][:2] == [("king", 0.77), ("queen", 0.696)]
    assert [each.text for each in found.tops(centred=True, keep=False)][:2] == ["queen", "King"]
    side = found.side(centred=False)
    assert side is not None and float(side.length.value) == pytest.approx(1.4287, abs=1e-4)
    assert [round(float(pair.value), 3) for pair in side.pairs] == [0.202, 0.229, 0.506]
    assert side.distance(side.tops[0]) == pytest.approx(0.9802, abs=1e-4)
    assert (
        float(side.start.value)
        == pytest.approx(side.distance(side.tops[1]), abs=1e-6)
        == pytest.approx(0.9939, abs=1e-4)
    )


def test_corners_are_a_parallelogram_with_true_sides() -> None:
    side = World().analogies.side(centred=False)
    assert side is not None
    a, b, c = side.corners
    np.testing.assert_allclose(a - b + c, (0.0, 0.0), atol=1e-12)
    ab, ac, bc = (float(pair.value) for pair in side.pairs)
    lengths = [np.linalg.norm(one - two) for one, two in ((a, b), (a, c), (b, c))]
    assert lengths == pytest.approx([(2 - 2 * each) ** 0.5 for each in (ab, ac, bc)], abs=1e-6)


def test_dust_is_every_token_at_its_distance() -> None:
    found = World().analogies
    side = found.side(centred=False)
    assert side is not None and side.dust.shape == (49_152, 2)
    for top in side.tops[:4]:
        assert side.dust[top.token, 0] == pytest.approx(side.distance(top), abs=1e-4)


def test_the_list_comes_out_as_measured() -> None:
    board = World().analogy_board
    plain = board.plain
    assert (len(plain.rows), int(plain.kept.value), int(plain.left_out.value)) == (23, 7, 16)
    ranks = {row.wanted: int(row.left_out.value) for row in plain.rows}
    assert (ranks["Rome"], ranks["mother"], ranks["she"]) == (67, 8, 3) and plain.worst.wanted == "Rome"
    assert all(row.left_out.value <= row.kept.value for side in (plain, board.centred) for row in side.rows)


def test_the_crowd_leans_one_way() -> None:
    crowd = World().token_crowd
    plain = [float(each.value) for each in (crowd.plain.mean, crowd.plain.spread, crowd.plain.high)]
    assert plain == pytest.approx([0.44, 0.14, 0.69], abs=0.006)
    assert abs(float(crowd.centred.mean.value)) < 0.002
    assert float(crowd.mean_length.value) == pytest.approx(2.18, abs=0.005)
    assert float(crowd.median.value) == pytest.approx(3.15, abs=0.005)
    assert (crowd.table.value, crowd.params.value) == (28_311_552, 134_515_008)
    assert float(crowd.share.value) == pytest.approx(0.210, abs=5e-4)
    assert crowd.plain.columns.sum() > 0.999 * float(crowd.pairs.value)


def test_the_map_keeps_a_quarter_at_most() -> None:
    shown = World().word_map
    assert len(shown.words) == 70 and 0.2 < float(shown.kept.value) < 0.25
    assert int(shown.together.value) == 45 and np.abs(shown.at).max() == pytest.approx(1.0)


def test_a_word_of_several_tokens_is_told() -> None:
    assert word_typed(" king ").token == 4197 and not word_typed("").single
    world = World(Inputs().change(near_word="antidisestablishment", word_b="xylophones"))
    assert world.neighbours.basis == world.analogies.basis == "several"
    assert len(world.neighbours.word.pieces) == 4 and world.neighbours.row is None


def unseen(monkeypatch: pytest.MonkeyPatch, **change: Any) -> World:
    """A world without the model."""
    for module in (neighbours, analogies):
        monkeypatch.setattr(module, "runs_live", lambda: False)
    return World(Inputs().change(**change))


def test_without_the_model_other_words_need_it(monkeypatch: pytest.MonkeyPatch) -> None:
    world = unseen(monkeypatch, near_word="zebra", word_a="zebra")
    assert (world.neighbours.basis, world.analogies.basis) == ("needs", "needs")
    assert world.analogies.sides is None and world.analogies.tops(centred=False, keep=True) == ()


def test_without_the_model_a_sum_of_common_words_is_told_among_them(monkeypatch: pytest.MonkeyPatch) -> None:
    found = unseen(monkeypatch, word_a="water").analogies
    assert found.basis == "few" and found.compared is not None and found.compared.value == 2_000
    assert found.tops(centred=False, keep=True)[0].text == "water"
    assert "eight bits" in found.tops(centred=False, keep=True)[0].cosine.id


@pytest.mark.skipif(not is_installed(), reason="needs the real model")
def test_live_and_recorded_are_the_same_numbers() -> None:
    world = World(Inputs().change(near_word="zebra"))
    assert world.neighbours.basis == "live" and world.neighbours.plain[0].text == "gira"
    kept = World().analogies
    live = analogies._summed(live_space(), kept.words, "live")
    assert live.compared == kept.compared
    for centred in (False, True):
        pairs = zip(live.tops(centred=centred, keep=True), kept.tops(centred=centred, keep=True), strict=True)
        for one, two in pairs:
            assert one.token == two.token and one.cosine.id == two.cosine.id
            assert float(one.cosine.value) == pytest.approx(float(two.cosine.value), abs=1e-5)
