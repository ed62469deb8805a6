"""Where the keys go on a page to work on: from one box or button to the next, around the end. Values only."""

from __future__ import annotations

from collections.abc import Sequence


def following(stops: Sequence[str], now: str, by: int) -> str:
    """What has the keys `by` places after `now`; from nothing the first or the last one, "" where there is none."""
    if not stops:
        return ""
    place = stops.index(now) + by if now in stops else (0 if by > 0 else -1)
    return stops[place % len(stops)]
