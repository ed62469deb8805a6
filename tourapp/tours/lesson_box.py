"""A lesson with recordings as a file, `NAME.lesson`: a zip of `lesson.json` and at most eight recordings.

Names, counts and sizes are checked in the zip's own list before anything is unpacked, and nothing is ever written to
the disk. What stands in the text is read elsewhere (`load`).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tourapp.errors import UsageError
from tourapp.files import open_plain, whole_file
from tourapp.tours.format import LARGEST

if TYPE_CHECKING:
    from tourapp.engine.recording import Recording

TEXT = "lesson.json"
MOST_RECORDINGS = 8
LARGEST_RECORDING = 8_000_000
LARGEST_LESSON = 64_000_000 + LARGEST
"""Bytes, packed and unpacked alike."""
MOST_NUMBERS = 32_000_000
"""Bytes of a recording's arrays, unpacked."""
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}\.npz")
WHAT = f"a lesson: a zip of {TEXT} and at most {MOST_RECORDINGS} recordings"
_END_BYTES, _END_MARK = 22, b"PK\x05\x06"


class LessonBoxError(ValueError):
    """The file is no lesson: which part of it, and why."""


@dataclass(frozen=True, slots=True)
class LessonBox:
    """What a `.lesson` holds: the bytes of its text, and its recordings by name."""

    text: bytes
    recordings: dict[str, Recording]


def read_box(path: Path) -> LessonBox:
    """The parts of a `.lesson`. LessonBoxError names the part; UsageError where the file itself cannot be read."""
    with open_plain(path, LARGEST_LESSON, WHAT) as file:
        members = _members(file)
        text = _unpacked(members, TEXT)
        names = [name for name in members if name != TEXT]
        return LessonBox(text, {name: _recording(name, _unpacked(members, name)) for name in names})


def write_box(path: Path, text: bytes, recordings: dict[str, bytes]) -> None:
    """A `.lesson`, whole or not at all. `recordings`: the bytes of their files by name."""
    with whole_file(path) as draft, zipfile.ZipFile(draft, "w") as box:
        box.writestr(TEXT, text, zipfile.ZIP_DEFLATED)
        for name, data in recordings.items():
            box.writestr(name, data, zipfile.ZIP_STORED)  # packed already


Members = dict[str, tuple[zipfile.ZipFile, zipfile.ZipInfo]]


def _members(file: BinaryIO) -> Members:
    """Every part by its name, all of them allowed."""
    _check_end(file)
    try:
        box = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise LessonBoxError(f"is damaged or no zip ({_plain(error)})") from None
    found: Members = {}
    total = 0
    for info in box.infolist():
        name = info.orig_filename
        if name != TEXT and not NAME.fullmatch(name):
            raise LessonBoxError(f"{ascii(name)[:60]}: only {TEXT} and plain names such as answer-1.npz are allowed")
        if name in found:
            raise LessonBoxError(f"{name}: is there twice")
        if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise LessonBoxError(f"{name}: is locked or packed in an unknown way")
        most = LARGEST if name == TEXT else LARGEST_RECORDING
        if max(info.file_size, info.compress_size) > most:
            raise LessonBoxError(f"{name}: {info.file_size:,} bytes; at most {most:,} are allowed")
        total += info.file_size
        found[name] = (box, info)
    if TEXT not in found:
        raise LessonBoxError(f"{TEXT}: is missing")
    if len(found) > MOST_RECORDINGS + 1:
        raise LessonBoxError(f"{len(found) - 1} recordings; at most {MOST_RECORDINGS} are allowed")
    if total > LARGEST_LESSON:
        raise LessonBoxError(f"{total:,} bytes unpacked; at most {LARGEST_LESSON:,} are allowed")
    return found


def _check_end(file: BinaryIO) -> None:
    """The list's end, read by hand: a list of millions of names would take minutes to read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_BYTES))
    end = file.read(_END_BYTES)
    file.seek(0)
    if len(end) < _END_BYTES or end[:4] != _END_MARK:
        raise LessonBoxError("is no zip, or cut off")
    count = int.from_bytes(end[10:12], "little")
    if count > MOST_RECORDINGS + 1 or int.from_bytes(end[12:16], "little") > 10_000:
        raise LessonBoxError(f"{count:,} parts; a lesson has {TEXT} and at most {MOST_RECORDINGS} recordings")


def _unpacked(members: Members, name: str) -> bytes:
    box, info = members[name]
    try:
        with box.open(info) as part:
            data = part.read(info.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise LessonBoxError(f"{name}: is damaged ({_plain(error)})") from None
    if len(data) != info.file_size:
        raise LessonBoxError(f"{name}: has not the size that the zip says")
    return data


def _recording(name: str, data: bytes) -> Recording:
    from tourapp.engine.recording_file import read_recording

    try:
        return read_recording(io.BytesIO(data), name, MOST_NUMBERS)
    except UsageError as error:
        raise LessonBoxError(str(error)) from None


def _plain(error: Exception) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__
