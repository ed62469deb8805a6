"""The sampling scene tells the truth about a real choice of the small model, and answers the controls at once."""

from __future__ import annotations

import dataclasses
import json
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import chi2

from scenes.sampling import field, odds
from scenes.sampling.loop import SLOW, tokens_out, turn
from scenes.sampling.rail import odds_quantity
from scenes.sampling.text import BLOCK, lay_out, pieces_until
from tests.helpers import request_scenes
from tourapp.authoring import STAGE, Frame, Picture, Scene, Tag, flat_ops, ops
from tourapp.engine.recording import Recording
from tourapp.engine.sampler import reshape
from tourapp.engine.shipped import shipped_recording
from tourapp.world import World

REAL = shipped_recording()
RIVER = shipped_recording("river")
STEP = odds.widest_step(REAL)
NASTY = [
    text.encode("utf-8", "replace").decode()
    for text in json.loads((Path(__file__).parents[2] / "data" / "nasty_prompts.json").read_text("utf-8"))
]
TRIED = (
    (0.0, 40, 0.9),
    (0.3, 40, 0.9),
    (0.8, 40, 0.9),
    (0.8, 0, 1.0),
    (1.5, 40, 1.0),
    (2.0, 0, 0.5),
    (2.0, 200, 1.0),
    (1.0, 1, 0.05),
)


@pytest.fixture(scope="module")
def scene() -> Scene:
    return next(one for one in request_scenes() if one.id == "sampling")


def world(recording: Recording = REAL, **inputs: object) -> World:
    made = World().with_inputs(**inputs)
    made.adopt("recording", recording)
    return made


def frame(
    scene: Scene, beat: str, at: float, where: World | None = None, still: bool = False, **controls: object
) -> Frame:
    index = scene.timeline.index(beat)
    seconds = scene.timeline.beats[index].seconds
    t = scene.timeline.start(index) + min(at * seconds, seconds - 1e-3)
    return Frame(where or world(), scene.timeline, t, controls={**scene.view_defaults, **controls}, still=still)


def picture(scene: Scene, f: Frame) -> Picture:
    p = Picture()
    scene.draw(f, p)
    return p


def words(p: Picture) -> list[str]:
    return [op.words for op in flat_ops(p) if isinstance(op, ops.Words) and op.alpha > 0.02]


def side_words(p: Picture) -> list[str]:
    assert p.side is not None
    return [op.words for op in p.side.ops if isinstance(op, ops.Words)]


def chosen(recording: Recording, step: int, temperature: float, top_k: int, top_p: float, seed: int = 7) -> odds.Choice:
    return odds.choice(
        recording, step, odds.settings(recording, temperature=temperature, top_k=top_k, top_p=top_p, seed=seed)
    )


# the numbers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", TRIED)
def test_odds_are_the_engines_own(setting: tuple[float, int, float]) -> None:
    for recording, step in ((REAL, STEP), (RIVER, 2)):
        found = chosen(recording, step, *setting)
        ids, real = recording.odds(step, found.params)
        assert found.whole and found.vocabulary == len(ids) == 49_152
        np.testing.assert_array_equal(found.final, real.final[found.ids])
        np.testing.assert_array_equal(found.kept, real.kept[found.ids])
        assert found.line_odds.sum() == pytest.approx(1.0, abs=1e-12)
        assert found.kept_count == int(real.kept.sum()) == len(found.line_ids)
        assert found.drawn == real.draw(step)
        expected = -sum(q * math.log2(q) for q in found.line_odds if q > 0)
        assert found.entropy_bits == pytest.approx(max(0.0, expected), abs=1e-9)


@pytest.mark.parametrize("setting", TRIED)
def test_height_and_label_share_one_definition(setting: tuple[float, int, float]) -> None:
    found = chosen(REAL, STEP, *setting)
    level = found.column_odds()
    np.testing.assert_allclose(level[found.kept], found.final[found.kept], rtol=1e-12)
    np.testing.assert_array_equal(level[~found.kept], found.heated[~found.kept])
    assert np.all(np.diff(level) <= 1e-15)
    np.testing.assert_allclose(field.height_of(level) ** 2, level * field.FULL_HEIGHT**2, rtol=1e-12)
    assert found.lost == pytest.approx(1.0 - found.heated[found.kept].sum(), abs=1e-6) or found.kept_count > odds.LISTED


def test_temperature_zero_is_greedy() -> None:
    found = chosen(REAL, STEP, 0.0, 40, 0.9)
    assert found.kept_count == 1 and found.drawn == int(np.argmax(REAL.scores(STEP)[1])) == found.ids[0]
    assert odds.histogram(REAL, STEP, found.params, 1000).seen[0] == 1000


def test_the_card_derives_the_odds_it_shows() -> None:
    for setting in TRIED[1:]:
        found = chosen(REAL, STEP, *setting)
        for place in np.flatnonzero(found.kept)[:6].tolist():
            assert float(odds_quantity(found, place, "x").value) == pytest.approx(found.final[place], rel=1e-5)


