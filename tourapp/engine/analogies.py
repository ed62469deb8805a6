"""The fixed list of analogies that the embedding table is tried on: three words, and the one that should come out."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from tourapp.assets import asset_path
from tourapp.errors import DamagedFileError

FILE = "analogies.json"
Words = tuple[str, str, str, str]


class AnalogyList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the list is, and its rows: a, b, c and the word that a - b + c should be nearest to."""

    about: str
    list: tuple[Words, ...]


@lru_cache(maxsize=1)
def shipped_analogies() -> tuple[Words, ...]:
    """The shipped list. Raises DamagedFileError where it is gone, cannot be read or holds no row."""
    try:
        found = msgspec.json.decode(asset_path("lessons", FILE).read_bytes(), type=AnalogyList).list
    except (OSError, msgspec.DecodeError) as error:
        raise DamagedFileError(FILE, f"damaged ({' '.join(str(error).split())[:200]})") from None
    if not found or not all(word.isalpha() for row in found for word in row):
        raise DamagedFileError(FILE, "damaged (every row needs four words of letters)")
    return found
