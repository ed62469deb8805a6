"""What somebody probably meant: the known word nearest to one that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

ALIKE = 0.6


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """ "; did you mean ...?" where a known word is near enough, else nothing."""
    found = difflib.get_close_matches(word[:80], list(known), n=1, cutoff=ALIKE)
    return f"; did you mean {found[0]}?" if found else ""
