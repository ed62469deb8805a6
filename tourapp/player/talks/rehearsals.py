"""The timing of the last whole run of each tour: one JSON file beside the settings, checked by a schema, written whole.

What cannot be read is left where it is until the next run is kept: nothing depends on it.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from tourapp.errors import TourError
from tourapp.files import write_whole
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
        if not path.is_file():
            return {}, ""
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ValueError(f"the file is longer than {LARGEST} bytes")
        return msgspec.json.decode(data, type=_RehearsalFile).runs, ""
    except (OSError, ValueError, RecursionError, msgspec.DecodeError) as error:
        reason = " ".join(str(error).split())[:200]
        return {}, f"{path} could not be read ({reason}): talks are measured against the plan alone."


def keep_rehearsal(tour: str, run: Rehearsal, where: Path | None = None) -> str:
    """Keep a run as the tour's rehearsal, in place of the one before; "" or one line on what failed."""
    path = (where or folder()) / NAME
    known = {name: kept for name, kept in load_rehearsals(where)[0].items() if name != tour}
    while len(known) >= MOST_TOURS:
        known.pop(next(iter(known)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        data = msgspec.json.format(msgspec.json.encode(_RehearsalFile(runs={**known, tour: run})), indent=1)
        write_whole(path, data + b"\n")
    except (OSError, TourError) as error:
        cause = error.__cause__ or error
        return f"The timing of this talk could not be kept: {getattr(cause, 'strerror', None) or cause}."
    return ""
