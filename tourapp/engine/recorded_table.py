"""Recordings that are tables in JSON: how they are written, whole or not at all, and how they are opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tourapp.assets import asset_path
from tourapp.errors import UsageError
from tourapp.files import write_whole

Table = TypeVar("Table")


def write_table(path: Path, table: Any) -> None:
    """A table (msgspec structs) as one line of JSON."""
    write_whole(path, msgspec.json.encode(table) + b"\n")


def read_table(file: tuple[str, ...], kind: type[Table]) -> Table:
    """A shipped table by its place in the assets. Raises MissingError when the file is gone, UsageError when it is
    damaged."""
    path = asset_path(*file)
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(f"recording {path}: damaged ({error}); install tourapp again") from None
