"""The tokenization scene tells the truth about the real tokenizer, and stays on its stage for any text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

from scenes.tokenization.fan import BARS, bar_boxes
from scenes.tokenization.merge_labels import lay_labels
from scenes.tokenization.merges import merge_plan
from scenes.tokenization.moment import tree_moment
from scenes.tokenization.ride import RIDE, ride_places
from scenes.tokenization.rows import look_up, turn_at
from scenes.tokenization.tree_shape import lay_tree
from scenes.tokenization.word_view import word_view
from tests.helpers import request_scenes
from tourapp.authoring import Frame, Picture, Rect, Scene, flat_ops, middle_of, ops, picture_digest, text_width
from tourapp.figures import token_strip
from tourapp.world import Inputs, Work, World

NASTY = [
    text.encode("utf-8", "replace").decode()
    for text in json.loads((Path(__file__).parents[2] / "data" / "nasty_prompts.json").read_text("utf-8"))
]
WORLD = World()


@pytest.fixture(scope="module")
def scene() -> Scene:
    return next(one for one in request_scenes() if one.id == "tokenization")


def frame(scene: Scene, beat: str, at: float, world: World = WORLD, **controls: object) -> Frame:
    index = scene.timeline.index(beat)
    seconds = scene.timeline.beats[index].seconds
    t = scene.timeline.start(index) + min(at * seconds, seconds - 1e-3)
    return Frame(world, scene.timeline, t, controls={**scene.view_defaults, **controls})


def words_of(scene: Scene, f: Frame) -> list[str]:
    p = Picture()
    scene.draw(f, p)
    return [op.words for op in flat_ops(p) if isinstance(op, ops.Words) and op.alpha > 0.02]


@pytest.mark.parametrize("text", [*NASTY, "What is photosynthesis?", "x" * 300, "naïve 日本 👩‍👩‍👧 ok"])
def test_the_tree_ends_in_the_tokens_of_the_library(text: str) -> None:
    plan, encoding = merge_plan(text, WORLD.tokenizer), WORLD.tokenizer.encode(text)
    ends = tuple(plan.ids[k] for k in plan.alive(plan.merges))
    assert ends == encoding.ids[: len(ends)]
    assert plan.hidden_chars or ends == encoding.ids
    assert list(plan.ranks) == sorted(plan.ranks)  # a pair learned earlier never waits for one learned later
    for done in range(plan.merges + 1):  # every merge leaves one piece fewer, and no byte is lost on the way
        alive = plan.alive(done)
        assert len(alive) == plan.leaves - done
        assert b"".join(plan.pieces[k] for k in alive) == bytes(b for b, known in zip(plan.data, plan.known) if known)


def test_the_default_prompt_shows_every_merge_of_the_world() -> None:
    plan = merge_plan(WORLD.inputs.prompt, WORLD.tokenizer)
    assert plan.ranks == tuple(merge.rank for merge in WORLD.merges)
    merged = [WORLD.tokenizer.piece(i) for i in plan.ids[plan.leaves :]]
    assert merged == [merge.merged for merge in WORLD.merges]


def test_counts_of_the_default_prompt() -> None:
    facts = WORLD.text
    assert [int(q.value) for q in (facts.own, facts.whole, facts.special)] == [4, 34, 5]
    assert facts.own.value + facts.added.value + facts.special.value == facts.whole.value
    assert facts.per_token is not None and facts.per_token.value == pytest.approx(23 / 4)
    assert facts.hidden.value == WORLD.recording.embeddings.shape[1]
    assert facts.vocabulary.value == WORLD.tokenizer.size


@pytest.mark.parametrize(
    "prompt", ["What is photosynthesis?", "", "\n\nHi", "  two", "<|im_end|>", "שלום", "😀", "\x13x"]
)
def test_the_prompts_own_tokens_are_found_inside_the_template(prompt: str) -> None:
    encoding = WORLD.tokenizer.encode_chat(prompt)
    own = token_strip.own_range(encoding.data, encoding.special, WORLD.tokenizer, prompt)
    held = b"".join(encoding.data[i] for i in own)
    expected = bytes(b for b in prompt.encode() if b not in WORLD.tokenizer.missing_bytes)
    assert expected in held and len(held) - len(expected) <= 2  # a line end of the template may have joined in
    assert not any(encoding.special[i] for i in own)


def test_parts_meet_side_by_side_and_spell_the_merged_piece() -> None:
    plan = merge_plan(WORLD.inputs.prompt, WORLD.tokenizer)
    shape = lay_tree(plan, Rect(160, 214, 1280, 400), 214.0, 592.0)
    for node in range(plan.leaves, len(plan.pieces)):
        pair = np.array([plan.left[node], plan.right[node]])
        left, right = ride_places(shape, pair, float(shape.y[node]), 1.0)
        wide = [text_width(plan.words[k], RIDE, "mono") for k in pair]
        assert right - left == pytest.approx(sum(wide) / 2)
        assert left - wide[0] / 2 == pytest.approx(shape.x[node] - sum(wide) / 2)


def test_no_label_of_the_tree_covers_another() -> None:
    plan = merge_plan(WORLD.inputs.prompt, WORLD.tokenizer)
    for gain in (1.0, 1.16):
        labels = lay_labels(lay_tree(plan, Rect(160, 214, 1280, 400), 214.0, 592.0), gain)
        assert len(labels) >= 12
        for i, a in enumerate(labels):
            for b in labels[:i]:
                assert abs(a.y - b.y) >= 20 * gain * 0.8 or a.x + a.width < b.x or b.x + b.width < a.x


def test_chips_stay_in_their_room_and_the_rest_is_counted() -> None:
    room = Rect(64, 600, 1376, 230)
    words = [token_strip.token_words(data) for data in WORLD.tokenizer.encode("The sky is blue. " * 60).data]
    style = token_strip.ChipStyle(height=46, gap=9)
    chips, hidden = token_strip.lay_strip(words, ["prompt"] * len(words), room, style, rows=4)
    assert len(chips) + hidden == len(words) and hidden > 0
    for i, a in enumerate(chips):
        assert a.box.right <= room.right and a.box.bottom <= room.bottom
        assert not any(a.box.x < b.box.right and b.box.x < a.box.right and a.box.y == b.box.y for b in chips[:i])


def test_words_of_tokens_are_safe_and_tell_partial_characters_by_their_bytes() -> None:
    assert token_strip.token_words(b" is") == "·is"
    assert token_strip.token_words(b"\xc3") == "195"
    assert token_strip.token_words(b"\xf0\x9f\x98\x80") == "\U0001f600"
    assert token_strip.token_words(b"a\x00\n") == "a\x00↵"


def test_the_word_is_counted_by_letters_and_told_by_ids() -> None:
    view = word_view("strawberry", WORLD.tokenizer)
    assert view.letter == "r" and len(view.places) == 3
    assert tuple(token.id for token in view.tokens) == WORLD.tokenizer.encode("strawberry").ids
    assert word_view("", WORLD.tokenizer).tokens == ()


def test_rows_are_the_models_own_and_every_token_has_its_turn(scene: Scene) -> None:
    f = frame(scene, "vectors", 1.0)
    found = look_up(f, tree_moment(f))
    assert found is not None and found.rows.ids == WORLD.plain_tokens.ids
    recording = WORLD.recording
    for ident, row in zip(found.rows.ids, found.rows.table, strict=True):
        assert np.array_equal(row, recording.embeddings[recording.all_ids.tolist().index(ident)])
    assert found.rows.words[found.turn.now] == "·photosynthesis" and found.turn.seen == 4
    turns = {turn_at(found.rows, t).now for t in np.arange(0, 12, 0.25)}
    assert turns == {0, 1, 2, 3}


def test_bars_are_the_numbers_to_scale(scene: Scene) -> None:
    row = WORLD.recording.embeddings[26]
    boxes, _ = bar_boxes(row, float(np.abs(row).max()), BARS)
    heights = np.where(row >= 0, BARS.cy - boxes[:, 1], BARS.cy - boxes[:, 1] - boxes[:, 3])
    tall = np.abs(row) > 0.02
    assert np.allclose(heights[tall] / (BARS.h / 2), row[tall] / np.abs(row).max(), atol=1e-6)


def test_nothing_before_its_time(scene: Scene) -> None:
    before = words_of(scene, frame(scene, "merges", 1.0))
    assert "19173" not in before
    after = words_of(scene, frame(scene, "ids", 1.0))
    assert after.count("19173") == 3, "in the window, under its token and on the ruler"
    assert {"1780", "314", "47", "The model is given 34 numbers and no letters."} <= set(after)
    assert "·photosynthesis" not in words_of(scene, frame(scene, "merges", 0.5))


def test_fewer_merges_leave_more_pieces_with_real_ids(scene: Scene) -> None:
    s = tree_moment(frame(scene, "ids", 1.0, merge_share=0))
    assert [s.plan.words[k] for k in s.pieces] == list("What·is·photosynthesis?")
    assert s.ids == [WORLD.tokenizer.vocab[symbol] for symbol in WORLD.tokenizer.start_symbols(WORLD.inputs.prompt)]


@pytest.mark.parametrize("prompt", NASTY[::3])
def test_any_prompt_draws_in_every_beat_with_filled_captions(scene: Scene, prompt: str) -> None:
    world = World(Inputs().change(prompt=prompt, chat=len(prompt) % 2 == 0), work=Work(wait=False))
    for beat in scene.timeline.beats:
        f = frame(scene, beat.name, 0.7, world, under="both", word=prompt[:20])
        p = Picture()
        scene.draw(f, p)
        assert len(p.ops) < 200
        assert all(0 <= op.x <= 1920 for op in flat_ops(p) if isinstance(op, ops.Words))
        for template in (beat.caption, beat.note):
            for name in re.findall(r"\{(\w+)", template):
                assert name in p.fields, name


def test_the_same_moment_is_the_same_picture(scene: Scene) -> None:
    moments = [(beat.name, at) for beat in scene.timeline.beats for at in (0.3, 1.0)]

    def digest(name: str, at: float) -> str:
        p = Picture()
        scene.draw(frame(scene, name, at), p)
        return picture_digest(p)

    first = {one: digest(*one) for one in moments}
    assert first == {one: digest(*one) for one in reversed(moments)}
    assert len(set(first.values())) == len(moments)


def test_controls_and_spots(scene: Scene) -> None:
    assert [control.id for control in scene.controls] == [
        *("prompt", "chat", "merge_share", "under", "word"),
        "learn_steps",
    ]
    f = frame(scene, "bytes", 0.0)
    assert middle_of(scene.enter(f))[0] == pytest.approx(tree_moment(f).text_middle[0])
    spots = [middle_of(given) for given in (scene.enter(f), scene.leave(f))]
    assert all(64 <= x <= 1440 and 120 <= y <= 840 for x, y in spots)
