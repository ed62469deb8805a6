"""Recordings that are damaged, foreign or made to burst: read, or refused in one line, quickly and in little memory."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import numpy as np
import pytest

from tests.fuzz import SEED, count
from tests.fuzz.mutate import NASTY, damaged_bytes, damaged_json
from tourapp.engine import recording_file
from tourapp.engine.layer_record import LAYER_ARRAYS, LayerRecord
from tourapp.engine.recording import ARRAYS, TOP, Recording
from tourapp.engine.recording_check import Meta
from tourapp.engine.recording_file import load_recording, save_recording
from tourapp.engine.sampler import SamplingParams
from tourapp.errors import UsageError

FILES = 10_000
LONGEST = 1.0
"""Seconds for one file of a few kilobytes, on a busy computer."""
MOST_MB = 40
"""Of memory for one file that is refused."""


def small() -> Recording:
    """The smallest recording with every array filled: three tokens read, two written, two layers."""
    dice = np.random.default_rng(1)

    def real(*shape: int, kind: Any = np.float32) -> np.ndarray:
        return dice.uniform(0, 1, shape).astype(kind)

    return Recording(
        *("abc", False, "toy", "live", SamplingParams(), 2, "length"),
        *(("a", "b", "c"), ("a", "b", "c"), ("d", "e"), ("d", "e"), "de", 64, 0.1),
        prompt_ids=np.arange(3, dtype=np.int32),
        prompt_special=np.zeros(3, bool),
        ids=np.arange(2, dtype=np.int32),
        logprobs=-real(2, kind=np.float64),
        top_ids=np.tile(np.arange(TOP, dtype=np.int32), (2, 1)),
        top_logits=real(2, TOP),
        logsumexp=real(2, kind=np.float64),
        full_steps=np.asarray([0], np.int32),
        full_logits=real(1, 300),
        attention_packed=real(2, 2, 10, kind=np.float16),
        key_norms=real(2, 1, 4),
        value_norms=real(2, 1, 4),
        embeddings=real(5, 8),
        qkv_layers=np.asarray([0, 1], np.int32),
        queries=real(2, 2, 4, 8, kind=np.float16),
        keys=real(2, 1, 4, 8, kind=np.float16),
        values=real(2, 1, 4, 8, kind=np.float16),
        step_seconds=real(2, kind=np.float64),
        layer_record=LayerRecord(
            norm_rms=real(5, 4),
            gate_stats=np.asarray([[0.5, 0.7, 2, 9]] * 2, np.float32),
            gate_up_last=real(2, 6, 2, kind=np.float16),
            sample_layers=np.asarray([0, 1], np.int32),
            gate_up_sample=real(2, 4, 6, 2, kind=np.float16),
            sample_streams=real(2, 6, 8),
            sample_queries=real(2, 2, 2, 8),
            sample_keys=real(2, 2, 1, 8),
            sample_values=real(2, 1, 8),
            sample_heads=real(2, 2, 8),
            final_hidden=real(2, 8, kind=np.float16),
            rope_turns=real(4),
        ),
    )


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, np.ndarray]:
    """The arrays of a good file."""
    path = tmp_path_factory.mktemp("recording") / "good.npz"
    save_recording(small(), path)
    assert load_recording(path).text == "de"
    with np.load(path) as archive:
        return {name: archive[name] for name in archive.files}


def packed(arrays: dict[str, np.ndarray], **more: Any) -> bytes:
    box = io.BytesIO()
    np.savez_compressed(box, **{**arrays, **more})  # type: ignore[arg-type]
    return box.getvalue()


def refusal(data: bytes, path: Path) -> str:
    """The one line with which a file is refused."""
    path.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        load_recording(path)
    words = str(caught.value)
    assert words.startswith(f"recording {path}: ") and words.isprintable() and len(words) < 800
    return words


@pytest.mark.parametrize("name", [name for name in (*ARRAYS, *LAYER_ARRAYS) if name != "prompt_special"])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_none_are_named(name: str, value: float, good: dict[str, np.ndarray], tmp_path: Path) -> None:
    array = good[name].copy()
    if array.dtype.kind == "f":
        array.flat[array.size // 2] = value
        words = refusal(packed(good, **{name: array}), tmp_path / "x.npz")
        assert f"({name}: holds numbers that are not finite)" in words
    else:
        array.flat[0] = -1
        assert f"({name}: holds numbers outside 0 to" in refusal(packed(good, **{name: array}), tmp_path / "x.npz")


@pytest.mark.parametrize("name", ["meta", *ARRAYS, *LAYER_ARRAYS])
def test_foreign_arrays_are_named(name: str, good: dict[str, np.ndarray], tmp_path: Path) -> None:
    path = tmp_path / "x.npz"
    whole = good[name]
    others = {
        "object": np.asarray([object()] * 3, dtype=object),
        "text": np.asarray(["a", "b"]),
        "complex": np.ones(whole.shape, complex),
        "dates": np.asarray(["2020-01-01"], "datetime64[D]"),
        "records": np.zeros(3, [("a", "i4"), ("b", "f4")]),
        "swapped": whole.astype(whole.dtype.newbyteorder("S")) if whole.dtype.itemsize > 1 else np.zeros(3, ">i4"),
        "number": np.asarray(3, whole.dtype),
        "empty": whole[:0],
        "longer": np.concatenate([whole, whole]),
        "deeper": whole[None],
    }
    for kind, array in others.items():
        words = refusal(packed(good, **{name: array}), path)
        assert f"({name}: " in words or kind in ("longer", "empty", "deeper", "number"), (kind, words)
    rest = {key: value for key, value in good.items() if key != name}
    assert f"({name}: is missing)" in refusal(packed(rest), path)
    box = io.BytesIO(packed(good))
    with zipfile.ZipFile(box, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(f"{name}.npy", b"x")
    assert f"({name}: is there twice)" in refusal(box.getvalue(), path)


def test_unknown_names_are_named(good: dict[str, np.ndarray], tmp_path: Path) -> None:
    for name in ("colour", "../../evil", "a\nb", "id" * 200):
        words = refusal(packed(good, **{name: np.zeros(3)}), tmp_path / "x.npz")
        assert "there is no array of this name" in words and ascii(name)[1:20] in words


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("finish", "x"), ("context", 0), ("max_tokens", -1), ("prefill_seconds", -1), ("version", 9), ("params", {})),
        *(("params", {"temperature": 9.0}), ("pieces", ["d"]), ("texts", []), ("prompt_pieces", []), ("chat", 1)),
    ],
)
def test_fields_of_the_meta_are_named(field: str, value: Any, good: dict[str, np.ndarray], tmp_path: Path) -> None:
    meta = msgspec.json.decode(good["meta"].tobytes()) | {field: value}
    if field == "params" and value:
        meta["params"] = {"temperature": 9.0, "top_k": 0, "top_p": 1.0, "seed": 1}
    data = np.frombuffer(msgspec.json.encode(meta), np.uint8)
    words = refusal(packed(good, meta=data), tmp_path / "x.npz")
    said = {"params": "temperature" if value else "params", "texts": "pieces", "prompt_pieces": "pieces"}.get(
        field, field
    )
    assert said in words
    assert set(meta) == set(Meta.__struct_fields__)


def bomb(good: dict[str, np.ndarray]) -> bytes:
    """Some 300 kB that become 320 MB."""
    return packed(good, full_logits=np.zeros((1, 80_000_000), np.float32))


def lying_header(good: dict[str, np.ndarray]) -> bytes:
    """A header that announces 4 TB, with nothing behind it."""
    box = io.BytesIO()
    np.lib.format.write_array_header_1_0(box, {"descr": "<f4", "fortran_order": False, "shape": (1, 10**12)})
    return _with_member(good, "full_logits", box.getvalue())


def long_header(good: dict[str, np.ndarray]) -> bytes:
    """A header of a gigabyte, by its own account."""
    return _with_member(good, "full_logits", b"\x93NUMPY\x02\x00" + struct.pack("<I", 2**30) + b" " * 1000)


def _with_member(good: dict[str, np.ndarray], name: str, data: bytes) -> bytes:
    rest = io.BytesIO(packed({key: value for key, value in good.items() if key != name}))
    with zipfile.ZipFile(rest, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.npy", data)
    return rest.getvalue()


def lying_directory(good: dict[str, np.ndarray]) -> bytes:
    """The bomb, with a directory that says it is small."""
    data = bytearray(packed(good, full_logits=np.zeros((1, 4_000_000), np.float32)))
    true, small = struct.pack("<I", 16_000_128), struct.pack("<I", 1_328)
    assert true in data
    return bytes(data.replace(true, small))


def many_names(_good: dict[str, np.ndarray]) -> bytes:
    """A directory of 70,000 names."""
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for number in range(70_000):
            archive.writestr(str(number), b"")
    return box.getvalue()


@pytest.mark.parametrize("make", [bomb, lying_header, long_header, lying_directory, many_names])
def test_files_made_to_burst_are_refused_in_little_memory(
    make: Any, good: dict[str, np.ndarray], tmp_path: Path
) -> None:
    data = make(good)
    tracemalloc.start()
    began = time.monotonic()
    try:
        words = refusal(data, tmp_path / "x.npz")
        peak = tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
    assert peak < MOST_MB + 2 * len(data) / 1e6 and time.monotonic() - began < 5 * LONGEST, (words, peak)


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording_file, "LARGEST", 1000)
    (tmp_path / "x.npz").write_bytes(b"x" * 1001)
    with pytest.raises(UsageError, match="1,001 bytes; a recording has at most 1,000"):
        load_recording(tmp_path / "x.npz")
    with pytest.raises(UsageError, match="is a folder"):
        load_recording(tmp_path)


def test_ten_thousand_damaged_recordings(good: dict[str, np.ndarray], tmp_path: Path) -> None:
    path, kept = tmp_path / "x.npz", 0
    whole = packed(good)
    meta = msgspec.json.decode(good["meta"].tobytes())
    for number in range(count(FILES)):
        dice = Random(SEED * 100_000 + number)
        path.write_bytes(_damaged(good, whole, meta, dice))
        began = time.monotonic()
        try:
            found = load_recording(path)
            assert np.isfinite(found.embeddings).all()
            kept += 1
        except UsageError as error:
            assert str(error).isprintable() and len(str(error)) < 800
        except Exception as error:
            raise AssertionError(f"seed {SEED}, number {number}: {type(error).__name__}: {error}") from error
        assert time.monotonic() - began < LONGEST, f"seed {SEED}, number {number}"
    assert kept < count(FILES) / 2


def _damaged(good: dict[str, np.ndarray], whole: bytes, meta: dict[str, Any], dice: Random) -> bytes:
    """One of: damaged bytes, a damaged list of fields, an array of another kind or shape, a damaged header."""
    name = dice.choice(list(good))
    match dice.randrange(4):
        case 0:
            return damaged_bytes(whole, dice)
        case 1:
            return packed(good, meta=np.frombuffer(damaged_json(meta, dice), np.uint8))
        case 2:
            return packed(good, **{name: _other(good[name], dice)})
        case _:
            box = io.BytesIO()
            np.save(box, good[name])
            return _with_member(good, name, damaged_bytes(box.getvalue()[:140], dice) + box.getvalue()[140:])


def _other(array: np.ndarray, dice: Random) -> np.ndarray:
    match dice.randrange(5):
        case 0:
            return array.astype(dice.choice((np.int8, np.uint64, np.float16, np.float64, bool, complex)))
        case 1:
            return array.reshape(array.shape[::-1])
        case 2:
            return np.repeat(array, dice.randint(0, 3), axis=dice.randrange(array.ndim))
        case 3:
            return np.asarray([dice.choice(NASTY[:8])] * dice.randint(0, 5))
        case _:
            changed = array.copy()
            if changed.size:
                changed.flat[dice.randrange(changed.size)] = dice.choice((0, 1, 100))
            return changed
