"""Damaged input by the thousand: argument lines, files of tours and workloads, recordings.

`make test` tries a tenth of each count, `make night` (CRAWL=400) all of it. The seed changes daily, stands in every
failure, and is set with CRAWL_SEED.
"""

from __future__ import annotations

import os

from tests.crawl.settings import daily_seed

NIGHT = 400
SEED = daily_seed()


def count(whole: int) -> int:
    """How many of so many are tried now."""
    return max(1, whole * min(NIGHT, int(os.environ.get("CRAWL", NIGHT // 10))) // NIGHT)
