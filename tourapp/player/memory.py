"""How much is kept in memory for later: as much as makes every frame quick, or little, for small computers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemoryUse:
    """layers: bytes of kept layers, and on large screens as many as `screens` whole pictures take; runs: whether what
    rests on the stage is kept as layers too; ahead: whether the next beat is prepared while the picture rests;
    settings: for how many of them each world part is kept."""

    layers: int
    screens: int
    runs: bool
    ahead: bool
    settings: int


MEMORIES = {"full": MemoryUse(75_000_000, 9, True, True, 24), "small": MemoryUse(24_000_000, 3, False, False, 4)}
"""By name; the whole tour takes about 390 MB beside the weights with the first, under 250 MB with the second."""
