"""Where nothing holds: the nearest misses, and how far one target alone must be loosened until something does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tourapp.sim.plan.ask import PlanSpec
from tourapp.sim.plan.outcome import LINK, Outcome
from tourapp.sim.plan.repairs import Repair, asked_of, mended
from tourapp.sim.plan.run import Wants
from tourapp.sim.plan.works import Works

MISSES = 3
LOOSENED = ("itl", "ttft", "budget")


@dataclass(frozen=True, slots=True)
class Loosened:
    """One target, loosened as little as lets something hold, and the place of the cell that then does."""

    repair: Repair
    row: int


def nearest(why: Sequence[int], mends: Sequence[Repair | None], most: int = MISSES) -> list[int]:
    """Places of the rejected cells whose smallest repair is the smallest; then
    those without one, of them first what breaks at a late constraint."""
    bad = [row for row, code in enumerate(why) if code]

    def far(row: int) -> float:
        repair = mends[row] if row < len(mends) else None
        return np.inf if repair is None else repair.factor

    return sorted(bad, key=lambda row: (far(row), -why[row], row))[:most]


def loosened(
    spec: PlanSpec, works: Works, wants: Wants, outcome: Outcome, pause: Callable[[], None]
) -> dict[str, Loosened]:
    """For each of the three targets the least change that alone lets a cell hold; a target that cannot is left out.
    pause: called between them, and may raise."""
    rows = np.flatnonzero((outcome.why != 0) & (outcome.why != LINK))
    found: dict[str, Loosened] = {}
    for what in LOOSENED:
        pause()
        asked = asked_of(spec, what)
        if asked is None or not len(rows):
            continue
        pairs = zip(mended(spec, works, wants, (what, asked, rows)), rows.tolist(), strict=True)
        ways = [Loosened(repair, row) for repair, row in pairs if repair is not None]
        if ways:
            found[what] = min(ways, key=lambda way: (way.repair.factor, way.row))
    return found
