"""Readouts of the paging scene: the balance of blocks at the moment shown, and what the whole run came to."""

from __future__ import annotations

from scenes.paging.clock import fork_moment, paged_moment, slab_step
from scenes.paging.facts import held_slots, slab_run
from tourapp.authoring import Frame, Phrase, Rail
from tourapp.authoring.sizes import T18

STEP = 30
"""Stage units from one row to the next."""


def draw_readouts(f: Frame, rail: Rail) -> None:
    """Row by row below the controls."""
    paging, numbers = f.world.paging, f.world.paging_numbers
    rail.rule()
    _read_balance(f, rail)
    rail.heading("The whole run with blocks")
    made = Phrase("yes ✓") if paging.balance_ok else Phrase("no ✗")
    rail.read("All tokens made", made, "good" if paging.balance_ok else "waste", step=STEP, size=T18)
    rail.read("Peak blocks", numbers.peak, "ink", step=STEP, size=T18)
    role = "waste" if numbers.preemptions.value else "dim"
    rail.read("Preemptions", numbers.preemptions, role, step=STEP, size=T18)
    rail.read("Held, never filled", numbers.inside, "dim", step=STEP, size=T18)


def _read_balance(f: Frame, rail: Rail) -> None:
    """Held and free places make the pool, at the moment that is shown: slots with slabs alone on stage, else blocks."""
    if f.beat_name == "slabs":
        run = slab_run(f.world)
        moment = run.at(slab_step(f))
        used, free, total = held_slots(moment).held, moment.free_slots, run.total * run.block_size
        label = Phrase("Slots held + free")
    else:
        now = fork_moment(f) if f.beat_name == "fork" else paged_moment(f)
        used, free, total = now.used, now.free, f.world.paging.paged.total
        label = Phrase("Blocks held + free")
    if used + free == total:
        balance, role = Phrase("{used} + {free} = {total} ✓", used=used, free=free, total=total), "good"
    else:
        balance, role = Phrase("{used} + {free} = {total} ✗", used=used, free=free, total=total), "waste"
    rail.read(label, balance, role, step=STEP, size=T18)
