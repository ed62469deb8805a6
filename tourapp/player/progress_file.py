"""A learner's progress on the disk: one folder for each name typed on this computer, written whole, with a backup.

Without a name nothing is written. A broken file is told of, put aside and never stops anything. What is brought in from
elsewhere never takes the place of what is here unless that is asked for.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from tourapp.errors import TourError, UsageError
from tourapp.files import read_small, shown, write_whole
from tourapp.learning.progress import LARGEST, Progress, as_text, decode, encode
from tourapp.places import data_dir
from tourapp.player.kept import BROKEN, backup_of, read_kept, reason_of, saving_failed, set_aside, write_kept

NAME = "progress.json"
LONGEST_NAME = 60
WHAT = "the progress of a learner, a JSON file"


def folder() -> Path:
    """Where the learners' folders are."""
    return data_dir() / "learners"


def place_of(name: str, where: Path | None = None) -> Path:
    """The file of a name; the name itself stands in the file, the folder's name tells nobody."""
    digest = hashlib.blake2b(name.encode(), digest_size=6).hexdigest()
    return (where or folder()) / digest / NAME


def checked_name(name: str) -> str:
    """A name as it is kept. UsageError for one that cannot be."""
    clean = " ".join(name.split())
    if not clean or len(clean) > LONGEST_NAME or not clean.isprintable():
        raise UsageError(f"learner: {name[:80]!r} is no name; use 1 to {LONGEST_NAME} letters")
    return clean


def load(name: str, where: Path | None = None) -> tuple[Progress, str]:
    """What is kept of a learner, and one line to show when it could not be read ("" when all is well)."""
    path = place_of(name, where)
    try:
        return _read(path, name), ""
    except FileNotFoundError:
        if not backup_of(path).exists():
            return Progress(name), ""
        reason = "the file is gone"
    except BROKEN as error:
        reason = reason_of(error)
    kept = set_aside(path)
    try:
        found, words = _read(backup_of(path), name), "the last good one is used"
    except BROKEN:
        found, words = Progress(name), "it begins anew"
    return found, f"Progress could not be read ({reason}): {words}{f'; the file is kept as {kept}' if kept else ''}."


def _read(path: Path, name: str) -> Progress:
    found = decode(read_kept(path, LARGEST))
    if found.name != name:
        raise ValueError("it is another learner's")
    return found


def save(progress: Progress, where: Path | None = None) -> str:
    """Write it in one piece, the good file before becoming the backup; "" or one line on what failed."""
    who = progress.name
    path = place_of(who, where)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_kept(path, _short_enough(progress), lambda place: encode(_read(place, who)))
    except (OSError, TourError, ValueError) as error:
        return f"Progress could not be saved: {saving_failed(error)}."
    return ""


def _short_enough(progress: Progress) -> bytes:
    """The file; where it would be too long, without the oldest attempts, questions and beats."""
    data = encode(progress)
    while len(data) > LARGEST:
        labs = {lab: attempts[len(attempts) // 2 :] for lab, attempts in progress.labs.items()}
        questions, beats = progress.questions, progress.beats
        progress = msgspec.structs.replace(
            progress, labs=labs, questions=questions[len(questions) // 2 :], beats=beats[len(beats) // 2 :]
        )
        before, data = len(data), encode(progress)
        if len(data) >= before:
            raise ValueError(f"it would have more than {LARGEST} bytes")
    return data


def forget(name: str, where: Path | None = None) -> str:
    """Remove all that is kept of a learner; "" or one line on what stays."""
    path = place_of(name, where)
    try:
        if path.parent.is_dir():
            for each in sorted(path.parent.iterdir()):
                each.unlink()
            path.parent.rmdir()
    except OSError as error:
        return f"Not everything could be forgotten: {saving_failed(error)}."
    return ""


def names(where: Path | None = None) -> list[str]:
    """Everybody of whom something is kept; a broken file has no name."""
    found = []
    for path in sorted((where or folder()).glob(f"*/{NAME}")):
        try:
            found.append(decode(read_kept(path, LARGEST)).name)
        except BROKEN:
            continue
    return sorted(found)


def export(name: str, target: Path, where: Path | None = None) -> None:
    """All of it as one text file that the learner may hand in, or as JSON where the name of the file ends so."""
    progress = load(name, where)[0]
    data = encode(progress) if target.suffix.lower() == ".json" else as_text(progress).encode()
    write_whole(target, data)


def bring_in(source: Path, where: Path | None = None, *, replace: bool = False) -> Progress:
    """Keep the progress of a JSON file. UsageError where it is none, or where something is kept of that name already
    and `replace` was not asked for: nothing is merged."""
    try:
        found = decode(read_small(source, LARGEST, WHAT))
    except (ValueError, RecursionError, msgspec.DecodeError) as error:
        raise UsageError(f"{shown(source)}: is not {WHAT} ({reason_of(error)})") from None
    if place_of(found.name, where).exists() and not replace:
        raise UsageError(f"learner: something is kept of {found.name!r} already; add --replace to give it up")
    problem = save(found, where)
    if problem:
        raise UsageError(problem)
    return found
