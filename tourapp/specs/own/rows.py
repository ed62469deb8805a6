"""Rows as the product's own tables have them, out of what a person wrote: one line says what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tourapp.errors import UsageError
from tourapp.nearest import did_you_mean
from tourapp.specs.own.json_object import shown_name
from tourapp.specs.own.naming import id_of, short_name
from tourapp.specs.row import SpecRow

Row = TypeVar("Row", bound=SpecRow)
WORDS = {"model": "model", "gpu": "GPU"}
LONGEST_REASON = 160
"""Letters of what is wrong: it may be the file itself that is so long."""


def as_row(values: dict[str, Any], kind: type[Row], path: Path, date: str) -> Row:
    """A row of this kind; name, id, sources and date are made where they are not given. UsageError names the first
    field that is wrong."""
    file = path.name
    fields = kind.__struct_fields__
    for field in values:
        if field not in fields:
            near = did_you_mean(field, fields) or "; leave it out"
            raise UsageError(f"{file}: {shown_name(field)}: there is no such field of a {WORDS[kind.KIND]}{near}")
    given = {key: value for key, value in values.items() if value is not None}
    name = given.get("name", path.stem)
    if isinstance(name, str):
        name = short_name(name) or f"My {WORDS[kind.KIND]}"
    usual: dict[str, Any] = {"sources": [file.replace(":", "_")], "date": date, "id": id_of(str(name))}
    try:
        row = msgspec.convert({**usual, **given, "name": name}, kind, strict=True)
    except msgspec.ValidationError as error:
        raise UsageError(f"{file}: {_reason(str(error))}") from None
    problem = row.problem()
    if problem:
        raise UsageError(f"{file}: {problem}")
    return row


def plain_row(row: SpecRow) -> dict[str, Any]:
    """A row as plain data, without what every row has that says nothing."""
    return {each.name: msgspec.to_builtins(getattr(row, each.name)) for each in _said(row)}


def _said(row: SpecRow) -> list[msgspec.structs.FieldInfo]:
    return [each for each in msgspec.structs.fields(row) if each.required or getattr(row, each.name) != each.default]


def _reason(message: str) -> str:
    """The field and what is wrong with it, out of the words of the schema."""
    words, _, place = message.partition(" - at `$.")
    parts = words.split("`")
    field = place.rstrip("`") or (parts[1] if "required field" in words and len(parts) > 2 else "the row")
    text = f"{words[:1].lower()}{words[1:]}"
    text = text if text.isascii() and text.isprintable() else text.encode("unicode_escape").decode("ascii")
    return f"{shown_name(field)}: {text if len(text) <= LONGEST_REASON else text[:LONGEST_REASON] + '…'}"
