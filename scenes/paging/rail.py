"""Readouts of the paging scene: the balance of blocks at the moment shown, and what the whole run came to."""

from __future__ import annotations

from scenes.paging.clock import fork_moment, paged_moment, slab_step
from scenes.paging.facts import held_slots, slab_run
from tourapp.authoring import Frame, Phrase, Picture, Rail


def draw_readouts(f: Frame, p: Picture) -> None:
    """Row by row below the controls."""
    rail, paging, numbers = Rail(p, f.rail), f.world.paging, f.world.paging_numbers
    _read_balance(f, rail)
    if not f.reached("blocks"):
        return
    made = Phrase("yes ✓") if paging.balance_ok else Phrase("no ✗")
    rail.read("All tokens made", made, "good" if paging.balance_ok else "waste")
    rail.read("Peak blocks", numbers.peak)
    if f.beat_name == "dry":
        rail.read("Preemptions", numbers.preemptions, "waste" if numbers.preemptions.value else "dim")
    else:
        rail.read("Never filled", numbers.inside, "dim")


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
    rail.read(label, balance, role)
