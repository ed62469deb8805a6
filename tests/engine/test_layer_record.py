"""Numbers from inside the layers: they are what the network computes, older files do without them, damage is named.

The figures are those of the specification of the atlas, for the default prompt and the small model.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tourapp.engine.embedding_norms import FILE, measure_norms, read_embedding_norms, shipped_embedding_norms
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.layer_record import LAYER_ARRAYS, SAMPLED, LayerRecord, lanes_for, sampled_layers, small_share
from tourapp.engine.model import Model
from tourapp.engine.record import record
from tourapp.engine.recording import ARRAYS, Recording
from tourapp.engine.recording_file import load_recording, save_recording
from tourapp.engine.sampler import SamplingParams
from tourapp.engine.shipped import PLANS, built_on, shipped_recording
from tourapp.errors import DamagedFileError, UsageError

DEFAULT, PROMPT = 34, "What is photosynthesis?"


@pytest.fixture(scope="module")
def made(tiny: Model) -> Recording:
    """A small live recording."""
    return record(tiny, "What is this?", True, SamplingParams(0.9, 50, 0.95, 3), 6)


def inside(recording: Recording) -> LayerRecord:
    assert recording.layer_record is not None
    return recording.layer_record


def consistent(r: Recording) -> None:
    """What must hold for the numbers of any recording."""
    kept, last = inside(r), r.prompt_count - 1
    assert kept.norm_rms.shape == (2 * r.layers + 1, r.slots) and (kept.norm_rms > 0).all()
    np.testing.assert_allclose(kept.norm_rms[0], np.sqrt((r.embeddings[:-1] ** 2).mean(1)), rtol=1e-5)
    assert kept.gate_up_sample.shape[1] == min(r.slots, SAMPLED)
    assert tuple(kept.sample_layers) == sampled_layers(r.layers)
    assert len(kept.final_hidden) == len(r.ids)
    for at, layer in enumerate(kept.sample_layers.tolist()):
        stream, _, attention_out, middle, _, ffn_out = kept.sample_streams[at]
        np.testing.assert_allclose(stream + attention_out, middle, rtol=1e-6, atol=1e-6)
        for norm, vector in ((2 * layer, stream), (2 * layer + 1, middle), (2 * layer + 2, middle + ffn_out)):
            assert np.sqrt((vector**2).mean()) == pytest.approx(kept.norm_rms[norm, last], rel=1e-5)
        if last < kept.gate_up_sample.shape[1]:
            assert (kept.gate_up_sample[at, last] == kept.gate_up_last[layer]).all()
        before, after = kept.sample_queries[at]
        np.testing.assert_allclose(turned(before, kept.rope_turns * last), after, atol=1e-3 * np.abs(after).max())
        before, after = kept.sample_keys[at]
        np.testing.assert_allclose(turned(before, kept.rope_turns * last), after, atol=1e-3 * np.abs(after).max())
        if layer in r.qkv_layers and last < r.positions:
            queries, keys, values = r.qkv(layer)
            group = r.heads // r.kv_heads
            for kind, whole in ((kept.sample_queries[at, 1], queries), (kept.sample_keys[at, 1], keys)):
                np.testing.assert_allclose(kind, whole[:, last], atol=2e-3 * np.abs(kind).max())
            blend = [r.attention_row(layer, h, last) @ values[h // group, : last + 1] for h in range(r.heads)]
            np.testing.assert_allclose(kept.sample_heads[at], blend, atol=5e-3 * np.abs(blend).max())


def turned(x: np.ndarray, angles: np.ndarray) -> np.ndarray:
    """x [heads, d] with dimension j and j + d/2 turned by these angles [d/2]."""
    first, second = np.split(x, 2, axis=-1)
    cos, sin = np.cos(angles), np.sin(angles)
    return np.concatenate([first * cos - second * sin, second * cos + first * sin], axis=-1)


def test_a_live_recording_has_them(made: Recording) -> None:
    consistent(made)
    assert all(not array.flags.writeable for array in inside(made).arrays().values())


@pytest.mark.parametrize("name", list(PLANS))
def test_shipped_recordings_have_them(name: str) -> None:
    consistent(shipped_recording(name))


def test_they_are_what_the_network_computes(tiny: Model, made: Recording) -> None:
    """An observer sees the products and the last norm's output the plain way."""
    kept, seen = inside(made), {}
    tiny.transformer.observer = lambda layer, name, x: seen.__setitem__((layer, name), x.copy())
    try:
        tiny.transformer.prefill(made.all_ids[: made.prompt_count].tolist(), KVCache(tiny.config, 60))
    finally:
        tiny.transformer.observer = None
    head = tiny.transformer.head
    for layer in range(made.layers):
        products = seen[layer, "down"]
        np.testing.assert_allclose(kept.gate_up_last[layer, :, 1], products[-1], rtol=2e-3, atol=1e-6)
        weight = tiny.transformer.layers[layer][4][:, : tiny.config.ffn]
        gates = seen[layer, "gate_up"] @ weight
        np.testing.assert_allclose(kept.gate_up_last[layer, :, 0], gates[-1], rtol=2e-3, atol=1e-3)
        assert kept.gate_stats[layer, 0] == pytest.approx((gates < 0).mean(), abs=2e-3)
        assert kept.gate_stats[layer, 1] == pytest.approx(small_share(products).mean(), abs=2e-3)
        assert kept.gate_stats[layer, 2] == pytest.approx(np.median(lanes_for(products)), abs=0.5)
        assert kept.gate_stats[layer, 3] == pytest.approx(np.abs(products).max(), rel=1e-5)
    np.testing.assert_allclose(kept.final_hidden[0] @ head, made.full_logits[0], atol=2e-2)


