"""Recordings as files: one compressed npz, no pickles, written whole or not at all, checked when read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import numpy as np

from tourapp.engine.layer_record import LAYER_ARRAYS, LayerRecord
from tourapp.engine.npz import ArrayBox, ForeignArchiveError
from tourapp.engine.recording import ARRAYS, Recording
from tourapp.engine.recording_check import VERSION, VERSION_BEFORE, Meta, check_headers, check_values
from tourapp.errors import MissingError, UsageError
from tourapp.files import open_plain, shown, whole_file

LARGEST = 128_000_000
"""Bytes of a file: the longest answer that can be recorded, whole, of the largest model."""
MOST_UNPACKED = 256_000_000
LARGEST_META = 4_000_000


def save_recording(recording: Recording, path: Path) -> None:
    """Write `path` whole or not at all. Raises UsageError when that is impossible."""
    with whole_file(path) as draft, draft.open("wb") as file:
        write_recording(recording, file)


def write_recording(recording: Recording, file: BinaryIO) -> None:
    """Write a recording into an open file."""
    values: dict[str, Any] = {name: getattr(recording, name) for name in Meta.__struct_fields__ if name != "version"}
    inside = recording.layer_record
    meta = msgspec.json.encode(values | {"version": VERSION_BEFORE if inside is None else VERSION})
    arrays: dict[str, Any] = {name: getattr(recording, name) for name in ARRAYS}
    arrays |= {} if inside is None else inside.arrays()
    packed: dict[str, Any] = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    np.savez_compressed(file, meta=np.frombuffer(meta, np.uint8), **packed)


def load_recording(path: Path) -> Recording:
    """Read and check a recording; its badge is "recorded". Sizes, shapes and types are checked before anything is
    unpacked, values after. MissingError where there is none, UsageError that names the field at fault."""
    if not os.path.exists(path):
        raise MissingError(f"recording {shown(path)}: there is no such file; make one with `tourapp record`")
    with open_plain(path, LARGEST, "a recording") as file:
        return read_recording(file, f"recording {shown(path)}")


def read_recording(file: BinaryIO, name: str, most: int = MOST_UNPACKED) -> Recording:
    """A recording from an open file; `name` says in messages which one, `most`: bytes that its arrays may take."""
    try:
        meta, arrays = _read(file, most)
    except ForeignArchiveError as error:
        words = f"{name}: damaged or not a recording ({error}); make it again with `tourapp record`"
        raise UsageError(words) from None
    values = {name: getattr(meta, name) for name in Meta.__struct_fields__ if name != "version"}
    values["params"] = meta.params.params()
    for name in ("prompt_pieces", "prompt_texts", "pieces", "texts"):
        values[name] = tuple(values[name])
    inside = {name: arrays.pop(name) for name in LAYER_ARRAYS if name in arrays}
    layer_record = LayerRecord(**inside) if inside else None
    return Recording(badge="recorded", layer_record=layer_record, **values, **arrays)


def _read(file: BinaryIO, most: int) -> tuple[Meta, dict[str, Any]]:
    box = ArrayBox(file, ("meta", *ARRAYS), most, LAYER_ARRAYS)
    header = box.headers["meta"]
    if header.dtype != np.uint8 or len(header.shape) != 1 or header.size > LARGEST_META:
        raise ForeignArchiveError(f"meta: {header.size:,} bytes of {header.dtype}, allowed: {LARGEST_META:,} of uint8")
    meta = _meta(box.array("meta").tobytes())
    problem = check_headers(meta, box.headers)
    if problem:
        raise ForeignArchiveError(problem)
    arrays = {name: box.array(name) for name in box.headers if name != "meta"}
    problem = check_values(meta, arrays)
    if problem:
        raise ForeignArchiveError(problem)
    return meta, arrays


def _meta(data: bytes) -> Meta:
    try:
        meta = msgspec.json.decode(data, type=Meta)
        meta.params.params()
        if meta.version in (VERSION_BEFORE, VERSION):
            return meta
    except (ValueError, RecursionError, UsageError) as error:
        raise ForeignArchiveError(f"meta: {' '.join(str(error).split())[:200]}") from None
    raise ForeignArchiveError(f"meta: layout version {meta.version}, allowed: {VERSION_BEFORE} and {VERSION}")
