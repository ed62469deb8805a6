"""Rounding weights and the KV cache: codes, scales, sizes, error bounds, and quality on the fixed text."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from tests.night import some
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.kv_quant import FORMATS, QuantizedKVCache, kv_bits, round_e4m3, round_integer, round_kv
from tourapp.engine.model import Model
from tourapp.engine.quality import Quality, QualityLab, compare, lesson_ids
from tourapp.engine.quality_table import shipped_quality, table_specs
from tourapp.engine.quantize import (
    BITS,
    GROUPS,
    QuantSpec,
    model_bytes,
    quantize,
    quantize_weights,
    quantized_parameters,
)
from tourapp.errors import UsageError

specs = st.builds(
    QuantSpec,
    bits=st.sampled_from(BITS),
    group=st.sampled_from(GROUPS),
    symmetric=st.booleans(),
    protect=st.sampled_from([0.0, 0.01, 0.1]),
)


@seed(4)
@settings(max_examples=120, deadline=None, database=None)
@given(spec=specs, rows=st.integers(1, 200), columns=st.integers(1, 9), scale=st.sampled_from([0.05, 1.0, 50.0]))
def test_every_weight_is_within_half_a_step(spec: QuantSpec, rows: int, columns: int, scale: float) -> None:
    weight = (np.random.default_rng(rows).standard_normal((rows, columns)) * scale).astype(np.float32)
    got = quantize(weight, spec)
    step = np.repeat(got.scales, spec.group, axis=0)[:rows]
    difference = np.abs(got.restored - weight)
    free = ~got.protected
    assert (difference[free] <= step[free] * (0.5 + 2**-10 * 2**spec.bits) + 1e-9).all()
    assert np.allclose(got.restored[got.protected], weight[got.protected], rtol=1e-3, atol=1e-6)
    codes = got.codes[free]
    high = 2 ** (spec.bits - 1) - 1 if spec.symmetric else 2**spec.bits - 1
    assert codes.size == 0 or (codes.min() >= (-high if spec.symmetric else 0) and codes.max() <= high)
    assert len(np.unique(codes)) <= 2**spec.bits
    assert got.protected.sum() == round(rows * spec.protect)


def test_a_group_by_hand() -> None:
    weight = np.zeros((16, 1), np.float32)
    weight[:4, 0] = (-0.75, 0.125, 0.5, 0.26)
    symmetric = quantize(weight, QuantSpec(3, 16, True))  # scale 0.75 / 3 = 0.25
    assert symmetric.scales.tolist() == [[0.25]]
    assert symmetric.codes[:4, 0].tolist() == [-3, 0, 2, 1]
    assert symmetric.restored[:4, 0].tolist() == [-0.75, 0.0, 0.5, 0.25]
    zero_point = quantize(weight, QuantSpec(2, 16, False))  # scale 1.25 / 3, zero 2
    assert zero_point.zeros.tolist() == [[2.0]]
    assert zero_point.codes[:4, 0].tolist() == [0, 2, 3, 3]


def test_fewer_bits_and_larger_groups_err_more() -> None:
    weight = np.random.default_rng(0).standard_normal((512, 64)).astype(np.float32)
    by_bits = [quantize(weight, QuantSpec(bits, 64)).rms_error for bits in BITS]
    assert by_bits == sorted(by_bits)
    by_group = [quantize(weight, QuantSpec(4, group)).rms_error for group in GROUPS]
    assert by_group == sorted(by_group)
    assert quantize(weight, QuantSpec(4, 64, False)).rms_error < quantize(weight, QuantSpec(4, 64, True)).rms_error


def test_protection_keeps_the_active_channels() -> None:
    weight = np.random.default_rng(0).standard_normal((100, 5)).astype(np.float32)
    activity = np.zeros(100)
    activity[[3, 50]] = 9
    got = quantize(weight, QuantSpec(2, 32, True, 0.02), activity)
    assert np.flatnonzero(got.protected).tolist() == [3, 50]
    by_size = quantize(weight, QuantSpec(2, 32, True, 0.02))
    assert np.flatnonzero(by_size.protected).tolist() == sorted(np.argsort(-np.abs(weight).mean(axis=1))[:2].tolist())


def test_bits_include_scales() -> None:
    assert QuantSpec(4, 128, False).bits_per_weight == pytest.approx(4.15625)
    assert QuantSpec(4, 128, True).bits_per_weight == 4.125
    assert QuantSpec(8, 64, True).bits_per_weight == 8.25
    assert QuantSpec(4, 128, True, 0.01).bits_per_weight == pytest.approx(0.16 + 0.99 * 4.125)
    assert kv_bits("int4", 64) == 4.25
    assert kv_bits("fp8", 64) == 8


@pytest.mark.parametrize(
    ("field", "value"),
    [("bits", 5), ("bits", 16), ("group", 0), ("group", 100), ("protect", -0.1), ("protect", math.nan)],
)
def test_bad_settings_are_named(field: str, value: float) -> None:
    with pytest.raises(UsageError, match=field):
        QuantSpec(**{field: value})


def test_sizes(tiny: Model) -> None:
    config = tiny.config
    tensors = tiny.transformer.weights.tensors
    inner = sum(t.size for n, t in tensors.items() if n.rpartition(".")[2] in ("qkv", "out", "gate_up", "down"))
    assert quantized_parameters(config) == inner
    assert model_bytes(config, None) == config.parameters * 2
    saved = model_bytes(config, None) - model_bytes(config, QuantSpec(8, 64))
    assert saved == inner * (16 - 8.25) / 8


def test_rounded_model_shares_what_it_does_not_round(tiny: Model) -> None:
    rounded = quantize_weights(tiny.transformer.weights, QuantSpec(4, 32))
    original = tiny.transformer.weights.tensors
    assert rounded.tensors["head"] is original["head"]
    assert rounded.tensors["0.attn_norm"] is original["0.attn_norm"]
    for name in ("qkv", "out", "gate_up", "down"):
        assert (rounded.tensors[f"1.{name}"] != original[f"1.{name}"]).any()


def test_rounded_copies_may_lie_in_a_file(tiny: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec, weights = QuantSpec(4, 32), tiny.transformer.weights
    plain = quantize_weights(weights, spec).tensors
    kept = quantize_weights(weights, spec, scratch=tmp_path / "new").tensors
    assert all((kept[name] == plain[name]).all() for name in plain)
    assert not kept["0.down"].flags.owndata and not kept["0.down"].flags.writeable
    assert not list((tmp_path / "new").iterdir())  # the file has no name: nothing can be left behind
    (tmp_path / "file").write_text("")
    assert quantize_weights(weights, spec, scratch=tmp_path / "file").tensors["0.down"].shape == plain["0.down"].shape
    if Path("/dev/full").exists():
        monkeypatch.setattr(tempfile, "TemporaryFile", lambda dir: Path("/dev/full").open("r+b"))  # noqa: SIM115
        full = quantize_weights(weights, spec, scratch=tmp_path).tensors
        assert all((full[name] == plain[name]).all() for name in plain)


def all_e4m3() -> np.ndarray:
    """Every finite E4M3 value from its definition: subnormals k/8 x 2^-6, then (1 + k/8) x 2^e up to 448."""
    values = [k / 8 * 2.0**-6 for k in range(8)]
    values += [(1 + k / 8) * 2.0**e for e in range(-6, 9) for k in range(8) if (1 + k / 8) * 2.0**e <= 448]
    return np.asarray(sorted({*values, *(-v for v in values)}))


def test_fp8_is_the_nearest_value() -> None:
    grid = all_e4m3()
    assert len(grid) == 2 * 126 + 1
    x = np.concatenate([np.random.default_rng(0).standard_normal(4_000) * s for s in (1e-3, 0.02, 1.0, 100.0)])
    x = np.concatenate([x, grid, [1e9, -1e9, 449.0]]).astype(np.float32)
    got = round_e4m3(x)
    nearest = np.abs(np.clip(x, -448, 448)[:, None] - grid[None, :]).min(axis=1)
    assert np.isin(got, grid).all()
    np.testing.assert_allclose(np.abs(got - np.clip(x, -448, 448)), nearest, atol=1e-9)


def test_integer_rounding() -> None:
    x = np.random.default_rng(1).standard_normal((3, 5, 64)).astype(np.float32)
    for bits in (8, 4):
        got = round_integer(x, bits)
        step = np.abs(x).max(axis=-1, keepdims=True) / (2 ** (bits - 1) - 1)
        assert (np.abs(got - x) <= step * 0.52 + 1e-7).all()
    assert (round_integer(np.zeros((2, 4), np.float32), 4) == 0).all()
    with pytest.raises(UsageError, match="kv format"):
        round_kv(x, "int5")


def test_rounded_cache_stores_rounded_numbers(tiny: Model) -> None:
    plain, rounded = KVCache(tiny.config, 20), QuantizedKVCache(tiny.config, 20, "int4")
    tiny.transformer.prefill([5, 6, 7, 8, 9, 10], plain)
    tiny.transformer.prefill([5, 6, 7, 8, 9, 10], rounded)
    first = plain.keys[0, 0, :, :6]
    assert np.allclose(rounded.keys[0, 0, :, :6], round_kv(first, "int4"), atol=1e-5)
    assert (rounded.keys[0, 0, :, :6] != first).any()


@pytest.fixture(scope="module")
def lab(tiny: Model) -> QualityLab:
    """The quality bench on the tiny network."""
    return QualityLab(tiny)


def test_quality_bench(lab: QualityLab) -> None:
    full = lab.full()
    assert (full.kl, full.agreement) == (0.0, 1.0)
    kls = [lab.weights(QuantSpec(bits, 32)).kl for bits in (8, 4, 2)]
    assert kls == sorted(kls)
    assert kls[0] > 0
    assert lab.kv("fp16").kl < lab.kv("int8").kl < lab.kv("int4").kl


def test_quality_by_hand() -> None:
    half = np.log(np.asarray([[0.5, 0.5], [0.5, 0.5]]))
    skew = np.log(np.asarray([[0.25, 0.75], [0.5, 0.5]]))
    got = compare(half, skew, [0, 1])
    assert got.perplexity == pytest.approx(1 / 0.75)
    assert got.kl == pytest.approx(0.5 * (0.5 * math.log(2) + 0.5 * math.log(0.5 / 0.75)))
    assert got.agreement == 0.5


def test_the_fixed_text(tiny: Model) -> None:
    assert 400 <= len(lesson_ids(tiny)) <= 600


def test_shipped_table() -> None:
    table = shipped_quality()
    assert all(table.weights(spec) is not None for spec in table_specs())
    assert all(table.kv(name) is not None for name in FORMATS)
    assert table.weights(QuantSpec(4, 16)) is None
    order = [table.full(), *(table.weights(QuantSpec(bits, 32)) for bits in BITS)]
    assert [q.kl for q in order if q] == sorted(q.kl for q in order if q)
    for bits in (4, 3):
        plain, guarded = (table.weights(QuantSpec(bits, 64, True, p)) for p in (0.0, 0.05))
        assert plain is not None and guarded is not None
        assert guarded.kl < plain.kl
    assert table.sample.shape == (576, 256)
    assert table.sample_activity.shape == (576,)


def test_shipped_table_is_the_models(model: Model) -> None:
    table, lab = shipped_quality(), QualityLab(model)
    tensors = model.transformer.weights.tensors
    assert (table.sample == tensors["13.out"][:, :256]).all()
    for spec in some((QuantSpec(8, 64), QuantSpec(4, 64, False, 0.01)), 1):
        kept, now = table.weights(spec), lab.weights(spec)
        assert isinstance(kept, Quality)
        assert now.perplexity == pytest.approx(kept.perplexity, rel=0.01)
        assert now.kl == pytest.approx(kept.kl, rel=0.05, abs=1e-4)
