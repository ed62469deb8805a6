"""The stage of the first question: its printed figures, what is lit, and sentences that follow the settings."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scenes.beat_stage import BeatStage
from tests.scenes.spine_stages.spine_stage import spine_stage
from tourapp.authoring import ops

EQUATION = ("t", "W", "B", "s", "κ", "β")


def stage(beat: str, at: float = 0.97, **change: Any) -> BeatStage:
    return spine_stage("s_price", beat, at, **change)


def test_printed_figures() -> None:
    assert "35.9\u2009µs" in stage("input").words and "575\u2009ms" in stage("input").words
    assert {"1.39\u2009ms", "11.2\u2009ms", "8\u2009tokens"} <= set(stage("output").words)
    assert "38.8\u2009×" in stage("ratio").words and "37.5\u2009×, achieved" in stage("ratio").words
    assert {"38.8\u2009×", "7.24\u2009×"} <= set(stage("batch").words)
    assert "27.7\u2009×, achieved" in stage("ratio", mfu=0.5, mbu=0.7).words
    assert "$6.00/h" in stage("hour").words and "4\u2009×" in stage("card").words


def test_the_sentence_has_its_numbers() -> None:
    told = " ".join(stage("say").words)
    for figure in ("38.8\u2009×", "69.5\u2009GB", "8\u2009tokens", "16,000\u2009tokens", "batch 64", "7.24\u2009×"):
        assert figure in told


def test_the_equation_waits_for_the_answer() -> None:
    before, after = stage("output", 0.0), stage("output")
    assert set(EQUATION) <= set(before.words) and "11.2\u2009ms" not in before.words
    assert after.words.count("11.2\u2009ms") == 2, "in the equation and in the division"
    assert not set(EQUATION) & set(stage("card").words), "it comes with the step"


def test_both_times_are_widths_of_one_scale() -> None:
    told = stage("ratio")
    into = max(box[2] for op in told.of(ops.Rects, "prefill") for box in op.boxes)
    out = max(box[2] for op in told.of(ops.Rects, "decode") for box in op.boxes)
    assert out / into == pytest.approx(38.82, rel=0.01)


def test_tokens_of_a_list_have_areas_as_their_prices() -> None:
    told = stage("card", price_list="claude-sonnet-4.5")
    into = max(box[2] * box[3] for op in told.of(ops.Rects, "prefill") for box in op.boxes)
    out = max(box[2] * box[3] for op in told.of(ops.Rects, "decode") for box in op.boxes)
    assert out / into == pytest.approx(5.0, rel=1e-6)


def test_verdicts_follow_the_machine() -> None:
    assert "the math sets that time" in stage("input").caption
    assert "reading sets that time" in stage("output").caption
    assert stage("card", price_list="open-mistral-7b").caption == "This list asks the same for output as for input."
    assert "does not hold" in stage("ratio", model="llama-3.1-405b").note
    assert "At batch 8" in stage("batch", batch=64).caption


def test_what_does_not_fit_is_hatched() -> None:
    assert stage("batch").of(ops.Hatch) and "memory is full at 124" in stage("batch").words
    assert not stage("batch", model="gpt2", context=128).of(ops.Hatch)


def test_lanes_are_conversations() -> None:
    assert "8 conversations, a lane for each" in stage("output").words
    assert "1 conversation, a lane for each" in stage("output", batch=1).words
    assert "512 conversations; 48 of the lanes are drawn" in stage("output", batch=512).words


def test_the_line_of_a_token_of_input_adds_up() -> None:
    told = stage("input").words
    assert {"34.6\u2009µs", "1.3\u2009µs", "35.9\u2009µs"} <= set(told)
