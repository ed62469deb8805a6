"""Truths of the operator table's stage: bars, letters and verdicts follow the table."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from scenes.paths.layer_detail.facts import layer_facts
from scenes.paths.layer_detail.long import long_chart
from scenes.paths.layer_detail.places import FOOT, TIME, TOP
from scenes.paths.layer_detail.roof import roof_chart
from scenes.paths.layer_detail.table import cells_of
from tests.scenes.beat_stage import BeatStage, SceneTour
from tourapp.authoring import ops

SCENE = SceneTour("layer_detail")


def stage(beat: str, own: dict[str, Any] | None = None, at: float = 0.97, **change: Any) -> BeatStage:
    return SCENE.stage("layer_detail", beat, at, own, **change)


def test_the_table_says_where_the_time_goes() -> None:
    shown = stage("table")
    assert "13 steps" in shown.caption and "77.8" in shown.caption and "92.8" in shown.note
    assert shown.words.count("C") == 8 and shown.words.count("M") == 5 and shown.words.count("free") == 5
    assert "compute" not in " ".join(shown.words)


def test_bars_are_a_staircase_of_times() -> None:
    facts = layer_facts(stage("table").frame)
    cells = cells_of(facts)
    ends = 0.0
    for row in facts.rows:
        cell = cells[row.op]
        assert cell.left == pytest.approx(ends, abs=1e-9)
        ends += cell.time
        assert cell.time == pytest.approx(TIME[1] * float(row.block_share.value), rel=1e-9, abs=1e-9)
    assert ends == pytest.approx(TIME[1])
    assert cells["gate"].flops == max(cell.flops for cell in cells.values())


def test_in_decode_every_letter_is_memory_and_on_the_way_both_are_mixed() -> None:
    shown = stage("decode")
    assert "every step" in shown.caption and "C" not in shown.words and shown.words.count("M") == 13
    assert "C" in stage("decode", at=0.12).words, "before the flip the letters are prefill's"
    many = stage("decode", batch=512)
    assert "every step" not in many.caption and "C" in many.words


@pytest.mark.parametrize("sort", ["time", "flops", "bytes"])
def test_sorted_rows_fall(sort: str) -> None:
    facts = layer_facts(stage("table", {"layer_sort": sort}).frame)
    field = {"time": "seconds", "flops": "flops", "bytes": "bytes"}[sort]
    values = [float(getattr(row, field).value) for row in facts.rows]
    assert values == sorted(values, reverse=True) and not facts.ordered
    y = [facts.places[row.op].y for row in facts.rows]
    assert y == sorted(y)


def test_of_the_pass_the_lm_head_has_a_row_too() -> None:
    layers, whole = (layer_facts(stage("table", {"layer_share": of}).frame) for of in ("block", "model"))
    assert [row.op for row in whole.rows] == [*(row.op for row in layers.rows), "head"]
    assert sum(float(row.model_share.value) for row in whole.rows) == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize("model", ["gpt2", "deepseek-v3", "mixtral-8x7b", "gpt-oss-120b", "gemma-2-9b"])
def test_rows_of_every_kind_of_model_stand_apart_inside_the_stage(model: str) -> None:
    facts = layer_facts(stage("table", model=model).frame)
    places = [facts.places[row.op] for row in facts.rows]
    assert places[0].y - places[0].h / 2 >= TOP and places[-1].y + places[-1].h / 2 <= FOOT + 1e-6
    assert all(b.y - a.y >= a.h - 1e-9 for a, b in pairwise(places))
    assert min(place.h for place in places) > 34.0


def test_small_steps_are_free_or_hatched() -> None:
    shown = stage("fused")
    assert "5.27" in shown.caption and len(shown.of(ops.Hatch, "waste")) == 5
    widths = {round(float(op.boxes[0, 2]), 3) for op in shown.of(ops.Hatch, "waste")}
    assert len(widths) == 3 and shown.words.count("free") == 5


def test_the_crossing_stands_where_the_caption_says() -> None:
    shown = stage("long", model="llama-2-7b")
    assert "16,512" in shown.caption and any("16,512" in words for words in shown.words)
    told = shown.world.overtaking
    chart = long_chart(told)
    x = chart.point(16_512.0, told.meets_seconds)[0]
    assert any(np.isclose(op.ends[:, 0], x).any() for op in shown.of(ops.Lines) if op.dash)
    assert "never" in stage("long", model="mistral-7b").caption


def test_points_are_on_the_roof() -> None:
    both = stage("roof").world.operator_table
    chart, peak, band = roof_chart(both), float(both.peak.value), float(both.bandwidth.value)
    for table in (both.prefill, both.decode):
        for row in table.rows:
            rate, work = float(row.rate.value), float(row.intensity.value)
            assert rate == pytest.approx(min(peak, work * band), rel=1e-9), row.op
            x, y = chart.point(work, rate)
            assert chart.rect.x < x < chart.rect.right and chart.rect.y < y < chart.rect.bottom, row.op
