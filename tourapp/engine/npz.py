"""Arrays of an npz file, looked at before they are unpacked: names, types, shapes and sizes come from the file's
directory and the arrays' own headers, so that nothing large or foreign is ever made. No pickles."""

from __future__ import annotations

import math
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

HEADER = 10_000
"""Bytes of the longest header of an array."""
DIRECTORY = 65_536
"""Bytes of the longest directory: some thirty names."""
_END = struct.Struct("<4s4H2LH")
_END_MARK, _FAR_MARK = b"PK\x05\x06", b"PK\x06\x07"
_MAGIC = b"\x93NUMPY\x01\x00"
_HEADER = re.compile(
    r"\{'descr': '([|<>=][a-zA-Z]\d{1,3})', 'fortran_order': (True|False), "
    r"'shape': \(((?:\d{1,12}, ?)*\d{0,12})\), \} *\n"
)
"""As numpy writes it; numpy's own reader takes much more, and fails in many ways."""
KINDS = {"i": "whole numbers", "u": "bytes", "f": "numbers", "b": "yes or no"}


class ForeignArchiveError(ValueError):
    """A file that is not what it should be; the words begin with the name of the array at fault, where there is one."""


@dataclass(frozen=True, slots=True)
class ArrayHeader:
    """What an array will be: its shape, its type, its bytes unpacked, where they begin, and their order."""

    shape: tuple[int, ...]
    dtype: np.dtype
    size: int
    start: int
    by_column: bool


class ArrayBox:
    """The arrays of an open npz file by name; exactly the expected ones, and of the optional ones those in `headers`,
    together at most `largest` bytes unpacked.

    Raises ForeignArchiveError that names the array.
    """

    def __init__(self, file: BinaryIO, names: Iterable[str], largest: int, optional: Iterable[str] = ()) -> None:
        wanted, more = tuple(names), tuple(optional)
        _check_directory(file, len(wanted) + len(more))
        with _told(""):
            self._zip = zipfile.ZipFile(file)
        self._infos = _members(self._zip, wanted, more)
        total = sum(info.file_size for info in self._infos.values())
        if total > largest:
            raise ForeignArchiveError(f"{total:,} bytes unpacked, allowed: {largest:,}")
        self.headers = {name: self._header(name) for name in (*wanted, *more) if name in self._infos}

    def array(self, name: str) -> np.ndarray:
        """One array, unpacked. It cannot be written to."""
        header = self.headers[name]
        with _told(name), self._zip.open(self._infos[name]) as member:
            data = member.read()
        if len(data) != header.start + header.size:
            raise ForeignArchiveError(f"{name}: is cut off")
        flat = np.frombuffer(data, header.dtype, offset=header.start)
        return flat.reshape(header.shape, order="F" if header.by_column else "C")

    def _header(self, name: str) -> ArrayHeader:
        info = self._infos[name]
        with _told(name), self._zip.open(info) as member:
            start = member.read(10)
            length = int.from_bytes(start[8:], "little")
            text = member.read(min(length, HEADER)).decode("latin-1")
        found = _HEADER.fullmatch(text)
        if start[:8] != _MAGIC or len(text) != length or found is None:
            raise ForeignArchiveError(f"{name}: is not an array of plain numbers")
        with _told(name):
            dtype = np.dtype(found[1])
        if dtype.kind not in KINDS or not dtype.isnative:
            raise ForeignArchiveError(f"{name}: holds {dtype.str}, allowed: plain numbers in this computer's order")
        shape = tuple(int(side) for side in found[3].replace(",", " ").split())
        size = math.prod(shape) * dtype.itemsize
        if 10 + length + size != info.file_size:
            raise ForeignArchiveError(f"{name}: {info.file_size:,} bytes do not hold a shape of {str(shape)[:80]}")
        return ArrayHeader(shape, dtype, size, 10 + length, found[2] == "True")


class _told:  # noqa: N801 - used as a statement
    """Whatever a damaged archive makes its readers raise becomes one kind of error that names the array."""

    def __init__(self, name: str) -> None:
        self._front = f"{name}: " if name else ""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, ForeignArchiveError):
            return
        if isinstance(error, OSError | ValueError | KeyError | EOFError | RuntimeError | TypeError | SyntaxError):
            raise ForeignArchiveError(f"{self._front}{_plain(error)}") from None
        if isinstance(error, zipfile.BadZipFile | zlib.error | struct.error | MemoryError | OverflowError | IndexError):
            raise ForeignArchiveError(f"{self._front}{_plain(error)}") from None


def _plain(error: BaseException) -> str:
    """The words of an error on one line, not too long."""
    words = " ".join(str(error).split())
    return (words or type(error).__name__)[:160]


def _check_directory(file: BinaryIO, count: int) -> None:
    """The directory's end, read by hand: a list of millions of names would take minutes to read."""
    size = file.seek(0, 2)
    far = 20  # bytes before the end, where the end of a very large archive would be told
    file.seek(max(0, size - _END.size - far))
    tail = file.read(_END.size + far)
    if len(tail) < _END.size or tail[-_END.size :][:4] != _END_MARK:
        raise ForeignArchiveError("not an npz file, or cut off")
    _, _, _, _, entries, length, _, _ = _END.unpack(tail[-_END.size :])
    if tail[-_END.size - far :].startswith(_FAR_MARK) or entries > 4 * count or length > DIRECTORY:
        raise ForeignArchiveError(f"{entries:,} arrays, expected {count}")
    file.seek(0)


def _members(box: zipfile.ZipFile, wanted: tuple[str, ...], more: tuple[str, ...]) -> dict[str, zipfile.ZipInfo]:
    """The entries of the wanted arrays: each there once, of the others at most once, nothing else, packed in a way that
    can be read."""
    found: dict[str, zipfile.ZipInfo] = {}
    for info in box.infolist():
        name = info.filename.removesuffix(".npy")
        shown = ascii(name)[1:41]
        if name not in (*wanted, *more) or name == info.filename:
            raise ForeignArchiveError(f"{shown}: there is no array of this name in a recording")
        if name in found:
            raise ForeignArchiveError(f"{name}: is there twice")
        if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ForeignArchiveError(f"{name}: is packed in an unknown way")
        found[name] = info
    for name in wanted:
        if name not in found:
            raise ForeignArchiveError(f"{name}: is missing")
    return found
