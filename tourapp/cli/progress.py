"""How far long work is, on one line of a terminal that is looked at."""

from __future__ import annotations

import sys
from collections.abc import Callable


def reporter(words: str) -> Callable[[float], None]:
    """A call that is told the share done, again and again, of one kind of work."""
    return lambda share: show_progress(share, words)


def show_progress(share: float, words: str = "") -> None:
    """The share done (0..1) and a word for what is being done; nothing where errors go to a file or a pipe."""
    if sys.stderr is not None and sys.stderr.isatty():
        print(f"\r{share:4.0%} {words:<50}", end="" if share < 1 else "\n", file=sys.stderr, flush=True)
