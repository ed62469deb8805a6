"""How long every row of the small model's embedding table is: a property of the model, kept in a file for where it is
not installed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

from tourapp.assets import asset_path, source_assets
from tourapp.engine.array_file import read_arrays, write_arrays
from tourapp.engine.model import Model
from tourapp.engine.tokenizer_data import shipped_tables
from tourapp.errors import DamagedFileError

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
    write_arrays(path, NormsMeta(found.model), {"norms": found.norms})
    return path


@lru_cache(maxsize=1)
def shipped_embedding_norms() -> EmbeddingNorms:
    """The shipped norms. Raises DamagedFileError, which names the file and what is wrong, when they are gone or
    damaged."""
    return read_embedding_norms(asset_path("recordings", FILE))


def read_embedding_norms(path: Path) -> EmbeddingNorms:
    """Read and check a file of norms. Raises DamagedFileError."""
    meta, arrays = read_arrays(path, ("norms",), LARGEST, NormsMeta)
    norms = arrays["norms"]
    rows = len(shipped_tables().tokens)
    if norms.dtype != np.float32 or norms.shape != (rows,):
        raise DamagedFileError(path.name, f"norms: {norms.dtype} of shape {norms.shape}, expected float32 of {rows:,}")
    if not np.isfinite(norms).all() or norms.min() <= 0 or norms.max() > LONGEST:
        raise DamagedFileError(path.name, f"norms: holds numbers outside 0 to {LONGEST:,.0f}")
    norms.flags.writeable = False
    return EmbeddingNorms(meta.model, norms)
