"""The timing of the last whole run of each tour: one JSON file beside the settings, checked by a schema, written whole.

What cannot be read is put aside, and the last good file stands in for it: nothing depends on it.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from tourapp.errors import TourError
from tourapp.player.kept import BROKEN, backup_of, read_kept, reason_of, saving_failed, set_aside, write_kept
from tourapp.player.preferences import folder
from tourapp.player.talk import Spot, Talk

NAME = "rehearsals.json"
LARGEST = 262_144
"""Bytes; a longer file is not ours."""
MOST_TOURS, MOST_BEATS = 40, 1_000
LONGEST = 24 * 3600.0
"""Seconds of a run."""


class Reached(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a beat was first on stage."""

    stop: str
    beat: int
    seconds: float


class Rehearsal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One run of a tour."""

    total: float
    reached: list[Reached]

    def __post_init__(self) -> None:
        """Check the values; the message names the field."""
        if not 0.0 < self.total <= LONGEST:
            raise ValueError(f"total: {self.total} is not 0 to {LONGEST:g} seconds")
        if len(self.reached) > MOST_BEATS:
            raise ValueError(f"reached: {len(self.reached)} beats; at most {MOST_BEATS}")
        if any(not 0.0 <= each.seconds <= LONGEST for each in self.reached):
            raise ValueError("reached: seconds are not within the run")

    @property
    def spots(self) -> tuple[tuple[Spot, float], ...]:
        """The beats and their times."""
        return tuple(((each.stop, each.beat), each.seconds) for each in self.reached)


class _RehearsalFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int = 1
    runs: dict[str, Rehearsal] = {}


def rehearsal_of(talk: Talk) -> Rehearsal:
    """A talk as a rehearsal."""
    reached = [Reached(stop, beat, round(seconds, 1)) for (stop, beat), seconds in talk.reached[:MOST_BEATS]]
    return Rehearsal(min(LONGEST, max(0.1, round(talk.elapsed, 1))), reached)


def load_rehearsals(where: Path | None = None) -> tuple[dict[str, Rehearsal], str]:
    """The kept runs by the tour's id, and one line where they could not be read ("" when all is well)."""
    path = (where or folder()) / NAME
    try:
        return _read(path).runs, ""
    except FileNotFoundError:
        return {}, ""
    except BROKEN as error:
        reason = reason_of(error)
    kept = set_aside(path)
    beside = f"; the file is kept as {kept}" if kept else ""
    try:
        found, good = _read(backup_of(path)).runs, True
    except BROKEN:
        found, good = {}, False
    instead = f"{'the last good file is used' if good else 'talks are measured against the plan alone'}"
    return found, f"{path} could not be read ({reason}): {instead}{beside}."


def keep_rehearsal(tour: str, run: Rehearsal, where: Path | None = None) -> str:
    """Keep a run as the tour's rehearsal, in place of the one before; "" or one line on what failed."""
    path = (where or folder()) / NAME
    known = {name: kept for name, kept in load_rehearsals(where)[0].items() if name != tour}
    while len(known) >= MOST_TOURS:
        known.pop(next(iter(known)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_kept(path, _encoded(_RehearsalFile(runs={**known, tour: run})), lambda place: _encoded(_read(place)))
    except (OSError, TourError) as error:
        return f"The timing of this talk could not be kept: {saving_failed(error)}."
    return ""


def _encoded(file: _RehearsalFile) -> bytes:
    return msgspec.json.format(msgspec.json.encode(file), indent=1) + b"\n"


def _read(path: Path) -> _RehearsalFile:
    return msgspec.json.decode(read_kept(path, LARGEST), type=_RehearsalFile)
