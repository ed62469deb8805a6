"""How long every row of the small model's embedding table is: a property of the model, kept in a file for where it is
not installed."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

from tourapp.assets import asset_path, source_assets
from tourapp.engine.model import Model
from tourapp.engine.npz import ArrayBox, ForeignArchiveError
from tourapp.engine.tokenizer_data import shipped_tables
from tourapp.errors import DamagedFileError
from tourapp.files import whole_file

FILE = "embedding_norms.npz"
LARGEST = 4_000_000
"""Bytes unpacked."""
ROWS = 4_096
"""Rows of the table worked on at once."""
LONGEST = 10_000.0
"""No row of any embedding is longer."""


class NormsMeta(msgspec.Struct, forbid_unknown_fields=True):
    """Whose rows they are."""

    model: str


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddingNorms:
    """Euclidean norms of all rows of one model's embedding table, by token id: norms [V] fp32. (In fp16 the longest
    would round to another third figure.)"""

    model: str
    norms: np.ndarray


def measure_norms(model: Model) -> EmbeddingNorms:
    """Of any model; a tenth of a second for the small one."""
    ids = range(model.config.vocab)
    parts = [
        np.linalg.norm(model.transformer.embed(ids[at : at + ROWS]).astype(np.float64), axis=1)
        for at in range(0, len(ids), ROWS)
    ]
    return EmbeddingNorms(model.name, np.concatenate(parts).astype(np.float32))


def build_embedding_norms(model: Model) -> Path:
    """Write the shipped file of a source tree, whole or not at all; returns its path."""
    found = measure_norms(model)
    path = source_assets() / "recordings" / FILE
    meta = np.frombuffer(msgspec.json.encode(NormsMeta(found.model)), np.uint8)
    with whole_file(path) as draft, draft.open("wb") as file:
        np.savez_compressed(file, meta=meta, norms=found.norms)
    return path


@lru_cache(maxsize=1)
def shipped_embedding_norms() -> EmbeddingNorms:
    """The shipped norms. Raises DamagedFileError, which names the file and what is wrong, when they are gone or
    damaged."""
    return read_embedding_norms(asset_path("recordings", FILE))


def read_embedding_norms(path: Path) -> EmbeddingNorms:
    """Read and check a file of norms. Raises DamagedFileError."""
    try:
        with path.open("rb") as file:
            box = ArrayBox(file, ("meta", "norms"), LARGEST)
            meta = msgspec.json.decode(box.array("meta").tobytes(), type=NormsMeta)
            norms = box.array("norms")
    except (OSError, ForeignArchiveError, msgspec.DecodeError, zipfile.BadZipFile) as error:
        raise DamagedFileError(path.name, f"damaged ({' '.join(str(error).split())[:200]})") from None
    rows = len(shipped_tables().tokens)
    if norms.dtype != np.float32 or norms.shape != (rows,):
        raise DamagedFileError(path.name, f"norms: {norms.dtype} of shape {norms.shape}, expected float32 of {rows:,}")
    if not np.isfinite(norms).all() or norms.min() <= 0 or norms.max() > LONGEST:
        raise DamagedFileError(path.name, f"norms: holds numbers outside 0 to {LONGEST:,.0f}")
    norms.flags.writeable = False
    return EmbeddingNorms(meta.model, norms)
