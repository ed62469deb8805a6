"""Readouts of the paging scene: the balance of blocks at the moment shown, and what the whole run came to."""

from __future__ import annotations

from scenes.paging.clock import fork_moment, paged_moment
from tourapp.authoring import Frame, Phrase, Quantity, Rail
from tourapp.authoring.sizes import T18

STEP = 30
"""Stage units from one row to the next."""


def draw_readouts(f: Frame, rail: Rail) -> None:
    """Row by row below the controls."""
    paging = f.world.paging
    rail.rule()
    _read_balance(f, rail)
    made = Phrase("yes ✓") if paging.balance_ok else Phrase("no ✗")
    rail.read("All tokens made", made, "good" if paging.balance_ok else "waste", step=STEP, size=T18)
    rail.read("Peak blocks", paging.peak_blocks, "ink", step=STEP, size=T18)
    rail.read("Preemptions", paging.preemptions, "waste" if paging.preemptions else "dim", step=STEP, size=T18)
    empty = Quantity(paging.paged.shares.internal, "share", "held and never filled")
    rail.read("Empty inside, paged", empty, "dim", step=STEP, size=T18)


def _read_balance(f: Frame, rail: Rail) -> None:
    """Used and free blocks make the pool, at the moment that is shown."""
    now = fork_moment(f) if f.beat_name == "fork" else paged_moment(f)
    total = f.world.paging.paged.total
    if now.used + now.free == total:
        balance, role = Phrase("{used} + {free} = {total} ✓", used=now.used, free=now.free, total=total), "good"
    else:
        balance, role = Phrase("{used} + {free} = {total} ✗", used=now.used, free=now.free, total=total), "waste"
    rail.read("Used + free", balance, role, step=STEP, size=T18)
