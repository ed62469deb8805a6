"""Turns a GGUF file into what the engine maps: fused, transposed fp32 tensors in one file, and the header beside it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec
import numpy as np

from tourapp.engine.gguf_llama import ROPE, wanted_tensors
from tourapp.engine.gguf_reader import GgufFile
from tourapp.engine.model_header import FORMAT, Config, FileFacts, Header, TensorEntry
from tourapp.engine.tokenizer_data import TokenizerData

Progress = Callable[[float, str], None]
"""Called with the share done (0..1) and a word for what is being done; may raise to stop the work."""

ALIGN = 4096
TURNED = (".qkv", ".down")
"""Tensors that lie turned in memory: one row of input meets them in 73 and 69 GB/s instead of 56 and 38 on two threads;
`gate_up` gains a tenth that way and loses as much with many rows."""
LARGE = 1 << 27
"""Numbers from which a head is left as it lies in the file: turning it would take as much memory again."""
CHECKED = 0.05
"""Share of an installation that is over when the conversion begins."""


def converted_bytes(config: Config) -> int:
    """Bytes of the converted file, at most."""
    return 4 * config.parameters + ALIGN * (6 * config.layers + 4)


def convert(
    file: GgufFile, model: tuple[str, Config, TokenizerData], folder: Path, sha256: str, tell: Progress
) -> Header:
    """Write `weights.f32` and `header.json` into `folder`. model: name, shape and tables; sha256: of the file."""
    name, config, tables = model
    with (folder / "weights.f32").open("wb") as out:
        writer = _Writer(out, config, tell)
        for tensor_name, tensor in _tensors(file, config):
            writer.put(tensor_name, tensor)
        out.flush()
        os.fsync(out.fileno())
    file.check_unchanged()
    facts = FileFacts(str(file.path.resolve()), file.bytes, sha256)
    raw = msgspec.Raw(msgspec.json.encode(tables))
    header = Header(FORMAT, name, facts, writer.end, writer.digest.hexdigest(), config, writer.entries, raw)
    (folder / "header.json").write_bytes(msgspec.json.encode(header))
    return header


class _Writer:
    """Puts tensors into a file, each at a page's beginning, and keeps where they are and the checksum."""

    def __init__(self, out: BinaryIO, config: Config, tell: Progress) -> None:
        self.entries: dict[str, TensorEntry] = {}
        self.digest = hashlib.sha256()
        self.end = 0
        self._out, self._tell, self._all = out, tell, converted_bytes(config)

    def put(self, name: str, tensor: np.ndarray) -> None:
        """One more tensor."""
        turned = name.endswith(TURNED) or (name == "head" and tensor.size >= LARGE)
        data = np.ascontiguousarray(tensor.T if turned else tensor, dtype=np.float32)
        self.entries[name] = TensorEntry(data.shape, self.end, turned)
        padding = bytes(-data.nbytes % ALIGN)
        for part in (data.reshape(-1).view(np.uint8).data, padding):
            self._out.write(part)
            self.digest.update(part)
        self.end += data.nbytes + len(padding)
        self._tell(min(0.99, CHECKED + (0.99 - CHECKED) * self.end / self._all), "converting")


def _tensors(file: GgufFile, config: Config) -> Iterator[tuple[str, np.ndarray]]:
    """All tensors in the order of use, fused and transposed to (in, out)."""
    shapes = wanted_tensors(config)

    def read(name: str) -> np.ndarray:
        return file.tensor(name).reshape(shapes[name])

    for i in range(config.layers):
        yield f"{i}.attn_norm", read(f"blk.{i}.attn_norm.weight")
        query = unpermute(read(f"blk.{i}.attn_q.weight"), config.heads)
        key = unpermute(read(f"blk.{i}.attn_k.weight"), config.kv_heads)
        yield f"{i}.qkv", np.concatenate([query, key, read(f"blk.{i}.attn_v.weight")]).T
        yield f"{i}.out", read(f"blk.{i}.attn_output.weight").T
        yield f"{i}.ffn_norm", read(f"blk.{i}.ffn_norm.weight")
        gate, up = read(f"blk.{i}.ffn_gate.weight"), read(f"blk.{i}.ffn_up.weight")
        yield f"{i}.gate_up", np.concatenate([gate, up]).T
        yield f"{i}.down", read(f"blk.{i}.ffn_down.weight").T
    yield "norm", read("output_norm.weight")
    embedding = "token_embd.weight"
    if "output.weight" in file.tensors:
        yield "head", file.tensor("output.weight").reshape(shapes[embedding]).T
        yield "embedding", read(embedding)
    else:
        yield "head", read(embedding).T
    if ROPE in file.tensors:
        yield "rope_freqs", file.tensor(ROPE).reshape(-1)


def unpermute(weight: np.ndarray, heads: int) -> np.ndarray:
    """Undo the row order GGUF gives query and key weights of this architecture.

    GGUF interleaves the two halves that RoPE rotates together (row 2j and 2j+1 of a head); the rotation
    here pairs row j with row j + head_dim/2. weight: [heads x head_dim, hidden], same shape out.
    """
    rows, hidden = weight.shape
    return weight.reshape(heads, rows // heads // 2, 2, hidden).swapaxes(1, 2).reshape(rows, hidden)
