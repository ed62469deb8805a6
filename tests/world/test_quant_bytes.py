"""The bytes of a model at some weight width, and the speed that follows from just those bytes."""

from __future__ import annotations

from typing import Any

import pytest

from tourapp import specs
from tourapp.engine.quantize import QuantSpec
from tourapp.world import Work, World

STILL = World(work=Work(wait=False))
FINE: dict[str, Any] = {"group_size": 32, "salient": 5}


@pytest.mark.parametrize(
    ("change", "bits", "speed"),
    [
        ({}, 16, 48.0),
        ({}, 8, 46.2),
        ({}, 4, 88.6),
        (FINE, 4, 73.2),
        ({"quant_bits": 2}, 2, 163.8),
        ({"quant_bits": 2, **FINE}, 2, 116.5),
    ],
)
def test_speed_comes_from_the_bytes_shown(change: dict[str, Any], bits: int, speed: float) -> None:
    size = next(item for item in STILL.with_inputs(**change).quant.sizes if item.bits == bits)
    assert float(size.speed.value) == pytest.approx(speed, abs=0.05)
    assert float(size.speed.value) == pytest.approx(3.35e12 * size.gpus / float(size.moved.value))
    assert float(size.moved.value) == pytest.approx(69_503_033_344 * float(size.width.value) / 8 + 2000 * 327_680)


@pytest.mark.parametrize("bits", [8, 4, 3, 2])
@pytest.mark.parametrize("group", [32, 64, 128])
@pytest.mark.parametrize("salient", [0, 1, 5])
def test_bits_of_a_weight_are_the_rounding_s_own(bits: int, group: int, salient: int) -> None:
    quant = STILL.with_inputs(quant_bits=bits, group_size=group, salient=salient).quant
    spec = QuantSpec(bits, group, False, salient / 100)
    assert quant.spec == spec
    assert float(quant.chosen.width.value) == pytest.approx(spec.bits_per_weight)
    assert float(quant.chosen.weights.value) == pytest.approx(70_553_706_496 * spec.bits_per_weight / 8)
    assert quant.in_group is not None and quant.kept is not None
    assert float(quant.in_group.value) == pytest.approx(bits + (16 + bits) / group)
    assert float(quant.kept.value) == salient / 100


def test_group_size_and_protection_move_the_speed() -> None:
    speeds = {
        float(STILL.with_inputs(group_size=group, salient=salient).quant.chosen.speed.value)
        for group in (32, 64, 128)
        for salient in (0, 1, 5)
    }
    assert len(speeds) == 9


def test_the_gain_is_what_the_stage_shows() -> None:
    assert float(STILL.quant.gain.value) == pytest.approx(3.743, abs=5e-4)
    assert float(STILL.with_inputs(quant_bits=16).quant.gain.value) == 1.0, "sixteen bits gain nothing"
    assert float(STILL.with_inputs(quant_bits=8).quant.gain.value) == pytest.approx(16 / 8.265625)


def test_in_sixteen_bits_nothing_is_rounded_or_kept_apart() -> None:
    quant = STILL.with_inputs(quant_bits=16).quant
    assert quant.chosen is quant.full and quant.in_group is None and quant.kept is None
    assert not quant.snapped.protected.any() and float(quant.snapped.error.value) == 0


@pytest.mark.parametrize("model", sorted(specs.models()))
@pytest.mark.parametrize("gpu", ["h100-sxm", "l4", "tpu-v5e"])
def test_every_width_stands_on_as_few_gpus_as_hold_it(model: str, gpu: str) -> None:
    for size in STILL.with_inputs(model=model, gpu=gpu).quant.sizes:
        need = float(size.weights.value) + float(size.conversation.value)
        assert need <= size.usable_bytes * size.gpus * (1 + 1e-12) and int(size.users.value) >= 1
        assert size.gpus == 1 or need > size.usable_bytes * (size.gpus - 1)
        assert float(size.memory.value) == pytest.approx(float(size.one_gpu.value) * size.gpus)


def test_math_that_decides_is_seen() -> None:
    assert all(size.by_bytes for size in STILL.quant.sizes)
    latent = STILL.with_inputs(model="deepseek-v3", kv_bits=8).quant.sizes
    assert not any(size.by_bytes for size in latent), "latent attention on a cache of eight bits"
    for size in latent:
        assert float(size.speed.value) < 3.35e12 * size.gpus / float(size.moved.value)


def test_one_fact_has_one_id() -> None:
    quant = STILL.quant
    assert [size.speed.id for size in quant.sizes] == [f"quant.sizes.{bits}_bits.speed" for bits in (16, 8, 4)]
    assert quant.chosen.conversation is STILL.cost.kv_bytes_per_sequence
    assert quant.chosen.one_gpu is STILL.chip.memory
    assert STILL.cost.params.id == "params" and quant.gain.id == "quant.gain"
    assert [item.quality.same.id for item in quant.formats if item.quality][1] == "quant.formats.fp8.quality.same"
