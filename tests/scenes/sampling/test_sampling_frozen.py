"""Text and scores of one step stand still while the settings move: probabilities, cut and loop alone follow."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from scenes.sampling.column_shapes import COLUMNS, NEAR
from scenes.sampling.heights import FULL_HEIGHT
from scenes.sampling.shown_choice import ShownChoice, shown_choice
from tests.scenes.sampling.helpers import (
    REAL,
    RECORDED,
    STEP,
    caption,
    everything,
    frame,
    picture,
    side_words,
    words,
    world,
)
from tourapp.authoring import Quantity, Scene, flat_ops, ops, show
from tourapp.engine.recording import Recording

BEATS = ("read", "softmax", "reshape", "draw")
SETTINGS = (
    {"temperature": 0.0},
    {"temperature": 0.3},
    {"temperature": 1.5},
    {"temperature": 2.0, "top_k": 0, "top_p": 1.0},
    {"top_k": 1},
    {"top_p": 0.05},
    {"seed": 41},
)


def parted(at: int) -> Recording:
    """Another answer: the usual one up to a step, then another token, at other settings."""
    ids = RECORDED.ids.copy()
    ids[at] += 1
    return dataclasses.replace(
        RECORDED, ids=ids, params=dataclasses.replace(RECORDED.params, temperature=1.5), finish="length"
    )


def shown(f: object) -> ShownChoice:
    found = shown_choice(f)  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize("settings", SETTINGS)
def test_no_setting_changes_step_text_or_scores(scene: Scene, settings: dict[str, float]) -> None:
    other = world(parted(9), RECORDED, **settings)
    for beat in BEATS:
        usual, moved = shown(frame(scene, beat, 1.0)), shown(frame(scene, beat, 1.0, other))
        assert moved.step == usual.step == STEP == 46
        np.testing.assert_array_equal(moved.reshaped.ids, usual.reshaped.ids)
        np.testing.assert_array_equal(moved.reshaped.scores, usual.reshaped.scores)
        text = [op.words for op in everything(picture(scene, frame(scene, beat, 1.0, other))) if op.y > 752]
        assert "".join(text).replace(" ", "").startswith("fromthesunintochemicalenergystored")


@pytest.mark.parametrize("settings", SETTINGS)
def test_columns_keep_their_places(scene: Scene, settings: dict[str, float]) -> None:
    def at(**asked: float) -> dict[str, float]:
        p = picture(scene, frame(scene, "reshape", 1.0, **asked))
        return {op.words: op.x for op in flat_ops(p) if isinstance(op, ops.Words) and op.align == "center"}

    usual, moved = at(), at(**settings)
    both = usual.keys() & moved.keys() - {"the"}
    assert "to" in both and all(moved[word] == pytest.approx(usual[word], abs=4.0) for word in both if word.isalpha())


def test_a_glass_of_temperature_one_stays_behind_the_columns(scene: Scene) -> None:
    def outlines(beat: str, **asked: float) -> list[np.ndarray]:
        p = picture(scene, frame(scene, beat, 1.0, **asked))
        polys = (op for op in flat_ops(p) if isinstance(op, ops.Polys))
        return [op.points for op in polys if op.stroke == "ink" and len(op.points) == NEAR]

    assert outlines("softmax") == []
    for beat in ("reshape", "draw"):
        for heat in (0.3, 0.8, 1.5):
            assert len(outlines(beat, temperature=heat)) == 1
            here = shown(frame(scene, beat, 1.0, temperature=heat))
            real = here.plain.raw[:COLUMNS] / here.tallest
            np.testing.assert_allclose(here.plain_heights, FULL_HEIGHT * real, rtol=1e-12)
            assert max(here.heights.max(), here.plain_heights.max()) == pytest.approx(FULL_HEIGHT)
        assert "T = 1" in words(picture(scene, frame(scene, beat, 1.0)))


def test_softmax_says_that_it_stands_at_temperature_one(scene: Scene) -> None:
    for heat in (0.0, 0.8, 1.5):
        p = picture(scene, frame(scene, "softmax", 1.0, temperature=heat))
        assert "at T = 1, whatever is set" in side_words(p)
        assert "e^(0.00 ÷ 1.00) = 1" in side_words(p)


@pytest.mark.parametrize("settings", [{}, *SETTINGS, {"temperature": 1.5, "top_p": 1.0}, {"top_k": 0}])
def test_both_cuts_are_named_and_add_up(scene: Scene, settings: dict[str, float]) -> None:
    f = frame(scene, "reshape", 1.0, **settings)
    found, cuts = shown(f).reshaped, shown(f).numbers.cuts
    by_k = 1.0 - np.sort(found.heated)[::-1][: found.after_top_k].sum() if found.after_top_k <= 1000 else 0.0
    assert found.lost_to_top_k == pytest.approx(by_k, abs=1e-9)
    assert found.lost_to_top_k + found.lost_to_top_p == pytest.approx(found.lost, abs=1e-12)

    def printed(q: Quantity) -> float:
        return float(show(q).split("\u2009")[0])

    assert printed(cuts.top_k) + printed(cuts.top_p) == pytest.approx(printed(cuts.both), abs=1e-9)
    assert printed(cuts.both) + printed(cuts.kept) == pytest.approx(100.0, abs=1e-9)


def test_the_cut_of_the_usual_settings_in_words(scene: Scene) -> None:
    f = frame(scene, "reshape", 1.0)
    lines = ["top-k 40 cuts 0.8\u2009%", "top-p 0.90 cuts 8.3\u2009%", "together 9.1\u2009% cut off"]
    assert [line for line in words(picture(scene, f)) if "cut" in line and "\u2009" in line] == lines
    assert "Top-k cuts 0.8\u2009%, top-p 8.3\u2009%: 9.1\u2009% is shared out again." in caption(scene, f)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"temperature": 0.0}, "Temperature 0 leaves only the highest score, and chance has no say."),
        ({}, "Cold sharpens the probabilities, and the cut takes the unlikely tokens."),
        (
            {"temperature": 1.0, "top_k": 0, "top_p": 1.0},
            "Temperature 1 leaves the probabilities as they are, and nothing",
        ),
        ({"temperature": 1.5}, "Heat melts the favourites, and the cut"),
    ],
)
def test_the_caption_says_what_this_temperature_does(scene: Scene, settings: dict[str, float], said: str) -> None:
    assert caption(scene, frame(scene, "reshape", 1.0, **settings)).startswith(said)


def test_one_token_left_needs_no_random_number(scene: Scene) -> None:
    assert caption(scene, frame(scene, "draw", 1.0)).startswith("A random number picks one token,")
    greedy = caption(scene, frame(scene, "draw", 1.0, temperature=0.0))
    assert greedy.startswith("Only one token is left, so any number picks it, and it joins the text")


def test_probabilities_are_called_so_everywhere(scene: Scene) -> None:
    for beat in scene.timeline.beats:
        for settings in ({}, {"temperature": 1.5, "draws": 1}, {"temperature": 0.0}):
            f = frame(scene, beat.name, 1.0, **settings)
            p, badge = picture(scene, f), scene.badge(f)
            told = [op.words for op in everything(p)]
            told += [show(op.value.name) for op in everything(p) if op.value is not None]
            told += [caption(scene, f), show(badge.leaves_out), show(badge.real)]
            assert not [line for line in told if "odds" in line.lower()]


def test_facts_have_ids_and_passing_numbers_none(scene: Scene) -> None:
    for beat in BEATS:
        seen: dict[str, float] = {}
        for op in everything(picture(scene, frame(scene, beat, 1.0))):
            for value in (op.value, *op.more):
                if value is not None:
                    assert value.id, f"{beat}: {op.words} has no id"
                    assert seen.setdefault(value.id, float(value.value)) == float(value.value), value.id
    rolling = [op for op in everything(picture(scene, frame(scene, "reshape", 0.15))) if op.align == "center"]
    assert rolling and not any(op.value.id for op in rolling if op.value is not None)
    plain, own = (shown(frame(scene, "draw", 1.0, **each)).numbers for each in ({}, {"temperature": 1.5}))
    assert plain.probability(0, "to").id == own.probability(0, "to").id == "choice.probability(token=288)"
    assert REAL.in_passing(9).entropy.id == "choice.entropy(step=9)", "another step than the frozen one says so"
