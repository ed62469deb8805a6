"""The common words of the small model: two thousand rows of its embedding table in eight bits, with what was measured
on the whole table, kept in a file for where the model is not installed.

Not here: how it is made (`word_build`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec
import numpy as np

from tourapp.assets import asset_path
from tourapp.engine.array_file import read_arrays
from tourapp.engine.token_space import TokenSpace
from tourapp.engine.tokenizer_data import shipped_tables
from tourapp.errors import DamagedFileError

FILE = "words.npz"
WORDS, HIDDEN, NEAREST = 2_000, 576, 12
"""Words kept, numbers in a row, and neighbours kept of each."""
MAPPED, COLUMNS = 70, 64
"""Words of the flat map, and columns of a histogram of cosines."""
LARGEST = 6_000_000
"""Bytes unpacked."""


class WordsMeta(msgspec.Struct, forbid_unknown_fields=True):
    """model: whose rows; battery: the list of analogies that was tried; kept: share of the spread that the map keeps;
    mean_length: of the mean row; pairs: random pairs of tokens; mean, spread and high (99 of 100 are below): of their
    cosines, as they are and centred."""

    model: str
    battery: tuple[tuple[str, str, str, str], ...]
    kept: float
    mean_length: float
    pairs: int
    mean: tuple[float, float]
    spread: tuple[float, float]
    high: tuple[float, float]


@dataclass(frozen=True, eq=False)
class WordTable:
    """What ships of one model's table; what has two sides has them as the rows are and with the mean taken away.

    ids [N] ascending, rows [N, h] int8 with scale [N], mean [h]. near_ids, near_cosines [2, N, 12]: the nearest of all
    tokens. tops, top_cosines [2, A, 12] of the analogies (inputs not left out), ranks [2, 2, A] with the inputs kept
    and left out, pairs [2, A, 3]: cosines of a with b, a with c, b with c. columns [2, 64]: pairs of random tokens by
    cosine, from -1 to 1. map_ids [70], map_at [70, 2]. dust [V, 2]: of the first analogy every token's distance from
    the landing and its direction.
    """

    meta: WordsMeta
    ids: np.ndarray
    rows: np.ndarray
    scale: np.ndarray
    mean: np.ndarray
    near_ids: np.ndarray
    near_cosines: np.ndarray
    tops: np.ndarray
    top_cosines: np.ndarray
    ranks: np.ndarray
    pairs: np.ndarray
    columns: np.ndarray
    map_ids: np.ndarray
    map_at: np.ndarray
    dust: np.ndarray

    @cached_property
    def space(self) -> TokenSpace:
        """The kept rows as directions."""
        rows = self.rows.astype(np.float32) * self.scale[:, None]
        norms = np.linalg.norm(rows.astype(np.float64), axis=1)
        mean = self.mean.astype(np.float64)
        return TokenSpace(self.ids, norms, mean, lambda v: rows @ v.astype(np.float32), rows.__getitem__)


def _kinds(analogies: int, vocabulary: int) -> dict[str, tuple[str, tuple[int, ...]]]:
    """Type and shape of every array."""
    return {
        "ids": ("uint16", (WORDS,)),
        "rows": ("int8", (WORDS, HIDDEN)),
        "scale": ("float32", (WORDS,)),
        "mean": ("float32", (HIDDEN,)),
        "near_ids": ("uint16", (2, WORDS, NEAREST)),
        "near_cosines": ("uint16", (2, WORDS, NEAREST)),
        "tops": ("uint16", (2, analogies, NEAREST)),
        "top_cosines": ("float32", (2, analogies, NEAREST)),
        "ranks": ("uint16", (2, 2, analogies)),
        "pairs": ("float32", (2, analogies, 3)),
        "columns": ("uint32", (2, COLUMNS)),
        "map_ids": ("uint16", (MAPPED,)),
        "map_at": ("float32", (MAPPED, 2)),
        "dust": ("uint16", (vocabulary, 2)),
    }


@lru_cache(maxsize=1)
def shipped_words() -> WordTable:
    """The shipped words. Raises DamagedFileError, which names the file and what is wrong."""
    return read_words(asset_path("recordings", FILE))


def read_words(path: Path) -> WordTable:
    """Read and check a file of words. Raises DamagedFileError."""
    vocabulary, name = len(shipped_tables().tokens), path.name
    meta, found = read_arrays(path, _kinds(0, vocabulary), LARGEST, WordsMeta)
    for each, (kind, shape) in _kinds(len(meta.battery), vocabulary).items():
        array = found[each]
        if array.dtype.name != kind or array.shape != shape:
            raise DamagedFileError(name, f"{each}: {array.dtype} of shape {array.shape}, expected {kind} of {shape}")
        if array.dtype.kind == "f" and not (np.isfinite(array).all() and np.abs(array).max() < 100.0):
            raise DamagedFileError(name, f"{each}: holds numbers that no embedding has")
        if each in ("ids", "near_ids", "tops", "map_ids") and array.max() >= vocabulary:
            raise DamagedFileError(name, f"{each}: holds ids of no token")
    if (np.diff(found["ids"].astype(int)) <= 0).any() or (found["scale"] <= 0).any() or (found["ranks"] == 0).any():
        raise DamagedFileError(name, "ids, scale or ranks: not as they are written")
    return WordTable(meta, **found)


def cosine_of(stored: np.ndarray) -> np.ndarray:
    """Cosines from -1 to 1 as sixteen bits keep them."""
    return stored.astype(np.float64) / 32_767.5 - 1.0


def stored_cosine(cosines: np.ndarray) -> np.ndarray:
    """Cosines in sixteen bits."""
    return np.round((np.clip(cosines, -1.0, 1.0) + 1.0) * 32_767.5).astype(np.uint16)


DUST_SCALES = (16_384.0, 65_535.0 / (2.0 * np.pi))
"""Steps of a distance's unit, and of a turn's radian, in the kept dust."""
