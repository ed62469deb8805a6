"""Files that are kept from one run to the next: read only after a look at them, the last good one as a backup beside.

A broken one never stops anything: it is put aside under a name of its own, once. Not here: what stands in a file.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

import msgspec

from tourapp.errors import TourError
from tourapp.files import write_whole

MOST_ASIDE = 100
"""Broken files that are kept."""
LONGEST_REASON = 200
"""Letters of what is wrong with a file that are told: it may be the file itself that is so long."""
BROKEN = (OSError, TourError, ValueError, RecursionError, msgspec.DecodeError)
"""What reading a file that somebody damaged may raise."""


def read_kept(path: Path, largest: int) -> bytes:
    """The bytes of a plain file. ValueError where it is none, or too long; OSError where it cannot be read."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ValueError(f"{path.name} is not a plain file")
    if status.st_size > largest:
        raise ValueError(f"the file is longer than {largest} bytes")
    with path.open("rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise ValueError(f"the file is longer than {largest} bytes")
    return data


def backup_of(path: Path) -> Path:
    """Where the last good file is."""
    return path.with_suffix(".bak")


def write_kept(path: Path, data: bytes, good: Callable[[Path], bytes]) -> None:
    """Write a file in one piece; the one before becomes the backup where `good` reads it, and gives it as it should be.
    At every moment there is a whole file. UsageError or OSError where that fails."""
    with contextlib.suppress(*BROKEN):
        write_whole(backup_of(path), good(path))
    write_whole(path, data)


def set_aside(path: Path) -> str:
    """Give a broken file another name; that name, or "" where it stays."""
    for number in range(1, MOST_ASIDE):
        kept = path.with_name(f"{path.stem}.broken-{number}{path.suffix}")
        if not kept.exists():
            try:
                os.replace(path, kept)
            except OSError:
                return ""
            return kept.name
    return ""


def reason_of(error: BaseException) -> str:
    """What is wrong with a file, in one short line."""
    words = " ".join(str(error).split())
    return words if len(words) <= LONGEST_REASON else words[: LONGEST_REASON - 1] + "…"


def saving_failed(error: BaseException) -> str:
    """Why a file could not be written, in the system's words."""
    cause = error.__cause__ or error
    return f"{getattr(cause, 'strerror', None) or cause}"
