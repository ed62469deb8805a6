"""Reads GGUF files: the settings and the table of tensors in their header, and the tensors as plain numbers.

A file may come from anywhere, so nothing in it is believed: every count, length, kind and place is held against a
limit and against the size of the file before it is used; memory and time are bounded. The file is opened once: what is
hashed, checked and read is the very same one. Not here: what a llama model must hold (`gguf_llama`).
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from tourapp.engine.gguf_types import OTHER_TYPES, PACKINGS, Packing, unpack
from tourapp.engine.gguf_values import AGAIN, NAME_LIMIT, HeaderBytes, shown
from tourapp.errors import UsageError

HEADER_LIMIT = 64 << 20
"""Bytes a header may have; a vocabulary of 260,000 tokens with its merges has 12 MB."""
FIELDS, TENSORS, DIMENSIONS = 4_096, 4_096, 4
WEIGHTS = 2_000_000_000
"""Parameters of the largest model that is converted."""
FILE_LIMIT = HEADER_LIMIT + 4 * WEIGHTS + (1 << 20)
PIECE = 1 << 22
"""Bytes read at once, of which progress is told."""


@dataclass(frozen=True, slots=True)
class TensorInfo:
    """Where a tensor lies: shape (out, in) or (n,), how it is packed, where its bytes begin and how many there are."""

    name: str
    shape: tuple[int, ...]
    packing: Packing
    start: int
    bytes: int

    @property
    def size(self) -> int:
        """Numbers in it."""
        count = 1
        for side in self.shape:
            count *= side
        return count


class GgufFile:
    """One GGUF file, opened and its header read: `settings` by name, `tensors` by name. Close it, or use `with`."""

    def __init__(self, path: Path) -> None:
        """Open and read the header. Raises UsageError for anything that is no sound GGUF file."""
        self.path = path
        self._handle, self._stat = _opened(path)
        self.bytes = self._stat.st_size
        try:
            self._read_header()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; calling it again does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def sha256(self, tell: Callable[[float], None] = lambda share: None) -> str:
        """The checksum of the whole file; `tell` gets the share done. Raises UsageError when it changes meanwhile."""
        digest = hashlib.sha256()
        for start in range(0, self.bytes, PIECE):
            digest.update(self._bytes(start, min(PIECE, self.bytes - start), "content"))
            tell(min(1.0, (start + PIECE) / self.bytes))
        self.check_unchanged()
        return digest.hexdigest()

    def tensor(self, name: str) -> np.ndarray:
        """One tensor in fp32, shape (out, in) or (n,). Raises UsageError for values that are no numbers."""
        info = self.tensors[name]
        out = np.empty(info.size, np.float32)
        step = max(1, PIECE // info.packing.bytes)
        blocks = info.bytes // info.packing.bytes
        for block in range(0, blocks, step):
            count = min(step, blocks - block)
            start = info.start + block * info.packing.bytes
            raw = np.frombuffer(self._bytes(start, count * info.packing.bytes, name), np.uint8)
            first = block * info.packing.weights
            part = out[first : first + count * info.packing.weights]
            unpack(info.packing, raw, part)
            if not np.isfinite(part).all():
                raise UsageError(f"model file {self.path}: {shown(name)}: holds values that are no numbers; {AGAIN}")
        return out.reshape(info.shape)

    def check_unchanged(self) -> None:
        """Raises UsageError when somebody wrote to the file since it was opened."""
        now = os.fstat(self._handle)
        if (now.st_size, now.st_mtime_ns) != (self._stat.st_size, self._stat.st_mtime_ns):
            raise UsageError(f"model file {self.path}: changed while it was read; try again when it is complete")

    def _bytes(self, start: int, count: int, what: str) -> bytes:
        found = bytearray()
        try:
            os.lseek(self._handle, start, os.SEEK_SET)
            while len(found) < count:
                part = os.read(self._handle, count - len(found))
                if not part:
                    raise UsageError(f"model file {self.path}: {shown(what)}: the file became shorter; {AGAIN}")
                found += part
        except OSError as error:
            raise UsageError(
                f"model file {self.path}: {shown(what)}: cannot be read ({error.strerror}); {AGAIN}"
            ) from None
        return bytes(found)

    def _read_header(self) -> None:
        r = HeaderBytes(self.path, self._bytes(0, min(self.bytes, HEADER_LIMIT), "header"))
        if r.take(4) != b"GGUF":
            raise r.bad("not a GGUF file", "give a GGUF file of the llama architecture")
        r.field = "version"
        version = int(r.number(4))
        if version not in (2, 3):
            raise r.bad(f"{version}, allowed: 2 or 3, little-endian", "convert the model again with a newer llama.cpp")
        r.field = "tensor count"
        tensors = r.count("tensors", TENSORS, 24)
        r.field = "setting count"
        self.settings = _settings(r, r.count("settings", FIELDS, 13))
        self.tensors = _tensor_table(r, tensors, self.settings, self.bytes)


def _opened(path: Path) -> tuple[int, os.stat_result]:
    """An open regular file of a size that a model can have. Raises UsageError; never waits for a pipe."""
    try:
        kind = _kind(path.stat().st_mode)  # asked before opening: opening a device or a pipe can do something
        if kind:
            raise UsageError(f"model file {path}: is {kind}; give a GGUF file")
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"model file {path}: cannot be read ({why}); give a readable GGUF file") from None
    facts = os.fstat(handle)
    kind = _kind(facts.st_mode)
    problem = f"is {kind}; give a GGUF file" if kind else ""
    if not kind and facts.st_size > FILE_LIMIT:
        problem = f"{facts.st_size} bytes, allowed: at most {FILE_LIMIT}; give a smaller model"
    if problem:
        os.close(handle)
        raise UsageError(f"model file {path}: {problem}")
    return handle, facts


def _kind(mode: int) -> str:
    """What a file is that is no regular one, else ""."""
    if stat.S_ISREG(mode):
        return ""
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(mode) else "a device or socket"


def _settings(r: HeaderBytes, count: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number in range(count):
        r.field = f"name of setting {number + 1}"
        name = r.text(NAME_LIMIT)
        r.field = name
        if name in found:
            raise r.bad("stands there twice")
        found[name] = r.value()
    return found


def _tensor_table(r: HeaderBytes, count: int, settings: dict[str, Any], size: int) -> dict[str, TensorInfo]:
    rows = [_tensor_row(r, number) for number in range(count)]
    r.field = "general.alignment"
    align = settings.get("general.alignment", 32)
    if not isinstance(align, int) or align < 8 or align > 1 << 16 or align & (align - 1):
        raise r.bad(f"{str(align)[:40]}, allowed: a power of two from 8 to 65536")
    begin = -(-r.at // align) * align
    found: dict[str, TensorInfo] = {}
    for name, shape, packing, offset in rows:
        r.field = name
        info = TensorInfo(name, shape, packing, begin + offset, 0)
        info = TensorInfo(name, shape, packing, begin + offset, info.size // packing.weights * packing.bytes)
        if name in found:
            raise r.bad("stands there twice")
        if offset % align:
            raise r.bad(f"begins at byte {offset}, allowed: multiples of {align}")
        if info.start + info.bytes > size:
            raise r.bad("reaches beyond the end of the file")
        found[name] = info
    total = sum(info.size for info in found.values())
    if total > WEIGHTS:
        r.field = "tensors"
        raise r.bad(f"{total} parameters, allowed: at most {WEIGHTS}", "give a smaller model")
    return found


def _tensor_row(r: HeaderBytes, number: int) -> tuple[str, tuple[int, ...], Packing, int]:
    r.field = f"name of tensor {number + 1}"
    name = r.text(NAME_LIMIT)
    r.field = name
    dimensions = int(r.number(4))
    if not 1 <= dimensions <= DIMENSIONS:
        raise r.bad(f"{dimensions} dimensions, allowed: 1 to {DIMENSIONS}")
    sides = [int(r.number(10)) for _ in range(dimensions)]
    kind = int(r.number(4))
    offset = int(r.number(10))
    if any(not 1 <= side <= WEIGHTS for side in sides):
        raise r.bad(f"a side of {max(sides)}, allowed: 1 to {WEIGHTS}")
    packing = PACKINGS.get(kind)
    if packing is None:
        allowed = ", ".join(each.name for each in PACKINGS.values())
        known = OTHER_TYPES.get(kind, f"number {kind}")
        raise r.bad(f"packed as {known}, allowed: {allowed}", "give the model in one of these types")
    if sides[0] % packing.weights:
        raise r.bad(f"rows of {sides[0]}, allowed for {packing.name}: multiples of {packing.weights}")
    return name, tuple(reversed(sides)), packing, offset
