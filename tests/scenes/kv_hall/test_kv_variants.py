"""The bytes and users of the hall are what the formulas say, for every way to keep keys and values."""

from __future__ import annotations

import math

import pytest

from tourapp.sim.loop import loop
from tourapp.world import World


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
    assert "DeepSeek-V3" in str(by["mla"].words) and by["gqa"].own
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
    passes = loop(prompt, answer)
    assert passes.with_cache.value == prompt + answer - 1
    assert passes.without.value == sum(prompt + k for k in range(answer))
    assert 1 <= float(passes.saved.value) <= answer


def test_our_slots_are_the_tokens_that_were_fed_to_the_model() -> None:
    world = World()
    ours, recording = world.our_slots, world.recording
    assert (ours.prompt.value, ours.total.value) == (34, 86) == (recording.prompt_count, recording.slots)
    for item in world.kv_variants.variants:
        assert ours.prompt_bytes[item.id].value == 34 * item.per_token.value
        assert ours.total_bytes[item.id].value == 86 * item.per_token.value
    own = ours.total_bytes[world.kv_variants.own.id]
    assert own is world.account.cache and own.id == "account.cache", "one fact, one number"


def test_every_length_is_told_by_the_cost_model() -> None:
    world = World()
    own = world.kv_variants.own
    assert own.users is world.cost.capacity.users and own.per_sequence is world.cost.kv_bytes_per_sequence
    found = {stop.users.id: int(stop.users.value) for stop in world.kv_variants.stops[own.id]}
    assert found == {
        "capacity.users(context=1000)": 248,
        "capacity.users(context=32000)": 7,
        "capacity.users(context=1000000)": 0,
    }
    for stop in world.kv_variants.stops[own.id]:
        there = World().with_inputs(context=stop.tokens)
        assert stop.users.value == there.cost.capacity.users.value
        assert stop.per_sequence.value == there.cost.kv_bytes_per_sequence.value
        assert stop.per_sequence.id == f"kv_bytes_per_sequence(context={stop.tokens})"
    at_stop = World().with_inputs(context=32_000).kv_variants
    assert at_stop.stops[own.id][1] is at_stop.own.here, "at the scenario's own length it is the scenario's own fact"


def test_other_kinds_of_cache_have_ids_of_their_own() -> None:
    variants = World().kv_variants
    by = {item.id: item for item in variants.variants}
    assert by["gqa"].users.id == "capacity.users" and by["mha"].users.id == "capacity.users(kv_heads=mha)"
    assert by["mqa"].per_token.id == "kv_bytes_per_token(kv_heads=mqa)"
    assert variants.stops["mla"][0].users.id == "capacity.users(context=1000, kv_heads=mla)"
    seen = [quantity.id for item in by.values() for quantity in (item.per_token, item.per_sequence, item.users)]
    assert all(seen) and len(set(seen)) == len(seen)


def test_what_weights_are_too_large_by() -> None:
    huge = World().with_inputs(model="llama-3.1-405b", gpu="rtx-4090").kv_variants
    assert huge.missing is not None and huge.missing.value == -huge.room.value == 405_853_388_800 - 45_600_000_000
    assert World().kv_variants.missing is None
