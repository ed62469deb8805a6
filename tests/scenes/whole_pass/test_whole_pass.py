"""Truths of the whole pass: shares of the specification, meters that end at the totals, rows of the walls, sums."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.atlas.whole.bands import KINDS, columns_of
from scenes.atlas.whole.facts import atlas_facts
from scenes.atlas.whole.memory import feet_of
from scenes.atlas.whole.memory_bar import bar_spans, memory_parts
from scenes.atlas.whole.moment import moment_of
from scenes.atlas.whole.places import BAR, FLOOR, LOOK, ROW, THINK, blocks_of
from tests.scenes.whole_pass.pass_stage import BEATS, S8, SCENE, pass_stage, tried, whole_tour
from tourapp import specs
from tourapp.authoring import OPERATOR, Tag, ops, show
from tourapp.world import World

SPECIFIED = {
    "S70 decode": {"ffn": 75.42, "qkv": 8.98, "out": 7.18, "attention": 7.01, "head": 1.41, "norms": 0.00},
    "S8 decode": {"ffn": 65.90, "attention": 12.26, "qkv": 9.41, "out": 6.28, "head": 6.14},
    "S70 prefill": {"ffn": 79.29, "qkv": 9.44, "out": 7.55, "attention": 3.69, "head": 0.03},
}
MODELS = ("gpt2", "mixtral-8x7b", "deepseek-v3", "gpt-oss-120b", "llama-3-8b")


def world(**change: object) -> World:
    return tried(None, **change).view(0).world


@pytest.mark.parametrize("name", SPECIFIED)
def test_shares_are_those_of_the_specification(name: str) -> None:
    scenario, phase = name.split()
    stages = world(**(S8 if scenario == "S8" else {})).whole_pass.of(phase)
    shares = {each.id: 100 * float(each.share.value) for each in stages.stages}
    shares["ffn"] = sum(shares[id] for id in ("gate", "up", "down"))
    for id, told in SPECIFIED[name].items():
        assert round(shares[id], 2) == told, id


@pytest.mark.parametrize("phase", ["prefill", "decode"])
@pytest.mark.parametrize("model", [row for row in specs.models()])
def test_shares_of_time_arithmetic_traffic_and_memory_are_whole(model: str, phase: str) -> None:
    w = world(model=model)
    stages, whole = w.whole_pass.of(phase), w.whole_pass
    for name in ("share", "flops_share", "bytes_share"):
        assert sum(float(getattr(each, name).value) for each in stages.stages) == pytest.approx(1, abs=1e-9), name
    held = sum(float(each.held.value) for each in stages.stages)
    assert held == pytest.approx(float(w.cost.weight_bytes.value), rel=1e-12)
    rest = float(whole.cache_share.value) + float(whole.reserve_share.value)
    assert sum(float(each.held_share.value) for each in stages.stages) + rest == pytest.approx(1, abs=1e-9)
    for kind in KINDS:
        groups = (stages.ffn[kind], stages.attention[kind], stages.rest[kind])
        assert sum(float(each.value) for each in groups) == pytest.approx(1, abs=1e-9)


def test_the_embedding_is_held_and_never_streamed() -> None:
    stage = world().whole_pass.decode.stage("embedding")
    assert stage is not None and float(stage.weight_bytes.value) == 0 and float(stage.held.value) == 1_050_673_152


def test_meters_end_exactly_at_the_totals_and_only_rise() -> None:
    costs = whole_tour().view(0).world.cost
    for beat, totals in (("decode", costs.decode), ("prefill", costs.prefill)):
        seen = [pass_stage(beat, at).meters for at in (0.05, 0.2, 0.4, 0.6, 0.75, 0.97)]
        for place, total in ((0, totals.flops_per_token), (1, totals.bytes_per_token)):
            values = [float(meters[place].value.value) for meters in seen if meters]
            assert values[0] == 0 and values == sorted(values) and 0 < values[2] < values[-1]
            last = seen[-1]
            assert last is not None and last[place].value is total
    assert pass_stage("text").meters[0].value.value == 0  # type: ignore[index]


def test_a_wall_has_a_row_for_every_token_so_far() -> None:
    usual = whole_tour()
    facts = atlas_facts(usual.frame(0, 0.0))
    rows = {beat: moment_of(pass_stage(beat).frame, facts).rows for beat in BEATS}
    assert rows["text"] == rows["layer"] == 0 and rows["prefill"] == facts.prompt
    assert rows["decode"] == rows["pick"] == facts.prompt + facts.step
    assert rows["loop"] == facts.prompt + facts.loops == facts.lights.rows
    assert moment_of(pass_stage("loop").frame, facts).count == facts.loops
    early = moment_of(pass_stage("prefill", 0.14).frame, facts).rows
    assert early < facts.prompt, "the rows of the prompt come with its keys and values"


def test_printed_parts_of_the_memory_add_up() -> None:
    for change in ({}, {"gpus": 1, "weight_bits": 16}, {"model": "deepseek-v3"}, {"context": 1_000_000}):
        room = world(**change).cost.capacity
        parts = dict(memory_parts(room))
        numbers = {name: float(value.printed.split("\u2009")[0].replace(",", "")) for name, value in parts.items()}
        total = sum(value for name, value in numbers.items() if name != "missing") - numbers.get("missing", 0.0)
        assert total == pytest.approx(float(room.memory_bytes.value) / 1e9, abs=1e-9), parts
        assert ("missing" in parts) is not bool(room.fits)


def test_what_does_not_fit_lies_beyond_a_red_edge_and_is_told() -> None:
    stage = pass_stage("decode", gpus=1, weight_bits=16)
    assert any(words.startswith("does not fit by ") for words in stage.words)
    spans = bar_spans(stage.frame.world.cost.capacity, BAR)
    assert not spans.fits and spans.edge < spans.weights[1] <= BAR.right + 0.01
    assert any(op.role == "waste" for op in stage.of(ops.Hatch))
    assert bar_spans(world().cost.capacity, BAR).fits


@pytest.mark.parametrize("model", MODELS)
def test_blocks_are_as_wide_as_their_time_and_streams_as_their_bytes(model: str) -> None:
    w = world(model=model)
    stages = w.whole_pass.decode
    blocks = blocks_of(stages.stages)
    inside = [each for each in stages.stages if each.id in (*LOOK, *THINK)]
    free = [each for each in inside if each.id not in blocks.floored]
    ratios = [blocks.boxes[each.id].w / float(each.share.value) for each in free]
    assert max(ratios) == pytest.approx(min(ratios)) and min(box.w for box in blocks.boxes.values()) >= FLOOR - 1e-6
    assert max(box.right for id, box in blocks.boxes.items() if id != "head") == pytest.approx(ROW.right)
    spans = bar_spans(w.cost.capacity, BAR)
    feet = feet_of(stages, spans)
    assert feet["head"][1] == pytest.approx(spans.weights[1])
    for each in stages.stages:
        assert feet[each.id][1] - feet[each.id][0] == pytest.approx(float(each.held.value) * spans.unit)


def test_what_is_pointed_at_is_framed_in_all_three_columns_and_told_in_the_rail() -> None:
    stage = pass_stage("account", hover=Tag(OPERATOR, "qkv"))
    columns = columns_of(atlas_facts(stage.frame), stage.frame.world.whole_pass.decode)
    frames = [op.boxes for op in stage.of(ops.Rects) if op.stroke == "white" and op.stroke_width == 4.0]
    assert len(frames) == len(columns)
    row = pass_stage("decode", hover=Tag(OPERATOR, "qkv"))
    assert any(op.stroke == "white" and op.stroke_width == 4.0 for op in row.of(ops.Rects))


def test_verdicts_come_from_the_data() -> None:
    assert pass_stage("account").caption == "Whatever you count, most of it is the FFN."
    assert (
        pass_stage("account", context=1_000_000).caption == "Whatever you count, most of it is attention and its cache."
    )
    assert pass_stage("account", model="gpt2").caption.startswith("It depends on what you count")
    assert "every weight" in pass_stage("decode").caption
    assert "every expert" in pass_stage("decode", model="mixtral-8x7b").caption
    note = pass_stage("account").note
    shares = [float(part.split("\u2009")[0]) for part in note.replace(":", " ").split(" ") if "\u2009%" in part]
    assert sum(shares) == pytest.approx(100.0)


def test_the_phase_turns_widths_and_marks() -> None:
    assert "C" in pass_stage("layer", view={"pass_phase": "prefill"}).words
    assert "C" not in pass_stage("layer").words and "M" in pass_stage("layer").words
    assert "C" in pass_stage("prefill").words


def test_the_pick_is_the_recorded_one_with_its_real_probability() -> None:
    stage = pass_stage("pick")
    facts = atlas_facts(stage.frame)
    numbers = facts.choice(facts.step)
    assert facts.word(facts.step) in stage.caption and numbers.choice.drawn == int(facts.recording.ids[facts.step])
    assert float(np.max(facts.world.choices.openness)) >= facts.world.choices.openness[facts.step] > 1.0


@pytest.mark.parametrize("model", [*MODELS, "gemma-2-9b", "llama-2-13b"])
@pytest.mark.parametrize("phase", ["prefill", "decode"])
def test_a_layer_from_near_has_what_the_model_has(model: str, phase: str) -> None:
    stage = pass_stage("layer", view={"zoom": 1, "pass_phase": phase}, model=model)
    words = set(stage.words)
    assert ("RoPE" in words) is (model != "gpt2") and ("gate" in words) is (model != "gpt2")
    assert ("router" in words) is (stage.frame.world.whole_pass.decode.stage("router") is not None)
    assert any(each.startswith("RMS ") for each in words)


def test_in_one_layer_figures_are_the_total_over_the_layers() -> None:
    w = world()
    whole = w.whole_pass
    stage = whole.decode.stage("gate")
    assert stage is not None
    assert float(whole.in_layer(stage.weight_bytes).value) == float(stage.weight_bytes.value) / 80 == 28672 * 8192
    assert float(whole.layer_weights.value) == 855_638_016
    norms = whole.decode.stage("norms")
    assert norms is not None and float(whole.of_norm(norms.weight_bytes).value) == 8192


def test_a_camera_leads_from_one_level_to_the_next() -> None:
    assert SCENE.zoom is not None and SCENE.zoom.opens("scores") == "op_scores"
    assert show(SCENE.zoom.told(pass_stage("layer").frame, "gate")) == "gate, 25.1\u2009% of a decode step"
    assert show(SCENE.zoom.told(pass_stage("layer", model="gpt2").frame, "gate")) == "gate: this model has none"
    near, nearest = (pass_stage("decode", view={"zoom": level}).words for level in (1, 2))
    assert near == nearest and near != pass_stage("decode").words
