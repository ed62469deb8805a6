"""What the product remembers between two runs: one JSON file, checked by a schema, written in one piece.

A broken file never stops anything: the backup or the defaults take its place, one line says so, and the broken file is
kept beside; something that is no plain file, or far too long, is not even opened. Not here: where windows stood, and
what of a state is worth remembering (`remembered`).
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

import msgspec

from tourapp.authoring.theme import THEMES
from tourapp.errors import TourError
from tourapp.files import write_whole
from tourapp.places import config_dir
from tourapp.player.memory import MEMORIES
from tourapp.player.past import KEPT, PastPrompt
from tourapp.player.room import LARGEST as LARGEST_SCALE
from tourapp.player.room import LOWEST
from tourapp.player.state import MOTIONS, SPEEDS
from tourapp.words import LANGUAGES

NAME = "settings.json"
LARGEST = 131_072
"""Bytes; a longer file is not ours."""

LONGEST_REASON = 200
"""Letters of what is wrong with a file that are told: it may be the file itself that is so long."""

Value = bool | int | float | str


class LastPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where somebody was in a tour, and with which settings: shared inputs by id, and by stop those set there."""

    tour: str = ""
    stop: str = ""
    beat: int = 0
    inputs: dict[str, Value] = {}
    own: dict[str, dict[str, Value]] = {}


class Preferences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Remembered choices."""

    version: int = 1
    theme: str = "dark"
    motion: str = "full"
    speed: float = 1.0
    rail_visible: bool = True
    text_scale: int = 100
    memory: str = "full"
    language: str = "en"
    place: LastPlace = LastPlace()
    past: list[PastPrompt] = []

    def __post_init__(self) -> None:
        """Check the values; the message names the field."""
        if len(self.past) > KEPT:
            raise ValueError(f"past: {len(self.past)} prompts, at most {KEPT}")
        if self.version != 1:
            raise ValueError(f"version: {self.version} is not 1")
        if self.theme not in THEMES:
            raise ValueError(f"theme: {self.theme!r} is not one of {', '.join(THEMES)}")
        if self.motion not in MOTIONS:
            raise ValueError(f"motion: {self.motion!r} is not one of {', '.join(MOTIONS)}")
        if self.language not in LANGUAGES:
            raise ValueError(f"language: {self.language!r} is not one of {', '.join(LANGUAGES)}")
        if self.memory not in MEMORIES:
            raise ValueError(f"memory: {self.memory!r} is not one of {', '.join(MEMORIES)}")
        if not LOWEST <= self.text_scale <= LARGEST_SCALE:
            raise ValueError(f"text_scale: {self.text_scale} is not {LOWEST} to {LARGEST_SCALE}")
        if self.speed not in SPEEDS:
            raise ValueError(f"speed: {self.speed} is not one of {', '.join(f'{speed:g}' for speed in SPEEDS)}")


def folder() -> Path:
    """Where the file lives."""
    return config_dir()


def load(where: Path | None = None) -> tuple[Preferences, str]:
    """The remembered choices, and one line to show when they could not be read ("" when all is well)."""
    path = (where or folder()) / NAME
    backup = path.with_suffix(".bak")
    try:
        return _read(path), ""
    except FileNotFoundError:
        if not backup.exists():
            return Preferences(), ""
        reason = "the file is gone"
    except (OSError, ValueError, RecursionError, msgspec.DecodeError) as error:
        reason = _shortened(" ".join(str(error).split()))
    kept = _set_aside(path)
    try:
        found, words = _read(backup), "the last good ones are used"
    except (OSError, ValueError, RecursionError, msgspec.DecodeError):
        found, words = Preferences(), "the defaults are used"
    return found, f"Settings could not be read ({reason}): {words}{f'; the file is kept as {kept}' if kept else ''}."


def save(preferences: Preferences, where: Path | None = None) -> str:
    """Write the choices in one piece, the good file before becoming the backup; "" or one line on what failed. At every
    moment there is a whole file."""
    path = (where or folder()) / NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(OSError, TourError, ValueError, RecursionError, msgspec.DecodeError):
            _write(path.with_suffix(".bak"), _read(path))
        _write(path, preferences)
    except (OSError, TourError) as error:
        cause = error.__cause__ or error
        return f"Settings could not be saved: {getattr(cause, 'strerror', None) or cause}."
    return ""


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST_REASON else words[: LONGEST_REASON - 1] + "…"


def _write(path: Path, preferences: Preferences) -> None:
    write_whole(path, msgspec.json.format(msgspec.json.encode(preferences), indent=2) + b"\n")


def _read(path: Path) -> Preferences:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ValueError(f"{path.name} is not a plain file")
    if status.st_size > LARGEST:
        raise ValueError(f"the file is longer than {LARGEST} bytes")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError(f"the file is longer than {LARGEST} bytes")
    return msgspec.json.decode(data, type=Preferences)


def _set_aside(path: Path) -> str:
    for number in range(1, 100):
        kept = path.with_name(f"settings.broken-{number}.json")
        if not kept.exists():
            try:
                os.replace(path, kept)
            except OSError:
                return ""
            return kept.name
    return ""
