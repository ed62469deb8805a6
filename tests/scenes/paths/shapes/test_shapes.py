"""Truths of the scene of shapes: what the captions say is what the pass on stage has."""

from __future__ import annotations

import pytest

from scenes.paths.shapes.badge import shapes_badge
from scenes.paths.shapes.facts import shape_facts
from scenes.paths.shapes.pairs import empty, filled
from tests.scenes.beat_stage import SceneTour

STAGES = SceneTour("shapes")
stage = STAGES.stage


def test_the_shipped_model_shows_recorded_numbers_and_others_only_shapes() -> None:
    assert shapes_badge(stage("shapes", "cut").frame).kind == "recorded"
    assert shapes_badge(stage("shapes", "cut", model="llama-3-8b").frame).kind == "computed from specs"


@pytest.mark.parametrize(
    "model, words", [("smollm2-135m", "serves 3"), ("gpt2", "of its own"), ("llama-3-8b", "serves 4")]
)
def test_sharing_is_the_models_own(model: str, words: str) -> None:
    assert words in stage("shapes", "share", model=model).caption


def test_pairs_of_the_square_add_up() -> None:
    shown = stage("shapes", "scores")
    facts = shape_facts(shown.frame)
    assert (filled(facts), empty(facts)) == (595, 561)
    assert filled(facts) + empty(facts) == 34 * 34


def test_decode_has_one_row_and_no_token_is_cut_off() -> None:
    shown = stage("shapes", "decode")
    facts_words = " ".join(shown.words)
    assert "20." in shown.note and "0.774" in shown.note
    assert "prefill" in facts_words


@pytest.mark.parametrize("tokens", [1, 8192])
@pytest.mark.parametrize("beat", ["in", "cut", "scores", "join", "out", "decode"])
def test_the_ends_of_the_prompt_draw(beat: str, tokens: int) -> None:
    shown = stage("shapes", beat, prompt_tokens=tokens)
    assert shown.words
