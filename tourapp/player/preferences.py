"""What the product remembers between two runs: one JSON file, checked by a schema, written in one piece.

A broken file never stops anything: the backup or the defaults take its place, one line says so, and the broken file is
kept beside; something that is no plain file, or far too long, is not even opened. Not here: where windows stood, and
what of a state is worth remembering (`remembered`).
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import msgspec

from tourapp.authoring.beats import LEVELS
from tourapp.authoring.theme import THEMES
from tourapp.errors import TourError
from tourapp.places import config_dir
from tourapp.player.habits import ASKS, CLASS_SCREENS, ENOUGH, MINUTES
from tourapp.player.kept import BROKEN, backup_of, read_kept, reason_of, saving_failed, set_aside, write_kept
from tourapp.player.memory import MEMORIES
from tourapp.player.past import KEPT, PastPrompt
from tourapp.player.room import LARGEST as LARGEST_SCALE
from tourapp.player.room import LOWEST
from tourapp.player.state import MOTIONS, NOTE_SIZES, SPEEDS
from tourapp.words import LANGUAGES

NAME = "settings.json"
KEPT_BESIDE = ("rehearsals.bak", "rehearsals.json", "own_rows.bak", "own_rows.json", "settings.bak", NAME)
"""All that is kept in the folder; the settings themselves go last."""
LARGEST = 131_072
"""Bytes; a longer file is not ours."""

Value = bool | int | float | str


class LastPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where somebody was in a tour, and with which settings: shared inputs by id, and by stop those set there."""

    tour: str = ""
    stop: str = ""
    beat: int = 0
    inputs: dict[str, Value] = {}
    own: dict[str, dict[str, Value]] = {}


ALLOWED: dict[str, Collection[Value]] = {
    "theme": THEMES,
    "motion": MOTIONS,
    "language": LANGUAGES,
    "memory": MEMORIES,
    "ask": ASKS,
    "level": LEVELS,
    "minutes": MINUTES,
    "note_size": NOTE_SIZES,
    "class_screen": CLASS_SCREENS,
}
"""What a field may be."""


class _Version(msgspec.Struct):
    """All that is read of a file of another version."""

    version: int = 1


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
    ask: str = "talks"
    level: str = "everyone"
    quiet: bool = False
    go_on: bool = True
    minutes: str = "all"
    note_size: int = 22
    class_screen: str = "other"
    nexts: int = 0
    place: LastPlace = LastPlace()
    past: list[PastPrompt] = []

    def __post_init__(self) -> None:
        """Check the values; the message names the field."""
        if len(self.past) > KEPT:
            raise ValueError(f"past: {len(self.past)} prompts, at most {KEPT}")
        if self.version != 1:
            raise ValueError(f"version: {self.version} is not 1")
        for name, allowed in ALLOWED.items():
            value = getattr(self, name)
            if value not in allowed:
                raise ValueError(f"{name}: {value!r} is not one of {', '.join(f'{each}' for each in allowed)}")
        if not 0 <= self.nexts <= ENOUGH:
            raise ValueError(f"nexts: {self.nexts} is not 0 to {ENOUGH}")
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
    backup = backup_of(path)
    try:
        return _read(path), ""
    except FileNotFoundError:
        if not backup.exists():
            return Preferences(), ""
        reason = "the file is gone"
    except BROKEN as error:
        reason = reason_of(error)
    kept = set_aside(path)
    try:
        found, words = _read(backup), "the last good ones are used"
    except BROKEN:
        found, words = Preferences(), "the defaults are used"
    return found, f"Settings could not be read ({reason}): {words}{f'; the file is kept as {kept}' if kept else ''}."


def save(preferences: Preferences, where: Path | None = None) -> str:
    """Write the choices in one piece, the good file before becoming the backup; "" or one line on what failed. At every
    moment there is a whole file."""
    path = (where or folder()) / NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_kept(path, _short_enough(preferences), lambda place: _encoded(_read(place)))
    except (OSError, TourError, ValueError) as error:
        return f"Settings could not be saved: {saving_failed(error)}."
    return ""


def forget(where: Path | None = None) -> str:
    """Remove the settings, what stands in for them, what was put aside, and the timing of talks: all that is kept from
    one run to the next but a model and lessons. "" or one line on what stays."""
    place = where or folder()
    try:
        names = sorted(place.glob("*.broken-*.json")) if place.is_dir() else []
        for path in (*names, *(place / name for name in KEPT_BESIDE)):
            path.unlink(missing_ok=True)  # the settings last: nothing brings back what is gone already
    except OSError as error:
        return f"Not everything could be forgotten: {saving_failed(error)}."
    return ""


def _encoded(preferences: Preferences) -> bytes:
    return msgspec.json.format(msgspec.json.encode(preferences), indent=2) + b"\n"


def _short_enough(preferences: Preferences) -> bytes:
    """The file, without the oldest prompts where all of them would be more than is read again."""
    data = _encoded(preferences)
    while len(data) > LARGEST and preferences.past:
        preferences = msgspec.structs.replace(preferences, past=preferences.past[:-1])
        data = _encoded(preferences)
    if len(data) > LARGEST:
        raise ValueError(f"they would have more than {LARGEST} bytes")
    return data


def _read(path: Path) -> Preferences:
    data = read_kept(path, LARGEST)
    version = msgspec.json.decode(data, type=_Version).version
    if version > 1:
        raise ValueError(f"version: {version} is of a newer program, this one reads 1")
    return msgspec.json.decode(data, type=Preferences)
