"""Truths of the card `op_rmsnorm`: sizes are those of the run, costs those of the specification's table."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.atlas.op_rmsnorm.calls import TICKS
from scenes.atlas.op_rmsnorm.facts import norm_facts
from scenes.atlas.op_rmsnorm.stream import DECADE, ONE_Y, bar_boxes
from tests.scenes.vocabulary_cards.vocabulary_stage import S8, cards_with, vocabulary_stage
from tourapp.figures.call_ticks import tick_lines

TABLE = {
    ("S70", "decode"): (2.11026e7, 1.31891e6, 4.22052e7, 0.00019685e-3),
    ("S70", "prefill"): (4.22052e10, 1.31891e6, 8.44104e10, 0.010663e-3),
    ("S8", "decode"): (4.25984e6, 532480, 8.51968e6, 0.00015895e-3),
    ("S8", "prefill"): (8.51968e9, 532480, 1.70394e10, 0.008611e-3),
}
SHARE_OF_WEIGHTS = {"S70": 1.87e-5, "S8": 3.32e-5}


@pytest.mark.parametrize("case", TABLE, ids=" ".join)
def test_costs_are_those_of_the_table(case: tuple[str, str]) -> None:
    name, phase = case
    world = cards_with(**(S8 if name == "S8" else {})).view(0).world
    told, wanted = world.operators.card("op_rmsnorm", phase), TABLE[case]
    assert told.activation_bytes is not None
    found = (told.flops, told.weight_bytes, told.activation_bytes, told.seconds)
    assert [float(value.value) for value in found] == pytest.approx(wanted, rel=5e-5)
    ours = next(row for row in world.by_model if row.ours)
    weights = float(told.weight_bytes.value) / (2 if name == "S8" else 1)
    assert weights / float(ours.params.value) == pytest.approx(SHARE_OF_WEIGHTS[name], rel=3e-3)


def test_sizes_are_those_of_the_run() -> None:
    facts = norm_facts(vocabulary_stage("op_rmsnorm", "what").frame)
    assert facts.sizes is not None and facts.sizes.shape == (61, 34)
    assert facts.sizes[0, -1] == pytest.approx(0.124, rel=0.01) and facts.sizes[-1, -1] == pytest.approx(35.0, rel=0.01)
    assert float(facts.numbers.growth(33).value) == pytest.approx(283, rel=0.01)
    assert facts.numbers.largest_at == (24, 0) and float(facts.numbers.largest_rms.value) == pytest.approx(
        1046, rel=0.01
    )


def test_bars_are_as_high_as_the_size_says() -> None:
    sizes = np.array([0.124, 1.0, 10.0, 1046.0])
    boxes = bar_boxes(sizes)
    assert boxes[2, 1] == pytest.approx(ONE_Y - DECADE) and boxes[2, 3] == pytest.approx(DECADE)
    assert boxes[0, 1] == ONE_Y and boxes[3, 3] == pytest.approx(DECADE * np.log10(1046))


def test_every_call_has_a_tick_and_verdicts_follow() -> None:
    for model, calls in (("llama-3-70b", 161), ("llama-3-8b", 65), ("smollm2-135m", 61), ("gemma-2-9b", 169)):
        stage = vocabulary_stage("op_rmsnorm", "cost", model=model)
        assert len(
            tick_lines(int(norm_facts(stage.frame).calls.calls.value), TICKS)
        ) == calls and stage.caption.startswith(f"{calls} times")
    assert "stays small" in vocabulary_stage("op_rmsnorm", "scale").caption
    assert "layer 13" in vocabulary_stage("op_rmsnorm", "what").note


def test_the_slider_chooses_the_norm() -> None:
    words = " ".join(vocabulary_stage("op_rmsnorm", "what", own={"norm_at": 61}).words)
    assert "before the LM head" in words
    assert "before the FFN, layer 2" in " ".join(vocabulary_stage("op_rmsnorm", "what", own={"norm_at": 4}).words)