def test_the_recorded_tokens_are_what_the_seed_draws() -> None:
    assert [odds.choice(REAL, step).drawn for step in range(len(REAL.ids))] == REAL.ids.tolist()


def test_the_widest_choice_is_looked_at() -> None:
    full = [odds.openness(REAL)[s] for s in REAL.full_steps]
    assert STEP in REAL.full_steps and odds.openness(REAL)[STEP] == max(full)


def test_heat_spreads_and_cold_gathers() -> None:
    bits = [chosen(RIVER, 2, t, 40, 0.9).entropy_bits for t in (0.0, 0.3, 0.8, 1.5, 2.0)]
    kept = [chosen(RIVER, 2, t, 40, 0.9).kept_count for t in (0.0, 0.3, 0.8, 1.5, 2.0)]
    assert bits == sorted(bits) and kept == sorted(kept) and kept[0] == 1 < kept[-1] <= 40


# real draws ---------------------------------------------------------------------------------------------------


def test_chi_square_is_the_librarys() -> None:
    for freedom in (1, 2, 3, 6, 9, 40, 199):
        for statistic in (0.0, 0.2, 2.0, 15.0, 60.0, 300.0):
            assert odds.chi_square_p(statistic, freedom) == pytest.approx(chi2.sf(statistic, freedom), abs=1e-10)
    statistic, freedom = odds.chi_square(np.array([48, 52, 1, 0]), np.array([50.0, 48.0, 2.0, 1.0]))
    assert freedom == 2 and statistic == pytest.approx(4 / 50 + 16 / 48 + 4 / 3)


def test_draws_fit_the_odds_and_not_others() -> None:
    found = [odds.histogram(RIVER, 2, odds.settings(RIVER, temperature=0.8, seed=seed), 1000) for seed in range(60)]
    assert all(int(each.seen.sum()) == 1000 for each in found)
    p = np.array([each.p for each in found])
    assert (p < 0.01).sum() <= 4 and 0.3 < p.mean() < 0.7
    wrong = chosen(RIVER, 2, 1.5, 40, 0.9)
    kept = wrong.final > 0
    assert odds.chi_square_p(*odds.chi_square(found[0].seen[kept], wrong.final[kept] * 1000)) < 1e-6


# where things stand -------------------------------------------------------------------------------------------


def test_every_token_has_a_seat_of_its_own_on_the_stage() -> None:
    points, tiers = field.seats(49_152)
    assert points.shape == (49_152, 2) and len(np.unique(np.round(points, 3), axis=0)) == 49_152
    assert points[:, 0].min() >= STAGE.x and points[:, 0].max() <= STAGE.right
    assert points[:, 1].min() >= STAGE.y and points[:, 1].max() <= STAGE.bottom
    assert np.all(np.diff(tiers) >= 0) and set(tiers) == set(range(field.TIERS))


def test_a_certain_column_leaves_room_for_its_label() -> None:
    every = np.arange(field.COLUMNS)
    tops = field.tops(every, field.height_of(np.ones(field.COLUMNS)))
    front = field.places()[2] == 0
    assert tops[front, 1].min() - 62 > STAGE.y
    feet = np.concatenate([face.reshape(-1, 2) for face in field.faces(every, 0 * every, 0 * every)])
    assert feet[:, 0].min() > STAGE.x and feet[:, 0].max() < STAGE.right and feet[:, 1].max() < 720


# the picture --------------------------------------------------------------------------------------------------


def test_the_field_answers_while_the_answer_lags(scene: Scene) -> None:
    for heat in (0.0, 0.45, 1.3, 2.0):
        found = chosen(REAL, STEP, heat, 40, 0.9)
        p = picture(scene, frame(scene, "reshape", 1.0, temperature=heat))
        assert p.fields["kept"] == found.kept_count and p.fields["t"] == heat
        share = ops.Words  # the label of the likeliest token says the odds its height is made from
        labels = [
            op.value
            for op in flat_ops(p)
            if isinstance(op, share) and op.value is not None and op.value.symbol == "q" and op.value.unit == "share"
        ]
        assert any(float(value.value) == pytest.approx(found.final[0], rel=1e-9) for value in labels)
        assert any(line.startswith("answer below: T 0.80, k 40") for line in words(p))
    same = picture(scene, frame(scene, "reshape", 1.0))
    assert not any(line.startswith("answer below") for line in words(same))


def test_dragging_never_bakes_anew(scene: Scene) -> None:
    def keys(heat: float) -> set[str]:
        p = picture(scene, frame(scene, "reshape", 1.0, temperature=heat))
        return {repr(op.key) for op in p.ops if isinstance(op, ops.Bake)}

    assert keys(0.31) | keys(0.97) == keys(0.31)
    assert len(keys(2.0) - keys(0.31)) <= field.TIERS  # the haze over all seats, the same for every heat
    assert keys(1.93) == keys(2.0)


