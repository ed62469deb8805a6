"""The loop: how the answer ends, in words that are true of it, and where a new answer begins to be told."""

from __future__ import annotations

import dataclasses

import pytest

from scenes.sampling.answer_loop import loop_turn, step_on_field
from tests.scenes.sampling.helpers import RECORDED, caption, everything, frame, picture, side_words, words, world
from tests.scenes.sampling.test_sampling_frozen import parted, shown
from tourapp.authoring import Scene
from tourapp.authoring.sizes import FIGURE_LARGE
from tourapp.engine.recording import Recording


def limited(count: int, finish: str = "length") -> Recording:
    return dataclasses.replace(RECORDED.clipped(count), finish=finish)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (RECORDED, "until the model ends its answer. Token 53 of 53 is the end token."),
        (limited(50), "until the limit of 50 tokens. Token 50 of 50:"),
        (dataclasses.replace(limited(50, "cancelled"), max_tokens=64), "until the answer was stopped. Token 50 of 50:"),
        (dataclasses.replace(limited(50, "writing"), max_tokens=64), "and the answer is still being written. Token 50"),
        (limited(1), "until the limit of 1 token. Token 1 of 1: one pass"),
    ],
)
def test_the_caption_says_how_this_answer_ends(scene: Scene, answer: Recording, said: str) -> None:
    told = caption(scene, frame(scene, "loop", 1.0, world(answer, RECORDED)))
    assert told.startswith(f"Then all of it again for the next token, {said}")


def test_the_end_token_has_a_plain_word(scene: Scene) -> None:
    p = picture(scene, frame(scene, "loop", 1.0))
    assert words(p).count("the end") == 2, "in the text's socket and above its column"
    assert "Why “the end”?" in side_words(p)
    assert not any("<|" in op.words or "□" in op.words for op in everything(p))
    assert not any("the end" in line for line in words(picture(scene, frame(scene, "loop", 0.0))))


def test_a_new_answer_is_told_from_where_it_parts(scene: Scene) -> None:
    other = world(parted(9), RECORDED, temperature=1.5)
    assert shown(frame(scene, "loop", 0.0)).start == 46
    assert shown(frame(scene, "loop", 0.0, other)).start == 9
    p = picture(scene, frame(scene, "loop", 1.0, other, temperature=1.5))
    assert "A new answer at T 1.50, k 40, p 0.90, seed 2: gold where it is new" in words(p)
    lagging = picture(scene, frame(scene, "loop", 1.0, temperature=1.5))
    assert "Answer below: written at T 0.80, k 40, p 0.90, seed 2" in words(lagging)


def test_an_answer_shorter_than_the_frozen_step_is_told_to_its_end(scene: Scene) -> None:
    for count in (1, 5, 46, 47):
        found = shown(frame(scene, "loop", 0.0, world(limited(count), RECORDED)))
        assert found.start == min(46, count - 1)
        assert picture(scene, frame(scene, "loop", 0.5, world(limited(count), RECORDED))).ops


def test_stage_and_rail_tell_of_the_same_token(scene: Scene) -> None:
    for at in (0.0, 0.01, 0.03, 0.06, 0.2, 0.5, 1.0):
        f = frame(scene, "loop", at)
        here, now = shown(f), loop_turn(f, shown(f))
        word = here.word(here.answer.at(step_on_field(now)).drawn)
        said = [line for line in side_words(picture(scene, f)) if line.startswith("Why ")]
        assert said == [f"Why “{word}”?"]
        assert here.answer.at(step_on_field(now)).kept_count == _kept(scene, at)


def _kept(scene: Scene, at: float) -> int:
    """The number in the stage's upper left corner."""
    p = picture(scene, frame(scene, "loop", at))
    return next(
        int(op.words.replace(",", "")) for op in everything(p) if op.size == FIGURE_LARGE and op.align == "left"
    )


def test_badge_is_that_of_what_is_shown(scene: Scene) -> None:
    live = dataclasses.replace(RECORDED, badge="live")
    mixed = world(live, RECORDED, temperature=1.5)
    kinds = {beat: scene.badge(frame(scene, beat, 1.0, mixed)).kind for beat in ("reshape", "loop")}
    assert kinds == {"reshape": "recorded", "loop": "live on this computer"}
