"""The sampling scene tells the truth about a real choice, answers the controls at once, and takes odd recordings."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from scenes.sampling.seat_places import TIERS
from scenes.sampling.shown_choice import BATCH
from scenes.sampling.text_layout import BLOCK
from tests.scenes.sampling.helpers import (
    REAL,
    RECORDED,
    STEP,
    caption_fields,
    chosen,
    frame,
    picture,
    side_words,
    words,
    world,
)
from tourapp.authoring import Scene, Tag, fill, flat_ops, ops
from tourapp.engine.sampler import reshape
from tourapp.world.parts.choices import Choices


def test_the_field_answers_while_the_answer_lags(scene: Scene) -> None:
    for heat in (0.0, 0.45, 1.3, 2.0):
        found = chosen(REAL, STEP, heat, 40, 0.9)
        p = picture(scene, frame(scene, "reshape", 1.0, temperature=heat))
        told = p.fields["reshaped"].fields
        assert told["kept"] == found.kept_count and told["t"] == heat
        share = ops.Words  # the label of the likeliest token says the odds its height is made from
        labels = [
            op.value
            for op in flat_ops(p)
            if isinstance(op, share) and op.value is not None and op.value.symbol == "q" and op.value.unit == "share"
        ]
        assert any(float(value.value) == pytest.approx(found.final[0], rel=1e-9) for value in labels)
        assert "Same text, same scores" in words(p)
    same = picture(scene, frame(scene, "reshape", 1.0))
    assert not any(line.startswith("Same text") for line in words(same))


def test_dragging_never_bakes_anew(scene: Scene) -> None:
    def keys(heat: float) -> set[str]:
        p = picture(scene, frame(scene, "reshape", 1.0, temperature=heat))
        return {repr(op.key) for op in p.ops if isinstance(op, ops.Bake)}

    assert keys(0.31) | keys(0.97) == keys(0.31)
    assert len(keys(2.0) - keys(0.31)) <= TIERS  # the haze over all seats, the same for every heat
    assert keys(1.93) == keys(2.0)


def test_beats_bring_things_in_order(scene: Scene) -> None:
    def labels(beat: str, at: float) -> list[str]:
        return words(picture(scene, frame(scene, beat, at)))

    first = world().tokenizer.token_text(int(chosen(REAL, STEP, 0.8, 40, 0.9).ids[0])).strip()
    assert not any("cut" in line for line in labels("softmax", 1.0))
    assert "top-p 0.90 cuts 8.3\u2009%" in labels("reshape", 1.0)
    assert first in labels("softmax", 1.0) and "All 49,152 scores" in labels("read", 0.0)
    drawn = world().tokenizer.token_text(int(RECORDED.ids[STEP])).strip()
    gold = [
        op.words
        for op in flat_ops(picture(scene, frame(scene, "draw", 1.0)))
        if isinstance(op, ops.Words) and op.role == "decode" and op.y > BLOCK.y
    ]
    assert drawn in gold


def test_real_draws_are_counted_on_the_columns(scene: Scene) -> None:
    found = chosen(REAL, STEP, 1.5, 40, 0.9)
    tally = REAL.draws(STEP, found.params, 2000)
    said = words(picture(scene, frame(scene, "reshape", 1.0, temperature=1.5, draws=2)))
    assert f"{tally.seen[0]}×" in said and "2,000 draws against the columns, χ² test" in said
    assert not any(line.endswith("×") for line in words(picture(scene, frame(scene, "reshape", 1.0, temperature=1.5))))


def test_pointing_at_a_column_explains_its_token(scene: Scene) -> None:
    f = frame(scene, "reshape", 1.0)
    second = world().tokenizer.token_text(int(chosen(REAL, STEP, 0.8, 40, 0.9).ids[1])).strip()
    tags = [tag for op in picture(scene, f).ops if isinstance(op, ops.Hot) for tag in op.tags]
    assert Tag("column", 1) in tags and f"Why “{second}”?" not in side_words(picture(scene, f))
    assert f"Why “{second}”?" in side_words(picture(scene, dataclasses.replace(f, hover=Tag("column", 1))))


def test_an_answer_without_a_token_says_so(scene: Scene) -> None:
    none = np.zeros(0)
    empty = dataclasses.replace(
        RECORDED,
        ids=np.zeros(0, np.int32),
        texts=(),
        pieces=(),
        text="",
        logprobs=none,
        top_ids=np.zeros((0, 256), np.int32),
        top_logits=np.zeros((0, 256), np.float32),
        logsumexp=none,
        full_steps=np.zeros(0, np.int32),
        full_logits=np.zeros((0, 49_152), np.float32),
        step_seconds=none,
    )
    for beat in scene.timeline.beats:
        p = picture(scene, frame(scene, beat.name, 0.5, world(empty)))
        assert any("before the first token" in line for line in words(p))
        assert p.fields["vocab"] == 49_152 and set(p.fields) >= caption_fields(beat)


def test_with_only_the_highest_scores_kept_draws_stay_exact(scene: Scene) -> None:
    bare = Choices(
        dataclasses.replace(RECORDED, full_steps=np.zeros(0, np.int32), full_logits=np.zeros((0, 49_152), np.float32))
    )
    step = bare.widest
    assert step >= 0 and not bare.at(step).whole
    for beat in scene.timeline.beats:
        assert picture(scene, frame(scene, beat.name, 0.9, world(bare.recording))).ops
    for step in range(4):  # among the 256 highest, top-k 40 finds the same tokens as among all
        few, whole = bare.at(step), reshape(RECORDED.full_logits[step], RECORDED.params)
        assert few.drawn == whole.draw(step) and few.kept_count == whole.kept_count


def test_the_button_says_how_often_it_draws(scene: Scene) -> None:
    button = scene.control("draws")
    assert button is not None and button.label == fill("Draw {n} times", {"n": BATCH})
