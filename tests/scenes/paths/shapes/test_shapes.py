"""Truths of the scene of shapes: what the captions say is what the pass on stage has."""

from __future__ import annotations

import pytest

from scenes.paths.shapes.badge import shapes_badge
from scenes.paths.shapes.facts import shape_facts
from scenes.paths.shapes.pairs import empty, filled
from scenes.paths.shapes.places import IDS
from scenes.paths.shapes.start import column
from tests.scenes.beat_stage import SceneTour
from tourapp.authoring import show
from tourapp.world import Work

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
@pytest.mark.parametrize("beat", ["in", "cut", "wrong", "share", "scores", "join", "ffn", "out", "decode"])
def test_the_ends_of_the_prompt_draw(beat: str, tokens: int) -> None:
    shown = stage("shapes", beat, prompt_tokens=tokens)
    assert shown.words


@pytest.mark.parametrize(("tokens", "kind"), [(1, "recorded"), (5, "recorded"), (60, "recorded"), (200, "computed")])
@pytest.mark.parametrize("beat", ["in", "cut", "scores"])
def test_numbers_are_drawn_wherever_the_small_model_ran(beat: str, tokens: int, kind: str) -> None:
    shown = stage("shapes", beat, prompt_tokens=tokens)
    assert shapes_badge(shown.frame).kind.startswith(kind)
    assert shape_facts(shown.frame).shown.count == tokens
    assert shape_facts(stage("shapes", beat, prompt_tokens=tokens, model="gpt2").frame).run is None


def test_logits_that_are_not_kept_are_no_numbers() -> None:
    assert shapes_badge(stage("shapes", "out").frame).kind == "recorded"
    assert shapes_badge(stage("shapes", "out", prompt_tokens=5).frame).kind == "computed from specs"


def test_a_decode_step_is_drawn_from_its_own_row() -> None:
    facts = shape_facts(stage("shapes", "cut", own={"shape_phase": "decode"}).frame)
    assert facts.run is not None and facts.run.count == 1 == facts.shown.count and facts.run.texts == ("Photos",)


@pytest.mark.parametrize("tokens", [1, 2, 5])
def test_a_few_tokens_have_their_ids_words_and_room(tokens: int) -> None:
    shown = stage("shapes", "in", prompt_tokens=tokens)
    run = shape_facts(shown.frame).run
    assert run is not None
    assert {str(each) for each in run.ids.tolist()} <= {word.replace(",", "") for word in shown.words}
    top, high = column(tokens)
    assert high >= 190.0 and top >= IDS.y and top + high <= IDS.bottom + 1e-6


def test_the_wrong_cut_follows_the_prompts_tokens() -> None:
    assert "nothing to mix" in stage("shapes", "wrong", prompt_tokens=1).caption
    few, usual = stage("shapes", "wrong", prompt_tokens=8), stage("shapes", "wrong")
    assert "tokens are mixed" in few.caption and few.note != usual.note
    assert few.world.shape_run.difference.value != usual.world.shape_run.difference.value


def test_numbers_of_another_prompt_say_whose_they_are() -> None:
    still = SceneTour("shapes", work=Work(wait=False))
    shown = still.stage("shapes", "cut", prompt="Why is the sky blue?")
    assert "What is photosynthesis?" in show(shapes_badge(shown.frame).leaves_out)
