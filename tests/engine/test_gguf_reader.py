"""The reader of GGUF files: every type against the `gguf` package, and what it refuses, by name and with a remedy."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from pathlib import Path

import gguf
import numpy as np
import pytest

from tests.engine.gguf_files import TYPES, Tiny, of, write
from tourapp.engine import gguf_reader, model_install
from tourapp.engine.gguf_llama import llama_config
from tourapp.engine.gguf_reader import GgufFile
from tourapp.engine.gguf_types import PACKINGS, unpack
from tourapp.engine.gguf_vocabulary import vocabulary
from tourapp.errors import UsageError


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a file, beside a cache of its own."""
    monkeypatch.setenv("TOURAPP_CACHE", str(tmp_path / "cache"))
    return tmp_path / "model.gguf"


def opened(path: Path) -> None:
    """Everything an installation reads before the weights."""
    with GgufFile(path) as file:
        llama_config(file)
        vocabulary(file)


@pytest.mark.parametrize("number", PACKINGS, ids=lambda number: PACKINGS[number].name)
def test_every_type_is_unpacked_as_the_package_does(number: int) -> None:
    packing = PACKINGS[number]
    raw = np.random.default_rng(number).integers(0, 256, (3_000, packing.bytes), np.uint8)
    out = np.empty(3_000 * packing.weights, np.float32)
    unpack(packing, raw.ravel(), out)
    with np.errstate(all="ignore"):  # scales of any bits, some of them no numbers
        theirs = gguf.quants.dequantize(raw, gguf.GGMLQuantizationType(number)).astype(np.float32).ravel()
    assert np.array_equal(out, theirs, equal_nan=True)
    assert np.isfinite(out).mean() > 0.9


@pytest.mark.parametrize("packing", TYPES)
def test_a_whole_file_is_read_as_the_package_does(packing: str, path: Path) -> None:
    write(path, of(packing, tied=False))
    theirs = gguf.GGUFReader(str(path))
    with GgufFile(path) as file:
        assert list(file.tensors) == [tensor.name for tensor in theirs.tensors]
        for tensor in theirs.tensors:
            plain = gguf.quants.dequantize(tensor.data, tensor.tensor_type)
            assert (file.tensor(tensor.name) == plain).all()
        names = [name for name in theirs.fields if not name.startswith("GGUF.")]
        assert list(file.settings) == names
        for name in names:
            assert file.settings[name] == theirs.fields[name].contents()


