"""Rows of an embedding table as directions: how near tokens are to each other by cosine, as the rows are or with the
mean of all rows taken away.

The rows are the whole table of an opened model, or those few that ship. Not here: the shipped file (`word_table`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tourapp.engine.embedding_norms import measure_norms
from tourapp.engine.model import Model


@dataclass(frozen=True, eq=False)
class TokenSpace:
    """Some rows of a table. ids [n]: their tokens; norms [n]: lengths; mean [h]: mean of the table's rows; `dots`:
    every row times a vector [h], `row`: the row of the token at a place."""

    ids: np.ndarray
    norms: np.ndarray
    mean: np.ndarray
    dots: Callable[[np.ndarray], np.ndarray]
    row: Callable[[int], np.ndarray]

    @cached_property
    def _on_mean(self) -> np.ndarray:
        """Every row times the mean [n]."""
        return self.dots(self.mean).astype(np.float64)

    @cached_property
    def _centred_norms(self) -> np.ndarray:
        """Lengths of the rows without the mean [n]."""
        squares = self.norms.astype(np.float64) ** 2 - 2.0 * self._on_mean + float(self.mean @ self.mean)
        return np.sqrt(np.maximum(squares, 1e-12))

    def place(self, token: int) -> int | None:
        """Where a token's row is; None where it is not among these."""
        at = int(np.searchsorted(self.ids, token))
        return at if at < len(self.ids) and int(self.ids[at]) == token else None

    def unit(self, token: int, centred: bool) -> np.ndarray:
        """A token's row as a direction of length one [h]; KeyError where it is not among these."""
        at = self.place(token)
        if at is None:
            raise KeyError(token)
        row = self.row(at).astype(np.float64) - (self.mean if centred else 0.0)
        return row / np.linalg.norm(row)

    def cosines(self, direction: np.ndarray, centred: bool) -> np.ndarray:
        """Cosine of every row with a direction of any length [n]."""
        along = direction / np.linalg.norm(direction)
        dots = self.dots(along).astype(np.float64)
        if centred:
            return (dots - float(self.mean @ along)) / self._centred_norms
        return dots / self.norms


def whole_space(model: Model) -> TokenSpace:
    """The whole table of an opened model; it is read where it lies, and nothing of its size is made."""
    head = model.transformer.head
    vocab = range(model.config.vocab)
    every = np.zeros(model.config.hidden)
    step = 4_096
    for start in range(0, len(vocab), step):
        every += model.transformer.embed(vocab[start : start + step]).sum(axis=0, dtype=np.float64)

    def dots(vector: np.ndarray) -> np.ndarray:
        model.transformer.weights.check_whole()
        found: np.ndarray = vector.astype(np.float32) @ head
        return found

    return TokenSpace(
        ids=np.arange(len(vocab)),
        norms=measure_norms(model).norms,
        mean=every / len(vocab),
        dots=dots,
        row=lambda at: model.transformer.embed([at])[0],
    )


def likest(cosines: np.ndarray, count: int) -> np.ndarray:
    """Places of the largest cosines, the largest first [count]."""
    count = min(count, len(cosines))
    some = np.argpartition(-cosines, count - 1)[:count]
    return some[np.argsort(-cosines[some], kind="stable")]


def single_token(encoded: tuple[int, ...]) -> int | None:
    """The one token of a word, or None where it is none or several."""
    return encoded[0] if len(encoded) == 1 else None
