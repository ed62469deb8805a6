"""Writes a lesson: the JSON alone, or a `.lesson` with its answers; whole or not at all. What stood there before stays
beside it under its name with `.bak`, where it was a good lesson."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tourapp.errors import UsageError
from tourapp.files import shown, write_whole
from tourapp.player.kept import BROKEN, read_kept
from tourapp.player.lessons.opened import lesson_text
from tourapp.tours.format import LARGEST, LESSON, MOST_STOPS, TourFile

if TYPE_CHECKING:
    from tourapp.engine.recording import Recording


def write_lesson(path: Path, file: TourFile, recordings: tuple[Any, ...] = ()) -> None:
    """Write the lesson as `path`. UsageError names what does not fit, or why it cannot be written."""
    text = lesson_text(file)
    if len(text) > LARGEST:
        raise UsageError(f"{shown(path)}: the lesson has {len(text):,} bytes, at most {LARGEST:,}; shorten its notes")
    if len(file.stops) > MOST_STOPS:
        raise UsageError(f"{shown(path)}: the lesson has {len(file.stops)} stops, at most {MOST_STOPS}; leave some out")
    keep_good(path)
    if path.suffix.lower() != LESSON:
        write_whole(path, text)
        return
    from tourapp.tours.lesson_box import write_box

    write_box(path, text, {f"answer-{number}.npz": packed(each) for number, each in enumerate(recordings, 1)})


def keep_good(path: Path) -> None:
    """Keep the lesson that stands there as the backup; nothing where there is none, or a broken one: the backup of the
    last good one stays. Never raises."""
    with suppress(*BROKEN):
        if path.suffix.lower() == LESSON:
            from tourapp.tours.lesson_box import LARGEST_LESSON, read_box

            read_box(path)
            data = read_kept(path, LARGEST_LESSON)
        else:
            data = read_kept(path, LARGEST)
            msgspec.json.decode(data, type=TourFile)
        write_whole(path.with_name(f"{path.name}.bak"), data)


def packed(recording: Recording) -> bytes:
    """A recording as the bytes of its file."""
    from tourapp.engine.recording_file import write_recording

    file = io.BytesIO()
    write_recording(recording, file)
    return file.getvalue()
