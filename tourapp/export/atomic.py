"""Files written whole or not at all: a neighbour file is filled, then takes the name in one step."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tourapp.errors import UsageError


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """A path to write to; on success it becomes `target`, on any failure it is removed."""
    if target.is_dir():
        raise UsageError(f"{target}: is a folder; name a file in it")
    if not target.parent.is_dir():
        raise UsageError(f"{target}: the folder {target.parent} does not exist; create it first")
    draft = target.with_name(f".{target.stem}-{secrets.token_hex(4)}{target.suffix}")
    try:
        yield draft
        os.replace(draft, target)
    except OSError as error:
        raise UsageError(f"{target}: cannot be written ({error.strerror or error}); choose another place") from error
    finally:
        with suppress(OSError):
            draft.unlink()
