"""What a day's run leaves to the night's: `make night` sets CRAWL."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TypeVar

Item = TypeVar("Item")
NIGHT = "CRAWL" in os.environ


def some(items: Iterable[Item], by_day: int) -> list[Item]:
    """All of them by night, the first few by day."""
    found = list(items)
    return found if NIGHT else found[:by_day]