def test_beats_bring_things_in_order(scene: Scene) -> None:
    def labels(beat: str, at: float) -> list[str]:
        return words(picture(scene, frame(scene, beat, at)))

    first = world().tokenizer.token_text(int(chosen(REAL, STEP, 0.8, 40, 0.9).ids[0])).strip()
    assert not any("cut" in line for line in labels("softmax", 1.0))
    assert any("the cut" in line for line in labels("reshape", 1.0))
    assert first in labels("softmax", 1.0) and "49,152" in labels("read", 0.0)
    drawn = world().tokenizer.token_text(int(REAL.ids[STEP])).strip()
    gold = [
        op.words
        for op in flat_ops(picture(scene, frame(scene, "draw", 1.0)))
        if isinstance(op, ops.Words) and op.role == "decode" and op.y > BLOCK.y
    ]
    assert drawn in gold


def test_real_draws_are_counted_on_the_columns(scene: Scene) -> None:
    found = chosen(REAL, STEP, 1.5, 40, 0.9)
    tally = odds.histogram(REAL, STEP, found.params, 2000)
    said = words(picture(scene, frame(scene, "reshape", 1.0, temperature=1.5, draws=2)))
    assert f"{tally.seen[0]}×" in said and "2,000 draws, χ² fit" in said
    assert not any(line.endswith("×") for line in words(picture(scene, frame(scene, "reshape", 1.0, temperature=1.5))))


def test_pointing_at_a_column_explains_its_token(scene: Scene) -> None:
    f = frame(scene, "reshape", 1.0)
    second = world().tokenizer.token_text(int(chosen(REAL, STEP, 0.8, 40, 0.9).ids[1])).strip()
    tags = [tag for op in picture(scene, f).ops if isinstance(op, ops.Hot) for tag in op.tags]
    assert Tag("column", 1) in tags and f"Why {second}?" not in side_words(picture(scene, f))
    assert f"Why {second}?" in side_words(picture(scene, dataclasses.replace(f, hover=Tag("column", 1))))


# the loop -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 7, 64, 200])
def test_the_answer_streams_to_its_end(count: int) -> None:
    times = np.linspace(0, 9, 900)
    outs = [turn(float(s), 0, count).out for s in times]
    assert outs[0] == 0 and outs == sorted(outs) and outs[-1] == count - 1
    assert turn(7.9, 0, count).done and turn(1e6, 0, count).at == count - 1
    assert max(np.diff([tokens_out(float(s), count - 1) for s in times])) < 1.0 or count > 100
    changes = sum(turn(float(a), 0, count).at != turn(float(b), 0, count).at for a, b in pairwise(times))
    assert SLOW < 3 and changes <= 9 * SLOW + 1


def test_the_light_leaves_from_the_last_token(scene: Scene) -> None:
    for at in (0.0, 0.4, 1.0):
        f = frame(scene, "loop", at)
        x, y = scene.leave(f)
        assert BLOCK.x <= x <= BLOCK.right + 20 and BLOCK.y <= y <= STAGE.bottom
    assert picture(scene, frame(scene, "loop", 1.0)).fields["n"] == len(REAL.ids)
    assert picture(scene, frame(scene, "loop", 0.0, still=True)).fields["n"] == len(REAL.ids)


@pytest.mark.parametrize("gain", [1.0, 1.16])
def test_the_text_stays_in_its_block(gain: float) -> None:
    for prompt in [*NASTY[:40], "word " * 900, "x" * 300, ""]:
        odd = dataclasses.replace(REAL, prompt=prompt)
        for count in (0, 1, 30, len(REAL.ids)):
            laid, box = lay_out(pieces_until(odd, count, 20), gain, "photosynthesis")
            assert box is not None and box.right <= BLOCK.right + 12 and box.bottom <= STAGE.bottom
            assert all(BLOCK.x <= each.x and each.x + each.w <= BLOCK.right + 12 for each in laid)
            assert all(BLOCK.y < each.y <= STAGE.bottom for each in laid)


# unusual recordings -------------------------------------------------------------------------------------------


def test_an_answer_without_a_token_says_so(scene: Scene) -> None:
    none = np.zeros(0)
    empty = dataclasses.replace(
        REAL,
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
        assert (p.fields["vocab"], p.fields["n"]) == (49_152, 0)


def test_with_only_the_highest_scores_kept_draws_stay_exact(scene: Scene) -> None:
    bare = dataclasses.replace(REAL, full_steps=np.zeros(0, np.int32), full_logits=np.zeros((0, 49_152), np.float32))
    step = odds.widest_step(bare)
    assert step >= 0 and not odds.choice(bare, step).whole
    for beat in scene.timeline.beats:
        assert picture(scene, frame(scene, beat.name, 0.9, world(bare))).ops
    for step in range(4):  # among the 256 highest, top-k 40 finds the same tokens as among all
        few, whole = odds.choice(bare, step), reshape(REAL.full_logits[step], REAL.params)
        assert few.drawn == whole.draw(step) and few.kept_count == whole.kept_count
