"""Files of a person's own: written whole or not at all, and read only after a look at their kind and size.

A draft beside the target is filled, forced to the disk and then takes the name in one step. What a killed process left
is cleared by the next writer into the same folder. No Qt; not here: what stands in a file.
"""

from __future__ import annotations

import os
import re
import stat
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from tourapp.errors import MissingError, TourError, UsageError

DRAFT = re.compile(r"\.one-request-([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{8}(\.[A-Za-z0-9]{1,8})?")
"""Names of drafts: the computer, the process, a random word, and the target's own ending, by which writers go."""
OLD_SECONDS = 24 * 3600.0
"""A draft this old is nobody's, whatever process has its number now."""
SHOWN = 200
"""Characters of a path in a message."""
KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A path to write to; on success it becomes `target`, on any failure it is removed and the old file stays.

    UsageError where the target cannot be written: its name, its folder, its rights, the space on its disk.
    """
    place = _checked_target(target)
    clear_drafts(place.parent)
    draft = place.with_name(_draft_name(place.suffix))
    try:
        yield draft
        _to_disk(draft)
        os.replace(draft, place)
        _to_disk(place.parent, folder=True)
    except OSError as error:
        raise UsageError(f"{shown(target)}: cannot be written ({reason(error)}); choose another place") from error
    finally:
        with suppress(OSError):
            draft.unlink()


def write_whole(target: Path, data: bytes) -> None:
    """These bytes as `target`, whole or not at all. UsageError as for `whole_file`."""
    with whole_file(target) as draft:
        draft.write_bytes(data)


class CheckedFile:
    """A file for writers that do not always ask whether a write went well: the first error is kept in `error`.

    It has no number, so that none of them writes past it.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write all of the bytes. Raises OSError."""
        try:
            return self._file.write(data)
        except OSError as error:
            self.error = self.error or error
            raise

    def seek(self, place: int, whence: int = 0) -> int:
        """Go to a place; what waited to be written is written before. Raises OSError."""
        try:
            return self._file.seek(place, whence)
        except OSError as error:
            self.error = self.error or error
            raise

    def tell(self) -> int:
        """Where the next byte goes."""
        return self._file.tell()

    def flush(self) -> None:
        """Write what waited. Raises OSError."""
        try:
            self._file.flush()
        except OSError as error:
            self.error = self.error or error
            raise

    def seekable(self) -> bool:
        """It is."""
        return True


@contextmanager
def checked_file(draft: Path) -> Iterator[CheckedFile]:
    """A draft opened for a writer that is not trusted. At the end, the first error of any write is raised."""
    with draft.open("wb") as plain:
        file = CheckedFile(plain)
        try:
            yield file
            file.flush()
        except Exception:  # what a writer makes of a failed write is less clear than the failure
            if file.error is None:
                raise
        if file.error is not None:
            raise file.error


def read_small(path: Path, largest: int, what: str) -> bytes:
    """The bytes of a plain file of at most `largest` bytes; anything else is refused without being opened.

    `what` says in words what the file should be ("the JSON file of a tour"). UsageError names the file and the remedy.
    """
    with open_plain(path, largest, what) as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise UsageError(f"{shown(path)}: more than {largest:,} bytes; {what} has at most that many")
    return data


@contextmanager
def open_plain(path: Path, largest: int, what: str) -> Iterator[BinaryIO]:
    """A plain file of at most `largest` bytes, open for reading. UsageError as for `read_small`, also where reading it
    fails later."""
    try:
        status = os.stat(path)
    except OSError as error:
        raise UsageError(f"{shown(path)}: cannot be read ({reason(error)}); give {what}") from None
    except ValueError:
        raise UsageError(f"{shown(path)!r}: is not a file name; give {what}") from None
    _check_readable(status, path, largest, what)
    try:
        with open(path, "rb", opener=_at_once) as file:
            _check_readable(os.fstat(file.fileno()), path, largest, what)  # another one may have taken its name
            yield file
    except OSError as error:
        raise UsageError(f"{shown(path)}: cannot be read ({reason(error)}); give {what}") from None


def clear_drafts(folder: Path) -> None:
    """Remove drafts whose process is gone, or which are older than a day; never raises."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = DRAFT.fullmatch(entry.name)
            if found is None:
                continue
            with suppress(OSError):
                old = time.time() - entry.stat(follow_symlinks=False).st_mtime > OLD_SECONDS
                if old or (found[1] == _computer() and not _runs(int(found[2]))):
                    os.unlink(entry.path)


def shown(path: Path) -> str:
    """A path as it can be printed: bytes that are not text are escaped, and what is very long is cut."""
    text = str(path).encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\0")
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def reason(error: OSError) -> str:
    """Why the system refused, in its words."""
    return (error.strerror or str(error) or type(error).__name__).lower()


def kind_of(mode: int) -> str:
    """What a file is, by its mode: "" for a plain file."""
    return next((words for test, words in KINDS if test(mode)), "" if stat.S_ISREG(mode) else "no plain file")


def _checked_target(target: Path) -> Path:
    """The place itself, through links. UsageError where no plain file can stand there."""
    try:
        str(target).encode("utf-8")
        place = Path(os.path.realpath(target))
        kind = kind_of(place.stat().st_mode) if place.exists() else ""
        kind = "a link to itself" if place.is_symlink() else kind
        roomy = place.parent.is_dir()
    except ValueError:
        raise _unnamed(target) from None
    except OSError as error:
        raise UsageError(f"{shown(target)}: cannot be written ({reason(error)}); choose another place") from None
    if kind:
        raise UsageError(f"{shown(target)}: is {kind}; name a file{' in it' if kind == 'a folder' else ''}")
    if not roomy:
        raise UsageError(
            f"{shown(target)}: cannot be written: the folder {shown(place.parent)} does not exist; create it first"
        )
    return place


def _unnamed(target: Path) -> TourError:
    """What to say of a name that is not text: it may be the session's encoding that cannot express it."""
    encoding = sys.getfilesystemencoding()
    if encoding.lower().replace("-", "") == "utf8" or "\0" in str(target):
        return UsageError(f"{shown(target)}: is not a name of a file in UTF-8; choose another one")
    return MissingError(f"{shown(target)}: cannot be named in {encoding}; set LC_ALL=C.UTF-8 and start again")


def _check_readable(status: os.stat_result, path: Path, largest: int, what: str) -> None:
    kind = kind_of(status.st_mode)
    if kind:
        raise UsageError(f"{shown(path)}: is {kind}, not a plain file; give {what}")
    if status.st_size > largest:
        raise UsageError(f"{shown(path)}: {status.st_size:,} bytes; {what} has at most {largest:,}")


def _at_once(path: str, flags: int) -> int:
    """Open without waiting, should the name be a pipe's by now."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _to_disk(path: Path, folder: bool = False) -> None:
    """Ask the disk to have it: writes that were only kept in memory fail here. A folder is asked for its own entries,
    where the system can."""
    if not folder:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
        return
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _draft_name(suffix: str) -> str:
    ending = suffix if re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffix) else ""
    return f".one-request-{_computer()}-{os.getpid()}-{os.urandom(4).hex()}{ending}"


def _computer() -> str:
    """This computer, as eight digits: process numbers mean nothing on another one that shares the folder."""
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return f"{zlib.crc32(name.encode('utf-8', 'replace')):08x}"


def _runs(process: int) -> bool:
    """Whether there is such a process; always on Windows, where asking would end it."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True  # it is somebody else's
    return True
