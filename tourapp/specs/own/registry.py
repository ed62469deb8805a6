"""Rows of a person's own beside those of the tables, for this run of the program: an id means one row as long as it
runs, so that whatever was computed for an id stays true. Not here: files, and where rows are kept."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Generic, TypeVar

import msgspec

from tourapp.specs.row import SpecRow

Row = TypeVar("Row", bound=SpecRow)


class OwnTable(Generic[Row]):
    """The own rows of one kind. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._rows: dict[str, Row] = {}
        self._meant: dict[str, Row] = {}

    def rows(self) -> dict[str, Row]:
        """The rows there are, by id, in the order in which they came."""
        with self._lock:
            return dict(self._rows)

    def add(self, row: Row, shipped: Mapping[str, Row]) -> Row:
        """Put a row in; the row as it is there. An id that a shipped row has, or that meant another row before, gets a
        number behind it; a name of a shipped row is said to be an own one. The date of reading makes no other row."""
        with self._lock:
            found = self._named(row, shipped)
            self._meant.setdefault(found.id, found)
            self._rows[found.id] = self._meant[found.id]
            return self._rows[found.id]

    def remove(self, id: str) -> None:
        """Take a row out; its id goes on meaning it."""
        with self._lock:
            self._rows.pop(id, None)

    def forget(self) -> None:
        """Take all rows out and let their ids mean anything again: for the start of another run."""
        with self._lock:
            self._rows.clear()
            self._meant.clear()

    def _named(self, row: Row, shipped: Mapping[str, Row]) -> Row:
        names = {each.name for each in shipped.values()}
        for number in range(1, 10_000):
            id = row.id if number == 1 else f"{row.id[: 40 - len(str(number)) - 1]}-{number}"
            if id in shipped:
                continue
            name = row.name if number == 1 or row.name in names else f"{row.name} ({number})"
            known = self._meant.get(id)
            named = msgspec.structs.replace(row, id=id, name=f"{name} (own)" if name in names else name)
            if known is None or known == msgspec.structs.replace(named, date=known.date):
                return named
        raise ValueError(f"{row.id}: too many rows of one name")
