"""Truths of the card `op_pick`: the draw is the sampler's, its cost is 5 V a sequence and no setting moves it."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.atlas.op_pick.drawing import ROOM, column_boxes
from scenes.atlas.op_pick.facts import PickFacts, pick_facts
from tests.scenes.vocabulary_cards.vocabulary_stage import S8, cards_with, vocabulary_stage


def facts_at(**change: object) -> PickFacts:
    found = pick_facts(vocabulary_stage("op_pick", "what", **change).frame)
    assert found is not None
    return found


def test_the_light_falls_on_the_piece_of_the_word_that_the_sampler_drew() -> None:
    for change in ({}, {"temperature": 1.5, "top_k": 0, "top_p": 1.0}, {"seed": 7}, {"temperature": 0.0}):
        facts = facts_at(**change)
        one, two = facts.edges[facts.choice.drawn]
        assert one - 1e-9 <= facts.choice.chance <= two + 1e-9
        assert max(b for _, b in facts.edges.values()) == pytest.approx(1.0)


def test_columns_are_the_probabilities() -> None:
    facts = facts_at()
    boxes = column_boxes(facts, 1.0, 1.0)
    tall, top = boxes[:, 3] / ROOM.h, max(facts.before.max(), facts.after.max())
    large = facts.after / top > 0.02
    assert np.allclose(tall[large], facts.after[large] / top) and facts.after[~facts.kept].sum() == 0


@pytest.mark.parametrize(("change", "ppm"), [({}, 4.4), (S8, None)])
def test_a_pick_costs_five_operations_a_score(change: dict, ppm: float | None) -> None:
    world = cards_with(**change).view(0).world
    for phase in ("prefill", "decode"):
        told = world.operators.card("op_pick", phase)
        assert float(told.flops.value) == 5 * 128_256 * 8 and not told.counted
        assert float(told.weight_bytes.value) == float(told.kv_bytes.value) == float(told.seconds.value) == 0
    if ppm is not None:
        assert 1e6 * float(world.vocabulary.pick_share.value) == pytest.approx(ppm, abs=0.05)
    assert float(world.vocabulary.scores.value) == 128_256 * 8
    assert 1 / float(world.vocabulary.scores_share.value) == pytest.approx(float(world.vocabulary.hidden.value))


def test_heat_opens_the_choice_and_leaves_the_cost() -> None:
    cold, hot = (
        vocabulary_stage("op_pick", "scale", temperature=0.2),
        vocabulary_stage("op_pick", "scale", temperature=1.9),
    )
    assert "5.13 MFLOP" in " ".join(cold.words).replace("\u202f", " ") or any("5.13" in words for words in cold.words)
    assert [w for w in cold.words if "5.13" in w] == [w for w in hot.words if "5.13" in w]
    heat = cold.world.pick_heat
    assert heat.shared[0] == 1 and (np.diff(heat.shared) >= 0).all()
    uncut = facts_at(temperature=1.0, top_k=0, top_p=1.0)
    assert heat.at(1.0) == pytest.approx(2**uncut.choice.entropy_bits, rel=1e-6)
    assert cold.note == hot.note and "Not so" in cold.note


def test_greedy_says_so() -> None:
    assert "nothing is drawn" in vocabulary_stage("op_pick", "what", temperature=0.0).note
    assert "Nothing is cut" in vocabulary_stage("op_pick", "what", top_k=0, top_p=1.0).note
