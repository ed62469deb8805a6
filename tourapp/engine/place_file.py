"""The shipped measurements of place: how the file is written, and how it is opened and checked."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from tourapp.assets import asset_path, source_assets
from tourapp.engine.array_file import read_arrays, write_arrays
from tourapp.engine.model import Model
from tourapp.engine.place_record import ARRAYS, HEADS, SHIFTS, TEXTS, TOP, WAYS, PlaceRecord, measure_places
from tourapp.errors import DamagedFileError

FILE = "positions.npz"
LARGEST = 2_000_000
"""Bytes unpacked."""


class PlaceMeta(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of the file is not an array."""

    model: str
    texts: dict[str, tuple[str, ...]]
    order_texts: tuple[tuple[str, ...], ...]
    moved_texts: tuple[str, ...]
    tokens: int
    context: int
    base: float


def build_places(model: Model) -> Path:
    """Measure everything and write the shipped file of a source tree."""
    path = source_assets() / "recordings" / FILE
    write_places(measure_places(model), path)
    return path


def write_places(record: PlaceRecord, path: Path) -> None:
    """Write a record whole or not at all."""
    meta = PlaceMeta(**{name: getattr(record, name) for name in PlaceMeta.__struct_fields__})
    write_arrays(path, meta, {name: getattr(record, name) for name in ARRAYS})


@lru_cache(maxsize=1)
def shipped_places() -> PlaceRecord:
    """The shipped file. Raises DamagedFileError when it is gone or damaged."""
    return read_places(asset_path("recordings", FILE))


def read_places(path: Path) -> PlaceRecord:
    """Read and check such a file. Raises DamagedFileError, which names it and what is wrong."""
    meta, arrays = read_arrays(path, ARRAYS, LARGEST, PlaceMeta)
    wrong = _unfit(meta, arrays)
    if wrong:
        raise DamagedFileError(path.name, wrong)
    fields: dict[str, Any] = {name: getattr(meta, name) for name in PlaceMeta.__struct_fields__}
    return PlaceRecord(**fields | arrays)


def _unfit(meta: PlaceMeta, arrays: dict[str, np.ndarray]) -> str:
    """What does not fit together, in words; "" where all does."""
    if meta.texts.keys() != TEXTS.keys():
        return f"texts: {', '.join(meta.texts)[:80]}, expected {', '.join(TEXTS)}"
    if len(meta.order_texts) != 2 or any(len(each) != arrays["odds"].size for each in meta.order_texts):
        return "order_texts: expected two orders of the tokens that odds has"
    if arrays["turns"].ndim != 1 or arrays["row_tops"].ndim != 3 or len(meta.moved_texts) != TOP:
        return "turns, row_tops or moved_texts: of another shape than expected"
    for name, shape in _shapes(meta, arrays).items():
        if arrays[name].shape != shape:
            return f"{name}: shape {arrays[name].shape}, expected {shape}"
    bad = next((name for name, array in arrays.items() if not np.isfinite(array.astype(np.float64)).all()), "")
    return f"{bad}: holds numbers that are none" if bad else ""


def _shapes(meta: PlaceMeta, arrays: dict[str, np.ndarray]) -> dict[str, tuple[int, ...]]:
    """The shapes that the arrays must have beside each other."""
    layers, heads, count = arrays["row_tops"].shape
    vectors = {
        f"{name}_{kind}": (len(HEADS), len(texts), 2 * len(arrays["turns"]))
        for name, texts in meta.texts.items()
        for kind in ("queries", "keys")
    }
    return {
        **vectors,
        "last_rows": (2, *arrays["last_rows"].shape[-1:]),
        "apart": (len(WAYS), layers),
        "logits_apart": (len(WAYS),),
        "moved": (len(SHIFTS),),
        "moved_odds": (len(SHIFTS), TOP),
        "perplexities": (2,),
        "row_tops": (layers, heads, len(meta.texts["question"])),
        "row_bits": (2, layers, heads, count),
    }