def test_lanes_for_is_the_fewest_lanes() -> None:
    products = np.asarray([[3.0, -4.0, 0.0, 0.0], [1.0, 1.0, 1.0, 1.0], [0.0, 9.0, 0.1, 0.0], [0.0, 0.0, 0.0, 0.0]])
    assert lanes_for(products).tolist() == [2, 4, 1, 1]
    assert lanes_for(products, 0.6).tolist() == [1, 3, 1, 1]
    assert small_share(products[:3]).tolist() == [0.5, 0.0, 0.75]


def test_the_specifications_figures() -> None:
    r = shipped_recording("default")
    kept, last = inside(r), r.prompt_count - 1
    assert (r.prompt_count, kept.norm_rms.shape, kept.gate_up_last.shape) == (DEFAULT, (61, 86), (30, 1536, 2))
    rms = kept.norm_rms
    assert rms[0, last] == pytest.approx(0.124, rel=0.01) and rms[60, last] == pytest.approx(35.0, rel=0.01)
    assert rms[60, last] / rms[0, last] == pytest.approx(283, rel=0.01)
    assert rms[: 2 * 12, 0].max() < 40 and rms[2 * 12, 0] == pytest.approx(1046, rel=0.01), "by the 13th layer"
    assert rms.max() == rms[2 * 12, 0]
    closed, small = kept.gate_stats[:, 0], kept.gate_stats[:, 1]
    assert closed.mean() == pytest.approx(0.61, rel=0.01) and small.mean() == pytest.approx(0.71, rel=0.01)
    assert (closed.min(), closed.max()) == (pytest.approx(0.31, rel=0.015), pytest.approx(0.78, rel=0.01))
    lanes = lanes_for(kept.gate_up_last[:, :, 1].astype(np.float32))
    assert (np.median(lanes), lanes.min(), lanes[10]) == (pytest.approx(317, rel=0.01), 4, 353)
    assert (kept.gate_up_last[10, :, 0] < 0).mean() == pytest.approx(0.73, rel=0.01)
    assert tuple(kept.sample_layers) == (0, 10, 29), "the 1st, the 11th and the last"


def test_the_shipped_numbers_are_the_models(model: Model) -> None:
    """A new run gives them again, but for the last bits of another processor."""
    new, kept = inside(record(model, PROMPT, max_tokens=2)), inside(shipped_recording("default"))
    np.testing.assert_allclose(new.norm_rms, kept.norm_rms[:, :35], rtol=1e-3)
    np.testing.assert_allclose(new.gate_stats, kept.gate_stats, rtol=0.01, atol=0.5)
    np.testing.assert_allclose(new.sample_streams, kept.sample_streams, atol=0.01 * np.abs(kept.sample_streams).max())
    assert np.abs(new.gate_up_last - kept.gate_up_last).max() < 0.05
    scores = kept.final_hidden[0].astype(np.float32) @ model.transformer.head
    assert scores.argmax() == shipped_recording("default").top_ids[0, 0]


def test_long_prompts_keep_the_last_token_and_the_first_ones(tiny: Model) -> None:
    r = record(tiny, "1 " * 150, chat=False, max_tokens=2)
    kept = inside(r)
    assert kept.norm_rms.shape == (7, 301) and (kept.norm_rms > 0).all()
    assert kept.gate_up_sample.shape == (3, SAMPLED, 48, 2)
    assert kept.gate_up_last.any() and kept.sample_heads.any()
    consistent(r)


def test_a_shorter_answer_has_fewer(tiny: Model, made: Recording) -> None:
    short = made.clipped(2)
    consistent(short)
    kept = inside(short)
    assert (kept.norm_rms == inside(made).norm_rms[:, : short.slots]).all() and len(kept.final_hidden) == 2
    assert inside(made).thinned(5).gate_up_sample.shape[1] == 5


def test_a_file_of_the_version_before_loads(made: Recording, tmp_path: Path) -> None:
    path = tmp_path / "old.npz"
    save_recording(replace(made, layer_record=None), path)
    with np.load(path) as archive:
        assert b'"version":2' in archive["meta"].tobytes() and set(archive.files) == {"meta", *ARRAYS}
    old = load_recording(path)
    assert old.layer_record is None and (old.ids == made.ids).all()
    assert old.clipped(3).layer_record is None
    save_recording(old, path)
    assert load_recording(path).layer_record is None


