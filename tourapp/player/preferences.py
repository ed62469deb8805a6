"""What the product remembers between two runs: one JSON file, checked by a schema, written in one piece.

A broken file never stops anything: the backup or the defaults take its place, one line says so, and the broken file is
kept beside. Not here: where windows stood.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import msgspec
import platformdirs

from tourapp.authoring.theme import THEMES
from tourapp.player.state import MOTIONS, SPEEDS

NAME = "settings.json"
LARGEST = 65_536
"""Bytes; a longer file is not ours."""


class Preferences(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Remembered choices."""

    version: int = 1
    theme: str = "dark"
    motion: str = "full"
    speed: float = 1.0
    rail_visible: bool = True

    def __post_init__(self) -> None:
        """Check the values; the message names the field."""
        if self.version != 1:
            raise ValueError(f"version: {self.version} is not 1")
        if self.theme not in THEMES:
            raise ValueError(f"theme: {self.theme!r} is not one of {', '.join(THEMES)}")
        if self.motion not in MOTIONS:
            raise ValueError(f"motion: {self.motion!r} is not one of {', '.join(MOTIONS)}")
        if self.speed not in SPEEDS:
            raise ValueError(f"speed: {self.speed} is not one of {', '.join(f'{speed:g}' for speed in SPEEDS)}")


def folder() -> Path:
    """Where the file lives."""
    return Path(platformdirs.user_config_dir("one-request", appauthor=False))


def load(where: Path | None = None) -> tuple[Preferences, str]:
    """The remembered choices, and one line to show when they could not be read ("" when all is well)."""
    path = (where or folder()) / NAME
    try:
        return _read(path), ""
    except FileNotFoundError:
        return Preferences(), ""
    except (OSError, ValueError, msgspec.DecodeError) as error:
        reason = " ".join(str(error).split())
    kept = _set_aside(path)
    try:
        found, words = _read(path.with_suffix(".bak")), "the last good ones are used"
    except (OSError, ValueError, msgspec.DecodeError):
        found, words = Preferences(), "the defaults are used"
    return found, f"Settings could not be read ({reason}): {words}{f'; the file is kept as {kept}' if kept else ''}."


def save(preferences: Preferences, where: Path | None = None) -> str:
    """Write the choices in one piece, the previous good file becoming the backup; "" or one line on what failed."""
    path = (where or folder()) / NAME
    handle, name = -1, ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            with contextlib.suppress(OSError, ValueError, msgspec.DecodeError):
                _read(path)
                os.replace(path, path.with_suffix(".bak"))
        handle, name = tempfile.mkstemp(prefix=".settings-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(preferences), indent=2) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError as error:
        if name:
            with contextlib.suppress(OSError):
                os.unlink(name)
        return f"Settings could not be saved: {error.strerror or error}."
    return ""


def _read(path: Path) -> Preferences:
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
