"""Truths of the scene of the embedding table: what stands on the stage is where it says, and the verdicts follow."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes.paths.embedding.dust_image import dust_light
from scenes.paths.embedding.facts import embedding_facts
from scenes.paths.embedding.flat_map import map_points
from scenes.paths.embedding.places import LANDING, MIDDLE, TIED, UNIT
from scenes.paths.embedding.rays import ray_ends
from scenes.paths.embedding.sum_places import sum_places
from scenes.paths.embedding.tied import score_bars
from tests.helpers import STILL
from tests.scenes.beat_stage import BeatStage, SceneTour
from tourapp.authoring import ops
from tourapp.world.parts import analogies, neighbours

SCENE = SceneTour("embedding", work=STILL)


def stage(beat: str, own: dict[str, Any] | None = None, **change: Any) -> BeatStage:
    return SCENE.stage("embedding", beat, own=own, **change)


def test_a_word_is_its_row() -> None:
    shown = stage("row", near_word="photosynthesis")
    assert "row 19,173 of 49,152" in shown.caption and "576" in shown.note
    assert any(len(op.boxes) == 576 for op in shown.of(ops.Rects, "prefill"))


def test_rays_are_as_long_as_one_minus_the_cosine() -> None:
    facts = embedding_facts(stage("near", {"near_count": 12}).frame)
    long = np.linalg.norm(ray_ends(facts.neighbours) - MIDDLE, axis=1)
    far = np.array([1.0 - float(each.cosine.value) for each in facts.neighbours])
    np.testing.assert_allclose(long / long.max(), far / far.max(), rtol=1e-9)
    assert (np.diff(long) >= 0).all() and len(long) == 12


def test_neighbours_verdicts() -> None:
    assert "spelled another way" in stage("near").caption and "0.619" in stage("near").note
    monday = stage("near", near_word="Monday")
    assert "“Tuesday”" in monday.caption and "0.894" in monday.note
    assert "“photosynthetic”" in stage("near", near_word="photosynthesis").caption


def test_words_on_the_map_are_whole_and_apart() -> None:
    shown = stage("map")
    facts = embedding_facts(shown.frame)
    assert set(facts.map.words) <= set(shown.words)
    assert len(map_points(facts)) == 70 and "45" in shown.note


def test_rings_go_through_both_candidates() -> None:
    facts = embedding_facts(stage("analogy").frame)
    side = facts.side
    assert side is not None
    found = sum_places(facts, side)
    for radius, top, far in zip(found.rings, found.tops, (0.9802, 0.9939), strict=False):
        assert radius == pytest.approx(UNIT * far, abs=0.05)
        assert np.hypot(top[0] - LANDING[0], top[1] - LANDING[1]) == pytest.approx(radius, abs=1e-3)
    assert found.tops[1] == found.corners[0]


def test_dust_keeps_every_distance() -> None:
    side = embedding_facts(stage("analogy").frame).side
    assert side is not None
    light = dust_light(side)
    y, x = np.nonzero(light > 0.5)
    far = np.hypot(x + 64 - LANDING[0], y + 120 - LANDING[1]) / UNIT
    assert light.max() <= 1.0 and abs(np.median(far) - np.median(side.dust[:, 0])) < 0.05


@pytest.mark.parametrize(("own", "words"), [
    ({}, "by a hair"),
    ({"centred": True}, "lands nearest to “king”"),
    ({"keep_inputs": False}, "“queen” is nearest"),
])  # fmt: skip
def test_the_sums_verdict(own: dict[str, Any], words: str) -> None:
    assert words in stage("analogy", own).caption


def test_other_sums_of_the_list_and_words_that_are_none() -> None:
    assert "should give “Rome”" in stage("analogy", word_a="Paris", word_b="France", word_c="Italy").caption
    assert "no single token" in stage("analogy", word_b="xylophones").caption
    assert "2 tokens" in stage("row", near_word="xylophones").caption


@pytest.mark.parametrize("words", [("king", "man", "woman"), ("Paris", "France", "Italy"), ("brother", "man", "woman")])
def test_every_sum_has_its_own_dust(words: tuple[str, str, str]) -> None:
    a, b, c = words
    side = embedding_facts(stage("analogy", word_a=a, word_b=b, word_c=c).frame).side
    assert side is not None and side.drawn.value >= 2000
    assert side.drawn.value == len(side.dust) and (side.dust[:, 0] > 0).all()


def test_the_board_lights_what_comes_out() -> None:
    kept, left = stage("honest"), stage("honest", {"keep_inputs": False})
    assert "only 7" in kept.caption and "16 of 23" in left.caption
    assert "number 69, with the inputs left out still 67" in kept.note
    assert (kept.words.count("✓"), left.words.count("✓")) == (7, 16)
    assert [sum(len(op.boxes) for op in shown.of(ops.Hatch)) for shown in (kept, left)] == [7, 7]


def test_the_crowd_before_and_after() -> None:
    assert "0.442" in stage("crowd").caption
    assert "“king”, with 0.770" in stage("crowd", {"centred": True}).note
    assert "21.0" in stage("tied").note


def test_badge_says_where_the_answer_is_from(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = stage("near")
    assert shown.scene.badge(shown.frame).kind == "recorded"
    for module in (neighbours, analogies):
        monkeypatch.setattr(module, "runs_live", lambda: False)
    alone = SceneTour("embedding", work=STILL)
    needed = alone.stage("embedding", "near", near_word="zebra")
    assert "needs the model" in needed.caption
    few = alone.stage("embedding", "analogy", word_a="water")
    assert "common words" in str(few.scene.badge(few.frame).leaves_out)


def test_scores_stand_at_the_heights_of_their_rows() -> None:
    shown = stage("tied")
    recording = shown.world.recording
    ids, scores = recording.top_ids[0].astype(float), recording.top_logits[0].astype(float)
    bars = score_bars(embedding_facts(shown.frame), (ids, scores))
    middles = (bars[:, 1] + bars[:, 3] / 2 - TIED.y) / TIED.h
    np.testing.assert_allclose(middles * 49_152, ids + 0.5, atol=1e-6)
    assert bars[:, 2].argmax() == scores.argmax() and len(bars) == 256