def test_round_trip(made: Recording, tmp_path: Path) -> None:
    path = tmp_path / "one.npz"
    save_recording(made, path)
    back = inside(load_recording(path))
    for name, array in inside(made).arrays().items():
        assert (getattr(back, name) == array).all() and getattr(back, name).dtype == array.dtype


WRONG = {
    "norm_rms": (lambda a: a[:, 1:], "shape"),
    "gate_stats": (lambda a: a + 2, "shares outside 0 to 1"),
    "gate_up_last": (lambda a: a[:, :, :1], "shape"),
    "sample_layers": (lambda a: a[::-1], "are not 0, 1, 2"),
    "gate_up_sample": (lambda a: np.concatenate([a, a], axis=1), "more tokens than were fed"),
    "sample_streams": (lambda a: a[:, :5], "shape"),
    "sample_queries": (lambda a: a[:, :1], "shape"),
    "sample_keys": (lambda a: a[:, :, :1], "shape"),
    "sample_values": (lambda a: a.astype(np.int32), "holds int32"),
    "sample_heads": (lambda a: a * np.nan, "not finite"),
    "final_hidden": (lambda a: a[1:], "shape"),
    "rope_turns": (lambda a: a - 5, "outside 0 to 10"),
}


@pytest.mark.parametrize("name", LAYER_ARRAYS)
def test_a_damaged_array_is_named(name: str, made: Recording, tmp_path: Path) -> None:
    path, (change, said) = tmp_path / "bad.npz", WRONG[name]
    wrong = replace(inside(made), **{name: change(getattr(inside(made), name))})
    save_recording(replace(made, layer_record=wrong), path)
    with pytest.raises(UsageError, match=rf"\({name}: .*{said}"):
        load_recording(path)


def test_arrays_of_another_version_are_named(made: Recording, tmp_path: Path) -> None:
    path = tmp_path / "bad.npz"
    save_recording(made, path)
    with np.load(path) as archive:
        arrays = {name: archive[name] for name in archive.files}
    np.savez(path, **{name: array for name, array in arrays.items() if name != "gate_stats"})
    with pytest.raises(UsageError, match=r"\(gate_stats: is missing\)"):
        load_recording(path)
    arrays["meta"] = np.frombuffer(arrays["meta"].tobytes().replace(b'"version":3', b'"version":2'), np.uint8)
    np.savez(path, **arrays)
    with pytest.raises(UsageError, match=r"\(norm_rms: there is no such array in layout version 2\)"):
        load_recording(path)


def test_a_new_run_adds_to_the_standing_recording(made: Recording) -> None:
    old = replace(made, layer_record=None, key_norms=made.key_norms * np.float32(1 + 1e-6), prefill_seconds=9.0)
    both = built_on(old, made)
    assert (both.key_norms == old.key_norms).all() and both.prefill_seconds == 9.0
    assert both.layer_record is made.layer_record
    other = replace(old, top_logits=old.top_logits + np.float32(1))
    assert built_on(other, made) is made and built_on(replace(old, prompt="x"), made) is made
    assert built_on(old.clipped(3), made) is made


def test_the_rows_of_the_embedding(model: Model) -> None:
    shipped = shipped_embedding_norms()
    assert shipped.model == model.name and not shipped.norms.flags.writeable
    np.testing.assert_array_equal(shipped.norms, measure_norms(model).norms)


def test_the_specifications_figures_of_the_embedding() -> None:
    norms = shipped_embedding_norms().norms
    assert norms.shape == (49_152,)
    assert (norms.min(), norms.max()) == (pytest.approx(1.79, rel=0.01), pytest.approx(7.49, rel=0.01))
    assert np.median(norms) == pytest.approx(3.15, rel=0.01)
    r = shipped_recording("default")
    np.testing.assert_allclose(np.linalg.norm(r.embeddings, axis=1), norms[r.all_ids], rtol=1e-5)


@pytest.mark.parametrize("damage", ["cut", "empty", "nan", "negative", "short", "names", "json"])
def test_damaged_rows_are_named(damage: str, tmp_path: Path) -> None:
    path, norms = tmp_path / FILE, shipped_embedding_norms().norms.copy()
    meta = b'{"model":"x"}' if damage != "json" else b"{"
    norms = {"nan": norms * np.nan, "negative": -norms, "short": norms[1:]}.get(damage, norms)
    names = {"rows": norms} if damage == "names" else {"norms": norms}
    np.savez(path, meta=np.frombuffer(meta, np.uint8), **names)
    data = path.read_bytes()
    path.write_bytes({"cut": data[: len(data) // 2], "empty": b""}.get(damage, data))
    with pytest.raises(DamagedFileError, match=rf"^{FILE}: .*install tourapp again$"):
        read_embedding_norms(path)
    with pytest.raises(DamagedFileError, match=rf"^{FILE}: "):
        read_embedding_norms(tmp_path / "none" / FILE)
