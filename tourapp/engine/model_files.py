"""The files of a converted model: replaced as a whole, checked once, cleared away when a stopped program left them.

A folder in the making is called `install-*` and holds a locked file; the system lets go of the lock when the program
ends, however it ends, so a folder without a holder is left over. Not here: what the files hold (`model_header`).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

import msgspec

from tourapp.errors import TourError
from tourapp.files import write_whole

WEIGHTS, HEADER, CHECKED, LOCK = "weights.f32", "header.json", "checked.json", "lock"
LEFT_OVER_S = 3600.0
"""Age from which a folder without a lock, which a program died in making, is left over."""


class Checked(msgspec.Struct, frozen=True):
    """Which weights were found to be what was written: size, time of change, inode, SHA-256; the header's SHA-256."""

    bytes: int
    mtime_ns: int
    inode: int
    sha256: str
    header: str


@contextmanager
def making(target: Path) -> Iterator[Path]:
    """A new folder beside what is in `target`, which is gone afterwards. Raises OSError."""
    target.mkdir(parents=True, exist_ok=True)
    young = Path(tempfile.mkdtemp(prefix="new-", dir=target))
    handle = os.open(young / LOCK, os.O_RDWR | os.O_CREAT)
    folder = young
    try:
        _lock(handle)
        folder = young.with_name(young.name.replace("new-", "install-", 1))
        os.replace(young, folder)
        yield folder
    finally:
        os.close(handle)
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(made: Path, target: Path, sha256: str) -> None:
    """Let new files take the names of the old ones, which stay whole for whoever has them open. The header goes first
    and comes last: there is never one beside other weights. Raises OSError."""
    facts = (made / WEIGHTS).stat()
    header = hashlib.sha256((made / HEADER).read_bytes()).hexdigest()
    checked = Checked(facts.st_size, facts.st_mtime_ns, facts.st_ino, sha256, header)
    (made / CHECKED).write_bytes(msgspec.json.encode(checked))
    for name in (HEADER, CHECKED):
        (target / name).unlink(missing_ok=True)
    for name in (WEIGHTS, CHECKED, HEADER):
        os.replace(made / name, target / name)


def take_away(folder: Path) -> None:
    """Delete a model: it is gone at once, under another name, and then piece by piece. Raises OSError."""
    gone = Path(tempfile.mkdtemp(prefix="remove-", dir=folder.parent))
    os.replace(folder, gone / folder.name)
    shutil.rmtree(gone, ignore_errors=True)


def clear_left_over(models: Path) -> list[Path]:
    """Delete what a program left that was stopped while it installed or removed; returns those folders."""
    gone = []
    with suppress(OSError):
        for folder in [*models.glob("*/install-*"), *models.glob("*/new-*"), *models.glob("remove-*")]:
            if folder.is_dir() and _left_over(folder):
                shutil.rmtree(folder, ignore_errors=True)
                gone.append(folder)
    return gone


def read_checked(folder: Path) -> Checked | None:
    """What was found when the files were last checked; None where that is not known."""
    try:
        return msgspec.json.decode((folder / CHECKED).read_bytes(), type=Checked)
    except (OSError, msgspec.DecodeError):
        return None


def is_intact(folder: Path, sha256: str, again: bool = False) -> bool:
    """Whether the weights are what was written: read to the end once for each version of the file (or `again`), then
    remembered beside it, by size, time of change and inode. Raises OSError."""
    path = folder / WEIGHTS
    facts = path.stat()
    key = (str(path), facts.st_size, facts.st_mtime_ns, facts.st_ino, sha256)
    known = read_checked(folder)
    if not again and known is not None and key[1:] == (known.bytes, known.mtime_ns, known.inode, known.sha256):
        return True
    if again:
        _read_through.cache_clear()
    whole = _read_through(*key)
    if whole:
        header = hashlib.sha256((folder / HEADER).read_bytes()).hexdigest()
        _remember(folder, Checked(*key[1:4], sha256, header))
    else:
        with suppress(OSError):
            (folder / CHECKED).unlink(missing_ok=True)
    return whole


@lru_cache(maxsize=8)
def _read_through(path: str, size: int, mtime_ns: int, inode: int, sha256: str) -> bool:
    """Whether a version of a file has this checksum; kept, so that a damaged one is not read again and again. Raises
    OSError."""
    with open(path, "rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest() == sha256


def _remember(folder: Path, checked: Checked) -> None:
    """Write it whole or not at all; a folder that cannot be written is checked again next time."""
    with suppress(OSError, TourError):
        write_whole(folder / CHECKED, msgspec.json.encode(checked))


def _left_over(folder: Path) -> bool:
    if folder.name.startswith("remove-"):
        return True
    try:
        handle = os.open(folder / LOCK, os.O_RDWR)
    except OSError:  # made by an older version, or a moment ago
        return time.time() - folder.stat().st_mtime > LEFT_OVER_S
    try:
        _lock(handle)
        return folder.name.startswith("install-") or time.time() - folder.stat().st_mtime > LEFT_OVER_S
    except OSError:
        return False
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    """Hold a file until the program ends or closes it. Raises OSError when another one does."""
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
