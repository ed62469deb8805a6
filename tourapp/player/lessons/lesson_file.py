"""Writes a lesson: the JSON alone, or a `.lesson` with its answers; whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tourapp.errors import UsageError
from tourapp.files import shown, write_whole
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
    if path.suffix.lower() != LESSON:
        write_whole(path, text)
        return
    from tourapp.tours.lesson_box import write_box

    write_box(path, text, {f"answer-{number}.npz": packed(each) for number, each in enumerate(recordings, 1)})


def packed(recording: Recording) -> bytes:
    """A recording as the bytes of its file."""
    from tourapp.engine.recording_file import write_recording

    file = io.BytesIO()
    write_recording(recording, file)
    return file.getvalue()