def test_large_tensors_are_read_in_pieces(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(path, of("Q4_K"))
    with GgufFile(path) as file:
        whole = {name: file.tensor(name) for name in file.tensors}
    monkeypatch.setattr(gguf_reader, "PIECE", 1_000)
    with GgufFile(path) as file:
        assert all((file.tensor(name) == tensor).all() for name, tensor in whole.items())


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.gguf")
    for path, named in (
        (tmp_path / "pipe.gguf", "is a pipe"),
        (Path("/dev/zero"), "is a device"),
        (tmp_path, "is a folder"),
        (tmp_path / "absent.gguf", "cannot be read"),
        (tmp_path / "a\0b", "cannot be read"),
    ):
        with pytest.raises(UsageError, match=rf"{named}.*; give a (readable )?GGUF file"):
            GgufFile(path)


def test_a_file_larger_than_any_model_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.gguf"
    with path.open("wb") as out:
        out.truncate(gguf_reader.FILE_LIMIT + 1)
    with pytest.raises(UsageError, match="bytes, allowed: at most"):
        GgufFile(path)


REFUSED: dict[str, tuple[Tiny, dict, str]] = {
    "architecture": (Tiny(), {"general__architecture": "qwen2"}, "general.architecture: 'qwen2', allowed: 'llama'"),
    "experts": (Tiny(), {"llama__expert_count": 8}, "llama.expert_count: a mixture"),
    "split": (Tiny(), {"split__count": 3}, "split.count: the model is cut"),
    "layers": (Tiny(), {"llama__block_count": 3}, "blk.2.attn_norm.weight: missing"),
    "no layers": (Tiny(), {"llama__block_count": None}, "llama.block_count: missing"),
    "hidden": (Tiny(), {"llama__embedding_length": 32}, "token_embd.weight: shape 300 x 16, the settings say 300 x 32"),
    "heads": (Tiny(), {"llama__attention__head_count": "four"}, "head_count: 'four', allowed: 1 to 1024"),
    "kv heads": (Tiny(), {"llama__attention__head_count_kv": 3}, "head_count_kv: 3, allowed: a divisor"),
    "odd head": (Tiny(hidden=12, head_dim=3), {}, "even heads"),
    "half a rope": (Tiny(), {"llama__rope__dimension_count": 2}, "rope.dimension_count: 2, allowed: 4 to 4"),
    "yarn": (Tiny(), {"llama__rope__scaling__type": "yarn"}, "rope.scaling.type: 'yarn', allowed: none, linear"),
    "epsilon": (Tiny(), {"llama__attention__layer_norm_rms_epsilon": float("nan")}, "epsilon: nan, allowed"),
    "base": (Tiny(), {"llama__rope__freq_base": float("inf")}, "freq_base: inf, allowed"),
    "vocabulary size": (Tiny(), {"llama__vocab_size": 301}, "vocab_size: 301, allowed: 300 to 300"),
    "tokens": (Tiny(), {"tokenizer__ggml__tokens": [1, 2, 3]}, "tokens: .*allowed: a list of texts"),
    "types": (Tiny(), {"tokenizer__ggml__token_type": [1, 2]}, "token_type: 2 entries, allowed: 300"),
    "kind": (Tiny(), {"tokenizer__ggml__model": "bert"}, "tokenizer.ggml.model: 'bert', allowed: 'gpt2'"),
    "rule": (Tiny(), {"tokenizer__ggml__pre": "qwen2"}, "pre: 'qwen2', allowed: smollm, llama-bpe, default"),
    "merges": (Tiny(), {"tokenizer__ggml__merges": ["ab", "c d"]}, "merges: entry 1 is 'ab', allowed: two pieces"),
    "end token": (Tiny(), {"tokenizer__ggml__eos_token_id": 300}, "eos_token_id: 300, allowed: 0 to 299"),
    "scores": (Tiny(vocabulary="llama", vocab=400), {"tokenizer__ggml__scores": [0.5]}, "scores: 1 entries"),
    "alignment": (Tiny(), {"general__alignment": 48}, "general.alignment: 48, allowed: a power of two"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_named(name: str, path: Path) -> None:
    tiny, settings, said = REFUSED[name]
    write(path, tiny, **settings)
    with pytest.raises(UsageError, match=rf"model file .*{said}.*; [a-z]"):
        opened(path)


def test_types_that_are_not_read_are_refused_by_name(path: Path) -> None:
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_tensor("token_embd.weight", np.zeros((4, 84), np.uint8), raw_dtype=gguf.GGMLQuantizationType.Q2_K)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    with pytest.raises(UsageError, match=r"token_embd.weight: packed as Q2_K, allowed: F32, F16, Q4_0, .*BF16; give"):
        GgufFile(path)


def test_tensors_of_other_networks_are_refused(path: Path) -> None:
    from tests.engine.gguf_files import random_tensors

    more = random_tensors(Tiny()) | {"blk.0.attn_q.bias": np.zeros(16, np.float32)}
    write(path, Tiny(), more)
    with pytest.raises(UsageError, match=r"attn_q\.bias: a tensor that plain llama models do not have"):
        opened(path)


def test_weights_that_are_no_numbers_are_refused(path: Path, tmp_path: Path) -> None:
    from tests.engine.gguf_files import random_tensors

    tensors = random_tensors(Tiny())
    tensors["blk.1.ffn_up.weight"][3, 4] = np.inf
    write(path, Tiny(), tensors)
    with pytest.raises(UsageError, match=r"blk.1.ffn_up.weight: holds values that are no numbers; download"):
        model_install.install(path)
    assert not any((tmp_path / "cache" / "models" / "by-hand").iterdir())


def text(words: str) -> bytes:
    return struct.pack("<Q", len(words)) + words.encode()


HEAD = b"GGUF" + struct.pack("<IQQ", 3, 0, 1)
HOSTILE = {
    "empty": (b"", "the header ends"),
    "another file": (b"PK\x03\x04" + bytes(60), "magic: not a GGUF file; give a GGUF file of the llama"),
    "version 1": (b"GGUF" + struct.pack("<IQQ", 1, 0, 0), "version: 1, allowed: 2 or 3"),
    "big-endian": (b"GGUF" + struct.pack(">IQQ", 3, 0, 0), "version: 50331648, allowed"),
    "many settings": (b"GGUF" + struct.pack("<IQQ", 3, 0, 2**60), "settings, allowed: at most 4096"),
    "many tensors": (b"GGUF" + struct.pack("<IQQ", 3, 2**60, 0), "tensors, allowed: at most 4096"),
    "settings that are not there": (b"GGUF" + struct.pack("<IQQ", 3, 0, 4000), "do not fit into the file"),
    "a long name": (HEAD + struct.pack("<Q", 2**62) + b"x" * 9, "bytes of text, allowed: at most 256"),
    "a long list": (HEAD + text("a") + struct.pack("<IIQ", 9, 8, 2**40), "a: .* entries, allowed: at most 1048576"),
    "a list that is not there": (HEAD + text("a") + struct.pack("<IIQ", 9, 8, 2**20), "a: .*do not fit into the file"),
    "lists in lists": (HEAD + text("a") + struct.pack("<IIQ", 9, 9, 1) * 90, "a: a list of values of kind 9"),
    "an unknown kind": (HEAD + text("a") + struct.pack("<IQ", 13, 0), "a: values of kind 13, known: 0 to 12"),
    "no UTF-8": (HEAD + text("a") + struct.pack("<IQ", 8, 2) + b"\xff\xfe", "a: a text that is not UTF-8"),
    "twice": (
        b"GGUF" + struct.pack("<IQQ", 3, 0, 2) + (text("a") + struct.pack("<IB", 0, 1)) * 2,
        "a: stands there twice",
    ),
}


def tensor(offset: int, sides: tuple[int, ...] = (4,), kind: int = 0, dimensions: int | None = None) -> bytes:
    """A file with a row of the table of tensors and 64 bytes of data."""
    count = len(sides) if dimensions is None else dimensions
    row = text("t") + struct.pack("<I", count) + b"".join(struct.pack("<Q", side) for side in sides)
    head = b"GGUF" + struct.pack("<IQQ", 3, 1, 0) + row + struct.pack("<IQ", kind, offset)
    return head + bytes(-len(head) % 32) + bytes(64)


HOSTILE |= {
    "far away": (tensor(2**63), "t: reaches beyond the end"),
    "crooked": (tensor(8), "t: begins at byte 8, allowed: multiples of 32"),
    "huge": (tensor(0, (2**31, 2**31, 2**31)), "t: a side of"),
    "product": (tensor(0, (10**9, 10**9, 10**9, 10**9)), "t: reaches beyond the end"),
    "empty side": (tensor(0, (0,)), "t: a side of 0"),
    "no dimensions": (tensor(0, (), dimensions=0), "t: 0 dimensions, allowed: 1 to 4"),
    "many dimensions": (tensor(0, (2,) * 9), "t: 9 dimensions"),
    "half a block": (tensor(0, (33,), 8), "t: rows of 33, allowed for Q8_0: multiples of 32"),
    "unknown type": (tensor(0, (32,), 999), "t: packed as number 999"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_headers_are_refused(name: str, path: Path) -> None:
    data, said = HOSTILE[name]
    path.write_bytes(data)
    with pytest.raises(UsageError, match=rf"model file .*{said}"):
        GgufFile(path)


def test_too_many_parameters_are_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(path, Tiny())
    monkeypatch.setattr(gguf_reader, "WEIGHTS", 5_000)
    with pytest.raises(UsageError, match=r"tensors: \d+ parameters, allowed: at most 5000; give a smaller model"):
        GgufFile(path)


def test_a_file_that_changes_while_it_is_read_is_refused(path: Path) -> None:
    write(path, Tiny())

    def grow(share: float, what: str) -> None:
        if what == "converting":
            with path.open("ab") as out:
                out.write(b"more")

    with pytest.raises(UsageError, match="changed while it was read; try again"):
        model_install.install(path, grow)

    def shrink(share: float, what: str) -> None:
        if what == "converting":
            os.truncate(path, 9_000)

    write(path, Tiny())
    with pytest.raises(UsageError, match="the file became shorter"):
        model_install.install(path, shrink)


@pytest.fixture
def count_reads(monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Bytes read from files so far."""
    seen = [0]
    read = os.read

    def counted(handle: int, count: int) -> bytes:
        found = read(handle, count)
        seen[0] += len(found)
        return found

    monkeypatch.setattr(gguf_reader.os, "read", counted)
    return lambda: seen[0]


def test_what_cannot_be_used_is_refused_before_the_weights_are_read(path: Path, count_reads: Callable[[], int]) -> None:
    write(path, Tiny(), llama__block_count=3)
    with path.open("ab") as out:
        out.truncate(gguf_reader.HEADER_LIMIT + (1 << 30))  # a hole: large, and nothing on the disk
    with pytest.raises(UsageError, match="missing"):
        model_install.install(path)
    assert count_reads() <= gguf_reader.HEADER_LIMIT
