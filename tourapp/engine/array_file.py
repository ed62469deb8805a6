"""Shipped files of arrays beside a short description: written whole or not at all, and read with care.

Not here: what must hold between the arrays of one file (the file's own module), and recordings of a person's own
(`recording_file`), whose headers are checked before anything is unpacked.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np

from tourapp.engine.npz import ArrayBox, ForeignArchiveError
from tourapp.errors import DamagedFileError
from tourapp.files import whole_file

Meta = TypeVar("Meta", bound=msgspec.Struct)


def write_arrays(path: Path, meta: msgspec.Struct, arrays: Mapping[str, np.ndarray]) -> None:
    """Write the description and the arrays by name."""
    packed: dict[str, Any] = {"meta": np.frombuffer(msgspec.json.encode(meta), np.uint8), **arrays}
    with whole_file(path) as draft, draft.open("wb") as file:
        np.savez_compressed(file, **packed)


def read_arrays(path: Path, names: Iterable[str], largest: int, kind: type[Meta]) -> tuple[Meta, dict[str, np.ndarray]]:
    """The description, and exactly the named arrays, together at most `largest` bytes unpacked; none can be written to.
    Raises DamagedFileError, which names the file and what is wrong."""
    wanted = tuple(names)
    try:
        with path.open("rb") as file:
            box = ArrayBox(file, ("meta", *wanted), largest)
            meta = msgspec.json.decode(box.array("meta").tobytes(), type=kind)
            return meta, {name: box.array(name) for name in wanted}
    except (OSError, ForeignArchiveError, msgspec.DecodeError, zipfile.BadZipFile) as error:
        raise DamagedFileError(path.name, f"damaged ({' '.join(str(error).split())[:200]})") from None
