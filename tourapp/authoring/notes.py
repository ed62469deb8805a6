"""A teacher's notes for the beats of a scene: what to say, what to ask the class, what is usually got wrong.

Words only, from `notes.json` in the scene's own folder.

They are templates: `{fields}` are those of the beat's caption, so that they stay true when settings change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType

import msgspec

from tourapp.errors import DamagedFileError

NAME = "notes.json"
MOST = {"say": 320, "ask": 160, "wrong": 260}
"""Letters that each may have: more cannot be said while a beat is on, nor read at a glance."""


@dataclass(frozen=True, slots=True)
class Notes:
    """For one beat, each a template: `say` is what the teacher says while it is on, `ask` a question that the picture
    on stage answers, `wrong` what is usually got wrong and how to put it right."""

    say: str
    ask: str
    wrong: str


NONE: Mapping[str, Notes] = MappingProxyType({})
_PARTS = tuple(part.name for part in fields(Notes))


@lru_cache(maxsize=256)
def notes_in(folder: Path, beats: tuple[str, ...]) -> Mapping[str, Notes]:
    """The notes of a scene's folder by beat, in the order of its beats; none where it has no such file.

    DamagedFileError where they cannot be used: it names the file, the beat and the field.
    """
    path = folder / NAME
    if not path.exists():
        return NONE
    file = f"{folder.parent.name}/{folder.name}/{NAME}"
    try:
        found = msgspec.json.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError) as error:
        raise DamagedFileError(file, f"cannot be read ({error})") from error
    if not isinstance(found, dict):
        raise DamagedFileError(file, 'must be {"beat": {"say": ..., "ask": ..., "wrong": ...}}')
    for beat in found:
        if beat not in beats:
            raise DamagedFileError(file, f"the scene has no such beat; it has {', '.join(beats)}", f", beat {beat!r}")
    return MappingProxyType({beat: _notes(file, beat, found[beat]) for beat in beats if beat in found})


def _notes(file: str, beat: str, given: object) -> Notes:
    """One beat's notes, every part of them usable."""
    if not isinstance(given, dict):
        raise DamagedFileError(file, f"must have the fields {', '.join(_PARTS)}", f", beat {beat!r}")
    for part in (*_PARTS, *given):
        trouble = _trouble(part, given)
        if trouble:
            raise DamagedFileError(file, trouble, f", beat {beat!r}, field {part!r}")
    return Notes(**given)


def _trouble(part: str, given: Mapping[str, object]) -> str:
    """Why a part of a beat's notes cannot be used, "" where it can."""
    words = given.get(part)
    if part not in MOST:
        return f"unknown; allowed are {', '.join(_PARTS)}"
    if not isinstance(words, str) or not words.strip():
        return "is missing, or no text"
    if len(words) > MOST[part]:
        return f"has {len(words)} letters, at most {MOST[part]}"
    try:
        named_fields(words)
    except ValueError as error:
        return f"not a template ({error})"
    return ""


def named_fields(*templates: str) -> list[str]:
    """The fields that templates ask for. ValueError for one whose braces do not match."""
    return [name.split("|")[0] for words in templates for _, name, _, _ in Formatter().parse(words) if name is not None]
