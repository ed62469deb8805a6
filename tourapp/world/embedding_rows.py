"""Lengths of the rows of the embedding table: of the tokens of a recording, and of the small model's whole table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from tourapp.engine.embedding_norms import shipped_embedding_norms
from tourapp.engine.recording import Recording
from tourapp.quantity import Quantity
from tourapp.quantity.origin import RECORDED


@dataclass(frozen=True, slots=True)
class TableNorms:
    """Lengths of all rows of the embedding table: norms [V] fp32 by token id, and their ends and middle."""

    norms: np.ndarray
    shortest: Quantity
    longest: Quantity
    median: Quantity


def row_norms(recording: Recording) -> np.ndarray:
    """Euclidean norm of the embedding row of every token, of the prompt and the answer [T] fp32."""
    norms = np.linalg.norm(recording.embeddings.astype(np.float64), axis=1).astype(np.float32)
    norms.flags.writeable = False
    return norms


def table_norms(model: str) -> TableNorms | None:
    """All rows of a model's table; None for another model than the one whose rows ship."""
    return _shipped() if shipped_embedding_norms().model == model else None


@lru_cache(maxsize=1)
def _shipped() -> TableNorms:
    norms = shipped_embedding_norms().norms
    low, high, middle = float(norms.min()), float(norms.max()), float(np.median(norms))
    return TableNorms(
        norms,
        _read(Quantity(low, "1", "shortest row of the embedding table", "e_min", "least of all rows"), "shortest"),
        _read(Quantity(high, "1", "longest row of the embedding table", "e_max", "most of all rows"), "longest"),
        _read(
            Quantity(middle, "1", "median length of the rows of the embedding table", "e", "median of all"), "median"
        ),
    )


def _read(number: Quantity, place: str) -> Quantity:
    """The same with its source and its id."""
    return replace(number, source=RECORDED, id=f"layer_numbers.table.{place}")
