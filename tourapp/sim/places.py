"""Cities people type in and cloud regions that answer, with real coordinates. Not a map: no outlines here."""

from __future__ import annotations

from functools import cache
from typing import Annotated

import msgspec

from tourapp.assets import asset_path
from tourapp.errors import DamagedFileError, UsageError


class Place(msgspec.Struct, frozen=True):
    """A point on Earth: `id` in kebab case, latitude and longitude in degrees (WGS 84, north and east
    positive).

    `town` names the town whose point is used where the region itself is only a name (Iowa: Council Bluffs).
    """

    id: str
    name: str
    country: str
    latitude: Annotated[float, msgspec.Meta(ge=-90, le=90)]
    longitude: Annotated[float, msgspec.Meta(ge=-180, le=180)]
    geonames_id: int
    town: str = ""


class _Table(msgspec.Struct, frozen=True):
    source: str
    read_on: str
    note: str
    cities: list[Place]
    regions: list[Place]


@cache
def _table() -> _Table:
    path = asset_path("specs", "places.json")
    try:
        table = msgspec.json.decode(path.read_bytes(), type=_Table)
    except OSError as error:
        raise DamagedFileError(path.name, f"cannot be read ({error.strerror})") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedFileError(path.name, f"not the table of places: {error}") from error
    for name in ("cities", "regions"):
        ids = [place.id for place in getattr(table, name)]
        if not ids or len(set(ids)) < len(ids):
            raise DamagedFileError(path.name, f"{name}: none, or an id that is used twice")
    return table


def read_from() -> tuple[str, str]:
    """Where the coordinates come from, and the date on which they were read."""
    return _table().source, _table().read_on


def source() -> str:
    """Where the coordinates come from, and when they were read."""
    return f"{_table().source}, {_table().read_on}"


@cache
def cities() -> dict[str, Place]:
    """The cities a request may start from, by id."""
    return {place.id: place for place in _table().cities}


@cache
def regions() -> dict[str, Place]:
    """The cloud regions that may answer, by id."""
    return {place.id: place for place in _table().regions}


def find(name: str, first: dict[str, Place], second: dict[str, Place], field: str) -> Place:
    """The place called `name`, looked up in `first`, then in `second`; UsageError lists the ids of `first`."""
    key = "-".join(name.strip().lower().split())
    place = first.get(key) or second.get(key)
    if place is None:
        raise UsageError(f"{field}: {name[:40]!r} is not a known place; use one of: {', '.join(first)}")
    return place
