"""Truths of `op_gate_up` and `op_down`: the recorded lanes, the ledger's bytes, and times at other settings."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.atlas.op_down.facts import down_facts
from scenes.atlas.op_gate_up.facts import gate_facts
from tests.scenes.stack_cards.stack_stage import S8, cards_with, stack_stage
from tourapp.authoring import ops
from tourapp.world import World
from tourapp.world.parts import layer_numbers


def of(**change: object) -> World:
    return cards_with(**change).view(0).world


@pytest.mark.parametrize(
    ("change", "flops", "weights", "row_us", "row_share"),
    [({}, 3.00648e11, 1.87905e10, 8413.6, 0.7542), (S8, 3.00648e10, 3.75810e9, 3365.5, 0.6590)],
)
def test_gate_up_and_down_are_alike(
    change: dict, flops: float, weights: float, row_us: float, row_share: float
) -> None:
    world = of(**change)
    both, down = (world.operators.card(card, "decode") for card in ("op_gate_up", "op_down"))
    for cost, times in ((both, 2), (down, 1)):
        assert float(cost.flops.value) == pytest.approx(times * flops, rel=1e-5)
        assert float(cost.weight_bytes.value) == pytest.approx(times * weights, rel=1e-5)
        assert float(cost.seconds.value) * 1e6 == pytest.approx(row_us * times / 3, rel=1e-4)
        assert float(cost.share.value) == pytest.approx(row_share * times / 3, rel=1e-3)
    pre = world.operators.card("op_down", "prefill")
    assert float(pre.flops.value) == pytest.approx(flops * 2000, rel=1e-5)


def test_the_recorded_lanes() -> None:
    inside = of().layer_numbers
    lanes = inside.token_lanes(10)
    assert int(lanes.carrying.value) == pytest.approx(353, rel=0.01) and int(lanes.count.value) == 1536
    assert float(lanes.closed.value) == pytest.approx(0.73, abs=0.01)
    assert float(inside.closed_mean.value) == pytest.approx(0.61, abs=0.01)
    assert float(inside.carrying_median.value) == pytest.approx(317, rel=0.01)
    assert int(inside.carrying_least.value) == 4


def test_the_gold_is_the_recorded_products() -> None:
    stage = stack_stage("op_gate_up", "what")
    facts = gate_facts(stage.frame)
    assert facts.lanes is not None
    drawn = [op.ends for op in stage.of(ops.Lines, "decode")]
    heights = np.sort(np.concatenate([ends[:, 1] - ends[:, 3] for ends in drawn]))
    size = np.sort(np.abs(facts.lanes.products))
    assert heights[-1] / heights[-3] == pytest.approx(float(size[-1] / size[-2]), rel=1e-3)


@pytest.mark.parametrize("model", ["llama-3-70b", "mixtral-8x7b", "deepseek-v3", "gpt2"])
def test_the_line_meets_the_ledger(model: str) -> None:
    for batch in (1, 512):
        world = of(model=model, batch=batch)
        numbers = world.ffn_numbers
        at = float(numbers.each[8][int(np.flatnonzero(numbers.batches == batch)[0])])
        assert at == pytest.approx(float(numbers.token.value), rel=2e-3)
        assert float(numbers.token.value) == pytest.approx(
            float(world.operators.card("op_gate_up", "decode").seconds.value) / batch
        )


@pytest.mark.parametrize("model", ["llama-3-70b", "mixtral-8x7b", "deepseek-v3", "gpt2"])
def test_down_at_other_settings_is_that_settings_own(model: str) -> None:
    numbers = of(model=model).ffn_numbers
    for each in numbers.bits:
        there = of(model=model, weight_bits=int(each.setting.value)).operators.card("op_down", "decode")
        assert float(each.seconds.value) == pytest.approx(float(there.seconds.value))
        assert float(each.weight_bytes.value) == pytest.approx(float(there.weight_bytes.value))
    for each in numbers.gpus:
        world = of(model=model, gpus=int(each.setting.value))
        assert float(each.seconds.value) == pytest.approx(
            float(world.operators.card("op_down", "decode").seconds.value)
        )


def test_the_meeting_is_half_of_the_achieved_models_all_reduces() -> None:
    numbers = of().ffn_numbers
    found = {int(each.setting.value): each.meeting for each in numbers.gpus}
    assert found[1] is None and found[2] is not None and found[8] is not None
    assert float(found[2].value) * 2 == pytest.approx(1.35e-3, rel=0.01)
    assert float(found[8].value) > float(found[2].value)


def test_captions_follow_layer_model_and_what_bounds() -> None:
    assert stack_stage("op_gate_up", "what").caption == "Most lanes close, a few blaze."
    assert "37.6" in stack_stage("op_gate_up", "cost").caption
    assert stack_stage("op_gate_up", "cost", model="gpt2").caption.startswith("No gate here")
    assert "experts awake" in stack_stage("op_gate_up", "cost", model="mixtral-8x7b").caption
    assert "no longer help" in stack_stage("op_gate_up", "scale", batch=512).caption


def test_the_sum_is_the_recorded_stream() -> None:
    folding = down_facts(stack_stage("op_down", "what").frame).folding
    assert folding is not None and folding.layer == 11
    assert np.allclose(folding.before + folding.added, folding.after)
    for vector, told in ((folding.before, folding.rms_before), (folding.after, folding.rms_after)):
        assert float(told.value) == pytest.approx(float(np.sqrt(np.mean(np.square(vector)))), rel=1e-3)


@pytest.mark.parametrize(("model", "kinds"), [("llama-3-70b", 3), ("gpt2", 2), ("deepseek-v3", 3)])
def test_the_matrices_are_all_of_the_block(model: str, kinds: int) -> None:
    world = of(model=model)
    thirds = world.ffn_numbers.thirds
    assert len(thirds) == kinds
    rows = [row for row in world.cost.rows("decode") if row.op in ("ffn", "experts", "shared_expert")]
    assert sum(float(each.value) for each in thirds.values()) == pytest.approx(
        sum(float(row.weight_bytes.value) for row in rows)
    )


def test_downs_captions() -> None:
    assert "18.8" in stack_stage("op_down", "cost").caption
    assert "no gate" in stack_stage("op_down", "cost", model="gpt2").note
    assert "2 GPUs must meet" in stack_stage("op_down", "scale").note
    assert "nobody to meet" in stack_stage("op_down", "scale", gpus=1).note
    assert "nobody has told" in stack_stage("op_down", "scale", gpu="rtx-3090", gpus=4).note


def test_an_older_recording_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layer_numbers.LayerNumbers, "here", property(lambda _self: False))
    for card in ("op_gate_up", "op_down"):
        stage = stack_stage(card, "what")
        assert "not in this recording" in stage.note and "not in this recording" in stage.words
        assert stack_stage(card, "cost").caption and stack_stage(card, "scale").caption
