"""Which model is installed on this computer, and how it is opened.

The small model travels as a GGUF file inside a Python package; the package is located through its metadata and never
imported. Any other llama model is a GGUF file given by hand; the one given last is used until it is removed. What is
installed is two files in the user's cache: `weights.f32` (fused, transposed, fp32) and `header.json` (configuration,
tensor table, tokenizer). Not here: how they come and go (`model_install`), the forward pass, the tokenizer itself.
"""

from __future__ import annotations

import hashlib
import mmap
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

from tourapp.engine.installer import MODEL_FILE, install_command
from tourapp.engine.model_files import HEADER, WEIGHTS, clear_left_over, is_intact, read_checked
from tourapp.engine.model_header import FORMAT, Config, FileFacts, Header
from tourapp.engine.tokenizer_data import TokenizerData
from tourapp.errors import MissingError, TourError
from tourapp.itself import UNPACK, is_bundle
from tourapp.places import cache_dir

PACKAGE = MODEL_FILE.partition("=")[0]
INSTALL = "run `tourapp model install`"
PAGE = 4096
BY_HAND = "by-hand"
"""Folder of the model that was installed from a file given by hand."""


class KnownFile(msgspec.Struct, frozen=True):
    """A GGUF file this product knows: its recordings are of this model."""

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
    embedding of token t is row t of `embedding` [vocab, hidden], or column t of `head` where there is none (tied
    weights). `rope_freqs` [dim / 2], where it exists, divides the frequencies. `mapped`: the file behind it all.
    """

    name: str
    config: Config
    tokenizer: TokenizerData
    tensors: dict[str, np.ndarray]
    source: FileFacts
    mapped: mmap.mmap | None = None

    def check_whole(self) -> None:
        """Raises TourError when the mapped file has become shorter: reading what is gone would end the program."""
        if not self.is_whole:
            raise TourError(f"model {self.name}: its file became shorter while it was used; {INSTALL}")

    @property
    def is_whole(self) -> bool:
        """Whether the mapped file still is as long as it was."""
        return self.mapped is None or self.mapped.size() >= len(self.mapped)

    def warm(self) -> None:
        """Touch every page once, so that reading the disk is not mistaken for computing.

        Milliseconds when the system already holds the file, a second or so when it does not.
        """
        self.check_whole()
        for tensor in self.tensors.values():
            tensor.ravel(order="K")[:: PAGE // 4].sum()


def known_dir() -> Path:
    """The folder of the small model."""
    return cache_dir() / "models" / KNOWN[0].slug


def own_dir() -> Path:
    """The folder of a model given by hand."""
    return cache_dir() / "models" / BY_HAND


def is_own() -> bool:
    """Whether a model given by hand is the one in use: nothing recorded is of it."""
    return (own_dir() / HEADER).is_file()


def shared_dir() -> Path | None:
    """The folder of a converted model that all people of a computer share (TOURAPP_MODEL_DIR), where there is one."""
    given = os.environ.get("TOURAPP_MODEL_DIR", "")
    folder = Path(given).expanduser() if given else None
    return folder if folder is not None and (folder / HEADER).is_file() else None


def model_dir() -> Path:
    """The folder that holds (or will hold) the converted model in use: a person's own, else the shared one."""
    if is_own():
        return own_dir()
    shared = shared_dir()
    return known_dir() if shared is None or (known_dir() / HEADER).is_file() else shared


def find_gguf() -> Path:
    """The GGUF file carried by the Python package, found through its metadata. Raises MissingError."""
    from importlib import metadata  # reads mail headers: slow to import, and only needed here

    try:
        files = metadata.distribution(PACKAGE).files or []
    except metadata.PackageNotFoundError:
        raise MissingError(f"model: the package {PACKAGE} is not installed; {both_commands()}") from None
    for entry in files:
        if entry.suffix == ".gguf":
            path = Path(str(entry.locate()))
            if path.is_file():
                return path
    raise MissingError(f"model: the package {PACKAGE} holds no GGUF file any more; install it again: {both_commands()}")


def both_commands() -> str:
    """How the small model gets here from nothing, with the installer of this environment and the file that is known."""
    if is_bundle():
        return UNPACK
    return f"run `{install_command(MODEL_FILE)}` and then `tourapp model install`"


def remedy() -> str:
    """What to do when nothing usable is installed: shorter when the package is already there."""
    if is_own():
        return "run `tourapp model install FILE` with its file again, or `tourapp model remove`"
    try:
        find_gguf()
    except MissingError:
        return both_commands()
    return INSTALL


def read_header(folder: Path | None = None) -> Header:
    """The header of the installed model (or of the one in `folder`), and that everything but the content of the
    weights is well. Raises MissingError when nothing usable is installed."""
    _clear_once(cache_dir())
    folder = model_dir() if folder is None else folder
    path = folder / HEADER
    try:
        raw = path.read_bytes()
        header = _decoded(raw, str(folder))
    except FileNotFoundError:
        raise MissingError(f"model: not installed; {remedy()}") from None
    except (OSError, ValueError, msgspec.DecodeError) as error:
        raise MissingError(f"model: {path} is damaged ({error}); {remedy()}") from None
    weights = folder / WEIGHTS
    size = weights.stat().st_size if weights.is_file() else -1
    if header.format != FORMAT or size != header.weights_bytes:
        raise MissingError(f"model: {weights} is incomplete or of another version; {remedy()}")
    return header


@lru_cache(maxsize=2)
def _decoded(raw: bytes, folder: str) -> Header:
    """A header from its bytes, every part of it checked. Raises msgspec.DecodeError."""
    checked = read_checked(Path(folder))
    if checked is not None and checked.header != hashlib.sha256(raw).hexdigest():
        raise msgspec.DecodeError("its bytes are not those that were written")
    header = msgspec.json.decode(raw, type=Header)
    if header.format == FORMAT:
        header.check_layout()
        header.tables()
    return header


@lru_cache(maxsize=8)
def _clear_once(cache: Path) -> None:
    """What a stopped installation left goes at the next start."""
    clear_left_over(cache / "models")


def whole_header() -> Header:
    """The header of the installed model, whose weights are what was written. Raises MissingError."""
    header = read_header()
    path = model_dir() / WEIGHTS
    try:
        if is_intact(model_dir(), header.weights_sha256):
            return header
        problem = "its bytes are not those that were written"
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
    raise MissingError(f"model: {path} is damaged ({problem}); {remedy()}")


def open_weights() -> Weights:
    """Map the installed model into memory; what lies there is read through once for each version of the file, after
    that nothing is read until it is used. Raises MissingError."""
    header = whole_header()
    with (model_dir() / WEIGHTS).open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    flat = np.frombuffer(mapped, np.float32)
    tensors = {}
    for name, entry in header.tensors.items():
        start = entry.offset // 4
        view = np.asarray(flat[start : start + int(np.prod(entry.shape))]).reshape(entry.shape)
        tensors[name] = view.T if entry.turned else view
    return Weights(header.name, header.config, header.tables(), tensors, header.source, mapped)


def is_installed() -> bool:
    """Whether `open_weights` would succeed."""
    try:
        whole_header()
    except MissingError:
        return False
    return True
