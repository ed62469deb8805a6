"""The hall of keys and values: its bytes, users and light are what the formulas and the real run say."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scenes.kv_hall.flight import state_of, written_tokens
from scenes.kv_hall.numbers import request_numbers
from scenes.kv_hall.walls import COLUMNS, HALL, Camera, cover, draw_walls, panes, zone
from scenes.kv_hall.zones import TOP_LIGHT, norm_levels, shown_layer
from tests.helpers import make_offline
from tourapp.authoring import Frame, Picture, flat_ops, ops
from tourapp.export.offline import Moment, Offline
from tourapp.quantity import Quantity
from tourapp.sim.loop import loop
from tourapp.world import World

BEATS = ("empty", "prefill", "decode", "grow", "scales", "heads")


@pytest.fixture(scope="module")
def offline(qt_app: Any) -> Offline:
    return Offline()


@pytest.fixture(scope="module")
def index(offline: Offline) -> int:
    return offline.tour.index("kv_hall")


def frame(offline: Offline, index: int, beat: str, at: float, **inputs: Any) -> Frame:
    tried = make_offline(offline, inputs=offline.settings.inputs.change(**inputs))
    timeline = offline.tour.stops[index].scene.timeline
    place = timeline.index(beat)
    seconds = timeline.start(place) + min(at, 0.999) * timeline.beats[place].seconds
    return tried.frame(index, seconds)


def drawn(offline: Offline, f: Frame, index: int) -> Picture:
    p = Picture()
    offline.tour.stops[index].scene.draw(f, p)
    return p


def words(p: Picture) -> list[str]:
    return [op.words for op in flat_ops(p) if isinstance(op, ops.Words)]


@pytest.mark.parametrize(
    ("model", "bits", "bytes_"),
    [
        ("llama-3-8b", 16, 131_072),
        ("llama-3-70b", 16, 327_680),
        ("llama-3-70b", 8, 163_840),
        ("llama-3-70b", 4, 81_920),
        ("deepseek-v3", 16, 70_272),
        ("llama-2-7b", 16, 524_288),
        ("smollm2-135m", 16, 23_040),
    ],
)
def test_bytes_of_a_slot(model: str, bits: int, bytes_: int) -> None:
    world = World().with_inputs(model=model, kv_bits=bits)
    assert world.kv_variants.own.per_token.value == bytes_ == world.cost.kv_bytes_per_token.value


def test_fewer_heads_smaller_slots() -> None:
    variants = World().kv_variants
    by = {item.id: item for item in variants.variants}
    assert by["mha"].per_token.value == 2 * 80 * 64 * 128 * 2 == 8 * by["gqa"].per_token.value
    assert by["mqa"].per_token.value == by["gqa"].per_token.value / 8
    assert by["mla"].per_token.value == 80 * (512 + 64) * 2
    assert "DeepSeek-V3" in by["mla"].words and by["gqa"].own
    expanded = World().with_inputs(model="deepseek-v3").kv_variants
    assert expanded.pick("mha").per_token.value == 4_997_120
    assert expanded.own.id == "mla" and expanded.pick("own").own


@pytest.mark.parametrize("context", [128, 2000, 8192, 100_000, 1_048_576])
@pytest.mark.parametrize("gpu", ["h100-sxm", "a100-80gb-sxm"])
def test_users_are_the_floor_of_the_division(context: int, gpu: str) -> None:
    world = World().with_inputs(context=context, gpu=gpu)
    capacity, variants = world.cost.capacity, world.kv_variants
    room = capacity.usable_bytes.value - capacity.weight_bytes.value
    assert variants.room.value == room
    for item in variants.variants:
        assert item.users.value == max(0, math.floor(room / (context * item.per_token.value)))
        for stop in variants.stops[item.id]:
            assert stop.users.value == max(0, math.floor(room / (stop.tokens * item.per_token.value)))
    assert variants.own.users.value == capacity.users.value


@pytest.mark.parametrize("batch", [1, 8, 512])
def test_memory_is_full_where_one_more_token_each_does_not_fit(batch: int) -> None:
    variants = World().with_inputs(batch=batch).kv_variants
    for item in variants.variants:
        tokens = variants.full[item.id].value
        assert (
            tokens * batch * item.per_token.value <= variants.room.value < (tokens + 1) * batch * item.per_token.value
        )


def test_windows_bound_the_hall() -> None:
    assert World().with_inputs(model="mistral-7b").kv_variants.full["gqa"] is None
    gemma = World().with_inputs(model="gemma-2-9b", batch=8)
    tokens = int(gemma.kv_variants.full["gqa"].value)
    fits, over = (gemma.with_inputs(context=tokens + extra).cost.capacity.free_bytes.value for extra in (0, 1))
    assert fits >= 0 > over


def test_too_large_weights_leave_no_users() -> None:
    variants = World().with_inputs(model="llama-3.1-405b").kv_variants
    assert variants.room.value < 0
    assert all(item.users.value == 0 and variants.full[item.id].value == 0 for item in variants.variants)


@pytest.mark.parametrize(("prompt", "answer"), [(1, 1), (4, 1), (34, 64), (1000, 200)])
def test_token_passes(prompt: int, answer: int) -> None:
    numbers = request_numbers(prompt, answer, Quantity(10.0, "B/token", "slot", "κ"))
    assert numbers.total_bytes.value == 10 * (prompt + answer)
    passes = loop(prompt, answer)
    assert passes.with_cache.value == prompt + answer - 1
    assert passes.without.value == sum(prompt + k for k in range(answer))
    assert 1 <= float(passes.saved.value) <= answer


def test_light_is_the_real_norm(offline: Offline) -> None:
    recording = World(cache=offline.worlds.cache).recording
    layer = shown_layer(recording.layers)
    levels = norm_levels(recording, layer)
    assert levels.shape == (recording.total, 2, recording.kv_heads)
    for wall, norms in enumerate((recording.key_norms[layer], recording.value_norms[layer])):
        flat, light = norms.T.ravel(), levels[:, wall].ravel()
        order = np.argsort(flat)
        assert (np.diff(light[order]) >= -1e-12).all(), "a larger norm must never be darker"
        assert light.max() == pytest.approx(TOP_LIGHT) and len(np.unique(light.round(6))) > 0.9 * len(light)


def test_prefill_writes_all_slots_in_the_same_moment(offline: Offline, index: int) -> None:
    from scenes.kv_hall.scene import _zones

    seen = set()
    for at in np.linspace(0.0, 1.0, 60):
        f = frame(offline, index, "prefill", float(at))
        s = state_of(f)
        blue = [z for z in _zones(f, s) if "prefill" in z.roles[0]]
        seen.add(len(blue))
        assert all((z.start, z.end) == (0, s.prompt) for z in blue)
        assert not any("decode" in z.roles[0] for z in _zones(f, s)), "no answer before decode"
    assert seen == {0, 1}


def test_decode_appends_one_slot_after_another(offline: Offline, index: int) -> None:
    before, n = 0.0, len(World(cache=offline.worlds.cache).recording.ids)
    steps = []
    for at in np.linspace(0.0, 1.0, 400):
        now = written_tokens(frame(offline, index, "decode", float(at)), n)
        assert now >= before
        steps.append(now - before)
        before = now
    assert before == n and max(steps) < 1.0, "no slot is skipped"


def test_a_million_slots_cost_no_more_than_a_thousand() -> None:
    sizes = []
    for tokens in (1_000.0, 32_000.0, 1_000_000.0):
        length = 8.0 / tokens
        p = Picture()
        held = zone(0, tokens, (("ground", "key"), ("ground", "value")), 0.5, 0.4)
        draw_walls(p, Camera(-1.45 / length, length), [held], 3)
        sizes.append((len(p.ops), sum(op.data.size for op in p.ops)))
        assert 1 < panes(length)[0] < tokens, "slots are drawn in groups"
    assert len(set(sizes)) == 1
    assert sizes[0][1] <= 2 * COLUMNS * HALL.h


def test_cover_is_an_exact_average() -> None:
    assert cover(np.array([0.5]), np.array([1.0]), 0.1)[0] == pytest.approx(0.8)
    assert cover(np.array([0.5]), np.array([0.2]), 0.1)[0] == pytest.approx(1.0)
    fine = np.linspace(0.0, 7.3, 100_001)
    inside = (fine % 1 > 0.1) & (fine % 1 < 0.9)
    assert cover(np.array([3.65]), np.array([7.3]), 0.1)[0] == pytest.approx(inside.mean(), abs=1e-3)


def test_division_stands_term_by_term(offline: Offline, index: int) -> None:
    f = frame(offline, index, "grow", 1.0)
    side = drawn(offline, f, index).side
    assert side is not None
    told = words(side)
    for text in ("152.00", "70.55", "81.45", "0.655", "124"):
        assert any(text in line for line in told), (text, told)
    assert any("2,000" in line and "328" in line for line in told)


def test_a_capped_user_is_not_told_as_a_product(offline: Offline, index: int) -> None:
    for model, context, product in (("gemma-2-9b", 2000, True), ("gemma-2-9b", 200_000, False)):
        told = drawn(offline, frame(offline, index, "grow", 1.0, model=model, context=context), index).fields["account"]
        assert ("×" in told) == product and ("window" in told) != product


def test_context_moves_users_map_and_hall(offline: Offline, index: int) -> None:
    short_, long_ = (frame(offline, index, "grow", 1.0, context=context) for context in (2000, 200_000))
    one, two = drawn(offline, short_, index), drawn(offline, long_, index)
    assert words(one.side) != words(two.side) and words(one) != words(two)
    assert state_of(long_).camera.length < state_of(short_).camera.length
    assert 0 < state_of(long_).full < state_of(long_).held, "at this length eight users no longer fit"


def test_scales_show_a_thousand_thirty_two_thousand_and_a_million(offline: Offline, index: int) -> None:
    for at, tokens in ((0.25, 1_000), (0.55, 32_000), (0.95, 1_000_000)):
        f = frame(offline, index, "scales", at)
        assert state_of(f).extent == pytest.approx(tokens)
        assert any(f"{tokens:,}" in line for line in words(drawn(offline, f, index)))


@pytest.mark.parametrize("beat", BEATS)
def test_bytes_are_decimal_and_things_come_in_their_time(offline: Offline, index: int, beat: str) -> None:
    p = drawn(offline, frame(offline, index, beat, 0.9), index)
    told = words(p) + words(p.side)
    assert not any(f"{prefix}iB" in line for line in told for prefix in "KMGT")
    assert any("users fit" in line for line in told) == (beat in ("grow", "scales", "heads"))
    assert any("MQA 1" in line for line in told) == (beat == "heads")


def test_spark_is_the_brightest_and_ends_where_the_next_scene_takes_it(offline: Offline, index: int) -> None:
    item = offline.tour.stops[index].scene
    f = frame(offline, index, "heads", 1.0)
    sprites = [op for op in flat_ops(drawn(offline, f, index)) if isinstance(op, ops.Sprites)]
    lights = [op for op in sprites if op.role in ("decode", "white")]
    spark = [op for op in lights if np.allclose(op.at[0], item.leave(f)) and op.kind == "glow"]
    assert len(spark) == 2 and max(float(np.max(op.alpha)) for op in spark) == 1.0
    assert all(float(np.max(op.alpha)) < 0.7 for op in lights if op.kind == "soft")


def test_slots_answer_the_pointer(offline: Offline, index: int) -> None:
    f = frame(offline, index, "prefill", 1.0)
    tags = [tag for op in flat_ops(drawn(offline, f, index)) if isinstance(op, ops.Hot) for tag in op.tags]
    slots = [tag for tag in tags if tag.kind == "slot"]
    assert {letter for _, letter in (tag.key for tag in slots)} == {"K", "V"}
    told = words(drawn(offline, replace(f, hover=slots[0]), index))
    assert any("norm of its keys" in line for line in told)


def test_every_moment_of_a_long_prompt_is_drawn(offline: Offline, index: int) -> None:
    real = World(cache=offline.worlds.cache).recording
    stretched = replace(
        real,
        prompt_ids=np.tile(real.prompt_ids, 20),
        prompt_texts=real.prompt_texts * 20,
        key_norms=np.tile(real.key_norms, 11),
        value_norms=np.tile(real.value_norms, 11),
    )
    assert stretched.key_norms.shape[2] >= stretched.total
    inputs = offline.settings.inputs.change(prompt="x " * 200, context=128)
    tried = make_offline(tour=offline.tour, inputs=inputs)
    World(inputs, tried.worlds.cache).adopt("recording", stretched)
    for beat in range(len(BEATS)):
        for at in (0.1, 0.5, 0.99):
            assert tried.picture(Moment(index, beat, at)).ops
