"""Reading spec tables: strict JSON, and an error that names the file, the row and the field.

Not a cache and not a network client: files are part of the product.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec

from tourapp.errors import DamagedFileError
from tourapp.quantity import Source
from tourapp.specs.row import Date, Name, SpecRow

Spec = TypeVar("Spec", bound=SpecRow)
Table = TypeVar("Table")


def read_table(path: Path, kind: type[Table]) -> Table:
    """A whole table of one type. DamagedFileError names the file, and the field of the first row that is broken."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except OSError as error:
        raise DamagedFileError(path.name, f"cannot be read ({error})") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedFileError(path.name, str(error)) from error


class _SourceRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: Name
    title: Name
    date: Date
    where: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]


def read_sources(path: Path) -> dict[str, Source]:
    """The table of sources by short name. DamagedFileError on a broken row."""
    rows: dict[str, Source] = {}
    for number, raw in enumerate(_raw_rows(path), 1):
        row = _convert(path, number, raw, _SourceRow)
        if row.id in rows:
            raise _broken(path, row.id, "id", "used twice")
        rows[row.id] = Source(row.id, row.title, row.date, row.where)
    return rows


def read_rows(path: Path, kind: type[Spec], sources: dict[str, Source] | None) -> dict[str, Spec]:
    """One spec table by id. DamagedFileError names file, row and field of the first row that is broken: a wrong
    type, an unknown field, a number out of range, an unknown source, an id used twice or dimensions that do not fit
    together. Without `sources`, their names are not looked up.
    """
    rows: dict[str, Spec] = {}
    for number, raw in enumerate(_raw_rows(path), 1):
        row = _convert(path, number, raw, kind)
        if row.id in rows:
            raise _broken(path, row.id, "id", "used twice")
        if not row.sources:
            raise _broken(path, row.id, "sources", "a row needs at least one source")
        for entry in row.sources:
            figure, _, short = entry.rpartition(":")
            if sources is not None and short not in sources:
                raise _broken(path, row.id, "sources", f"{short!r} is not in sources.json")
            if figure and getattr(row, figure, None) is None:
                raise _broken(path, row.id, "sources", f"{figure!r} is not a figure of this row")
        for name in row.unconfirmed:
            if getattr(row, name, None) is None:
                raise _broken(path, row.id, "unconfirmed", f"{name!r} is not a figure of this row")
        problem = row.problem()
        if problem:
            field, _, what = problem.partition(": ")
            raise _broken(path, row.id, field, what)
        rows[row.id] = row
    return rows


def _raw_rows(path: Path) -> list[Any]:
    try:
        rows = msgspec.json.decode(path.read_bytes())
    except OSError as error:
        raise DamagedFileError(path.name, f"cannot be read ({error})") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedFileError(path.name, f"not valid JSON: {error}") from error
    if not isinstance(rows, list) or not rows:
        raise DamagedFileError(path.name, "must be a list of rows, at least one")
    return rows


def _convert(path: Path, number: int, raw: Any, kind: Any) -> Any:
    label = raw.get("id", f"number {number}") if isinstance(raw, dict) else f"number {number}"
    try:
        return msgspec.convert(raw, kind, strict=True)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at `$.")
        field = place.rstrip("`") or _named_field(what) or "the row itself"
        raise _broken(path, str(label), field, what) from error


def _named_field(message: str) -> str:
    """The field a message names between backquotes, as in 'missing required field `hidden`'."""
    parts = message.split("`")
    return parts[-2] if "field" in message and len(parts) > 2 else ""


def _broken(path: Path, row: str, field: str, what: str) -> DamagedFileError:
    return DamagedFileError(path.name, what, f", row {row[:60]!r}, field {field}")
